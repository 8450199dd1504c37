"""Text of a file in an unknown encoding, a piece at a time."""

from __future__ import annotations

import codecs
import io
from collections.abc import Generator
from typing import BinaryIO

from vault.portability.takeouts.opening import CHUNK

_WESTERN = "vault-western"


def _western(problem: UnicodeError) -> tuple[str, int]:
    """Bytes that are not UTF-8, as Windows in Western Europe writes them."""
    if not isinstance(problem, UnicodeDecodeError):
        raise problem
    return problem.object[problem.start : problem.end].decode("cp1252", "replace"), problem.end


codecs.register_error(_WESTERN, _western)


class Text:
    """The text of a stream. ``guessed`` turns true where it is neither UTF-8 nor says what it is.

    UTF-8 with or without a byte order mark and UTF-16 with one are known for what they are. Line ends become ``\\n``.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.guessed = False

    def pieces(self) -> Generator[str, None, None]:
        """The text, in pieces of any length. Raises what the stream raises."""
        first = self._stream.read(CHUNK)
        decoder, first = _decoder(first)
        newlines = io.IncrementalNewlineDecoder(None, translate=True)
        chunk = first
        while chunk:
            try:
                text = decoder.decode(chunk)
            except UnicodeDecodeError:
                self.guessed = True
                waiting = decoder.getstate()[0]
                decoder = codecs.getincrementaldecoder("utf-8")(_WESTERN)
                text = decoder.decode(waiting + chunk)
            if text:
                yield newlines.decode(text)
            chunk = self._stream.read(CHUNK)
        if decoder.getstate()[0]:
            self.guessed = True
        rest = newlines.decode("", final=True)
        if rest:
            yield rest


def _decoder(first: bytes) -> tuple[codecs.IncrementalDecoder, bytes]:
    for mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        if first.startswith(mark):
            return codecs.getincrementaldecoder("utf-16")("replace"), first
    return codecs.getincrementaldecoder("utf-8")(), first.removeprefix(codecs.BOM_UTF8)

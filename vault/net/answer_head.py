"""An HTTP answer whose head is bounded and whole, which the standard library's reader leaves open."""

from __future__ import annotations

import io
from http.client import HTTPException, HTTPResponse
from typing import TYPE_CHECKING

from vault.core.errors import NetworkError

if TYPE_CHECKING:
    import socket

MAX_LINES = 32 * 1024
"""Bytes of status line, headers, chunk sizes and trailers together. Servers themselves allow 8 to 16 kB."""


class BoundedAnswer(HTTPResponse):
    """The reader of one answer. Raises :class:`NetworkError` ``response_too_large`` for too long a head."""

    def __init__(self, sock: socket.socket, debuglevel: int = 0, method: str | None = None, url: str | None = None):
        super().__init__(sock, debuglevel, method, url)
        self.fp = _BoundedLines(self.fp.detach())

    def begin(self) -> None:
        """Read the head. The standard library passes over lines that are no header; here they end the exchange."""
        super().begin()
        if self.msg.defects or self.msg.get_payload():
            raise HTTPException


class _BoundedLines(io.BufferedReader):
    """Counts what is read as lines: all of an answer but its body."""

    _left = MAX_LINES

    def readline(self, size: int | None = -1, /) -> bytes:
        line = super().readline(self._left + 1 if size is None or size < 0 else min(size, self._left + 1))
        self._left -= len(line)
        if self._left < 0:
            raise NetworkError("response_too_large")
        if not line.endswith(b"\n"):
            # The standard library takes the end of the stream for the end of the headers.
            raise ConnectionResetError
        return line

    def read(self, size: int | None = -1, /) -> bytes:
        if size is None or size < 0:  # a chunk that says its size is -1
            raise HTTPException
        return super().read(size)

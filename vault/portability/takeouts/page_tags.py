"""Tags and texts of a long page as it comes in: read once, whatever is in it.

The parser of the standard library reads a tag that is never closed again with each piece, and what follows a comment
that is never closed once for each of its signs: half a megabyte takes it hours. Here each letter is looked at once or
twice. That is enough for pages that a program wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape

MAX_TAG = 16 * 1024
"""Letters of a tag. The longest known has some hundred."""
_LONGEST_TEXT = 2_000
_TAG = re.compile(r"/?[a-z][a-z0-9]*", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(class|href)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_PASSED_OVER = {"style": "</style", "script": "</script"}
"""What begins so ends so, and has neither tags nor texts."""


class EndlessTag(Exception):
    """A tag that is longer than any."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag in small letters, with ``/`` before the name of one that ends something."""

    name: str
    given: dict[str, str] = field(default_factory=dict)


def tags_and_texts(pieces: Iterable[str]) -> Iterator[Tag | str]:
    """Each :class:`Tag`, and each text between two, up to 2,000 letters of it. Raises :class:`EndlessTag`."""
    held, until = "", ""
    for piece in pieces:
        held += piece
        at = 0
        while True:
            if until:
                end = held.find(until, at)
                if end < 0:
                    at = max(at, len(held) - len(until))
                    break
                at, until = end + (len(until) if until == "-->" else 0), ""
            begin = held.find("<", at)
            if begin < 0:
                yield from _text(held[at:])
                at = len(held)
                break
            yield from _text(held[at:begin])
            at = begin
            if held.startswith("<!--", at):
                until, at = "-->", at + 4
                continue
            end = held.find(">", at)
            if end < 0:
                if len(held) - at > MAX_TAG:
                    raise EndlessTag
                break
            inside = held[at + 1 : end]
            at = end + 1
            if found := _TAG.match(inside):
                name = found[0].lower()
                until = _PASSED_OVER.get(name, "")
                yield Tag(
                    name,
                    {
                        each[1].lower(): unescape((each[2] or each[3] or "")[:_LONGEST_TEXT])
                        for each in _attributes(inside)
                    },
                )
        held = held[at:]
    if not until and not held.startswith("<"):
        yield from _text(held)


def _attributes(inside: str) -> Iterator[re.Match[str]]:
    return _ATTRIBUTE.finditer(inside[:MAX_TAG])


def _text(found: str) -> Iterator[str]:
    if found:
        yield unescape(found[:_LONGEST_TEXT])

"""All that happened, kept small, and what a search on the activity page looks in. Of any thread."""

from __future__ import annotations

import marshal
import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import Any

from vault.desktop.activity_state import EventLine, Segment
from vault.desktop.activity_words import folded

_SEGMENTS = tuple(Segment)
_ANY = "surrogatepass"
"""A history that was brought in may have any text."""
_TOGETHER, _QUICKLY = 16, 1
"""Events that are packed together: one alone packs badly, and of many each takes long to come back."""


class Happened:
    """The history, newest first. A hundred thousand events as objects would take a hundred megabytes.

    ``mark`` says what it was read from, or is None where that cannot be said. Its numbers count from the newest; all
    that is kept has the oldest first, as it came: ``packed`` has some events in each of its ``pieces``, and their words
    are in ``text``, from ``starts`` on. Each is one block of memory: thousands of small ones keep what is between them.
    """

    def __init__(self, oldest_first: Iterable[EventLine] = (), mark: object = None) -> None:
        self.mark = mark
        self._seqs, self._segments = array("q"), bytearray()
        self._pieces, self._starts = array("q", (0,)), array("q", (0,))
        self._open: tuple[int, list[Any]] = (-1, [])
        packed, text = bytearray(), bytearray()
        self._read(oldest_first, packed, text)
        self._packed, self._text = bytes(packed), bytes(text)  # what grows takes more than it needs

    def __len__(self) -> int:
        return len(self._seqs)

    def event(self, number: int) -> EventLine:
        """The event at this place."""
        return self._event(len(self) - 1 - number)

    def place(self, seq: int | None) -> int | None:
        """Where the event of this entry is, if it is there."""
        if seq is None:
            return None
        found = bisect_left(self._seqs, seq)
        return len(self) - 1 - found if found < len(self) and self._seqs[found] == seq else None

    def matching(self, search: str, segment: Segment) -> Iterator[EventLine]:
        """The events of this kind that have every word of ``search``, newest first."""
        kinds = range(len(_SEGMENTS)) if segment is Segment.ALL else (_SEGMENTS.index(segment),)
        return (self._event(place) for place in self._found(search) if self._segments[place] in kinds)

    def _read(self, oldest_first: Iterable[EventLine], packed: bytearray, text: bytearray) -> None:
        together: list[object] = []
        for event in oldest_first:
            self._seqs.append(event.seq)
            self._segments.append(_SEGMENTS.index(event.segment))
            text += f"{event.words}\n".encode(errors=_ANY)
            self._starts.append(len(text))
            together.append(_kept(event))
            if len(together) == _TOGETHER:
                self._pack(together, packed)
                together = []
        if together:
            self._pack(together, packed)

    def _pack(self, together: list[object], packed: bytearray) -> None:
        packed += zlib.compress(marshal.dumps(together), _QUICKLY)
        self._pieces.append(len(packed))

    def _event(self, place: int) -> EventLine:
        group, within = divmod(place, _TOGETHER)
        if self._open[0] != group:
            piece = self._packed[self._pieces[group] : self._pieces[group + 1]]
            # Made above, and never out of this process.
            self._open = group, marshal.loads(zlib.decompress(piece))  # noqa: S302
        seq, day, time, when, icon, title, more, host, names, is_share, receipt = self._open[1][within]
        segment, words = _SEGMENTS[self._segments[place]], self._words(place).decode(errors=_ANY)
        return EventLine(seq, day, time, when, icon, title, more, segment, host, names, is_share, words, receipt)

    def _found(self, search: str) -> Iterator[int]:
        """The longest word is looked for in the one text: in so many, event by event takes longer than a frame."""
        wanted = sorted((word.encode(errors=_ANY) for word in folded(search).split()), key=len)
        if not wanted:
            yield from reversed(range(len(self)))
            return
        longest, end = wanted.pop(), len(self._text)
        while (at := self._text.rfind(longest, 0, end)) >= 0:
            place = bisect_right(self._starts, at) - 1
            if all(word in self._words(place) for word in wanted):
                yield place
            end = self._starts[place]

    def _words(self, place: int) -> bytes:
        return self._text[self._starts[place] : self._starts[place + 1] - 1]


def _kept(event: EventLine) -> tuple[object, ...]:
    """All but its kind and its words, which are kept beside it."""
    return (
        event.seq,
        event.day,
        event.time,
        event.when,
        event.icon,
        event.title,
        event.more,
        event.host,
        event.names,
        event.is_share,
        event.receipt,
    )

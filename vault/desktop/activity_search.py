"""All that happened, kept small, and what a search on the activity page looks in. Of any thread."""

from __future__ import annotations

import json
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from vault.desktop.activity_state import EventLine, Segment
from vault.desktop.activity_words import folded

_SEGMENTS = tuple(Segment)
_ANY = "surrogatepass"
"""A history that was brought in may have any text."""


@dataclass(frozen=True)
class Happened:
    """The history, newest first. A hundred thousand events as objects would take a hundred megabytes.

    Event ``n`` is ``packed`` from ``places[n]`` to ``places[n + 1]``; its words are in ``text``, from ``starts[n]``.
    """

    seqs: array[int] = field(default_factory=lambda: array("q"))
    segments: bytes = b""
    packed: bytes = b""
    places: array[int] = field(default_factory=lambda: array("q"))
    text: bytes = b""
    starts: array[int] = field(default_factory=lambda: array("q"))
    newest_share: int | None = None

    @staticmethod
    def of(oldest_first: Iterable[EventLine]) -> Happened:
        """Ready to be searched."""
        seqs, segments = array("q"), bytearray()
        packed: list[bytes] = []
        words: list[bytes] = []
        share = None
        for event in oldest_first:
            share = event.seq if event.is_share else share
            seqs.append(event.seq)
            segments.append(_SEGMENTS.index(event.segment))
            packed.append(_pack(event))
            words.append(f"{event.words}\n".encode(errors=_ANY))
        for each in (seqs, segments, packed, words):
            each.reverse()
        places, starts = (array("q", (0, *accumulate(map(len, each)))) for each in (packed, words))
        return Happened(seqs, bytes(segments), b"".join(packed), places, b"".join(words), starts, share)

    def event(self, number: int) -> EventLine:
        """The event at this place."""
        seq, day, time, when, icon, title, more, host, names, is_share, receipt = json.loads(
            self.packed[self.places[number] : self.places[number + 1]]
        )
        segment, words = _SEGMENTS[self.segments[number]], self._words(number).decode(errors=_ANY)
        return EventLine(seq, day, time, when, icon, title, more, segment, host, tuple(names), is_share, words, receipt)

    def place(self, seq: int | None) -> int | None:
        """Where the event of this entry is, if it is there."""
        return self.seqs.index(seq) if seq is not None and seq in self.seqs else None

    def matching(self, search: str, segment: Segment) -> Iterator[EventLine]:
        """The events of this kind that have every word of ``search``, newest first."""
        kinds = range(len(_SEGMENTS)) if segment is Segment.ALL else (_SEGMENTS.index(segment),)
        return (self.event(number) for number in self._found(search) if self.segments[number] in kinds)

    def _found(self, search: str) -> Iterator[int]:
        """The longest word is looked for in the one text: in so many, event by event takes longer than a frame."""
        wanted = sorted((word.encode(errors=_ANY) for word in folded(search).split()), key=len)
        if not wanted:
            yield from range(len(self.seqs))
            return
        longest, place = wanted.pop(), 0
        while (place := self.text.find(longest, place)) >= 0:
            number = bisect_right(self.starts, place) - 1
            if all(word in self._words(number) for word in wanted):
                yield number
            place = self.starts[number + 1]

    def _words(self, number: int) -> bytes:
        return self.text[self.starts[number] : self.starts[number + 1] - 1]


def _pack(event: EventLine) -> bytes:
    """All but its kind and its words, which are kept beside it."""
    said = (
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
    return json.dumps(said, ensure_ascii=False).encode(errors=_ANY)

"""What a search on the activity page looks in: all that happened, and one text of all its words. Of any thread."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from vault.desktop.activity_state import EventLine
from vault.desktop.activity_words import folded


@dataclass(frozen=True)
class Happened:
    """The history, newest first; the words of each event begin in ``text`` at one of ``starts``."""

    events: tuple[EventLine, ...]
    text: str
    starts: tuple[int, ...]

    @staticmethod
    def of(events: tuple[EventLine, ...]) -> Happened:
        """Ready to be searched."""
        lines = [f"{event.words}\n" for event in events]
        return Happened(events, "".join(lines), (0, *accumulate(map(len, lines))))

    def matching(self, search: str) -> Iterator[EventLine]:
        """The events that have every word of ``search``, newest first.

        The longest is looked for in the one text: in a hundred thousand, event by event takes longer than a frame.
        """
        wanted = sorted(folded(search).split(), key=len)
        if not wanted:
            yield from self.events
            return
        longest, place = wanted.pop(), 0
        while (place := self.text.find(longest, place)) >= 0:
            number = bisect_right(self.starts, place) - 1
            if all(word in self.events[number].words for word in wanted):
                yield self.events[number]
            place = self.starts[number + 1]

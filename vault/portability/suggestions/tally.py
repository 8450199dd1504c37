"""Counting lines by candidate and month, with the newest lines of each: bounded, whatever the file holds.

Counts stand by month, so that what is lately counts more than what is long ago only when the end is known, and the
order of the lines changes nothing.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Collection, Hashable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Generic, TypeVar

from vault.portability.suggestions.suggestion import Counts, Evidence

if TYPE_CHECKING:
    from datetime import date

    from vault.portability.takeouts.purchase import Purchase

MOST_ROWS = 50
"""Lines shown of one suggestion. Nobody reads more, and a million must not be held for them."""
HALF_LIFE = 24
"""Months after which a purchase weighs half: a body changes in years, taste too."""
SPAN = 60
"""Months before the newest purchase that are counted, as long as enough was bought in them."""
ENOUGH = 3
"""Purchases under which older ones count as well."""
_YEARS = range(1970, 2101)

K = TypeVar("K", bound=Hashable)
_Row = tuple[int, int, Evidence]


def month_of(at: date | None) -> int:
    """Months since the year 0. A line without a date, or with one that no shop can have, counts as the oldest."""
    return at.year * 12 + at.month if at is not None and at.year in _YEARS else 0


class _Candidate:
    __slots__ = ("bought", "returned", "rows")

    def __init__(self) -> None:
        self.bought: dict[int, int] = {}
        self.returned: dict[int, int] = {}
        self.rows: list[_Row] = []


class Tally(Generic[K]):
    """Purchases and returns of each candidate."""

    def __init__(self) -> None:
        self._candidates: dict[K, _Candidate] = {}
        self._newest = 0
        self._serial = 0

    @property
    def lines(self) -> int:
        """How many lines were added."""
        return self._serial

    @property
    def held(self) -> int:
        """How many rows are kept to be shown."""
        return sum(len(each.rows) for each in self._candidates.values())

    def add(self, candidate: K, purchase: Purchase, detail: str) -> None:
        """Count one line. A return is a line of its own, beside that of its purchase or without one."""
        found = self._candidates.get(candidate)
        if found is None:
            found = self._candidates[candidate] = _Candidate()
        at, rows = purchase.at, found.rows
        month = month_of(at)
        counted = found.returned if purchase.kind == "returned" else found.bought
        counted[month] = counted.get(month, 0) + 1
        self._newest = max(self._newest, month)
        self._serial += 1
        place = (0 if at is None else at.toordinal(), -self._serial)  # of one day the first lines stay
        if len(rows) < MOST_ROWS:
            heapq.heappush(rows, (*place, _evidence(purchase, detail)))
        elif place > rows[0][:2]:
            heapq.heapreplace(rows, (*place, _evidence(purchase, detail)))

    def weights(self) -> dict[K, float]:
        """What each candidate weighs today: purchases less returns, halved for each :data:`HALF_LIFE` of age."""
        return {key: self._weight(each) for key, each in self._candidates.items()}

    def counts(self, chosen: Collection[K]) -> Counts:
        """The exact counts: of all that was bought lately, how many are of ``chosen`` and were kept."""
        first = self._newest - SPAN
        if sum(_of(each, first) for each in self._candidates.values()) < ENOUGH:
            first = 0
        every = self._candidates.values()
        ours = [each for key, each in self._candidates.items() if key in chosen]
        returned = sum(_since(each.returned, first) for each in ours)
        kept = sum(max(0, _since(each.bought, first) - _since(each.returned, first)) for each in ours)
        return Counts(kept, sum(_of(each, first) for each in every), returned)

    def rows(self, chosen: Collection[K]) -> tuple[Evidence, ...]:
        """The newest lines of ``chosen``, and where there is room the newest of the others; newest first."""
        ours = _newest(row for key, each in self._candidates.items() if key in chosen for row in each.rows)
        others = _newest(row for key, each in self._candidates.items() if key not in chosen for row in each.rows)
        marked = [(row, True) for row in ours] + [(row, False) for row in others[: MOST_ROWS - len(ours)]]
        marked.sort(key=lambda each: each[0][:2], reverse=True)
        return tuple(replace(row[2], speaks=speaks) for row, speaks in marked)

    def _weight(self, found: _Candidate) -> float:
        return self._aged(found.bought) - self._aged(found.returned)

    def _aged(self, counted: dict[int, int]) -> float:
        """In order of the months, so that the sum is the same however the lines came."""
        return sum(
            count * math.pow(0.5, (self._newest - month) / HALF_LIFE) for month, count in sorted(counted.items())
        )


def _newest(rows: Iterable[_Row]) -> list[_Row]:
    return heapq.nlargest(MOST_ROWS, rows, key=lambda each: each[:2])


def _evidence(line: Purchase, detail: str) -> Evidence:
    return Evidence(line.at, line.product, detail, line.kind == "returned", False, line.file, line.line)


def _since(counted: dict[int, int], first: int) -> int:
    return sum(count for month, count in counted.items() if month >= first)


def _of(found: _Candidate, first: int) -> int:
    """Some shops tell of a return beside its purchase, some instead of it: the greater number is what was bought."""
    return max(_since(found.bought, first), _since(found.returned, first))

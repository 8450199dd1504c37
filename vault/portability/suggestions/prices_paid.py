"""What was paid for a pair of shoes: from the tenth to the ninetieth of a hundred pairs, by an exact count per step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vault.core.value import Value
from vault.core.value_check import level_of
from vault.portability.suggestions.suggestion import Suggestion
from vault.portability.suggestions.tally import Tally

if TYPE_CHECKING:
    from vault.core.catalogue import Catalogue
    from vault.portability.takeouts.purchase import Purchase

KEY = "clothing.price_per_pair"
_LOW, _HIGH = 0.1, 0.9
LEAST_PAIRS = 5
"""Under it, the band would be one or two prices."""


class PricesPaid:
    """Prices of pairs, each in its step of the catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._entry = catalogue.entry(KEY)
        self._step, self._highest = int(self._entry.step or 1), int(self._entry.high or 0)
        self._steps = Tally[int]()

    def add(self, purchase: Purchase) -> None:
        """Count a pair that has a price in the catalogue's own money."""
        cents = purchase.price_cents
        if cents is None or purchase.currency != self._entry.unit or not 0 < cents <= self._highest * 100:
            return
        detail = f"{cents // 100}.{cents % 100:02} {purchase.currency}"
        self._steps.add(cents // (self._step * 100), purchase, detail)

    def conclude(self) -> Iterator[Suggestion]:
        """The band, on whole steps."""
        each = {step: self._steps.counts({step}).kept for step in sorted(self._steps.weights())}
        every = sum(each.values())
        if every < LEAST_PAIRS:
            return
        low, high = _reached(each, _LOW * every), _reached(each, _HIGH * every)
        # The highest price that can be said is the start of a step of its own.
        top = min((high + 1) * self._step, self._highest)
        inside = frozenset(step for step in each if low <= step <= high)
        value = Value(minimum=str(low * self._step), maximum=str(top), unit=self._entry.unit)
        counts, rows = self._steps.counts(inside), self._steps.rows(inside)
        yield Suggestion(self._entry.key, value, level_of(self._entry, value), counts, rows)


def _reached(each: dict[int, int], wanted: float) -> int:
    """The step in which the count comes to ``wanted``."""
    so_far = 0
    for step, count in each.items():
        so_far += count
        if so_far >= wanted:
            return step
    return max(each)

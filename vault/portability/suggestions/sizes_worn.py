"""The sizes that fit: of each kind of goods, by what was bought and kept, lately more than long ago; and at brands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from vault.core.value import Value
from vault.core.value_check import level_of
from vault.portability.suggestions.size_labels import Size, read_size
from vault.portability.suggestions.suggestion import Suggestion
from vault.portability.suggestions.tally import ENOUGH, K, Tally

if TYPE_CHECKING:
    from vault.core.catalogue import Catalogue, Entry, SizeTable
    from vault.portability.suggestions.words import Found
    from vault.portability.takeouts.purchase import Purchase

SIZED = {
    "shoe": "clothing.shoe_size",
    "top": "clothing.top_size",
    "trousers": "clothing.trouser_size",
    "ring": "clothing.ring_size",
    "glove": "clothing.glove_size",
}
"""The preference of each kind of goods."""
LENGTH = "clothing.trouser_length"
MOST_BRANDS = 300
"""Brands of one kind; at twice as many, those bought least are forgotten, and counted anew if they come back."""
MOST_HELD = 5_000
"""Rows of all brands of one kind that are kept to be shown; at twice as many the same happens."""
_BRANDS_SHOWN = 5
_LEAST_KEPT = 2
_MOST_REMEMBERED = 2_000


class SizesWorn:
    """The size of one kind of goods, and the sizes at its brands."""

    def __init__(self, entry: Entry, kind: str) -> None:
        if entry.table is None:
            raise ValueError(entry.key)
        self._entry, self._table, self._kind = entry, entry.table, kind
        self._worn = Tally[int]()
        self._systems: Counter[str] = Counter()
        self._brands = _Brands()
        self._known: dict[tuple[str, frozenset[str]], Size | None] = {}

    def read(self, purchase: Purchase, found: Found) -> Size | None:
        """The size that a line of this kind has, or None."""
        if self._kind not in found.kinds or not purchase.size:
            return None
        asked = (purchase.size, found.kinds)
        if asked not in self._known:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            self._known[asked] = read_size(self._table, purchase.size, found.kinds)
        return self._known[asked]

    def is_childs(self, size: Size) -> bool:
        """Whether only a child wears it: then it is about a family."""
        return any(name == "child" and first <= size.row <= last for name, first, last in self._table.categories)

    def add(self, purchase: Purchase, size: Size) -> None:
        """Count one line."""
        self._worn.add(size.row, purchase, purchase.size or "")
        self._systems[size.system] += 1
        if purchase.brand:
            self._brands.add(purchase.brand, purchase, size.row)

    def conclude(self) -> Iterator[Suggestion]:
        """The size, and where there are enough lines of a brand the size that fits there."""
        found = self._concluded(self._worn, None)
        if found is not None:
            yield found
        for brand, tally in self._brands.most():
            found = self._concluded(tally, brand)
            if found is not None and found.counts.kept >= ENOUGH and 2 * found.counts.kept > found.counts.of:
                yield found

    def _concluded(self, tally: Tally[int], brand: str | None) -> Suggestion | None:
        row = heaviest(tally)
        if row is None:
            return None
        counts = tally.counts({row})
        if counts.kept < _LEAST_KEPT:
            return None
        system = self._system(self._table, row)
        value = Value(self._table.rows[row][system], system=system)
        return Suggestion(self._entry.key, value, level_of(self._entry, value), counts, tally.rows({row}), brand)

    def _system(self, table: SizeTable, row: int) -> str:
        """Of the systems that have this row, the one in which this person buys most."""
        return max(table.rows[row], key=lambda each: (self._systems[each], -table.systems.index(each)))


class TrouserLength:
    """The length on trouser labels."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._entry = catalogue.entry(LENGTH)
        self._lengths = Tally[str]()

    def add(self, purchase: Purchase, size: Size) -> None:
        """Count one line of trousers."""
        option = f"l{size.length}"
        if self._entry.option(option) is not None:
            self._lengths.add(option, purchase, purchase.size or "")

    def conclude(self) -> Iterator[Suggestion]:
        """The length that was kept most."""
        option = heaviest(self._lengths)
        if option is not None and (counts := self._lengths.counts({option})).kept >= _LEAST_KEPT:
            value = Value(option)
            rows = self._lengths.rows({option})
            yield Suggestion(self._entry.key, value, level_of(self._entry, value), counts, rows)


class _Brands:
    """The brands bought most, counted with bounded memory."""

    def __init__(self) -> None:
        self._tallies: dict[str, Tally[int]] = {}
        self._names: dict[str, str] = {}
        self._added = 0

    def add(self, brand: str, purchase: Purchase, row: int) -> None:
        name = " ".join(brand.split())[:60].strip()
        folded = name.casefold()
        if folded not in self._tallies:
            if len(self._tallies) >= 2 * MOST_BRANDS:
                self._forget()
            self._tallies[folded], self._names[folded] = Tally(), name
        tally = self._tallies[folded]
        tally.add(row, purchase, purchase.size or "")
        self._added += 1
        if self._added > MOST_HELD:  # no sooner can there be twice as many rows
            self._forget()

    def _forget(self) -> None:
        """Keep the brands bought most, as many as there is room for with their rows."""
        room = MOST_HELD
        for place, folded in enumerate(self._ordered()):
            room -= self._tallies[folded].held
            if place >= MOST_BRANDS or (room < 0 and place >= _BRANDS_SHOWN):
                del self._tallies[folded], self._names[folded]
        self._added = 0

    def _ordered(self) -> list[str]:
        return sorted(self._tallies, key=lambda each: (-self._tallies[each].lines, each))

    def most(self) -> list[tuple[str, Tally[int]]]:
        return [(self._names[each], self._tallies[each]) for each in self._ordered()[:_BRANDS_SHOWN]]


def heaviest(tally: Tally[K]) -> K | None:
    """The candidate that weighs most, if any weighs anything."""
    weights = tally.weights()
    best = max(weights, key=lambda each: (weights[each], str(each)), default=None)
    return best if best is not None and weights[best] > 0 else None

"""All rules over one stream of lines, and the gate that no sealed conclusion passes.

Nothing is drawn of health, money, faith, politics, family or what is intimate, in three ways. A line with such a word
is left out before any rule sees it, and only counted. The rules know no sealed preference and no sealed option. And
what they conclude passes a gate that drops whatever the catalogue seals, alone or together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from vault.core.sensitivity import Level
from vault.core.value_check import check_value, level_of, levels_together
from vault.portability.suggestions.choices_made import COLOURS, ChoicesMade
from vault.portability.suggestions.prices_paid import PricesPaid
from vault.portability.suggestions.returns import Returns
from vault.portability.suggestions.sizes_worn import SIZED, SizesWorn, TrouserLength
from vault.portability.suggestions.suggestion import Suggestion
from vault.portability.suggestions.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vault.core.catalogue import Catalogue
    from vault.portability.suggestions.size_labels import Size
    from vault.portability.suggestions.words import Found
    from vault.portability.takeouts.purchase import Purchase

_UNUSED = frozenset({"wished", "viewed"})
"""What somebody looked at or dreamt of is not what they bought."""


class Suggester:
    """Counts lines, then concludes. Of ``lines``, ``left_out`` are about what nothing is concluded of."""

    def __init__(self, catalogue: Catalogue, words: bytes, refused: Collection[tuple[str, str]] = frozenset()) -> None:
        """``words`` is ``resources/suggestions/words.json``; ``refused`` are options never to conclude, each with its
        preference. Raises as :class:`Words`."""
        self._catalogue = catalogue
        self._words = Words(words, catalogue)
        self._sizes = {kind: SizesWorn(catalogue.entry(key), kind) for kind, key in SIZED.items()}
        self._choices = {}
        for key, topic in self._words.topics.items():
            without = frozenset(option for asked, option in refused if asked == key)
            self._choices[key] = ChoicesMade(catalogue.entry(key), topic, without)
        self._returns = Returns()
        self._lengths, self._prices = TrouserLength(catalogue), PricesPaid(catalogue)
        self.lines = self.left_out = 0

    def add(self, purchase: Purchase) -> bool:
        """Count one line. False if it is left out."""
        self.lines += 1
        if purchase.kind == "returned" and purchase.order is not None:
            purchase = self._returns.whole(purchase)
        found = self._words.of(purchase)
        kind, size = (None, None) if found.never or not purchase.size else self._sized(purchase, found)
        if found.never or (kind is not None and size is not None and self._sizes[kind].is_childs(size)):
            self.left_out += 1
            return False
        if purchase.kind in _UNUSED:
            return True
        if purchase.kind == "bought":
            self._returns.remember(purchase)
        if kind is not None and size is not None:
            self._sizes[kind].add(purchase, size)
            if kind == "shoe":
                self._prices.add(purchase)
            if size.length is not None:
                self._lengths.add(purchase, size)
        for key, option in found.options.items():
            if key != COLOURS or not purchase.colour:
                self._choices[key].add(purchase, found, option, sized=size is not None)
        if purchase.colour and found.kinds:
            colour = self._words.colour(purchase.colour, COLOURS)
            if colour is not None:
                self._choices[COLOURS].add(purchase, found, colour, sized=size is not None)
        return True

    def conclude(self) -> Iterator[Suggestion]:
        """What all lines say together, in the order of the catalogue."""
        return iter(passed(self._catalogue, self._drawn()))

    def _sized(self, purchase: Purchase, found: Found) -> tuple[str | None, Size | None]:
        """The kind of goods and its size. A set of several kinds says of none which size it is."""
        kinds = [kind for kind in SIZED if kind in found.kinds]
        return (kinds[0], self._sizes[kinds[0]].read(purchase, found)) if len(kinds) == 1 else (None, None)

    def _drawn(self) -> Iterator[Suggestion]:
        for worn in self._sizes.values():
            yield from worn.conclude()
        yield from self._lengths.conclude()
        yield from self._prices.conclude()
        for choices in self._choices.values():
            yield from choices.conclude()


def passed(catalogue: Catalogue, drawn: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """Those that say nothing sealed: not by their preference or value, and not in any combination with the others."""
    fit = []
    for each in drawn:
        entry = catalogue.entry(each.key)
        check_value(entry, each.value)
        if level_of(entry, each.value) is not Level.SEALED:
            fit.append(each)
    together = levels_together(catalogue, {each.key: each.level for each in fit})
    order = {key: number for number, key in enumerate(catalogue.entries)}
    fit = [each for each in fit if together[each.key] is not Level.SEALED]
    return tuple(sorted(fit, key=lambda each: (order[each.key], each.brand is not None)))

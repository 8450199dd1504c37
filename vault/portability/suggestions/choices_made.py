"""What was chosen again and again: colours, sports, genres, kinds of shoes, by the words of the lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vault.core.catalogue import Type
from vault.core.sensitivity import Level
from vault.core.value import Value
from vault.core.value_check import level_of
from vault.portability.suggestions.suggestion import Suggestion
from vault.portability.suggestions.tally import Tally

if TYPE_CHECKING:
    from vault.core.catalogue import Entry
    from vault.portability.suggestions.words import Found, Topic
    from vault.portability.takeouts.purchase import Purchase

MOST_CHOSEN = 4
"""Options of one suggestion; with more it says nothing of a taste."""
LEAST_SHARE = 0.15
"""Of the weight of all options; one bought once in a while is no preference."""
LEAST_SINGLE = 0.5
"""Where one answer is possible, the share that it needs."""
_LEAST_KEPT = 2
COLOURS = "clothing.colours_worn"
_USED = frozenset({"bought", "returned"})
_SEEN = _USED | {"watched", "listened"}
_MEDIUM_OF = {"watched": "film", "listened": "music"}


class ChoicesMade:
    """The options of one preference that lines speak of."""

    def __init__(self, entry: Entry, topic: Topic, without: frozenset[str] = frozenset()) -> None:
        """``without`` are options that are never concluded."""
        self._entry, self._topic, self._without = entry, topic, without
        self._kinds = _SEEN if topic.media else _USED
        self._options = Tally[str]()

    def add(self, purchase: Purchase, found: Found, option: str, *, sized: bool) -> None:
        """Count a line of which the words name ``option``; ``sized`` says that it has a size that could be read."""
        topic = self._topic
        if purchase.kind not in self._kinds or (topic.sized and not sized):
            return
        if topic.kinds and not topic.kinds & found.kinds:
            return
        if topic.media and _MEDIUM_OF.get(purchase.kind) not in topic.media and not topic.media & found.media:
            return
        self._options.add(option, purchase, _detail(purchase, self._entry.key))

    def conclude(self) -> Iterator[Suggestion]:
        """The options that stand out."""
        chosen = self._chosen()
        if not chosen:
            return
        counts = self._options.counts(chosen)
        if counts.kept < _LEAST_KEPT:
            return
        ordered = tuple(option.id for option in self._entry.options if option.id in chosen)
        value = Value(ordered if self._entry.type is Type.CHOICES else ordered[0])
        level = level_of(self._entry, value)
        yield Suggestion(self._entry.key, value, level, counts, self._options.rows(chosen))

    def _chosen(self) -> frozenset[str]:
        levels = {each.id: each.level or self._entry.level for each in self._entry.options}
        open_ = {option for option, level in levels.items() if level is not Level.SEALED} - self._without
        weights = {
            option: weight
            for option, weight in self._options.weights().items()
            if weight > 0 and option in open_ and self._options.counts({option}).kept >= _LEAST_KEPT
        }
        every = sum(weight for weight in self._options.weights().values() if weight > 0)
        single = self._entry.type is Type.CHOICE
        least = LEAST_SINGLE if single else LEAST_SHARE
        enough = [option for option, weight in weights.items() if weight >= least * every]
        best = sorted(enough, key=lambda option: (-weights[option], option))
        return frozenset(best[: 1 if single else MOST_CHOSEN])


def _detail(purchase: Purchase, key: str) -> str:
    if key == COLOURS:
        return purchase.colour or ""
    return purchase.genre or purchase.category or ""

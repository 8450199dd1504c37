"""What one shop's history tells besides its items: its last answer, who else was told, what the customer thought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtCore import QObject

from vault.core.consent import ItemEvent
from vault.core.value import Json
from vault.customer.history import HistoryEntry

MOST_NAMED = 3
"""Names in one sentence; the rest are counted."""


@dataclass(frozen=True)
class Answered:
    """The shop's last answer to what it holds: how many things it named, how many of those differed, and leaks."""

    at: datetime
    held: int
    differences: int
    incidents: int


@dataclass(frozen=True)
class PassedOn:
    """Who got the data from the shop, and whether the shop told them of the stop. The names are the shop's."""

    told: tuple[str, ...]
    untold: tuple[str, ...]


@dataclass(frozen=True)
class ShopTold:
    """``passed_on`` is by item id; ``said`` is what the customer last said, by key, as one of ``feedback.Says``."""

    answered: Answered | None = None
    passed_on: Mapping[str, PassedOn] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)


def read_told(history: Sequence[HistoryEntry]) -> ShopTold:
    """Read the history of one shop, oldest first. It may come from another vault: what does not fit is left out."""
    answered: Answered | None = None
    passed_on: dict[str, PassedOn] = {}
    said: dict[str, str] = {}
    for entry in history:
        if entry.kind == "held_asked":
            counts = [_count(entry.facts.get(name)) for name in ("held", "differences", "incidents")]
            answered = Answered(entry.at, *counts)
        elif entry.kind == "feedback_given":
            said.update(dict.fromkeys(entry.keys, str(entry.facts.get("says"))))
        elif entry.kind == ItemEvent.ERASED and (found := passed_on_in(entry)) is not None:
            items = entry.facts.get("items")
            jtis = [str(item.get("jti")) for item in items if isinstance(item, dict)] if isinstance(items, list) else []
            passed_on.update(dict.fromkeys(jtis, found))
    return ShopTold(answered, passed_on, said)


def passed_on_in(entry: HistoryEntry) -> PassedOn | None:
    """Whom a shop told, by the entry of an erasure; None if that names nobody."""
    told, untold = _names(entry.facts.get("told")), _names(entry.facts.get("not_told"))
    return PassedOn(told, untold) if told or untold else None


class PassedOnWords(QObject):
    """Sentences about who else was told."""

    def sentence(self, passed_on: PassedOn) -> str:
        """Who was told of the stop, and who was not."""
        said = []
        if passed_on.told:
            said.append(self.tr("It also told {names}.").format(names=self._list(passed_on.told)))
        if passed_on.untold:
            said.append(self.tr("It did not tell {names}.").format(names=self._list(passed_on.untold)))
        return " ".join(said)

    def _list(self, names: Sequence[str]) -> str:
        shown = ", ".join(self.tr("“{name}”").format(name=name) for name in names[:MOST_NAMED])
        if len(names) <= MOST_NAMED:
            return shown
        return self.tr("{names} and {count} more").format(names=shown, count=len(names) - MOST_NAMED)


def _count(found: Json) -> int:
    return found if isinstance(found, int) and found >= 0 else 0


def _names(found: Json) -> tuple[str, ...]:
    """Lines that can be shown: an imported history was not checked as a receipt is."""
    names = (
        [str(name) for name in found if isinstance(name, str) and name.isprintable()] if isinstance(found, list) else []
    )
    return tuple(dict.fromkeys(name for name in names if name))

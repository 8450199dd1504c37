"""All that one shop ever had from this vault: by preference and precision, from the vault's own records alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from vault.core.catalogue import Catalogue, Combination
from vault.core.consent import ItemState
from vault.core.value import Precision
from vault.customer.holdings import HeldItem, ShopView


class Knows(IntEnum):
    """What is true of one thing that a shop had, the least settled first."""

    HAS = 0
    """It may use it now."""
    MAY_HAVE = 1
    """Nobody said that it is gone: it is on its way, or was stopped."""
    DENIES = 2
    """It says that it knows nothing of this vault."""
    OVER = 3
    """It ended by itself; the shop is to drop it and need not say so."""
    DELETED = 4
    """It signed that it is gone."""


_KNOWS = {
    ItemState.ACTIVE: Knows.HAS,
    ItemState.SENDING: Knows.MAY_HAVE,
    ItemState.UNCERTAIN: Knows.MAY_HAVE,
    ItemState.STOPPING: Knows.MAY_HAVE,
    ItemState.TOLD: Knows.MAY_HAVE,
    ItemState.UNREACHABLE: Knows.MAY_HAVE,
    ItemState.OVERDUE: Knows.MAY_HAVE,
    ItemState.DENIED: Knows.DENIES,
    ItemState.EXPIRED: Knows.OVER,
    ItemState.ERASED: Knows.DELETED,
    ItemState.SUPERSEDED: Knows.DELETED,
    ItemState.STOPPED_THERE: Knows.DELETED,
    ItemState.UNREAD: Knows.DELETED,
}
"""What never arrived is not here."""


@dataclass(frozen=True)
class KnownThing:
    """One preference at one precision. ``times`` counts its tokens; ``since`` is when ``knows`` came true.

    ``about_other``: it is of somebody else, and says nothing of the customer.
    """

    key: str
    precision: Precision
    times: int
    knows: Knows
    since: datetime
    about_other: bool = False


@dataclass(frozen=True)
class ShopTotal:
    """Everything, what the shop has first. ``together`` are the combinations that it may know by now."""

    things: tuple[KnownThing, ...]
    together: tuple[Combination, ...]


def shop_total(shop: ShopView, catalogue: Catalogue) -> ShopTotal:
    """What this shop knows in total. The order within one state is that in which it was first shared."""
    found: dict[tuple[str, Precision, bool], list[HeldItem]] = {}
    for item in shop.items:
        for part in item.parts if item.state in _KNOWS else ():
            found.setdefault((part.key, part.precision, item.about_other), []).append(item)
    things = sorted((_thing(*of, items) for of, items in found.items()), key=lambda each: each.knows)
    there = {thing.key for thing in things if thing.knows <= Knows.MAY_HAVE and not thing.about_other}
    return ShopTotal(tuple(things), tuple(_known(catalogue.combinations, there)))


def _thing(key: str, precision: Precision, about_other: bool, items: list[HeldItem]) -> KnownThing:
    knows = min(_KNOWS[item.state] for item in items)
    since = max(item.changed_at for item in items if _KNOWS[item.state] is knows)
    return KnownThing(key, precision, len(items), knows, since, about_other)


def _known(combinations: Iterable[Combination], there: set[str]) -> Iterable[Combination]:
    return (each for each in combinations if len(each.keys & there) >= each.at_least)

"""Review day: what a customer may want to look at now and then. Nothing of it is sent, and no shop is ranked."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from vault.core.consent import ItemEvent, ItemState
from vault.core.terms import parse_terms
from vault.core.value import Json
from vault.customer.confirming import OldValue, old_values
from vault.customer.holdings import HeldItem, ShopView, view_shops
from vault.customer.session import Session
from vault.storage import consents, journal
from vault.storage.connection import Reader

ENDS_WITHIN = timedelta(days=30)
"""Further away than on the overview: this is opened now and then."""
_ASKED = "held_asked"


@dataclass(frozen=True)
class Ending:
    """When the first of what a shop holds ends."""

    host: str
    until: datetime


@dataclass(frozen=True)
class Used:
    """What a shop said when it was asked: it has ``held`` items, and ever used so many of them."""

    host: str
    asked: datetime
    held: int
    used: int


@dataclass(frozen=True)
class Erased:
    """How a shop kept its promise to delete, in days after it heard the stop. It is known to have deleted within
    ``took``: its receipt may have been fetched later than it was there."""

    host: str
    at: datetime
    promised: int
    took: int


@dataclass(frozen=True)
class ReviewDay:
    """``unconfirmed`` are old values that some shop holds, ``old`` those that nobody holds. What ends comes the soonest
    first, all else the longest ago first."""

    ending: tuple[Ending, ...]
    unconfirmed: tuple[OldValue, ...]
    used: tuple[Used, ...]
    old: tuple[OldValue, ...]
    erased: tuple[Erased, ...]


def view_review_day(session: Session) -> ReviewDay:
    """Look at the vault as it is now. Raises as the database does."""
    now, shops = session.clock.now(), view_shops(session)
    old = old_values(session, shops)
    with session.database.read() as reader:
        told = journal.entries(reader, kinds={_ASKED, ItemEvent.TOLD, ItemEvent.ERASED})
        return ReviewDay(
            _ending(shops, now),
            tuple(each for each in old if each.hosts),
            _used(told, {shop.host for shop in shops if shop.shared}),
            tuple(each for each in old if not each.hosts),
            _erased(reader, told, shops),
        )


def _ending(shops: Iterable[ShopView], now: datetime) -> tuple[Ending, ...]:
    found = [
        Ending(shop.host, min(lasting))
        for shop in shops
        if (lasting := [item.until for item in shop.shared if not item.visit])
    ]
    return tuple(sorted((each for each in found if each.until - now <= ENDS_WITHIN), key=lambda each: each.until))


def _used(told: Iterable[journal.Entry], holding: set[str]) -> tuple[Used, ...]:
    """The newest answer of each shop that holds something. One from before this was counted tells nothing."""
    newest: dict[str, Used] = {}
    for entry in told:
        host, held, used = (entry.body.get(name) for name in ("host", "held", "used"))
        if entry.kind == _ASKED and isinstance(host, str) and host in holding and _count(held) and _count(used):
            newest[host] = Used(host, entry.at, int(str(held)), int(str(used)))
    found = (each for each in newest.values() if each.used <= each.held)
    return tuple(sorted(found, key=lambda each: each.asked))


def _count(found: Json) -> bool:
    """An imported history says what it likes."""
    return isinstance(found, int) and not isinstance(found, bool) and found >= 0


def _erased(reader: Reader, told: Iterable[journal.Entry], shops: Iterable[ShopView]) -> tuple[Erased, ...]:
    """The last that each shop is known to have erased."""
    heard: dict[str, datetime] = {}
    gone: dict[str, datetime] = {}
    for entry in told:
        if entry.kind in {ItemEvent.TOLD, ItemEvent.ERASED}:
            (heard if entry.kind == ItemEvent.TOLD else gone).update(dict.fromkeys(_jtis(entry), entry.at))
    found = []
    for shop in shops:
        known = [each for each in shop.stopped if each.state is ItemState.ERASED and each.jti in heard.keys() & gone]
        last = max(known, key=lambda each: gone[each.jti], default=None)
        if last is not None and (promised := _promised(reader, last)) is not None:
            took = math.ceil((gone[last.jti] - heard[last.jti]) / timedelta(days=1))
            found.append(Erased(shop.host, gone[last.jti], promised, max(took, 1)))
    return tuple(sorted(found, key=lambda each: each.at))


def _jtis(entry: journal.Entry) -> Iterator[str]:
    items = entry.body.get("items")
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict):
            yield str(item.get("jti"))


def _promised(reader: Reader, held: HeldItem) -> int | None:
    item = consents.item(reader, held.jti)
    consent = consents.consent(reader, item.consent) if item is not None else None
    return parse_terms(consent.terms).delete_within_days if consent is not None and consent.terms is not None else None

"""Which shop holds what, until when, and what is true of each item: the shops screen and ``preference-vault shops``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vault.core.catalogue import Catalogue
from vault.core.consent import HELD, STOPPED, ItemState
from vault.core.sensitivity import Level
from vault.core.value import Precision
from vault.customer.objecting import is_objection
from vault.customer.session import Session
from vault.storage import consents, outbox, shops
from vault.storage.connection import Reader
from vault.storage.outbox import OutboxKind


@dataclass(frozen=True, slots=True)
class HeldItem:
    """One shared item, without its value. ``also`` are the other preferences of a bundle, in the same token."""

    jti: str
    key: str
    precision: Precision
    level: Level
    purpose: str | None
    until: datetime
    visit: bool
    state: ItemState
    changed_at: datetime
    also: tuple[consents.SharedPart, ...] = ()
    objection: bool = False
    """It is a "no" to being contacted: no stop of everything ends it."""
    about_other: bool = False
    """It is of somebody else, from a gift answer."""

    @property
    def parts(self) -> tuple[consents.SharedPart, ...]:
        """Every preference that left in its token."""
        return (consents.SharedPart(self.key, self.precision), *self.also)


@dataclass(frozen=True)
class ShopView:
    """One shop. ``next_try`` is when a stop that has not arrived is tried again."""

    host: str
    calls_itself: str
    signed: bool
    first_seen: datetime
    never_ask: bool
    items: tuple[HeldItem, ...]
    next_try: datetime | None

    @property
    def holds(self) -> tuple[HeldItem, ...]:
        """What it may have and use now."""
        return tuple(item for item in self.items if item.state in HELD)

    @property
    def shared(self) -> tuple[HeldItem, ...]:
        """What it may have and use now, objections aside: what a stop of everything ends."""
        return tuple(item for item in self.holds if not item.objection)

    @property
    def stopped(self) -> tuple[HeldItem, ...]:
        """What was stopped, with what is true of each."""
        return tuple(item for item in self.items if item.state in STOPPED)


def view_shops(session: Session) -> tuple[ShopView, ...]:
    """Every shop this vault shared with or refused for good, by host; items oldest first."""
    with session.database.read() as reader:
        of_consent: dict[str, list[consents.ConsentItem]] = {}
        for item in consents.items(reader):
            of_consent.setdefault(item.consent, []).append(item)
        items: dict[str, list[HeldItem]] = {}
        for consent in consents.consents(reader):
            found = [_held(reader, session, consent, item) for item in of_consent.get(consent.id, ())]
            items.setdefault(consent.host, []).extend(found)
        tries: dict[str, datetime] = {}
        for row in outbox.waiting(reader):
            if row.outgoing.kind is OutboxKind.STOP:
                tries.setdefault(row.outgoing.host, row.next_try)
        return tuple(
            ShopView(
                shop.host,
                shop.name,
                shop.signed_once,
                shop.first_seen,
                shop.never_ask,
                tuple(items.get(shop.host, ())),
                tries.get(shop.host),
            )
            for shop in shops.shops(reader)
        )


def _level(catalogue: Catalogue, item: consents.ConsentItem) -> Level:
    """No less private than the catalogue says now: an import, or an older catalogue, may have said less."""
    found = [catalogue.entries.get(part.key) for part in item.parts]
    return max(item.level, *(Level.SEALED if each is None else each.level for each in found))


def _held(reader: Reader, session: Session, consent: consents.Consent, item: consents.ConsentItem) -> HeldItem:
    return HeldItem(
        item.jti,
        item.key,
        item.precision,
        _level(session.catalogue, item),
        item.purpose,
        item.until,
        consent.keep is not None,
        item.state,
        item.changed_at,
        item.also,
        is_objection(reader, session.catalogue, item),
        about_other=consent.subject is not None,
    )

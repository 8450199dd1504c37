"""What goes by itself when its time has come. Nobody has to ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, exists, or_, select

from vault.core.clock import to_seconds
from vault.shop import tables
from vault.shop.erasure import UNREAD, erase, erase_expired
from vault.shop.heard_stops import drop_past, forget_stopped
from vault.shop.profile import Outcome
from vault.shop.service import Shop
from vault.shop.stopping import RECEIPT_KEPT, finish_stops, note_expiry
from vault.tokens.claims import SKEW

REQUEST_KEPT = timedelta(days=1)
"""How long an answered request is known, so that a repeated answer gets its reply."""
READING_KEPT = timedelta(days=366)
"""How long the log of questions is kept: a year's audit."""
UNREAD_KEPT = timedelta(days=60)
"""How long an item is held that nothing reads: what a shop has no use for, it does not keep (GDPR art. 5(1)(c))."""


@dataclass(frozen=True)
class Dropped:
    """What a sweep removed: ``items`` at their end date, ``proofs`` past the time promised in their terms, ``unread``
    items that nothing had read for :data:`UNREAD_KEPT`."""

    items: int
    proofs: int
    unread: int = 0


def drop_expired(shop: Shop) -> Dropped:
    """Drop everything whose time has come: call it every few minutes, from one place or from many.

    Reading stops at the end date by itself; this makes what was read gone. Raises :class:`StorageError`.
    """
    now = shop.clock.now()
    items = shop.visits.drop_expired(now)
    with shop.store.transaction() as connection:
        ended = select(tables.item.c.customer).where(
            tables.item.c.state == "held", tables.item.c.exp <= to_seconds(now)
        )
        customers = select(tables.customer).where(tables.customer.c.id.in_(ended))
        for customer in connection.execute(customers).all():
            erased = erase_expired(connection, customer.id, now)
            note_expiry(shop, connection, customer, erased, now)
            items += len(erased.jtis)
        unread = _drop_unread(shop, connection, now)
        past = tables.item.c.proof_until <= to_seconds(now)
        proofs = connection.execute(delete(tables.item).where(past)).rowcount
        past_reply = tables.request.c.expires <= to_seconds(now - REQUEST_KEPT)
        unanswered = tables.request.c.answer_hash.is_(None) & (tables.request.c.expires <= to_seconds(now - SKEW))
        connection.execute(delete(tables.request).where(past_reply | unanswered))
        connection.execute(delete(tables.session).where(tables.session.c.expires <= to_seconds(now)))
        connection.execute(delete(tables.spent_nonce).where(tables.spent_nonce.c.until <= to_seconds(now)))
        connection.execute(delete(tables.suppression).where(tables.suppression.c.until <= to_seconds(now)))
        connection.execute(delete(tables.stop).where(tables.stop.c.done <= to_seconds(now - RECEIPT_KEPT)))
        connection.execute(delete(tables.reading).where(tables.reading.c.at <= to_seconds(now - READING_KEPT)))
        drop_past(connection, now)
        _drop_unused(connection)
        forget_stopped(connection, shop.visits, shop.visits.all())
    finish_stops(shop)
    return Dropped(items, proofs, unread)


def _drop_unread(shop: Shop, connection: Connection, now: datetime) -> int:
    """Erase what nothing read since it came. A "no" counts by being there, so it stays."""
    item, reading, suppression = tables.item, tables.reading, tables.suppression
    since = to_seconds(now - UNREAD_KEPT)
    read = exists().where(reading.c.jti == item.c.jti, reading.c.outcome == Outcome.READ, reading.c.at > since)
    objects = exists().where(suppression.c.customer == item.c.customer, suppression.c.key == item.c.key)
    unread = select(item).where(
        item.c.state == "held", item.c.presented <= since, item.c.objection.is_(False), ~read, ~objects
    )
    rows = connection.execute(unread).all()
    for customer in connection.execute(
        select(tables.customer).where(tables.customer.c.id.in_({row.customer for row in rows}))
    ).all():
        erased = erase(connection, [row for row in rows if row.customer == customer.id], state=UNREAD, now=now)
        note_expiry(shop, connection, customer, erased, now)
    return len(rows)


def _drop_unused(connection: Connection) -> None:
    """Consents, customers and terms that nothing refers to any more."""
    item, consent, customer, terms = tables.item, tables.consent, tables.customer, tables.terms
    connection.execute(delete(consent).where(~exists().where(item.c.consent == consent.c.id)))
    of_customer = or_(item.c.customer == customer.c.id, item.c.owner == customer.c.owner)
    objects = exists().where(tables.suppression.c.customer == customer.c.id)
    connection.execute(delete(customer).where(~exists().where(of_customer), ~objects))
    asked = exists().where(tables.request.c.terms == terms.c.hash)
    agreed = exists().where(consent.c.terms == terms.c.hash)
    connection.execute(delete(terms).where(~asked, ~agreed))

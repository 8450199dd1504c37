"""What goes by itself when its time has come. Nobody has to ask for it.

It goes in small transactions, so that nobody who shares or stops waits for long, and whatever ends this process in
between, the next sweep goes on from there. Several may sweep at once: on PostgreSQL each takes rows that no other has
(``SKIP LOCKED``), and what is being changed by somebody else is left to the next.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, delete, exists, or_, select, tuple_

from vault.core.clock import to_seconds
from vault.shop import tables
from vault.shop.conflicts import try_customer
from vault.shop.erasure import EXPIRED, UNREAD, erase, unlink
from vault.shop.heard_stops import drop_past, forget_stopped
from vault.shop.own_retention import end_expired_own, end_unread_own
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
AT_ONCE = 500
"""Rows of one transaction: about a tenth of a second, for which others may have to wait."""


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
    seconds, item = to_seconds(now), tables.item
    items = shop.visits.drop_expired(now)
    ended = select(item).where(item.c.state == "held", item.c.exp <= seconds).order_by(item.c.exp, item.c.jti)
    items += repeated(lambda: _end_some(shop, ended, EXPIRED, now)) + end_expired_own(shop, now, AT_ONCE)
    unread = _end_unread(shop, now) + end_unread_own(shop, now, to_seconds(now - UNREAD_KEPT), AT_ONCE)
    proofs = sum(_drop(shop, table, table.c.proof_until <= seconds) for table in (item, tables.own_item))
    _drop_past(shop, now)
    _drop_unused(shop)
    with shop.store.transaction() as connection:
        drop_past(connection, now)
        forget_stopped(connection, shop.visits, shop.visits.all())
    finish_stops(shop)
    return Dropped(items, proofs, unread)


def repeated(step: Callable[[], int]) -> int:
    """Do a step until it finds nothing that nobody else has; the sum of what it did."""
    count = 0
    while done := step():
        count += done
    return count


def _end_some(shop: Shop, wanted: Select[Any], state: str, now: datetime) -> int:
    """Erase some of the held items that are wanted, in one transaction; how many."""
    count = 0
    with shop.store.transaction() as connection:
        rows = connection.execute(wanted.limit(AT_ONCE).with_for_update(skip_locked=True)).all()
        for customer in _customers(connection, rows):
            if not try_customer(connection, customer.thumbprint):
                continue  # somebody is about it; the next sweep comes
            erased = erase(connection, [row for row in rows if row.customer == customer.id], state=state, now=now)
            note_expiry(shop, connection, customer, erased, now)
            count += len(erased.jtis)
    return count


def _customers(connection: Connection, rows: list[Row[Any]] | Any) -> list[Row[Any]]:
    customer = tables.customer
    whose = select(customer).where(customer.c.id.in_({row.customer for row in rows}))
    return list(connection.execute(whose.order_by(customer.c.id)).all())


def _end_unread(shop: Shop, now: datetime) -> int:
    """Erase what nothing read since it came. A "no" counts by being there, so it stays."""
    item, reading, suppression = tables.item, tables.reading, tables.suppression
    since = to_seconds(now - UNREAD_KEPT)
    read = exists().where(reading.c.jti == item.c.jti, reading.c.outcome == Outcome.READ, reading.c.at > since)
    objects = exists().where(suppression.c.customer == item.c.customer, suppression.c.key == item.c.key)
    old = (item.c.state == "held") & (item.c.presented <= since) & item.c.objection.is_(False) & ~read & ~objects
    old &= item.c.exp > to_seconds(now)  # what has ended is another sweep's just now, and has ended as that
    unread = select(item).where(old)
    return sum(
        _end_some(shop, unread.where(item.c.jti.in_(page)), UNREAD, now) for page in _pages(shop, item.c.jti, old)
    )


def _pages(shop: Shop, column: Any, condition: ColumnElement[bool]) -> list[list[Any]]:
    """What is looked for in the whole database, without holding up anybody; who goes on from it looks again."""
    with shop.store.reading() as connection:
        found = list(connection.execute(select(column).where(condition).order_by(column)).scalars())
    return [found[start : start + AT_ONCE] for start in range(0, len(found), AT_ONCE)]


def _drop(shop: Shop, table: Table, condition: ColumnElement[bool]) -> int:
    """Delete the rows; how many."""
    key = list(table.primary_key.columns)
    some = select(*key).where(condition).limit(AT_ONCE).with_for_update(skip_locked=True)

    def step() -> int:
        with shop.store.transaction() as connection:
            rows = [tuple(row) for row in connection.execute(some).all()]
            if rows:
                connection.execute(delete(table).where(tuple_(*key).in_(rows)))
        return len(rows)

    return repeated(step)


def _drop_past(shop: Shop, now: datetime) -> None:
    """What is kept for a while only."""
    request, no, seconds = tables.request.c, tables.suppression.c, to_seconds(now)
    unanswered = request.answer_hash.is_(None) & (request.expires <= to_seconds(now - SKEW))
    for table, past in (
        (tables.request, (request.expires <= to_seconds(now - REQUEST_KEPT)) | unanswered),
        (tables.session, tables.session.c.expires <= seconds),
        (tables.spent_nonce, tables.spent_nonce.c.until <= seconds),
        (tables.stop, tables.stop.c.done <= to_seconds(now - RECEIPT_KEPT)),
        (tables.reading, tables.reading.c.at <= to_seconds(now - READING_KEPT)),
    ):
        _drop(shop, table, past)
    with shop.store.transaction() as connection:
        past_no = delete(tables.suppression).where(no.until <= seconds)
        lifted = connection.execute(past_no.returning(no.customer)).scalars().all()
        unlink(connection, (), lifted)


def _drop_unused(shop: Shop) -> None:
    """Consents, customers and terms that nothing refers to any more."""
    item, consent, customer, terms = tables.item, tables.consent, tables.customer, tables.terms
    idle = ~exists().where(item.c.consent == consent.c.id)
    for page in _pages(shop, consent.c.id, idle):
        with shop.store.transaction() as connection:
            connection.execute(delete(consent).where(consent.c.id.in_(page), idle))
    of_customer = or_(item.c.customer == customer.c.id, item.c.owner == customer.c.owner)
    objects = exists().where(tables.suppression.c.customer == customer.c.id)
    unused = ~exists().where(of_customer) & ~objects & ~exists().where(tables.own_item.c.number == customer.c.number)
    for page in _pages(shop, customer.c.id, unused):
        with shop.store.transaction() as connection:
            rows = connection.execute(select(customer.c.id, customer.c.thumbprint).where(customer.c.id.in_(page))).all()
            free = [row.id for row in rows if try_customer(connection, row.thumbprint)]
            connection.execute(delete(customer).where(customer.c.id.in_(free), unused))
    asked = exists().where(tables.request.c.terms == terms.c.hash)
    agreed = exists().where(consent.c.terms == terms.c.hash)
    with shop.store.transaction() as connection:
        idle_terms = select(terms.c.hash).where(~asked, ~agreed).with_for_update(skip_locked=True)
        hashes = connection.execute(idle_terms).scalars().all()
        connection.execute(delete(terms).where(terms.c.hash.in_(hashes), ~asked, ~agreed))

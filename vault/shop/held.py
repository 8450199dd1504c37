"""What the shop holds of a customer, said to their vault, with its notice of leaks (GDPR art. 15, art. 34)."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import Connection, Row, func, or_, select

from vault.core.clock import from_seconds, to_seconds
from vault.core.errors import ChoiceError, TokenError
from vault.core.terms import parse_terms
from vault.core.value import Value
from vault.shop import tables
from vault.shop.conflicts import hold_customer
from vault.shop.erasure import STOPPED, UNREAD
from vault.shop.nonces import check_nonce, spend_nonce
from vault.shop.pinning import Customer
from vault.shop.profile import Outcome
from vault.shop.rights.incidents import Leak, record_leak
from vault.shop.service import Shop
from vault.shop.stopping import issuer_of
from vault.tokens.customer_letter import Letter, verify_held_request
from vault.tokens.holding_statement import EndedItem, HoldingStatement, Incident, StatedItem, Why, holding_statement
from vault.tokens.receipt import MAX_ENTRIES

MAX_ENDED = 50
"""Items that a statement names as ended; with as many held as it takes, it stays within its size."""


def receive_held(shop: Shop, text: str) -> str:
    """Answer a customer's question with a signed statement, without values.

    Raises :class:`TokenError` ``key_not_pinned``, or as :func:`verify_held_request`, :func:`check_nonce` and
    :func:`spend_nonce`; and :class:`StorageError`.
    """
    now = shop.clock.now()
    letter = verify_held_request(text, aud=shop.client_id, now=now)
    with shop.store.transaction() as connection:
        customer = pinned(shop, connection, letter, now)
        statement = HoldingStatement(
            letter.did,
            now,
            letter.nonce,
            tuple(_items(shop, connection, customer, now)),
            tuple(_incidents(connection, customer)),
            tuple(_ended(connection, customer, letter, now)),
        )
        key = shop.keys.receipt_key(_promised(connection, customer))
    return holding_statement(key, key.public.thumbprint(), shop.client_id, statement)


def pinned(shop: Shop, connection: Connection, letter: Letter, now: datetime) -> Customer:
    """The customer who wrote, with the nonce of the letter spent.

    Raises :class:`TokenError` ``key_not_pinned``, or as :func:`check_nonce` and :func:`spend_nonce`.
    """
    check_nonce(shop, letter.nonce, now)
    hold_customer(connection, letter.holder.thumbprint())
    found = connection.execute(
        select(tables.customer.c.id, tables.customer.c.owner).where(
            tables.customer.c.thumbprint == letter.holder.thumbprint()
        )
    ).one_or_none()
    if found is None:
        raise TokenError("key_not_pinned")
    spend_nonce(connection, letter.nonce, customer=found.id, now=now)
    return Customer(found.id, found.owner)


def add_incident(shop: Shop, *, at: datetime, what: str, advice: str, keys: Collection[str]) -> int:
    """Write down a leak at ``at`` of every stored item with one of these catalogue ``keys``; how many that were.

    Each customer concerned is told when their vault asks. ``what`` and ``advice`` are one line each, of at most 120
    characters. What had been erased before is not concerned. Raises :class:`StorageError`, or ``ValueError`` for a
    longer text.
    """
    try:
        return record_leak(shop, Leak(at, at, what, advice, frozenset(keys))).items
    except ChoiceError as problem:
        message = "what and advice are one line of at most 120 characters"
        raise ValueError(message) from problem


def _items(shop: Shop, connection: Connection, customer: Customer, now: datetime) -> Iterable[StatedItem]:
    """The newest first, as many as a statement takes."""
    item, reading = tables.item, tables.reading
    used = (
        select(func.max(reading.c.at))
        .where(reading.c.jti == item.c.jti, reading.c.outcome == Outcome.READ)
        .scalar_subquery()
    )
    rows = connection.execute(
        select(item, tables.content.c.sealed, used.label("used"))
        .join(tables.content)
        .where(item.c.customer == customer.id, item.c.exp > to_seconds(now))
        .order_by(item.c.presented.desc(), item.c.jti)
        .limit(MAX_ENTRIES)
    ).all()
    said = shop.store.contents.opened(connection, rows)
    return [_stated(row, said[row.jti].value) for row in rows if row.jti in said]


def _stated(row: Row[tuple[object, ...]], value: Value) -> StatedItem:
    used = None if row.used is None else from_seconds(row.used)
    return StatedItem(row.jti, row.key, value.precision, from_seconds(row.exp), used)


def _ended(connection: Connection, customer: Customer, letter: Letter, now: datetime) -> Iterable[EndedItem]:
    """What was erased before its end, the newest first: who stopped without a vault learns of it here.

    Items keep the keyed hash of the number that the customer had; it is another one once nothing was held. What is
    older is found by the stops of this key, as long as these are known.
    """
    item, stop = tables.item.c, tables.stop.c
    heard = connection.execute(select(stop.erased).where(stop.thumbprint == letter.holder.thumbprint())).scalars()
    jtis = {str(jti) for each in heard for jti in json.loads(each)}
    rows = connection.execute(
        select(item.jti, item.state, item.erased, item.jwt)
        .where(or_(item.owner == customer.owner, item.jti.in_(jtis)), item.state.in_((STOPPED, UNREAD)))
        .where(item.exp > to_seconds(now), item.erased.is_not(None))
        .order_by(item.erased.desc(), item.jti)
        .limit(MAX_ENDED)
    ).all()
    why = {STOPPED: Why.STOPPED, UNREAD: Why.UNREAD}
    return [
        EndedItem(row.jti, from_seconds(row.erased), why[row.state]) for row in rows if issuer_of(row.jwt) == letter.did
    ]


def _incidents(connection: Connection, customer: Customer) -> Iterable[Incident]:
    """Also of what is erased by now: a leak cannot be taken back."""
    incident, concerned, item = tables.incident, tables.incident_item, tables.item
    rows = connection.execute(
        select(incident, concerned.c.jti)
        .select_from(concerned)
        .join(incident)
        .join(item)
        .where(or_(item.c.customer == customer.id, item.c.owner == customer.owner))
        .order_by(incident.c.at.desc(), incident.c.id, concerned.c.jti)
    ).all()
    jtis: dict[int, list[str]] = {}
    for row in rows:
        jtis.setdefault(row.id, []).append(row.jti)
    told = {row.id: row for row in rows}
    return [
        Incident(from_seconds(row.at), tuple(jtis[row.id][:MAX_ENTRIES]), row.what, row.advice)
        for row in list(told.values())[:MAX_ENTRIES]
    ]


def _promised(connection: Connection, customer: Customer) -> set[str]:
    """The receipt keys that this customer's terms named."""
    consent = tables.consent.c
    mine = or_(consent.customer == customer.id, consent.owner == customer.owner)
    raw = connection.execute(select(tables.terms.c.raw).join(tables.consent).where(mine).distinct()).scalars()
    return {str(key["kid"]) for each in raw for key in parse_terms(each).receipt_keys}

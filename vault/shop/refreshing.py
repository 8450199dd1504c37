"""A customer changed a preference: the new value takes the place of the one the shop holds, which is erased."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from vault.core.clock import from_seconds, to_seconds
from vault.core.errors import TokenError
from vault.core.terms import parse_terms
from vault.core.value import Value
from vault.openid4vp.refresh import Refresh, parse_refresh
from vault.openid4vp.response import MAX_ANSWER
from vault.shop import stop_log, tables
from vault.shop.conflicts import hold_customer
from vault.shop.erasure import SUPERSEDED, erase
from vault.shop.heard_stops import stops_of
from vault.shop.keeping import keep_items, note_objections, signed_receipt
from vault.shop.nonces import NONCE_LASTS, check_nonce, nonce_key, spend_nonce
from vault.shop.pinning import Customer
from vault.shop.refresh_verification import HeldConsent, HeldToken, check_replaces, verify_presented
from vault.shop.service import Shop
from vault.shop.status_references import keep_references, refuse_stopped
from vault.shop.verification import VerifiedAnswer
from vault.tokens import jwe


def receive_refresh(shop: Shop, form: bytes) -> dict[str, Any]:
    """Take in the body of a refresh and return the reply's members: ``receipt``, a new consent receipt.

    The same tokens again, with this nonce or another, get the same reply. Raises :class:`TokenError`
    ``refresh_unknown``, ``refresh_several``, ``token_known``, ``token_stopped``, ``status_revoked``, or as
    :func:`parse_refresh`, :func:`check_nonce`, :func:`spend_nonce`, :func:`verify_presented` and
    :func:`check_replaces`; and :class:`StorageError`.
    """
    now, nonces = shop.clock.now(), []

    def decrypt(compact: str) -> dict[str, Any]:
        nonce = jwe.peek_kid(compact, max_bytes=MAX_ANSWER) or ""
        nonces.append((nonce, check_nonce(shop, nonce, now)))
        return jwe.decrypt(compact, nonce_key(shop, nonce), max_bytes=MAX_ANSWER)

    refresh = parse_refresh(form, decrypt)
    nonce, made = nonces[0]
    with shop.store.transaction() as connection:
        customer, consent = _held_consent(connection, refresh)
        hold_customer(connection, consent.thumbprint)
        presented = verify_presented(
            refresh,
            consent,
            client_id=shop.client_id,
            nonce=nonce,
            window=(made, made + NONCE_LASTS),
            catalogue=shop.catalogue,
            now=now,
        )
        tokens = _hash([item.claims.jti for item in presented.items])
        text = connection.execute(
            select(tables.receipt.c.jwt).join(tables.refresh).where(tables.refresh.c.tokens == tokens)
        ).scalar_one_or_none()
        again = text is not None
        if not again:
            spend_nonce(connection, nonce, customer=customer.id, now=now)
            rows = connection.execute(_held_rows(consent.id, now)).all()
            said = shop.store.contents.opened(connection, rows)
            held = [_held_token(row, said[row.jti].value) for row in rows if row.jti in said]
            check_replaces(presented, refresh.supersedes, held)
            _refuse_known(connection, presented)
            refuse_stopped(shop, presented.items, now)
            old = [row for row in rows if row.jti in refresh.supersedes]
            receipt_id, text = _replace(shop, connection, customer, consent, presented, old, now)
            connection.execute(insert(tables.refresh).values(tokens=tokens, receipt=receipt_id))
    _log_replaced(shop, presented, refresh.supersedes, now, again=again)
    return {"receipt": text}


def _log_replaced(
    shop: Shop, presented: VerifiedAnswer, supersedes: Sequence[str], now: datetime, *, again: bool
) -> None:
    """Write down what was replaced, so that no old copy of the database brings it back.

    After it is so: a line about a refresh that never came to be would erase what is held. Who gets no reply because
    of a crash in between sends the refresh again.
    """
    item, log = tables.item.c, shop.store.stops
    with shop.store.transaction() as connection:
        found = select(item.jti).where(item.jti.in_(supersedes), item.state == SUPERSEDED)
        gone = set(connection.execute(found).scalars())
        if again:
            gone -= {line.token for line in log.read() if line.jti == line.token}
        for jti in sorted(gone):
            log.append(stop_log.replaced(presented.holder.thumbprint(), presented.did, jti, to_seconds(now)))


def _held_consent(connection: Connection, refresh: Refresh) -> tuple[Customer, HeldConsent]:
    """The one consent that all replaced tokens are of; the customer is who still has something under it."""
    item, consent, customer = tables.item.c, tables.consent, tables.customer
    named = connection.execute(select(item.jti, item.consent).where(item.jti.in_(refresh.supersedes))).all()
    if len(named) != len(refresh.supersedes):
        raise TokenError("refresh_unknown")
    if len({row.consent for row in named}) > 1:
        raise TokenError("refresh_several")
    found = connection.execute(
        select(customer.c.id, customer.c.owner, customer.c.thumbprint, tables.terms.c.raw)
        .select_from(consent)
        .join(customer)
        .join(tables.terms)
        .where(consent.c.id == named[0].consent)
    ).one_or_none()
    if found is None:
        raise TokenError("refresh_unknown")
    numbers = connection.execute(select(item.number).where(item.consent == named[0].consent).distinct()).all()
    held = HeldConsent(named[0].consent, found.thumbprint, parse_terms(found.raw), len(numbers))
    return Customer(found.id, found.owner), held


def _held_rows(consent: str, now: datetime) -> Any:
    item = tables.item
    return (
        select(item, tables.content.c.sealed)
        .join(tables.content)
        .where(item.c.consent == consent, item.c.exp > to_seconds(now))
    )


def _held_token(row: Row[Any], value: Value) -> HeldToken:
    return HeldToken(row.jti, row.number, value.precision, from_seconds(row.exp), row.objection)


def _refuse_known(connection: Connection, presented: VerifiedAnswer) -> None:
    """A token comes once, and not after it was stopped."""
    jtis = [item.claims.jti for item in presented.items]
    if connection.execute(select(tables.item.c.jti).where(tables.item.c.jti.in_(jtis))).first():
        raise TokenError("token_known")
    thumbprint = presented.holder.thumbprint()
    stops = stops_of(connection, [thumbprint]).get(thumbprint, ())
    if any(stop.ends(item.claims.jti, item.presented) for stop in stops for item in presented.items):
        raise TokenError("token_stopped")


def _replace(
    shop: Shop,
    connection: Connection,
    customer: Customer,
    consent: HeldConsent,
    presented: VerifiedAnswer,
    old: Sequence[Row[Any]],
    now: datetime,
) -> tuple[str, str]:
    """Keep the new, then erase the old; the receipt's ``jti`` and text.

    In this order: a customer of whom nothing is held for a moment would lose their number.
    """
    keep_items(shop, connection, [(customer, item) for item in presented.items])
    keep_references(shop, connection, presented.items)
    erase(connection, old, state=SUPERSEDED, now=now)
    note_objections(connection, [(customer, presented.items)], now)
    receipt_id, text = signed_receipt(shop, consent.terms, presented, presented.items, now)
    connection.execute(insert(tables.receipt).values(jti=receipt_id, consent=consent.id, place=0, jwt=text))
    return receipt_id, text


def _hash(jtis: Sequence[str]) -> str:
    return hashlib.sha256(" ".join(sorted(jtis)).encode()).hexdigest()

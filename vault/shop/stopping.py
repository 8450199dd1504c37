"""Stopping: the customer's vault says so (RFC 8417, RFC 8935), or the customer with the code on a receipt.

It has two steps, so that a slow system downstream holds nobody up: :func:`receive_stop` and :func:`stop_by_code` erase
here, in one transaction; :func:`finish_stops` tells other systems and signs the erasure receipt.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from vault.core.clock import from_seconds, to_seconds
from vault.core.errors import TokenError
from vault.core.strict_json import loads, unb64url
from vault.core.terms import parse_terms
from vault.shop import status_ends, stop_log, tables
from vault.shop.conflicts import hold_customer
from vault.shop.erasure import STOPPED, Erased, erase, erase_expired, unlink
from vault.shop.heard_stops import note_early
from vault.shop.importing import code_hash
from vault.shop.own_items import stop_own, together
from vault.shop.service import Downstream, Shop
from vault.shop.stop_codes import as_printed
from vault.tokens.preference_token import MAX_TOKEN
from vault.tokens.receipt import ErasureReceipt, Kept, PassedOn, erasure_receipt
from vault.tokens.security_event import verify_stop_event

RECEIPT_KEPT = timedelta(days=90)
"""How long an erasure receipt can be fetched."""
KEPT_WHAT = "The signed part of the token and the terms, without the value"
KEPT_WHY = "To prove that there was consent (GDPR art. 7(1))"
NO_WHAT = "Your no to being contacted, without the value"
NO_WHY = "To respect it (GDPR art. 21)"
_log = logging.getLogger("vault.shop")


@dataclass(frozen=True)
class Order:
    """Whose what is to stop. ``token`` None is everything presented up to ``issued``."""

    thumbprint: str
    did: str
    jti: str
    token: str | None
    issued: datetime


def receive_stop(shop: Shop, event_text: str) -> str:
    """Carry out a stop by a customer's vault. Returns the code at whose address the erasure receipt will be.

    The same event again changes nothing and gets the same code. A stop of everything leaves tokens
    marked as objections, and what a "no" set off outlives every stop. Raises
    :class:`TokenError` ``stop_key_unknown`` (this key shared nothing here; an answer of it that comes later and is
    meant by the stop is refused), or as :func:`verify_stop_event`; and :class:`StorageError`.
    """
    now = shop.clock.now()
    event = verify_stop_event(event_text, aud=shop.client_id, now=now)
    order = Order(event.holder.thumbprint(), event.did, event.jti, event.token_jti, event.iat)
    heard = select(tables.stop.c.jti).where(
        tables.stop.c.thumbprint == order.thumbprint, tables.stop.c.jti == order.jti
    )
    with shop.store.transaction() as connection:
        hold_customer(connection, order.thumbprint)
        known = connection.execute(heard).first() is not None
        if not known:
            customer = connection.execute(
                select(tables.customer).where(tables.customer.c.thumbprint == order.thumbprint)
            ).one_or_none()
            visiting = shop.visits.stop(order.thumbprint, order.token, order.issued)
            known = customer is not None or visiting is not None
            if known:
                carry_out(shop, connection, order, customer, [item.jti for item in visiting or ()], now)
                log_stop(shop, order, now)
            else:
                note_early(
                    connection,
                    thumbprint=order.thumbprint,
                    jti=order.jti,
                    token=order.token,
                    issued=order.issued,
                    now=now,
                )
    if not known:
        raise TokenError("stop_key_unknown")
    return _location(shop, order)


def stop_by_code(shop: Shop, code: str) -> str:
    """Erase all of the customer whose receipt shows ``code``, without their vault. Returns as :func:`receive_stop`.

    A code has 60 bits; a page that takes it must limit how often it can be tried. Raises :class:`TokenError`
    ``stop_code_unknown``, and :class:`StorageError`.
    """
    now = shop.clock.now()
    whose = select(tables.customer).where(tables.customer.c.stop_code == as_printed(code))
    with shop.store.transaction() as connection:
        customer = connection.execute(whose).one_or_none()
        if customer is not None:
            hold_customer(connection, customer.thumbprint)
            customer = connection.execute(whose).one_or_none()  # as it is now that nobody else is about it
        if customer is None:
            raise TokenError("stop_code_unknown")
        order = Order(customer.thumbprint, customer.did, shop.urn(), None, now)
        visiting = shop.visits.stop(order.thumbprint, None, now)
        carry_out(shop, connection, order, customer, [item.jti for item in visiting or ()], now)
        log_stop(shop, order, now)
    return _location(shop, order)


def finish_stops(shop: Shop) -> int:
    """Tell other systems of every stop that waits for it, and sign its receipt. Returns how many were signed.

    The receipt waits until every system was told, so that it never says less than what is true in the end. Once the
    time that the terms promised is over it is signed as things are, with ``told`` false; the systems are told still,
    until the receipt is dropped. Whatever a system raises is a system not told, and holds up no other stop.

    Call it after each stop and with each sweep: what was interrupted or failed is done then. Raises
    :class:`StorageError`.
    """
    with shop.store.transaction() as connection:
        unfinished = tables.stop.c.done.is_(None) | tables.stop.c.number.is_not(None)
        waiting = connection.execute(select(tables.stop).where(unfinished)).all()
    return sum(_finish(shop, row) for row in waiting)


def erasure_receipt_at(shop: Shop, location: str) -> str | None:
    """The erasure receipt for the code of a stop; None while it is being made.

    Raises :class:`TokenError` ``receipt_unknown`` (also once its 90 days are over), and :class:`StorageError`.
    """
    with shop.store.transaction() as connection:
        row = connection.execute(
            select(tables.stop.c.receipt, tables.stop.c.done).where(tables.stop.c.location_hash == code_hash(location))
        ).one_or_none()
    if row is None:
        raise TokenError("receipt_unknown")
    if row.done is None:
        return None
    if from_seconds(row.done) + RECEIPT_KEPT <= shop.clock.now():
        raise TokenError("receipt_unknown")
    return str(row.receipt)


def receipt_now(shop: Shop, location: str) -> str | None:
    """As :func:`erasure_receipt_at`, and made now if nobody else has to be told: whoever asks need not come back."""
    alone = tables.stop.c.done.is_(None) & tables.stop.c.number.is_(None)
    with shop.store.transaction() as connection:
        row = connection.execute(
            select(tables.stop).where(alone, tables.stop.c.location_hash == code_hash(location))
        ).one_or_none()
    if row is not None:
        _finish(shop, row)
    return erasure_receipt_at(shop, location)


def note_expiry(shop: Shop, connection: Connection, customer: Row[Any], erased: Erased, now: datetime) -> None:
    """Have :func:`finish_stops` tell other systems what ended by itself. Without such systems, nothing to do."""
    if shop.downstream and erased.jtis:
        order = Order(customer.thumbprint, customer.did, shop.urn(), erased.jtis[0], now)
        _record(shop, connection, order, customer.number, list(erased.jtis), erased, now)


def log_stop(shop: Shop, order: Order, now: datetime) -> None:
    """Write the stop down outside the database too, inside the transaction that carries it out."""
    times = to_seconds(order.issued), to_seconds(now)
    logged = stop_log.LoggedStop(order.thumbprint, order.did, order.jti, order.token, *times)
    shop.store.stops.append(logged)


def carry_out(
    shop: Shop,
    connection: Connection,
    order: Order,
    customer: Row[Any] | None,
    visit_jtis: list[str],
    now: datetime,
) -> None:
    """Erase what ``order`` asks for and record it, so that its receipt can be made."""
    items = tables.item
    erased = Erased((), (), (), None)
    number = customer.number if customer is not None else None
    if customer is not None:
        note_expiry(shop, connection, customer, erase_expired(connection, customer.id, now), now)
        asked = (
            items.c.jti == order.token
            if order.token is not None
            # An objection outlives the share; a share made after this stop was said is not meant by it.
            else items.c.objection.is_(False) & (items.c.presented <= to_seconds(order.issued))
        )
        rows = connection.execute(select(items).where(items.c.customer == customer.id, asked)).all()
        erased = erase(connection, rows, state=STOPPED, now=now)
        keys = None if order.token is None else erased.keys
        erased = together(erased, stop_own(shop, connection, number, now, keys=keys))
        unlink(connection, (), (customer.id,))  # what kept the number may have gone just now
    listed = status_ends.claim(connection, order.thumbprint, order.token, order.issued)
    gone, erased = [*erased.jtis, *visit_jtis, *listed.jtis], listed.with_those(erased)
    if order.token is not None and not gone:
        # Nothing of it is held, which is what the receipt says; but of a stranger's token nothing is said.
        jwt = connection.execute(select(items.c.jwt).where(items.c.jti == order.token)).scalar_one_or_none()
        gone = [order.token] if jwt is None or issuer_of(jwt) == order.did else []
    _record(shop, connection, order, number, gone, erased, now, no_until=_no_until(connection, customer))


def issuer_of(jwt: str) -> str:
    """Whose token it is, which was verified when it came. The customer's number may be another one since."""
    payload = loads(unb64url(jwt.split(".")[1], max_chars=MAX_TOKEN), max_bytes=MAX_TOKEN)
    return str(payload["iss"])


def _no_until(connection: Connection, customer: Row[Any] | None) -> int | None:
    """Until when a "no" of this customer is kept: no stop ends it, so the receipt names it."""
    if customer is None:
        return None
    until = select(func.max(tables.suppression.c.until)).where(tables.suppression.c.customer == customer.id)
    found: int | None = connection.execute(until).scalar_one()
    return found


def _record(
    shop: Shop,
    connection: Connection,
    order: Order,
    number: str | None,
    gone: list[str],
    erased: Erased,
    now: datetime,
    *,
    no_until: int | None = None,
) -> None:
    terms = [parse_terms(raw) for raw in erased.terms]
    kids = [{str(key["kid"]) for key in each.receipt_keys} for each in terms] or [set[str]()]
    days = min((each.delete_within_days for each in terms), default=0)
    connection.execute(
        insert(tables.stop).values(
            thumbprint=order.thumbprint,
            jti=order.jti,
            did=order.did,
            token=order.token,
            issued=to_seconds(order.issued),
            received=to_seconds(now),
            location_hash=code_hash(_location(shop, order)),
            erased=json.dumps(gone),
            kept_until=to_seconds(erased.proof_until) if erased.proof_until is not None else None,
            kid=shop.keys.receipt_key(set.intersection(*kids) or kids[0]).public.thumbprint(),  # in each proof, if any
            promised=to_seconds(now + timedelta(days=days)),
            number=number if shop.downstream and erased.keys else None,
            keys=json.dumps(erased.keys),
            recipients=json.dumps(erased.recipients),
            no_until=no_until,
        )
    )


def _location(shop: Shop, order: Order) -> str:
    return shop.keys.code("stop", order.thumbprint, order.jti)


def _finish(shop: Shop, row: Row[Any]) -> bool:
    """Bring one stop as far as it gets. True if its receipt was signed now."""
    told = set(json.loads(row.told))
    if row.number is not None:
        told |= {each.name for each in shop.downstream if each.name not in told and _tell(each, row)}
    systems = [each.name for each in shop.downstream] if row.number is not None else []
    # Whom the terms name and nothing here can tell is named all the same: the customer may want to write to them.
    passed_on = [PassedOn(name, name in told) for name in dict.fromkeys([*json.loads(row.recipients), *systems])]
    now = shop.clock.now()
    all_told = told.issuperset(systems)
    mine = (tables.stop.c.thumbprint == row.thumbprint) & (tables.stop.c.jti == row.jti)
    progress: dict[str, Any] = {"told": json.dumps(sorted(told)), "number": None if all_told else row.number}
    with shop.store.transaction() as connection:
        connection.execute(update(tables.stop).where(mine).values(progress))
        if row.done is not None or not (all_told or to_seconds(now) >= row.promised):
            return False
        signed = {"receipt": _receipt(shop, row, passed_on, now), "done": to_seconds(now)}
        # Another process may have been faster: one stop has one receipt.
        unsigned = mine & tables.stop.c.done.is_(None)
        return connection.execute(update(tables.stop).where(unsigned).values(signed)).rowcount == 1


def _tell(system: Downstream, row: Row[Any]) -> bool:
    try:
        return system.erase(row.number, json.loads(row.keys))
    except Exception as problem:  # code of the shop's own, which may raise anything
        _log.warning("%s was not told: %s", system.name, type(problem).__name__)
        return False


def _receipt(shop: Shop, row: Row[Any], passed_on: Sequence[PassedOn], now: datetime) -> str:
    proof = [Kept(KEPT_WHAT, KEPT_WHY, from_seconds(row.kept_until))] if row.kept_until is not None else []
    no = [Kept(NO_WHAT, NO_WHY, from_seconds(row.no_until))] if row.no_until is not None else []
    receipt = ErasureReceipt(
        shop.urn(), row.did, now, row.jti, tuple(json.loads(row.erased)), tuple(passed_on), (*proof, *no)
    )
    return erasure_receipt(shop.keys.receipt_key({row.kid}), row.kid, shop.client_id, receipt)

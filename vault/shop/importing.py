"""From a verified answer to what the shop holds: one answer, one transaction.

An item shared anew does not replace an older one of the same key and purpose: each is a consent of its own that ends
by itself, and both are shown in the customer's vault. Reading takes the one presented last.

What was shared for *this visit* goes to :mod:`vault.shop.visits` and never into the database: not the item, not its
receipt, not that this customer was there. Only that the request was answered is written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select, update

from vault.core.clock import to_seconds
from vault.core.consent_record import AgreedItem, consent_record
from vault.core.errors import TokenError
from vault.core.strict_json import dumps
from vault.core.terms import Terms
from vault.shop import tables
from vault.shop.heard_stops import stops_of
from vault.shop.requests import PendingRequest
from vault.shop.service import Shop
from vault.shop.status_references import keep_references, refuse_stopped
from vault.shop.verification import VerifiedAnswer, VerifiedItem
from vault.shop.visits import Visit, VisitItem
from vault.tokens.preference_claims import MAX_OBJECTION
from vault.tokens.receipt import ConsentReceipt, consent_receipt, stop_code

SHARED, VISIT, DECLINED = "shared", "visit", "declined"
"""How a request ended: with items that are kept, with items of this visit only, with none."""


@dataclass(frozen=True)
class Customer:
    """The row of a customer. ``owner`` is the keyed hash of the customer number."""

    id: int
    owner: str


def import_answer(
    shop: Shop, request: PendingRequest, answer: VerifiedAnswer, *, answer_hash: str, now: datetime
) -> None:
    """Store the items that are kept, with their receipts, hold those of this visit, and spend the request.

    All of it or nothing; a copy of an answer that was faster leaves nothing to do. Raises :class:`TokenError`
    ``nonce_spent``, ``token_known``, ``token_stopped`` or ``consent_known``, and :class:`StorageError`.
    """
    kept = [item for item in answer.items if item.claims.keep is None]
    with shop.store.transaction() as connection:
        outcome = SHARED if kept else VISIT
        if not spend(shop, connection, request, answer_hash=answer_hash, outcome=outcome, now=now):
            return
        _refuse_known(connection, answer)
        refuse_stopped(shop, answer.items, now)
        _keep_visit(shop, request, answer)  # inside, so that no stop comes in between
        if not kept:
            return
        customer = _pinned(shop, connection, answer, now)
        connection.execute(update(tables.request).where(tables.request.c.id == request.id).values(customer=customer.id))
        for place, (consent, items) in enumerate(by_consent(kept)):
            connection.execute(
                insert(tables.consent).values(
                    id=consent,
                    customer=customer.id,
                    owner=customer.owner,
                    terms=request.terms.hash,
                    given=to_seconds(now),
                )
            )
            keep_items(connection, customer, items)
            keep_references(shop, connection, items)
            receipt_id, text = signed_receipt(shop, request.terms, answer, items, now)
            connection.execute(
                insert(tables.receipt).values(
                    jti=receipt_id, consent=consent, request=request.id, place=place, jwt=text
                )
            )
        note_objections(connection, customer, kept, now)


def spend(
    shop: Shop, connection: Connection, request: PendingRequest, *, answer_hash: str, outcome: str, now: datetime
) -> bool:
    """Mark the request answered. The key goes, so that a copy of the answer can never be opened again.

    False if a copy of the same answer was faster. Raises :class:`TokenError` ``nonce_spent``: another one was.
    """
    spent = connection.execute(
        update(tables.request)
        .where(tables.request.c.id == request.id, tables.request.c.answer_hash.is_(None))
        .values(
            answer_hash=answer_hash,
            answered=to_seconds(now),
            outcome=outcome,
            agreement_key=None,
            code_hash=code_hash(response_code(shop, request)),
        )
    )
    if spent.rowcount == 1:
        return True
    spent_by = select(tables.request.c.answer_hash).where(tables.request.c.id == request.id)
    if connection.execute(spent_by).scalar_one_or_none() != answer_hash:
        raise TokenError("nonce_spent")
    return False


def response_code(shop: Shop, request: PendingRequest) -> str:
    """The code that brings the browser back (OpenID4VP 1.0 §8.2): the same whenever the same answer comes."""
    return shop.keys.code("response code", request.id)


def code_hash(code: str) -> str:
    """What is stored of a code."""
    return hashlib.sha256(code.encode()).hexdigest()


def by_consent(items: Sequence[VerifiedItem]) -> Iterator[tuple[str, list[VerifiedItem]]]:
    """The items of each consent, the consent of the most items first."""
    consents: dict[str, list[VerifiedItem]] = {}
    for item in items:
        consents.setdefault(item.claims.consent, []).append(item)
    yield from sorted(consents.items(), key=lambda pair: -len(pair[1]))


def signed_receipt(
    shop: Shop, terms: Terms, answer: VerifiedAnswer, items: Sequence[VerifiedItem], now: datetime
) -> tuple[str, str]:
    """The ``jti`` and text of the receipt for items of one consent."""
    consent, receipt_id = items[0].claims.consent, shop.urn()
    agreed = [AgreedItem(i.number, i.claims.jti, i.value.precision, i.claims.exp) for i in items]
    record = consent_record(terms, consent=consent, host=shop.policy.host, holder=answer.did, given=now, items=agreed)
    receipt = ConsentReceipt(receipt_id, answer.did, now, consent, terms.hash, record, stop_code(answer.holder))
    key = shop.keys.receipt_key({each["kid"] for each in terms.receipt_keys})
    return receipt_id, consent_receipt(key, key.public.thumbprint(), shop.client_id, receipt)


def _keep_visit(shop: Shop, request: PendingRequest, answer: VerifiedAnswer) -> None:
    """Hold what is for this visit, in memory only. No receipt: it would have to be kept to be of use."""
    items = tuple(
        VisitItem(
            item.claims.jti,
            item.asked.key,
            item.asked.purpose,
            item.value,
            item.claims.exp,
            item.presented,
            about_other=item.claims.subject is not None,
        )
        for item in answer.items
        if item.claims.keep is not None
    )
    if items:
        shop.visits.keep(Visit(request.id, request.session_hash, answer.holder.thumbprint(), items))


def _refuse_known(connection: Connection, answer: VerifiedAnswer) -> None:
    """A token comes once: not again, not after it was stopped, and not into a consent of somebody else."""
    items = answer.items
    jtis = [item.claims.jti for item in items]
    if connection.execute(select(tables.item.c.jti).where(tables.item.c.jti.in_(jtis))).first():
        raise TokenError("token_known")
    consents = {item.claims.consent for item in items}
    if connection.execute(select(tables.consent.c.id).where(tables.consent.c.id.in_(consents))).first():
        raise TokenError("consent_known")
    thumbprint = answer.holder.thumbprint()
    stops = stops_of(connection, [thumbprint]).get(thumbprint, ())
    if any(stop.ends(item.claims.jti, item.presented) for stop in stops for item in items):
        raise TokenError("token_stopped")


def _pinned(shop: Shop, connection: Connection, answer: VerifiedAnswer, now: datetime) -> Customer:
    """The customer with this key; on first sight the key is pinned and a customer number drawn."""
    thumbprint = answer.holder.thumbprint()
    row = connection.execute(select(tables.customer).where(tables.customer.c.thumbprint == thumbprint)).one_or_none()
    if row is not None and row.number is not None:
        return Customer(row.id, row.owner)
    number = str(UUID(bytes=shop.random(16), version=4))
    owner = shop.keys.keyed("customer number", number).hex()
    if row is not None:  # known, but nothing of theirs was held any more
        connection.execute(
            update(tables.customer).where(tables.customer.c.id == row.id).values(number=number, owner=owner)
        )
        return Customer(row.id, owner)
    customer_id = connection.execute(
        insert(tables.customer)
        .values(
            thumbprint=thumbprint,
            did=answer.did,
            stop_code=stop_code(answer.holder),
            number=number,
            owner=owner,
            first_seen=to_seconds(now),
        )
        .returning(tables.customer.c.id)
    ).scalar_one()
    return Customer(customer_id, owner)


def keep_items(connection: Connection, customer: Customer, items: Sequence[VerifiedItem]) -> None:
    """Store items of a consent that is there."""
    for item in items:
        connection.execute(
            insert(tables.item).values(
                jti=item.claims.jti,
                consent=item.claims.consent,
                customer=customer.id,
                owner=customer.owner,
                number=item.number,
                key=item.asked.key,
                purpose=item.asked.purpose,
                iat=to_seconds(item.claims.iat),
                exp=to_seconds(item.claims.exp),
                presented=to_seconds(item.presented),
                objection=item.claims.objection,
                state="held",
                jwt=item.token,
            )
        )
        connection.execute(
            insert(tables.content).values(
                jti=item.claims.jti,
                value=dumps(item.value.to_json()).decode(),
                disclosure=item.disclosure,
                key_binding=item.key_binding,
            )
        )


def note_objections(connection: Connection, customer: Customer, items: Sequence[VerifiedItem], now: datetime) -> None:
    """A "no" outlives the share (GDPR art. 21). Only this customer lifts it, by another wish for the same key."""
    for item in items:
        mine = (tables.suppression.c.customer == customer.id) & (tables.suppression.c.key == item.asked.key)
        connection.execute(delete(tables.suppression).where(mine))
    for key in {item.asked.key for item in items if item.says_no}:
        connection.execute(
            insert(tables.suppression).values(
                customer=customer.id, key=key, since=to_seconds(now), until=to_seconds(now + MAX_OBJECTION)
            )
        )

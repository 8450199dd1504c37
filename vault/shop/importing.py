"""From verified answers to what the shop holds: an answer, or some hundred of them, in one transaction.

An item shared anew does not replace an older one of the same key and purpose: each is a consent of its own that ends
by itself, and both are shown in the customer's vault. Reading takes the one presented last.

What was shared for *this visit* goes to :mod:`vault.shop.visits` and never into the database: not the item, not its
receipt, not that this customer was there. Only that the request was answered is written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from vault.core.clock import to_seconds
from vault.core.errors import TokenError
from vault.shop import tables
from vault.shop.conflicts import hold_customers
from vault.shop.heard_stops import Stop, stops_of
from vault.shop.keeping import by_consent, keep_items, note_objections, signed_receipt
from vault.shop.pinning import Customer, pinned
from vault.shop.requests import PendingRequest
from vault.shop.service import Shop
from vault.shop.status_references import keep_references, refuse_stopped
from vault.shop.verification import VerifiedAnswer, VerifiedItem
from vault.shop.visits import Visit, VisitItem

SHARED, VISIT, DECLINED = "shared", "visit", "declined"
"""How a request ended: with items that are kept, with items of this visit only, with none."""


_ANSWERED = (
    update(tables.request)
    .where(tables.request.c.id == bindparam("of"))
    .values(
        answer_hash=bindparam("by"),
        answered=bindparam("at"),
        outcome=bindparam("how"),
        agreement_key=None,
        code_hash=bindparam("code"),
        customer=bindparam("whose"),
    )
)
"""The key goes, so that a copy of the answer can never be opened again."""
_SPENT_BY = (
    select(tables.request.c.id, tables.request.c.answer_hash)
    .where(tables.request.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(tables.request.c.id)
    .with_for_update()
)
_JTIS = select(tables.item.c.jti).where(tables.item.c.jti.in_(bindparam("jtis", expanding=True)))
_CONSENTS = select(tables.consent.c.id).where(tables.consent.c.id.in_(bindparam("consents", expanding=True)))


@dataclass(frozen=True)
class Received:
    """A verified answer, the request that it is to, and the hash by which a copy of it will be known."""

    request: PendingRequest
    answer: VerifiedAnswer
    answer_hash: str

    @property
    def kept(self) -> list[VerifiedItem]:
        """The items that go into the database."""
        return [item for item in self.answer.items if item.claims.keep is None]


def import_answer(
    shop: Shop, request: PendingRequest, answer: VerifiedAnswer, *, answer_hash: str, now: datetime
) -> None:
    """Store the items that are kept, with their receipts, hold those of this visit, and spend the request.

    All of it or nothing; a copy of an answer that was faster leaves nothing to do. Raises :class:`TokenError`
    ``nonce_spent``, ``token_known``, ``token_stopped``, ``consent_known`` or ``status_revoked``, and
    :class:`StorageError`.
    """
    (problem,) = import_answers(shop, [Received(request, answer, answer_hash)], now=now)
    if problem is not None:
        raise problem


def import_answers(shop: Shop, received: Sequence[Received], *, now: datetime) -> list[TokenError | None]:
    """The same for some hundred answers in one transaction: for each, in order, what :func:`import_answer` would raise.

    One that is refused keeps out no other. Raises :class:`StorageError`: then none is in.
    """
    problems: list[TokenError | None] = []
    taken: list[Received] = []
    with shop.store.transaction() as connection:
        spent = _spent_by(connection, received)
        hold_customers(connection, [each.answer.holder.thumbprint() for each in received])
        known = _known(connection, received)
        for each in received:
            spent_by = spent.get(each.request.id, "")
            problem = None
            if spent_by is None:
                problem = _refusal(shop, each, known, now)
            elif spent_by != each.answer_hash:
                problem = TokenError("nonce_spent")
            if problem is None and spent_by is None:
                taken.append(each)
                spent[each.request.id] = each.answer_hash
                known.add(each)
            problems.append(problem)
        for each in taken:
            _keep_visit(shop, each.request, each.answer)  # inside, so that no stop comes in between
        customers = pinned(shop, connection, [each.answer for each in taken if each.kept], now)
        _mark_answered(shop, connection, taken, customers, now)
        _keep(shop, connection, [each for each in taken if each.kept], customers, now)
    return problems


def _mark_answered(
    shop: Shop, connection: Connection, taken: Sequence[Received], customers: Mapping[str, Customer], now: datetime
) -> None:
    if not taken:
        return
    rows = [
        {
            "of": each.request.id,
            "by": each.answer_hash,
            "how": SHARED if each.kept else VISIT,
            "code": code_hash(response_code(shop, each.request)),
            "whose": customers[each.answer.holder.thumbprint()].id if each.kept else None,
            "at": to_seconds(now),
        }
        for each in taken
    ]
    connection.execute(_ANSWERED, rows)


def _keep(
    shop: Shop, connection: Connection, taken: Sequence[Received], customers: Mapping[str, Customer], now: datetime
) -> None:
    """Write consents, items and receipts."""
    consents, receipts = [], []
    whose = [(customers[each.answer.holder.thumbprint()], each) for each in taken]
    for customer, each in whose:
        terms = each.request.terms
        for place, (consent, items) in enumerate(by_consent(each.kept)):
            consents.append(
                {
                    "id": consent,
                    "customer": customer.id,
                    "owner": customer.owner,
                    "terms": terms.hash,
                    "given": to_seconds(now),
                }
            )
            receipt_id, text = signed_receipt(shop, terms, each.answer, items, now)
            receipts.append(
                {"jti": receipt_id, "consent": consent, "request": each.request.id, "place": place, "jwt": text}
            )
    if not consents:
        return
    connection.execute(insert(tables.consent), consents)
    keep_items(shop, connection, [(customer, item) for customer, each in whose for item in each.kept])
    keep_references(shop, connection, [item for _, each in whose for item in each.kept])
    connection.execute(insert(tables.receipt), receipts)
    note_objections(connection, [(customer, each.kept) for customer, each in whose], now)


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


@dataclass(frozen=True)
class _Known:
    """What must not come again, and what was stopped."""

    jtis: set[str]
    consents: set[str]
    stops: Mapping[str, Sequence[Stop]]

    def add(self, received: Received) -> None:
        self.jtis.update(item.claims.jti for item in received.kept)
        self.consents.update(item.claims.consent for item in received.kept)


def _known(connection: Connection, received: Sequence[Received]) -> _Known:
    items = [item.claims for each in received for item in each.answer.items]
    jtis, consents = sorted({each.jti for each in items}), sorted({each.consent for each in items})
    return _Known(
        set(connection.execute(_JTIS, {"jtis": jtis}).scalars()),
        set(connection.execute(_CONSENTS, {"consents": consents}).scalars()),
        stops_of(connection, sorted({each.answer.holder.thumbprint() for each in received})),
    )


def _refusal(shop: Shop, received: Received, known: _Known, now: datetime) -> TokenError | None:
    """A token comes once: not again, not after it was stopped, and not into a consent of somebody else."""
    items = received.answer.items
    if any(item.claims.jti in known.jtis for item in items):
        return TokenError("token_known")
    if any(item.claims.consent in known.consents for item in items):
        return TokenError("consent_known")
    stops = known.stops.get(received.answer.holder.thumbprint(), ())
    if any(stop.ends(item.claims.jti, item.presented) for stop in stops for item in items):
        return TokenError("token_stopped")
    try:
        refuse_stopped(shop, items, now)
    except TokenError as problem:
        return problem
    return None


def _spent_by(connection: Connection, received: Sequence[Received]) -> dict[str, str | None]:
    """The hash of what answered each request, None for nothing yet; their rows are this transaction's to the end."""
    rows = connection.execute(_SPENT_BY, {"ids": sorted({each.request.id for each in received})}).all()
    return {row.id: row.answer_hash for row in rows}

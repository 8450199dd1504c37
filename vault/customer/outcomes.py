"""What a shop's response to an answer, a stop or a question after erasure means, and what is kept of it.

Each function returns None where the response settles nothing and the row is to be tried again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from vault.core.consent import ItemEvent
from vault.core.errors import NetworkError, RequestError, TokenError, VaultError
from vault.core.terms import parse_terms
from vault.core.value import Json
from vault.core.web_address import checked_url
from vault.customer import happened as life
from vault.customer.session import Session
from vault.net.fetcher import HttpResponse
from vault.openid4vp.response import Reply, parse_reply
from vault.storage import consents, outbox, receipts, shops
from vault.storage.connection import Reader, Transaction
from vault.storage.outbox import OutboxKind, OutboxRow
from vault.tokens import receipt as signed_receipt
from vault.tokens.did_jwk import did_of
from vault.tokens.keys import SigningKey, VerifyingKey

OK, ACCEPTED = 200, 202
BUSY = frozenset({408, 425, 429})
"""Refusals that only mean "not now"."""
_JWK_EXTRAS = frozenset({"kid", "alg", "use"})
KEPT_RECEIPT = timedelta(days=90)
"""A shop keeps an erasure receipt ready this long after it is made."""


@dataclass(frozen=True)
class Delivered:
    """What came of one row. ``state`` is a code with a sentence: ``delivered``, ``told``, ``erased`` ..."""

    host: str
    kind: str
    state: str
    redirect_uri: str | None = None
    problem: VaultError | None = None
    next_try: datetime | None = None


def of(transaction: Transaction, session: Session, row: OutboxRow, response: HttpResponse) -> Delivered | None:
    """What ``response`` means for ``row``, written down; None if it is to be tried again."""
    meaning: Mapping[OutboxKind, Callable[..., Delivered | None]] = {
        OutboxKind.ANSWER: _answer,
        OutboxKind.REFUSAL: _refusal,
        OutboxKind.STOP: _stop,
        OutboxKind.ERASURE_POLL: _erasure,
    }
    return meaning[row.outgoing.kind](transaction, session, row, response)


def happened(transaction: Transaction, row: OutboxRow, event: ItemEvent, now: datetime) -> None:
    """Let ``event`` happen to every item that the row concerns."""
    life.note(transaction, row.outgoing.host, event, concerned(row), now)


def concerned(row: OutboxRow) -> tuple[str, ...]:
    """The ``jti`` of the items that a row is about."""
    items = row.outgoing.about.get("items")
    return tuple(str(jti) for jti in items) if isinstance(items, list) else ()


def _answer(transaction: Transaction, session: Session, row: OutboxRow, response: HttpResponse) -> Delivered | None:
    """200 is delivered; a refusal is final, for the shop answers the same answer the same way."""
    host, now = row.outgoing.host, session.clock.now()
    if response.status == OK:
        reply, problem = _read_reply(response, host)
        problem = problem or _keep_consent_receipts(transaction, session, row, reply)
        receipt = problem.code if problem else "kept"
        life.note(transaction, host, ItemEvent.DELIVERED, concerned(row), now, receipt=receipt)
        return Delivered(host, OutboxKind.ANSWER, "delivered", redirect_uri=reply.redirect_uri, problem=problem)
    if 400 <= response.status < 500 and response.status not in BUSY:
        life.note(transaction, host, ItemEvent.NOT_DELIVERED, concerned(row), now, status=response.status)
        problem = NetworkError("answer_refused", host=host, status=response.status)
        return Delivered(host, OutboxKind.ANSWER, "not_delivered", problem=problem)
    return None


def _read_reply(response: HttpResponse, host: str) -> tuple[Reply, VaultError | None]:
    """A 200 means that the shop has the answer, whatever else it says."""
    try:
        return parse_reply(response.body, host=host), None
    except NetworkError as problem:
        return Reply(None, None), problem


def _keep_consent_receipts(
    transaction: Transaction, session: Session, row: OutboxRow, reply: Reply
) -> VaultError | None:
    """Check and keep the shop's receipts. A missing or wrong one is told; it does not undo the share."""
    consent = consents.consent(transaction, row.outgoing.consent or "")
    if consent is None or consent.terms is None or consent.keep is not None:
        return None  # without terms, and for this visit only, shops write no receipt
    try:
        for text in reply.receipts:
            _keep_consent_receipt(transaction, session, consent, concerned(row), text)
    except TokenError as problem:
        return problem
    return None if reply.receipts else NetworkError("receipt_missing", host=consent.host)


def _keep_consent_receipt(
    transaction: Transaction, session: Session, consent: consents.Consent, items: tuple[str, ...], text: str
) -> None:
    now = session.clock.now()
    found = signed_receipt.verify_consent_receipt(
        text, keys=receipt_keys([consent]), iss=consent.client_id, sub=own_did(transaction, consent.host), now=now
    )
    mine = {item.consent for item in consents.items(transaction) if item.jti in items}
    if found.consent not in mine or found.terms != consent.terms_hash:
        raise TokenError("receipt_of_another_share")
    receipts.add_receipt(transaction, receipts.Receipt(found.jti, consent.host, "consent", text, now, found.consent))


def _refusal(transaction: Transaction, session: Session, row: OutboxRow, response: HttpResponse) -> Delivered | None:
    """Whatever a shop answers to a "no", it has heard it."""
    if response.status >= 500 or response.status in BUSY:
        return None
    return Delivered(row.outgoing.host, OutboxKind.REFUSAL, "refusal_heard")


def _stop(transaction: Transaction, session: Session, row: OutboxRow, response: HttpResponse) -> Delivered | None:
    """202 with the place of the erasure receipt (RFC 8935 §2.2, with ``Location``)."""
    host, now = row.outgoing.host, session.clock.now()
    if response.status != ACCEPTED:
        return None
    life.note(transaction, host, ItemEvent.TOLD, concerned(row), now)
    location = response.headers.get("location", "")
    try:
        url = checked_url(location, host=host).url
    except RequestError as problem:
        return Delivered(host, OutboxKind.STOP, "told", problem=problem)
    poll = outbox.Outgoing(
        host=host,
        kind=OutboxKind.ERASURE_POLL,
        url=url,
        body=b"",
        content_type=None,
        created=now,
        not_before=now,
        given_up_after=now + _promised(transaction, row) + KEPT_RECEIPT,
        about=row.outgoing.about,
    )
    outbox.enqueue(transaction, poll)
    return Delivered(host, OutboxKind.STOP, "told")


def _promised(reader: Reader, row: OutboxRow) -> timedelta:
    """The longest of the times in which the shop promised to erase."""
    terms = [parse_terms(consent.terms) for consent in _consents(reader, row) if consent.terms]
    return timedelta(days=max((each.delete_within_days for each in terms), default=30))


def _erasure(transaction: Transaction, session: Session, row: OutboxRow, response: HttpResponse) -> Delivered | None:
    """200 with a receipt that covers exactly the items stopped. Anything else is asked again."""
    if response.status != OK:
        return None
    host, now = row.outgoing.host, session.clock.now()
    try:
        text = response.body.decode("ascii")
        found = signed_receipt.verify_erasure_receipt(
            text,
            keys=receipt_keys(_consents(transaction, row)),
            iss=_client_id(transaction, host),
            sub=own_did(transaction, host),
            txn=str(row.outgoing.about.get("event")),
            tokens=set(concerned(row)),
            now=now,
        )
    except (TokenError, UnicodeDecodeError):
        return None
    receipts.add_receipt(transaction, receipts.Receipt(found.jti, host, "erasure", text, now))
    kept: list[Json] = [each.what for each in found.kept]
    life.note(transaction, host, ItemEvent.ERASED, concerned(row), now, passed_on=len(found.passed_on), kept=kept)
    return Delivered(host, OutboxKind.ERASURE_POLL, "erased")


def receipt_keys(agreed: list[consents.Consent]) -> dict[str, VerifyingKey]:
    """The keys that the terms promised for everything the shop signs about these consents, by ``kid``."""
    keys: dict[str, VerifyingKey] = {}
    for consent in agreed:
        if consent.terms is not None:
            for jwk in parse_terms(consent.terms).receipt_keys:
                keys[str(jwk["kid"])] = VerifyingKey.from_jwk(jwk, also=_JWK_EXTRAS)
    return keys


def own_did(reader: Reader, host: str) -> str:
    """The vault's name towards this shop alone."""
    known = shops.shop(reader, host)
    return did_of(SigningKey.from_private_bytes(known.pairwise_key).public) if known else ""


def _client_id(reader: Reader, host: str) -> str:
    known = shops.shop(reader, host)
    return known.client_id if known else ""


def _consents(reader: Reader, row: OutboxRow) -> list[consents.Consent]:
    found = [consents.item(reader, jti) for jti in concerned(row)]
    ids = dict.fromkeys(item.consent for item in found if item is not None)
    return [consent for consent in (consents.consent(reader, each) for each in ids) if consent is not None]

"""What a shop's response to an answer, a stop or a question after erasure means, and what is kept of it.

Each function returns None where the response settles nothing and the row is to be tried again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from vault.core.consent import HELD, ItemEvent
from vault.core.errors import NetworkError, RequestError, TokenError, VaultError
from vault.core.strict_json import loads
from vault.core.terms import parse_terms
from vault.core.value import Json
from vault.core.web_address import checked_url
from vault.customer import happened as life
from vault.customer.session import Session
from vault.customer.stopping import stop_again
from vault.net.fetcher import HttpResponse
from vault.openid4vp.response import Reply, parse_reply
from vault.openid4vp.transaction_data import JWK_EXTRAS
from vault.storage import consents, outbox, receipts, shops
from vault.storage.connection import Reader, Transaction
from vault.storage.outbox import OutboxKind as OutboxKind  # outcomes carry it
from vault.storage.outbox import OutboxRow
from vault.tokens import receipt as signed_receipt
from vault.tokens.did_jwk import did_of
from vault.tokens.keys import SigningKey, VerifyingKey

OK, ACCEPTED = 200, 202
BUSY = frozenset({408, 425, 429})
"""Refusals that only mean "not now"."""
FORGOTTEN = frozenset({404, 410})
"""At the place of an erasure receipt: the shop brought back a database from before the stop."""
MOST_AGAIN = 100
"""Times that a shop is told anew, which at eight hours between them is a month."""
MAX_ERROR = 4096
"""Bytes of an error answer: a code and a sentence."""
CLOCK_SKEW = timedelta(minutes=5)
"""How far a shop's clock may be behind."""
KEPT_RECEIPT = timedelta(days=90)
"""A shop keeps an erasure receipt ready this long after it is made."""


@dataclass(frozen=True)
class Delivered:
    """What came of one row. ``state`` is a code with a sentence: ``delivered``, ``told``, ``erased`` ..."""

    host: str
    kind: str
    state: str
    redirect_uri: str | None = field(default=None, repr=False)
    """Where the browser goes on. It holds the response code, so it is in no ``repr``."""
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


def too_late(transaction: Transaction, row: OutboxRow, response: HttpResponse | None, now: datetime) -> None:
    """A reply to something that was given up: an answer that the shop took counts as delivered, unless stopped."""
    values = row.outgoing.kind in {OutboxKind.ANSWER, OutboxKind.REFRESH}
    if values and response is not None and response.status == OK:
        happened(transaction, row, ItemEvent.DELIVERED, now)


def concerned(row: OutboxRow) -> tuple[str, ...]:
    """The ``jti`` of the items that a row is about."""
    items = row.outgoing.about.get("items")
    return tuple(str(jti) for jti in items) if isinstance(items, list) else ()


def _answer(transaction: Transaction, session: Session, row: OutboxRow, response: HttpResponse) -> Delivered | None:
    """200 is delivered; a refusal is final, for the shop answers the same answer the same way.

    A shop that refuses has seen the values, and may keep them all the same: what was refused can be stopped, and counts
    as held when it asks again.
    """
    host, now = row.outgoing.host, session.clock.now()
    if response.status == OK:
        reply, problem = read_reply(response, host)
        problem = problem or keep_consent_receipts(transaction, session, row, reply)
        receipt = problem.code if problem else "kept"
        life.note(transaction, host, ItemEvent.DELIVERED, concerned(row), now, receipt=receipt)
        return Delivered(host, OutboxKind.ANSWER, "delivered", redirect_uri=reply.redirect_uri, problem=problem)
    if 400 <= response.status < 500 and response.status not in BUSY:
        life.note(transaction, host, ItemEvent.UNCERTAIN, concerned(row), now, status=response.status)
        problem = NetworkError("answer_refused", host=host, status=response.status)
        return Delivered(host, OutboxKind.ANSWER, "not_delivered", problem=problem)
    return None


def read_reply(response: HttpResponse, host: str) -> tuple[Reply, VaultError | None]:
    """A 200 means that the shop has the answer, whatever else it says."""
    try:
        return parse_reply(response.body, host=host), None
    except NetworkError as problem:
        return Reply(None, None), problem


def keep_consent_receipts(
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
    receipts.add_receipt(transaction, _kept_receipt(consent.host, "consent", text, now, found.consent))


def _refusal(transaction: Transaction, session: Session, row: OutboxRow, response: HttpResponse) -> Delivered | None:
    """Whatever a shop answers to a "no", it has heard it."""
    if response.status >= 500 or response.status in BUSY:
        return None
    return Delivered(row.outgoing.host, OutboxKind.REFUSAL, "refusal_heard")


def _stop(transaction: Transaction, session: Session, row: OutboxRow, response: HttpResponse) -> Delivered | None:
    """202 with the place of the erasure receipt (RFC 8935 §2.2, with ``Location``)."""
    host, now = row.outgoing.host, session.clock.now()
    if _knows_nothing(response) and not life.may_still_arrive(transaction, concerned(row), now):
        life.note(transaction, host, ItemEvent.DENIED, concerned(row), now)
        return Delivered(host, OutboxKind.STOP, "denied")
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
        created=row.outgoing.created,  # of the stop: it was heard, though its reply was lost
        not_before=now + _patience(row),
        given_up_after=now + _promised(transaction, row) + KEPT_RECEIPT,
        jti=row.outgoing.jti,
        about=row.outgoing.about,
    )
    outbox.enqueue(transaction, poll)
    return Delivered(host, OutboxKind.STOP, "told")


def _knows_nothing(response: HttpResponse) -> bool:
    """RFC 8935 §2.4: the shop does not know the key that signed, so it holds nothing that was shared with it."""
    if response.status != 400:
        return False
    try:
        return loads(response.body, max_bytes=MAX_ERROR).get("err") == "authentication_failed"
    except TokenError:
        return False


def _promised(reader: Reader, row: OutboxRow) -> timedelta:
    """The longest of the times in which the shop promised to erase."""
    terms = [parse_terms(consent.terms) for consent in _consents(reader, row) if consent.terms]
    return timedelta(days=max((each.delete_within_days for each in terms), default=30))


def _erasure(transaction: Transaction, session: Session, row: OutboxRow, response: HttpResponse) -> Delivered | None:
    """200 with a receipt for the items stopped. Anything else is asked again.

    What has ended by itself meanwhile, the shop has dropped before; its receipt need not name that. What a stop of
    everything should have erased and the receipt does not name is stopped once more, each for itself: the shop had it
    no more, as after a stop by code, and says so when asked. It may name what had ended before: a database that was
    brought back, or a clock that is behind, had it still. A shop that no longer knows of the stop is told again.
    """
    host, now = row.outgoing.host, session.clock.now()
    if response.status in FORGOTTEN and _times_again(row) < MOST_AGAIN:
        stop_again(transaction, session, host, concerned(row), again=_times_again(row) + 1)
        return Delivered(host, OutboxKind.ERASURE_POLL, "told")
    if response.status != OK:
        return None
    items = [item for item in (consents.item(transaction, jti) for jti in concerned(row)) if item is not None]
    everything, ended = {item.jti for item in items}, {item.jti for item in items if item.until <= now}
    may_name = everything if row.outgoing.jti is not None else everything | _ended_items(transaction, host)
    try:
        text = response.body.decode("ascii")
        found = _checked_erasure(transaction, row, text, may_name, now)
    except (TokenError, UnicodeDecodeError):
        return None
    missing = everything - ended - set(found.tokens)
    if row.outgoing.jti is not None if missing else not found.tokens:
        return None
    receipts.add_receipt(transaction, _kept_receipt(host, "erasure", text, now))
    told: list[Json] = [each.name for each in found.passed_on if each.told]
    untold: list[Json] = [each.name for each in found.passed_on if not each.told]
    kept: list[Json] = [each.what for each in found.kept]
    facts: dict[str, Json] = {"passed_on": len(found.passed_on), "told": told, "not_told": untold, "kept": kept}
    life.note(transaction, host, ItemEvent.ERASED, sorted(everything & set(found.tokens)), now, **facts)
    life.note(transaction, host, ItemEvent.EXPIRED, sorted(ended - set(found.tokens)), now)
    stop_again(transaction, session, host, sorted(missing), again=_times_again(row) + 1)
    return Delivered(host, OutboxKind.ERASURE_POLL, "told" if missing else "erased")


def _ended_items(reader: Reader, host: str) -> set[str]:
    """What was shared with this shop and no longer is."""
    agreed = [each.id for each in consents.consents(reader, host)]
    return {item.jti for each in agreed for item in consents.items(reader, each) if item.state not in HELD}


def _times_again(row: OutboxRow) -> int:
    """How often these items were stopped once more."""
    again = row.outgoing.about.get("again")
    return again if isinstance(again, int) else 0


def _patience(row: OutboxRow) -> timedelta:
    """Asked at once after a first stop, and later each time the shop had forgotten."""
    again = _times_again(row)
    return timedelta(minutes=1) * 2 ** min(again, 9) if again > 1 else timedelta(0)


def _checked_erasure(
    reader: Reader, row: OutboxRow, text: str, tokens: set[str], now: datetime
) -> signed_receipt.ErasureReceipt:
    found = signed_receipt.verify_erasure_receipt(
        text,
        keys=receipt_keys(_consents(reader, row)),
        iss=_client_id(reader, row.outgoing.host),
        sub=own_did(reader, row.outgoing.host),
        txn=str(row.outgoing.about.get("event")),
        tokens=tokens,
        now=now,
        partly=True,
    )
    if found.iat < row.outgoing.created - CLOCK_SKEW:
        raise TokenError("erasure_before_stop")
    return found


def _kept_receipt(host: str, kind: str, text: str, now: datetime, consent: str | None = None) -> receipts.Receipt:
    """A receipt under the hash of its text: what a shop calls it is the shop's, and could be used twice."""
    return receipts.Receipt(hashlib.sha256(text.encode()).hexdigest(), host, kind, text, now, consent)


def receipt_keys(agreed: list[consents.Consent]) -> dict[str, VerifyingKey]:
    """The keys that the terms promised for everything the shop signs about these consents, by ``kid``."""
    keys: dict[str, VerifyingKey] = {}
    for consent in agreed:
        if consent.terms is not None:
            for jwk in parse_terms(consent.terms).receipt_keys:
                keys[str(jwk["kid"])] = VerifyingKey.from_jwk(jwk, also=JWK_EXTRAS)
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

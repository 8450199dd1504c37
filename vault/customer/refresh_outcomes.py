"""What a shop's response to a refresh means: first the nonce it asked for, then the refresh itself.

The values are sealed into their letter only once the shop's nonce is here, since that holds for five minutes. A refresh
whose reply was lost is sent again with another nonce: the shop knows the tokens and answers as before.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from vault.core.clock import from_text, to_text
from vault.core.consent import ItemEvent, ItemState
from vault.core.errors import NetworkError, TokenError
from vault.core.strict_json import loads
from vault.core.terms import Terms, parse_terms
from vault.core.value import Json
from vault.customer import happened as life
from vault.customer import outcomes, status_pool
from vault.customer.outcomes import BUSY, MAX_ERROR, OK, Delivered
from vault.customer.session import Session
from vault.customer.stopping import after_stops, superseded
from vault.net.fetcher import HttpResponse
from vault.openid4vp.refresh import ShopNonce, make_refresh, parse_nonce
from vault.storage import consents, outbox, shops
from vault.storage.connection import Transaction
from vault.storage.outbox import OutboxKind, OutboxRow
from vault.tokens.keys import SigningKey
from vault.tokens.preference_token import IssuedToken
from vault.tokens.presentation import present

KINDS = frozenset({OutboxKind.NONCE, OutboxKind.REFRESH})
FORM = "application/x-www-form-urlencoded"
NEXT_NONCE = timedelta(minutes=10)
"""After a refresh that did not arrive; doubled each time."""
MOST_DOUBLED = 5


def settle(transaction: Transaction, session: Session, row: OutboxRow, response: HttpResponse) -> Delivered | None:
    """What ``response`` means for ``row``, written down; None if it is to be tried again."""
    if row.outgoing.kind is OutboxKind.NONCE:
        return _nonce(transaction, session, row, response)
    return _refresh(transaction, session, row, response)


def gave_up(transaction: Transaction, row: OutboxRow, now: datetime) -> Delivered:
    """A letter was tried for long enough: a refresh gets another nonce, until its own time is over too."""
    if row.outgoing.kind is OutboxKind.REFRESH:
        return _another_nonce(transaction, row, now)
    return _over(transaction, row, now)


def _nonce(transaction: Transaction, session: Session, row: OutboxRow, response: HttpResponse) -> Delivered | None:
    host, now = row.outgoing.host, session.clock.now()
    if 400 <= response.status < 500 and response.status not in BUSY:
        return _over(transaction, row, now)
    if response.status != OK:
        return None
    try:
        to = parse_nonce(response.body, host=host)
        body = _sealed(transaction, session, row, to)
    except (NetworkError, TokenError):
        return None
    terms = _terms(transaction, row)
    if body is None or terms is None:
        return Delivered(host, OutboxKind.NONCE, "superseded")
    letter = outbox.Outgoing(
        host=host,
        kind=OutboxKind.REFRESH,
        url=terms.endpoints["refresh"],
        body=body,
        content_type=FORM,
        created=now,
        not_before=now,
        given_up_after=now + timedelta(seconds=to.seconds),
        consent=row.outgoing.consent,
        about={**row.outgoing.about, "left": False},
    )
    outbox.enqueue(transaction, letter)
    return Delivered(host, OutboxKind.NONCE, "refresh_ready")


def _sealed(transaction: Transaction, session: Session, row: OutboxRow, to: ShopNonce) -> bytes | None:
    """The form for the shop, or None if there is nothing to refresh any more."""
    shop, terms = shops.shop(transaction, row.outgoing.host), _terms(transaction, row)
    if shop is None or terms is None:
        return None
    key = SigningKey.from_private_bytes(shop.pairwise_key)
    presented_at = after_stops(transaction, shop.host, session.clock.now())
    shown: dict[str, str] = {}
    for jti in outcomes.concerned(row):
        item, token = consents.item(transaction, jti), consents.token(transaction, jti)
        if item is None or item.state is not ItemState.SENDING or item.item is None:
            return None
        if token is None or token.disclosure is None:
            return None
        shown[terms.credential_ids[item.item]] = present(
            IssuedToken(token.jwt, token.disclosure),
            key,
            client_id=shop.client_id,
            nonce=to.nonce,
            now=presented_at,
            terms_hash=None,
        )
    return make_refresh(to, shown, superseded(row)) if shown else None


def _refresh(transaction: Transaction, session: Session, row: OutboxRow, response: HttpResponse) -> Delivered | None:
    host, now = row.outgoing.host, session.clock.now()
    if response.status == OK:
        reply, problem = outcomes.read_reply(response, host)
        problem = problem or outcomes.keep_consent_receipts(transaction, session, row, reply)
        receipt = problem.code if problem else "kept"
        life.note(transaction, host, ItemEvent.DELIVERED, outcomes.concerned(row), now, receipt=receipt)
        gone = life.note(transaction, host, ItemEvent.SUPERSEDED, superseded(row), now)
        status_pool.stop_places(transaction, gone, now)
        return Delivered(host, OutboxKind.REFRESH, "refreshed", problem=problem)
    if _needs_nonce(response):
        return _another_nonce(transaction, row, now)
    if 400 <= response.status < 500 and response.status not in BUSY:
        # It has seen the values, and may keep them all the same.
        life.note(transaction, host, ItemEvent.UNCERTAIN, outcomes.concerned(row), now, status=response.status)
        problem = NetworkError("refresh_refused", host=host, status=response.status)
        return Delivered(host, OutboxKind.REFRESH, "not_refreshed", problem=problem)
    return None


def _needs_nonce(response: HttpResponse) -> bool:
    if response.status != 400:
        return False
    try:
        return loads(response.body, max_bytes=MAX_ERROR).get("error") == "invalid_nonce"
    except TokenError:
        return False


def _another_nonce(transaction: Transaction, row: OutboxRow, now: datetime) -> Delivered:
    """Ask for a nonce once more, later each time."""
    about, terms = row.outgoing.about, _terms(transaction, row)
    tries = about.get("tries")
    count = tries + 1 if isinstance(tries, int) else 1
    next_try, until = now + NEXT_NONCE * 2 ** min(count - 1, MOST_DOUBLED), _until(row)
    if terms is None or next_try >= until:
        return _over(transaction, row, now)
    changed: dict[str, Json] = {**about, "tries": count, "sent": bool(about.get("sent") or about.get("left"))}
    outbox.enqueue(transaction, asking(row.outgoing.host, terms, row.outgoing.consent, changed, now, next_try))
    return Delivered(row.outgoing.host, OutboxKind.REFRESH, "not_reached", next_try=next_try)


def asking(
    host: str, terms: Terms, consent: str | None, about: dict[str, Json], now: datetime, not_before: datetime
) -> outbox.Outgoing:
    """The letter that asks for a nonce; ``about`` has ``items``, ``supersedes`` and ``until``."""
    return outbox.Outgoing(
        host=host,
        kind=OutboxKind.NONCE,
        url=terms.endpoints["nonce"],
        body=b"",
        content_type=None,
        created=now,
        not_before=not_before,
        given_up_after=from_text(str(about["until"])),
        consent=consent,
        about=about,
    )


def _over(transaction: Transaction, row: OutboxRow, now: datetime) -> Delivered:
    """It stays as it was: the shop has the older value. One that had left may have arrived all the same."""
    host, about = row.outgoing.host, row.outgoing.about
    left = about.get("sent") or (row.outgoing.kind is OutboxKind.REFRESH and about.get("left"))
    event = ItemEvent.UNCERTAIN if left else ItemEvent.NOT_DELIVERED
    gone = life.note(transaction, host, event, outcomes.concerned(row), now)
    status_pool.stop_places(transaction, gone, now)
    return Delivered(host, row.outgoing.kind, "not_refreshed", problem=NetworkError("refresh_over", host=host))


def _until(row: OutboxRow) -> datetime:
    return from_text(str(row.outgoing.about.get("until", to_text(row.outgoing.created))))


def _terms(transaction: Transaction, row: OutboxRow) -> Terms | None:
    consent = consents.consent(transaction, row.outgoing.consent or "")
    return parse_terms(consent.terms) if consent is not None and consent.terms is not None else None

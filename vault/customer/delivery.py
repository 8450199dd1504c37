"""Bring what waits in the outbox to the shops, and write down what came of it.

Three steps, so that a hanging shop never holds the vault: :func:`due` reads, :func:`send` needs no session, and
:func:`record` writes. :func:`deliver` does all three until nothing is due, for programs that have one thread.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from vault.core.consent import ItemEvent
from vault.core.errors import NetworkError, VaultError
from vault.customer import outcomes, refresh_outcomes, status_pool
from vault.customer.outcomes import Delivered
from vault.customer.session import Session
from vault.net.fetcher import RECEIPT_BYTES, Fetcher, HttpRequest, HttpResponse
from vault.storage import outbox
from vault.storage.connection import Transaction
from vault.storage.outbox import OutboxKind, OutboxRow

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=6)
"""Between two tries: doubled each time, so that a shop that is down is not hammered when it comes back."""
TRIED_DAYS = 30
"""Days on which a stop is tried before the vault says that the shop cannot be told."""
LEASE = timedelta(minutes=2)
"""For one exchange, which takes ten seconds at most, and the writing down."""
JUST_NOW = timedelta(seconds=10)
"""What was tried since then is not tried again because the vault is opened: it may be under way."""
SPREAD = timedelta(hours=1)
"""Within which several shops hear of one change, each at a random moment."""
NEVER_LEFT = frozenset({"cannot_resolve", "private_address", "cannot_connect", "certificate_refused"})
"""Failures before a byte of the body was sent."""
MOST_AT_ONCE = 1000
"""Deliveries of one call: more than any outbox holds, less than a loop that never ends."""

_ACCEPT: Mapping[OutboxKind, tuple[str, ...]] = {
    OutboxKind.ANSWER: ("application/json",),
    OutboxKind.REFUSAL: (),
    OutboxKind.STOP: (),
    OutboxKind.ERASURE_POLL: ("application/jwt",),
    OutboxKind.NONCE: ("application/json",),
    OutboxKind.REFRESH: ("application/json",),
    OutboxKind.STATUS: (),
}
_STOPS = frozenset({OutboxKind.STOP, OutboxKind.STATUS})


@dataclass(frozen=True)
class Sent:
    """What came back for one row: a response, or why there is none."""

    row: OutboxRow
    response: HttpResponse | None
    problem: VaultError | None


def deliver(session: Session, fetcher: Fetcher) -> tuple[Delivered, ...]:
    """Send everything that is due, in order per shop, and return what came of each."""
    delivered: list[Delivered] = []
    while len(delivered) < MOST_AT_ONCE and (rows := due(session)):
        delivered += [record(session, send(row, fetcher)) for row in rows]
    return tuple(delivered)


def due(session: Session) -> tuple[OutboxRow, ...]:
    """Take what may be sent now: of each shop its first undelivered row, if that one's time has come.

    The attempt is written down before anything is sent, so that a crash cannot make an answer that has left look like
    one that never did. A row that was taken is not due again for :data:`LEASE`.
    """
    now = session.clock.now()
    with session.database.transaction() as transaction:
        rows = _apart(transaction, session, outbox.due(transaction, now), now)
        for row in rows:
            outbox.mark_tried(transaction, row.id, now, now + LEASE)
            outbox.set_about(transaction, row.id, {**row.outgoing.about, "left": True})
        return tuple(rows)


def _apart(transaction: Transaction, session: Session, rows: list[OutboxRow], now: datetime) -> list[OutboxRow]:
    """Never refresh two shops at one moment, as when a vault is opened after a while: they could match what they hear.

    All but the first get another random time within the hour.
    """
    first = next((row.outgoing.host for row in rows if row.outgoing.kind is OutboxKind.NONCE), None)
    later = [row for row in rows if row.outgoing.kind is OutboxKind.NONCE and row.outgoing.host != first]
    for row in later:
        outbox.reschedule(transaction, row.id, now + random_time(session))
    return [row for row in rows if row not in later]


def random_time(session: Session) -> timedelta:
    """Anywhere within the hour in which several shops hear of one change."""
    return SPREAD * (int.from_bytes(session.random(4), "big") / 2**32)


def next_due(session: Session) -> datetime | None:
    """When the next thing is to be tried, or None if nothing waits."""
    with session.database.read() as reader:
        return min((row.next_try for row in outbox.waiting(reader)), default=None)


def release(session: Session) -> None:
    """End the time in which a stop can be undone: the vault is about to lock."""
    with session.database.transaction() as transaction:
        outbox.release(transaction, session.clock.now())


def hurry(session: Session) -> None:
    """The vault was opened: what was tried in vain is due, unless that was just now.

    Its next time was chosen for a vault that stays open; who opens theirs hours later should not have to wait for it.
    """
    if next_due(session) is not None:
        now = session.clock.now()
        with session.database.transaction() as transaction:
            outbox.hurry(transaction, now, now - JUST_NOW)


def send(row: OutboxRow, fetcher: Fetcher) -> Sent:
    """One exchange. Needs no session, and never raises for what a shop or the network does."""
    outgoing = row.outgoing
    method, body = ("GET", None) if outgoing.content_type is None else ("POST", outgoing.body)
    secret = outgoing.about.get("secret")
    if outgoing.kind is OutboxKind.STATUS:
        method = "PUT"
    if outgoing.kind is OutboxKind.NONCE:
        method, body = "POST", b""
    request = HttpRequest(
        method,
        outgoing.url,
        body=body,
        content_type=outgoing.content_type,
        accept=_ACCEPT[outgoing.kind],
        bearer=secret if isinstance(secret, str) else None,
        max_bytes=RECEIPT_BYTES,
    )
    try:
        return Sent(row, fetcher.fetch(request), None)
    except NetworkError as problem:
        return Sent(row, None, problem)


def record(session: Session, sent: Sent) -> Delivered:
    """Write down what came of one row: delivered, refused, or to be tried again."""
    now, row = session.clock.now(), sent.row
    with session.database.transaction() as transaction:
        if not any(waiting.id == row.id for waiting in outbox.waiting(transaction, row.outgoing.host)):
            # Undone, stopped or given up meanwhile; that the shop has it is still worth knowing.
            outcomes.too_late(transaction, row, sent.response, now)
            return Delivered(row.outgoing.host, row.outgoing.kind, "superseded")
        outcome = _settled(transaction, session, row, sent.response) if sent.response else None
        if outcome is None:
            outcome = _try_again(transaction, row, sent, now)
        else:
            outbox.remove(transaction, row.id)
    if row.outgoing.kind is not OutboxKind.REFUSAL:
        session.commit_anchor()
    return outcome


def _settled(transaction: Transaction, session: Session, row: OutboxRow, response: HttpResponse) -> Delivered | None:
    if row.outgoing.kind is OutboxKind.STATUS:
        state = status_pool.note_stopped(transaction, row, response.status)
        return None if state is None else Delivered(row.outgoing.host, OutboxKind.STATUS, state)
    if row.outgoing.kind in refresh_outcomes.KINDS:
        return refresh_outcomes.settle(transaction, session, row, response)
    return outcomes.of(transaction, session, row, response)


def _try_again(transaction: Transaction, row: OutboxRow, sent: Sent, now: datetime) -> Delivered:
    """Later, each time twice as late; or never, when the time to try is over."""
    outgoing, response = row.outgoing, sent.response
    status = response.status if response else 0
    problem = sent.problem or NetworkError("shop_error", host=outgoing.host, status=status)
    left = bool(outgoing.about.get("left")) or problem.code not in NEVER_LEFT
    outbox.set_about(transaction, row.id, {**outgoing.about, "left": left})
    next_try = now + _wait(row.attempts, response)
    outbox.reschedule(transaction, row.id, next_try)
    tried = next(each for each in outbox.waiting(transaction, outgoing.host) if each.id == row.id)
    stop_over, end_passed = tried.tried_days >= TRIED_DAYS, next_try >= outgoing.given_up_after
    if not (end_passed or (outgoing.kind in _STOPS and stop_over)):
        return Delivered(outgoing.host, outgoing.kind, "not_reached", problem=problem, next_try=next_try)
    outbox.remove(transaction, row.id)
    if outgoing.kind in refresh_outcomes.KINDS:
        about = {**outgoing.about, "left": left}
        return refresh_outcomes.gave_up(transaction, replace(row, outgoing=replace(outgoing, about=about)), now)
    event = {
        OutboxKind.ANSWER: ItemEvent.UNCERTAIN if left else ItemEvent.NOT_DELIVERED,
        OutboxKind.STOP: ItemEvent.GAVE_UP,
        OutboxKind.ERASURE_POLL: ItemEvent.OVERDUE,
    }.get(outgoing.kind)
    if event is not None:
        outcomes.happened(transaction, row, event, now)
    if outgoing.kind is OutboxKind.ANSWER:
        status_pool.stop_places(transaction, outcomes.concerned(row), now)
    return Delivered(outgoing.host, outgoing.kind, "given_up", problem=problem)


def _wait(attempts: int, response: HttpResponse | None) -> timedelta:
    """What the shop asks for in ``Retry-After``, within bounds, or the doubled wait."""
    asked = response.headers.get("retry-after", "") if response else ""
    if asked.isascii() and asked.isdecimal() and len(asked) <= 6:
        return min(max(timedelta(seconds=int(asked)), FIRST_WAIT), LONGEST_WAIT)
    doubled: timedelta = FIRST_WAIT * 2 ** min(attempts, 20)
    return min(doubled, LONGEST_WAIT)

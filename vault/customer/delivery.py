"""Bring what waits in the outbox to the shops, and write down what came of it.

Three steps, so that a hanging shop never holds the vault: :func:`due` reads, :func:`send` needs no session, and
:func:`record` writes. :func:`deliver` does all three until nothing is due, for programs that have one thread.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from vault.core.consent import ItemEvent
from vault.core.errors import NetworkError, VaultError
from vault.customer import outcomes
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
MOST_AT_ONCE = 1000
"""Deliveries of one call: more than any outbox holds, less than a loop that never ends."""

_ACCEPT: Mapping[OutboxKind, tuple[str, ...]] = {
    OutboxKind.ANSWER: ("application/json",),
    OutboxKind.REFUSAL: (),
    OutboxKind.STOP: (),
    OutboxKind.ERASURE_POLL: ("application/jwt",),
}


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
    """What may be sent now: of each shop its first undelivered row, if that one's time has come."""
    with session.database.read() as reader:
        return tuple(outbox.due(reader, session.clock.now()))


def send(row: OutboxRow, fetcher: Fetcher) -> Sent:
    """One exchange. Needs no session, and never raises for what a shop or the network does."""
    outgoing = row.outgoing
    method, body = ("GET", None) if outgoing.content_type is None else ("POST", outgoing.body)
    request = HttpRequest(
        method,
        outgoing.url,
        body=body,
        content_type=outgoing.content_type,
        accept=_ACCEPT[outgoing.kind],
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
            return Delivered(row.outgoing.host, row.outgoing.kind, "superseded")  # undone or recorded meanwhile
        outcome = outcomes.of(transaction, session, row, sent.response) if sent.response else None
        if outcome is None:
            outcome = _try_again(transaction, row, sent, now)
        else:
            outbox.remove(transaction, row.id)
    if row.outgoing.kind is not OutboxKind.REFUSAL:
        session.commit_anchor()
    return outcome


def _try_again(transaction: Transaction, row: OutboxRow, sent: Sent, now: datetime) -> Delivered:
    """Later, each time twice as late; or never, when the time to try is over."""
    outgoing = row.outgoing
    response = sent.response
    problem = sent.problem or NetworkError("shop_error", host=outgoing.host, status=response.status if response else 0)
    next_try = now + _wait(row.attempts, response)
    outbox.mark_tried(transaction, row.id, now, next_try)
    tried = next(each for each in outbox.waiting(transaction, outgoing.host) if each.id == row.id)
    stop_over, end_passed = tried.tried_days >= TRIED_DAYS, next_try >= outgoing.given_up_after
    if not (stop_over if outgoing.kind is OutboxKind.STOP else end_passed):
        return Delivered(outgoing.host, outgoing.kind, "not_reached", problem=problem, next_try=next_try)
    outbox.remove(transaction, row.id)
    event = {
        OutboxKind.ANSWER: ItemEvent.NOT_DELIVERED,
        OutboxKind.STOP: ItemEvent.GAVE_UP,
        OutboxKind.ERASURE_POLL: ItemEvent.OVERDUE,
    }.get(outgoing.kind)
    if event is not None:
        outcomes.happened(transaction, row, event, now)
    return Delivered(outgoing.host, outgoing.kind, "given_up", problem=problem)


def _wait(attempts: int, response: HttpResponse | None) -> timedelta:
    """What the shop asks for in ``Retry-After``, within bounds, or the doubled wait."""
    asked = response.headers.get("retry-after", "") if response else ""
    if asked.isascii() and asked.isdecimal() and len(asked) <= 6:
        return min(timedelta(seconds=max(int(asked), 1)), LONGEST_WAIT)
    doubled: timedelta = FIRST_WAIT * 2 ** min(attempts, 20)
    return min(doubled, LONGEST_WAIT)

"""What time brings about: shares that end by themselves, promises that pass, requests and answers that are over.

Run at unlock and from time to time while the vault is open. Nobody has to do anything for a share to end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from vault.core.consent import HELD, ItemEvent, ItemState
from vault.core.terms import parse_terms
from vault.customer import happened as life
from vault.customer import status_pool
from vault.customer.session import Session
from vault.customer.waiting import WAITING
from vault.storage import consents, journal, outbox, requests, status_slots
from vault.storage.connection import Reader, Transaction
from vault.storage.outbox import OutboxKind

_UNTIL_END = frozenset({OutboxKind.ANSWER, OutboxKind.REFUSAL})
"""What a shop takes only until the request's own end."""


@dataclass(frozen=True)
class Ended:
    """Items whose state changed, by what happened to them, and the ids of items that had to be mended.

    ``told`` says that the history has more to tell than before, of these or of something else that ended.
    ``not_delivered`` are those whose answer was not taken in time; one that had left may have arrived all the same.
    """

    expired: tuple[str, ...]
    overdue: tuple[str, ...]
    not_delivered: tuple[str, ...]
    mended: tuple[str, ...]
    told: bool


def end_what_is_over(session: Session) -> Ended:
    """Bring every state up to the present moment, after checking the stored states against the journal.

    Raises :class:`StorageError` ``share_missing``.
    """
    now = session.clock.now()
    with session.database.transaction() as transaction:
        before = journal.last_hash(transaction)
        mended = life.mend_states(transaction, now)
        not_delivered = _drop_late_answers(transaction, now)
        expired = expire(transaction, now)
        status_slots.remove_ended(transaction, now)
        overdue = _note_broken_promises(transaction, now)
        _end_without_letter(transaction, now)
        for request in requests.drop_expired(transaction, now):
            if request.state == WAITING:
                journal.append(transaction, now, "request_ended", {"host": request.host, "request": request.id})
        told = journal.last_hash(transaction) != before
    return Ended(expired, overdue, not_delivered, mended, told)


def next_end(session: Session) -> datetime | None:
    """When time will bring about the next thing that :func:`end_what_is_over` sees to, or None."""
    now = session.clock.now()
    with session.database.read() as reader:
        moments = [item.until for item in consents.items(reader) if item.state in HELD]
        moments += [end for _, end in _promised_ends(reader)]
        moments += [each.expires for each in requests.requests(reader) if each.state == WAITING]
        moments += [row.outgoing.given_up_after for row in outbox.waiting(reader) if row.outgoing.kind in _UNTIL_END]
    return min((moment for moment in moments if moment > now), default=None)


def _drop_late_answers(transaction: Transaction, now: datetime) -> tuple[str, ...]:
    """Past the request's end the shop takes no answer."""
    dropped: list[str] = []
    for row in outbox.waiting(transaction):
        outgoing = row.outgoing
        if outgoing.kind in _UNTIL_END and outgoing.given_up_after <= now:
            outbox.remove(transaction, row.id)
            items = outgoing.about.get("items")
            event = ItemEvent.UNCERTAIN if outgoing.about.get("left") else ItemEvent.NOT_DELIVERED
            if isinstance(items, list):
                dropped += life.note(transaction, outgoing.host, event, map(str, items), now)
                status_pool.stop_places(transaction, map(str, items), now)
    return tuple(dropped)


def expire(transaction: Transaction, now: datetime) -> tuple[str, ...]:
    """Let every item whose end has come, end; their ids."""
    by_host = _by_host(transaction, consents.ended_by(transaction, now))
    noted = [life.note(transaction, host, ItemEvent.EXPIRED, jtis, now) for host, jtis in by_host.items()]
    return tuple(jti for jtis in noted for jti in jtis)


def _note_broken_promises(transaction: Transaction, now: datetime) -> tuple[str, ...]:
    """A shop that was told, and did not prove in the promised time that it erased."""
    late = [item for item, end in _promised_ends(transaction) if end < now]
    by_host = _by_host(transaction, late)
    noted = [life.note(transaction, host, ItemEvent.OVERDUE, jtis, now) for host, jtis in by_host.items()]
    return tuple(jti for jtis in noted for jti in jtis)


def _promised_ends(reader: Reader) -> list[tuple[consents.ConsentItem, datetime]]:
    """The items whose erasure a shop was told to, and until when it promised to prove it."""
    found = []
    for item in consents.items(reader):
        consent = consents.consent(reader, item.consent) if item.state is ItemState.TOLD else None
        if consent is not None and consent.terms is not None:
            promised = timedelta(days=parse_terms(consent.terms).delete_within_days)
            found.append((item, item.changed_at + promised))
    return found


def _end_without_letter(transaction: Transaction, now: datetime) -> None:
    """What came in with an export has no letter here: only the vault it was made in can deliver it."""
    waiting: set[str] = set()
    for row in outbox.waiting(transaction):
        items = row.outgoing.about.get("items")
        waiting |= {str(jti) for jti in items} if isinstance(items, list) else set()
    for state, event in ((ItemState.STOPPING, ItemEvent.GAVE_UP), (ItemState.SENDING, ItemEvent.UNCERTAIN)):
        left = [i for i in consents.items(transaction) if i.state is state and i.jti not in waiting]
        for host, jtis in _by_host(transaction, left).items():
            life.note(transaction, host, event, jtis, now)


def _by_host(transaction: Transaction, items: list[consents.ConsentItem]) -> Mapping[str, list[str]]:
    by_host: dict[str, list[str]] = {}
    for item in items:
        consent = consents.consent(transaction, item.consent)
        if consent is not None:
            by_host.setdefault(consent.host, []).append(item.jti)
    return by_host

"""What still has to reach a shop, over restarts: answers, refusals, stops, and the asking after erasure receipts.

Rows of one shop go in the order they came, so that a stop never overtakes the answer it stops. Asking after a receipt
changes nothing at the shop and may take months; it neither waits for the others nor holds them up.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from vault.core.clock import from_text, to_text

if TYPE_CHECKING:
    from vault.core.value import Json
    from vault.storage.connection import Reader, Row, Transaction


class OutboxKind(StrEnum):
    """What a row delivers."""

    ANSWER = "answer"
    REFUSAL = "refusal"
    STOP = "stop"
    ERASURE_POLL = "erasure_poll"
    NONCE = "nonce"
    """Asks a shop for what a refresh needs. It changes nothing there."""
    REFRESH = "refresh"
    STATUS = "status"
    """To the status host, which is no shop; its row of things is its own."""


@dataclass(frozen=True)
class Outgoing:
    """One thing to send. It is a POST of ``body`` (to a status host a PUT), or without ``content_type`` a GET."""

    host: str
    kind: OutboxKind
    url: str
    body: bytes = field(repr=False)
    content_type: str | None
    created: datetime
    not_before: datetime
    """Until then it can be taken back."""
    given_up_after: datetime
    consent: str | None = None
    jti: str | None = None
    about: Mapping[str, Json] = field(default_factory=dict)
    """What the sender needs to know again when the answer comes, such as the items that it concerns."""


@dataclass(frozen=True)
class OutboxRow:
    """One thing to send, and how that went so far. ``tried_days`` counts the days (UTC) it was tried on."""

    id: int
    outgoing: Outgoing
    attempts: int
    tried_days: int
    last_tried: datetime | None
    next_try: datetime


def enqueue(transaction: Transaction, outgoing: Outgoing) -> int:
    """Put a thing at the end of its shop's row; its number."""
    (row,) = transaction.rows(
        "INSERT INTO outbox (host, kind, url, body, content_type, created, not_before, given_up_after, next_try,"
        " consent, jti, about) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            outgoing.host,
            outgoing.kind,
            outgoing.url,
            outgoing.body,
            outgoing.content_type,
            to_text(outgoing.created),
            to_text(outgoing.not_before),
            to_text(outgoing.given_up_after),
            to_text(outgoing.not_before),
            outgoing.consent,
            outgoing.jti,
            json.dumps(outgoing.about),
        ),
    )
    return int(row["id"])


def due(reader: Reader, now: datetime) -> list[OutboxRow]:
    """What may be sent now: of each shop its first undelivered row, if that one's time has come, and due pollings."""
    rows = reader.rows(
        "SELECT * FROM outbox AS this WHERE next_try <= :now AND (kind IN ('erasure_poll', 'nonce') OR NOT EXISTS"
        " (SELECT 1 FROM outbox AS earlier WHERE earlier.host = this.host AND earlier.id < this.id"
        " AND earlier.kind NOT IN ('erasure_poll', 'nonce'))) ORDER BY id",
        {"now": to_text(now)},
    )
    return [_row(row) for row in rows]


def waiting(reader: Reader, host: str | None = None) -> list[OutboxRow]:
    """Everything undelivered, of one shop or of all, in the order it came."""
    rows = reader.rows("SELECT * FROM outbox WHERE :host IS NULL OR host = :host ORDER BY id", {"host": host})
    return [_row(row) for row in rows]


def set_about(transaction: Transaction, row_id: int, about: Mapping[str, Json]) -> None:
    """Change what the sender keeps with a row."""
    transaction.execute("UPDATE outbox SET about = ? WHERE id = ?", (json.dumps(about), row_id))


def reschedule(transaction: Transaction, row_id: int, next_try: datetime) -> None:
    """Say when to try a row again."""
    transaction.execute("UPDATE outbox SET next_try = ? WHERE id = ?", (to_text(next_try), row_id))


def mark_tried(transaction: Transaction, row_id: int, at: datetime, next_try: datetime) -> None:
    """Count an attempt, and keep the row from being taken again before ``next_try``."""
    transaction.execute(
        "UPDATE outbox SET attempts = attempts + 1, next_try = :next, last_tried = :at, tried_days = tried_days"
        " + (last_tried IS NULL OR substr(last_tried, 1, 10) <> substr(:at, 1, 10)) WHERE id = :id",
        {"id": row_id, "at": to_text(at), "next": to_text(next_try)},
    )


def remove(transaction: Transaction, row_id: int) -> None:
    """Take a row out, body and all: it was delivered, or is given up."""
    transaction.execute("DELETE FROM outbox WHERE id = ?", (row_id,))


def take_back(transaction: Transaction, row_ids: Iterable[int], now: datetime) -> bool:
    """Take rows out again: all of them, or none and False if one's time to be sent has come."""
    numbers = list(row_ids)
    for number in numbers:
        found = transaction.row("SELECT 1 FROM outbox WHERE id = ? AND not_before > ?", (number, to_text(now)))
        if found is None:
            return False
    for number in numbers:
        remove(transaction, number)
    return True


def release(transaction: Transaction, now: datetime) -> None:
    """Make what waits for its undo time due at once: the vault is being locked.

    A refresh keeps its time, which is random so that shops cannot match theirs.
    """
    transaction.execute(
        "UPDATE outbox SET not_before = :now, next_try = :now WHERE not_before > :now AND kind <> 'nonce'",
        {"now": to_text(now)},
    )


def hurry(transaction: Transaction, now: datetime, tried_before: datetime) -> None:
    """Make due at once what was last tried before then. A refresh keeps its time, as in :func:`release`."""
    transaction.execute(
        "UPDATE outbox SET next_try = :now WHERE next_try > :now AND last_tried <= :before AND kind <> 'nonce'",
        {"now": to_text(now), "before": to_text(tried_before)},
    )


def _row(row: Row) -> OutboxRow:
    outgoing = Outgoing(
        row["host"],
        OutboxKind(row["kind"]),
        row["url"],
        row["body"],
        row["content_type"],
        from_text(row["created"]),
        from_text(row["not_before"]),
        from_text(row["given_up_after"]),
        row["consent"],
        row["jti"],
        json.loads(row["about"]),
    )
    last_tried = None if row["last_tried"] is None else from_text(row["last_tried"])
    return OutboxRow(row["id"], outgoing, row["attempts"], row["tried_days"], last_tried, from_text(row["next_try"]))

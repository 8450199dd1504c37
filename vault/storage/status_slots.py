"""Places on a status host's lists: a few that wait, and those that tokens name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vault.core.clock import to_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from vault.storage.connection import Reader, Row, Transaction


@dataclass(frozen=True)
class StatusSlot:
    """One place: the list's address, the index, and the secret that stops it."""

    uri: str
    index: int
    secret: str = field(repr=False)


def add(transaction: Transaction, slots: Iterable[StatusSlot], now: datetime) -> None:
    """Keep places that were drawn. One that is known already stays as it is."""
    for slot in slots:
        transaction.execute(
            "INSERT INTO status_slot (uri, idx, secret, drawn) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (slot.uri, slot.index, slot.secret, to_text(now)),
        )


def free(reader: Reader) -> list[StatusSlot]:
    """The places that no token names yet."""
    return [_slot(row) for row in reader.rows("SELECT * FROM status_slot WHERE jti IS NULL ORDER BY uri, idx")]


def give(transaction: Transaction, slot: StatusSlot, jti: str) -> None:
    """Let a token name a place. Its item must be there."""
    transaction.execute("UPDATE status_slot SET jti = ? WHERE uri = ? AND idx = ?", (jti, slot.uri, slot.index))


def of(reader: Reader, jti: str) -> StatusSlot | None:
    """The place that a token names, or None."""
    row = reader.row("SELECT * FROM status_slot WHERE jti = ?", (jti,))
    return None if row is None else _slot(row)


def remove(transaction: Transaction, uri: str, index: int) -> None:
    """Forget a place, secret and all."""
    transaction.execute("DELETE FROM status_slot WHERE uri = ? AND idx = ?", (uri, index))


def remove_free(transaction: Transaction) -> None:
    """Forget every place that no token names: they are of another host than the next ones."""
    transaction.execute("DELETE FROM status_slot WHERE jti IS NULL")


def remove_ended(transaction: Transaction, now: datetime) -> None:
    """Forget the places of tokens that ended by themselves: no shop looks at them any more."""
    transaction.execute(
        "DELETE FROM status_slot WHERE jti IN (SELECT jti FROM consent_item WHERE until <= ?)", (to_text(now),)
    )


def _slot(row: Row) -> StatusSlot:
    return StatusSlot(row["uri"], row["idx"], row["secret"])

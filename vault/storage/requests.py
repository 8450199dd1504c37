"""Requests of shops that wait for the customer's answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from vault.core.clock import from_text, to_text

if TYPE_CHECKING:
    from vault.core.value import Json
    from vault.storage.connection import Reader, Row, Transaction


@dataclass(frozen=True)
class StoredRequest:
    """One verified request. ``material`` is what it takes to show and answer it again; ``state`` is the caller's."""

    id: str
    host: str
    material: Mapping[str, Json]
    received: datetime
    expires: datetime
    state: str


def add_request(transaction: Transaction, request: StoredRequest) -> bool:
    """Keep a request; False if its id is there already, which then stays as it is."""
    if find_request(transaction, request.id) is not None:
        return False
    transaction.execute(
        "INSERT INTO request (id, host, material, received, expires, state) VALUES (?, ?, ?, ?, ?, ?)",
        (
            request.id,
            request.host,
            json.dumps(request.material, ensure_ascii=False),
            to_text(request.received),
            to_text(request.expires),
            request.state,
        ),
    )
    return True


def set_request_state(transaction: Transaction, request_id: str, state: str) -> None:
    """Say what became of a request."""
    transaction.execute("UPDATE request SET state = ? WHERE id = ?", (state, request_id))


def drop_expired(transaction: Transaction, now: datetime) -> list[StoredRequest]:
    """Forget the requests whose end has come; what they were, for the journal."""
    rows = transaction.rows("SELECT * FROM request WHERE expires <= ? ORDER BY received, id", (to_text(now),))
    transaction.execute("DELETE FROM request WHERE expires <= ?", (to_text(now),))
    return [_request(row) for row in rows]


def find_request(reader: Reader, request_id: str) -> StoredRequest | None:
    """The request with this id, or None."""
    row = reader.row("SELECT * FROM request WHERE id = ?", (request_id,))
    return None if row is None else _request(row)


def requests(reader: Reader) -> list[StoredRequest]:
    """Every kept request, oldest first."""
    return [_request(row) for row in reader.rows("SELECT * FROM request ORDER BY received, id")]


def _request(row: Row) -> StoredRequest:
    return StoredRequest(
        row["id"],
        row["host"],
        json.loads(row["material"]),
        from_text(row["received"]),
        from_text(row["expires"]),
        row["state"],
    )

"""What the customer said never to suggest again."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from vault.core.clock import from_text, to_text
from vault.core.value import Value, value_from_json
from vault.storage.canonical import canonical

if TYPE_CHECKING:
    from vault.storage.connection import Reader, Row, Transaction

MAX_REFUSED = 10_000
"""More than anybody answers one by one."""


@dataclass(frozen=True)
class RefusedSuggestion:
    """One refusal: of ``value`` as it was suggested for the preference ``key``, or with None of any value of it."""

    key: str
    value: Value | None = field(repr=False)
    since: datetime


def put(transaction: Transaction, refused: RefusedSuggestion) -> None:
    """Remember a refusal. One that is there keeps its date."""
    transaction.execute(
        "INSERT INTO refused_suggestion (key, value, since) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (refused.key, _spelled(refused.value), to_text(refused.since)),
    )


def remove(transaction: Transaction, key: str, value: Value | None) -> None:
    """Forget a refusal, if it is there: this value, or with None the one of any value."""
    transaction.execute("DELETE FROM refused_suggestion WHERE key = ? AND value IS ?", (key, _spelled(value)))


def is_refused(reader: Reader, key: str, value: Value) -> bool:
    """Whether this value is not to be suggested for this preference, or none is."""
    found = reader.row(
        "SELECT 1 FROM refused_suggestion WHERE key = ? AND (value IS NULL OR value = ?)", (key, _spelled(value))
    )
    return found is not None


def refused_suggestions(reader: Reader) -> list[RefusedSuggestion]:
    """Every refusal, by key and value."""
    return [_refused(row) for row in reader.rows("SELECT * FROM refused_suggestion ORDER BY key, value")]


def _spelled(value: Value | None) -> str | None:
    return None if value is None else canonical(value.to_json()).decode("utf-8")


def _refused(row: Row) -> RefusedSuggestion:
    value = None if row["value"] is None else value_from_json(json.loads(row["value"]))
    return RefusedSuggestion(row["key"], value, from_text(row["since"]))

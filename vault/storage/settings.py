"""Settings of the vault that travel with it: a name and a JSON value each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from vault.storage.canonical import canonical

if TYPE_CHECKING:
    from vault.core.value import Json
    from vault.storage.connection import Reader, Transaction


def put(transaction: Transaction, key: str, value: Json) -> None:
    """Keep ``value`` under ``key``, in place of an earlier one. Raises ``ValueError`` for fractions."""
    transaction.execute(
        "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, canonical(value).decode("utf-8")),
    )


def remove(transaction: Transaction, key: str) -> None:
    """Forget a setting, so that its default holds again."""
    transaction.execute("DELETE FROM setting WHERE key = ?", (key,))


def settings(reader: Reader) -> dict[str, Json]:
    """Every setting."""
    return {row["key"]: json.loads(row["value"]) for row in reader.rows("SELECT key, value FROM setting ORDER BY key")}

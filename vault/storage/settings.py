"""Settings of the vault: a name and a JSON value each.

Those of the customer travel with an export. What is about this one vault, as the date of a check, has a name that
begins with :data:`HERE`, and goes into its backups only.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from vault.core.clock import from_text, to_text
from vault.storage.canonical import canonical

if TYPE_CHECKING:
    from datetime import datetime

    from vault.core.value import Json
    from vault.storage.connection import Reader, Transaction


HERE = "here."
GUARDING = frozenset({"lock_after_minutes", "lock_with_screen", "status_host"})
"""Those that say when a vault locks, and whom it asks by itself: no file changes them in a vault that is in use."""


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


def travelling(reader: Reader) -> dict[str, Json]:
    """The settings that are not about this one vault."""
    return {key: setting for key, setting in settings(reader).items() if not key.startswith(HERE)}


def put_moment(transaction: Transaction, key: str, at: datetime) -> None:
    """Keep a moment."""
    put(transaction, key, to_text(at))


def moment(reader: Reader, key: str) -> datetime | None:
    """The moment under ``key``. None if there is none, or something else."""
    found = settings(reader).get(key)
    try:
        return from_text(found) if isinstance(found, str) else None
    except ValueError:
        return None

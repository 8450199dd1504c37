"""Half-made edits, kept when the vault locks: as encrypted as all else, one for each place where edits are made."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from vault.core.clock import from_text, to_text
from vault.core.errors import ChoiceError

if TYPE_CHECKING:
    from vault.core.value import Json
    from vault.storage.connection import Reader, Row, Transaction

MAX_DRAFT_BYTES = 64 * 1024
"""An edit is one screen; the longest text that a screen takes is a hundredth of this."""


@dataclass(frozen=True)
class Draft:
    """One edit that was not finished. ``id`` says where it was made; ``body`` is for who made it."""

    id: str
    made_at: datetime
    body: Mapping[str, Json] = field(repr=False)


def put(transaction: Transaction, draft: Draft) -> None:
    """Keep a draft in place of an earlier one of its place. Raises :class:`ChoiceError` ``draft_too_large``."""
    body = json.dumps(draft.body)  # in ASCII: what was half typed may hold half a character
    if len(body) > MAX_DRAFT_BYTES:
        raise ChoiceError("draft_too_large")
    transaction.execute(
        "INSERT INTO draft (id, made_at, body) VALUES (?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET made_at = excluded.made_at, body = excluded.body",
        (draft.id, to_text(draft.made_at), body),
    )


def remove(transaction: Transaction, draft_id: str) -> None:
    """Forget a draft: it was taken up again, or given up."""
    transaction.execute("DELETE FROM draft WHERE id = ?", (draft_id,))


def draft(reader: Reader, draft_id: str) -> Draft | None:
    """The draft of one place, or None."""
    row = reader.row("SELECT * FROM draft WHERE id = ?", (draft_id,))
    return None if row is None else _draft(row)


def drafts(reader: Reader) -> list[Draft]:
    """Every draft, oldest first."""
    return [_draft(row) for row in reader.rows("SELECT * FROM draft ORDER BY made_at, id")]


def _draft(row: Row) -> Draft:
    return Draft(row["id"], from_text(row["made_at"]), json.loads(row["body"]))

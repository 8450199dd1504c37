"""What the columns of a file are that no reader knows: what the customer said once, by the file's header row."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from vault.core.clock import from_text, to_text
from vault.storage.canonical import canonical

if TYPE_CHECKING:
    from vault.core.value import Json
    from vault.storage.connection import Reader, Row, Transaction

MAX_FINGERPRINT = 64
"""Characters: a SHA-256 in hexadecimal digits."""
MAX_MAPPING = 8000
"""Bytes as JSON: forty columns with long names fill half."""
MAX_MAPPINGS = 1000
"""Kinds of files; nobody has so many shops."""


@dataclass(frozen=True)
class TakeoutMapping:
    """One mapping. ``fingerprint`` is of the header row; names of members are ASCII."""

    fingerprint: str
    mapping: Mapping[str, Json] = field(repr=False)
    kept_at: datetime


def put(transaction: Transaction, found: TakeoutMapping) -> None:
    """Keep a mapping in place of an earlier one of the same header. Raises ``ValueError`` for one too large."""
    spelled = canonical(dict(found.mapping))
    if len(spelled) > MAX_MAPPING:
        raise ValueError("a mapping is too large")
    transaction.execute(
        "INSERT INTO takeout_mapping (fingerprint, mapping, kept_at) VALUES (?, ?, ?)"
        " ON CONFLICT (fingerprint) DO UPDATE SET mapping = excluded.mapping, kept_at = excluded.kept_at",
        (found.fingerprint, spelled.decode("utf-8"), to_text(found.kept_at)),
    )


def remove(transaction: Transaction, fingerprint: str) -> None:
    """Forget a mapping, if it is there."""
    transaction.execute("DELETE FROM takeout_mapping WHERE fingerprint = ?", (fingerprint,))


def mapping(reader: Reader, fingerprint: str) -> TakeoutMapping | None:
    """The mapping for a header row, or None."""
    row = reader.row("SELECT * FROM takeout_mapping WHERE fingerprint = ?", (fingerprint,))
    return None if row is None else _mapping(row)


def mappings(reader: Reader) -> list[TakeoutMapping]:
    """Every mapping, by fingerprint."""
    return [_mapping(row) for row in reader.rows("SELECT * FROM takeout_mapping ORDER BY fingerprint")]


def _mapping(row: Row) -> TakeoutMapping:
    return TakeoutMapping(row["fingerprint"], json.loads(row["mapping"]), from_text(row["kept_at"]))

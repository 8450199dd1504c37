"""The sizes that fit the customer at certain brands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from vault.core.clock import from_text, to_text

if TYPE_CHECKING:
    from vault.storage.connection import Reader, Row, Transaction


@dataclass(frozen=True)
class BrandSize:
    """One size at one brand. ``key`` names the preference that keeps such sizes, and says how private it is."""

    id: int
    key: str
    brand: str = field(repr=False)
    size: str = field(repr=False)
    note: str = field(repr=False)
    updated_at: datetime


def put(transaction: Transaction, found: BrandSize) -> None:
    """Keep a size, in place of one with the same id."""
    transaction.execute(
        "INSERT INTO brand_size (id, key, brand, size, note, updated_at) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET key = excluded.key, brand = excluded.brand, size = excluded.size,"
        " note = excluded.note, updated_at = excluded.updated_at",
        (found.id, found.key, found.brand, found.size, found.note, to_text(found.updated_at)),
    )


def remove(transaction: Transaction, number: int) -> None:
    """Forget a size, if it is there."""
    transaction.execute("DELETE FROM brand_size WHERE id = ?", (number,))


def next_id(reader: Reader) -> int:
    """An id that no kept size has."""
    row = reader.row("SELECT max(id) AS last FROM brand_size")
    return (row["last"] or 0) + 1 if row is not None else 1


def brand_sizes(reader: Reader) -> list[BrandSize]:
    """Every size, in the order in which they were first kept."""
    return [_brand_size(row) for row in reader.rows("SELECT * FROM brand_size ORDER BY id")]


def _brand_size(row: Row) -> BrandSize:
    return BrandSize(row["id"], row["key"], row["brand"], row["size"], row["note"], from_text(row["updated_at"]))

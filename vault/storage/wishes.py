"""The wish list: what the customer would like, or thinks of for somebody."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from vault.core.clock import from_text, to_text

if TYPE_CHECKING:
    from datetime import datetime

    from vault.storage.connection import Reader, Row, Transaction

MAX_WHAT = 120
"""Characters; it stands in a list and on paper."""
MAX_SEEN = 500
"""Characters of where it was seen: a line, or a long address of a shop's page."""


class PriceBand(StrEnum):
    """About what it may cost, in euros. Each has its words in ``resources/messages``."""

    UNDER_10 = "under_10"
    FROM_10 = "from_10"
    FROM_25 = "from_25"
    FROM_50 = "from_50"
    FROM_100 = "from_100"


@dataclass(frozen=True)
class Wish:
    """One wish. ``person`` is the id of whom it is for, None the customer; ``seen`` is words or an address."""

    id: str
    what: str = field(repr=False)
    made_at: datetime
    note: str | None = field(default=None, repr=False)
    seen: str | None = field(default=None, repr=False)
    price: PriceBand | None = None
    person: str | None = None
    done: bool = False


def put_wish(transaction: Transaction, wish: Wish) -> None:
    """Keep a wish, or change one with this id. Its person must be there."""
    transaction.execute(
        "INSERT INTO wish (id, what, note, seen, price, person, done, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET what = excluded.what, note = excluded.note, seen = excluded.seen,"
        " price = excluded.price, person = excluded.person, done = excluded.done",
        (wish.id, wish.what, wish.note, wish.seen, wish.price, wish.person, int(wish.done), to_text(wish.made_at)),
    )


def remove_wish(transaction: Transaction, wish_id: str) -> None:
    """Forget a wish."""
    transaction.execute("DELETE FROM wish WHERE id = ?", (wish_id,))


def wish(reader: Reader, wish_id: str) -> Wish | None:
    """The wish with this id, or None."""
    row = reader.row("SELECT * FROM wish WHERE id = ?", (wish_id,))
    return None if row is None else _wish(row)


def wishes(reader: Reader) -> list[Wish]:
    """Every wish, in the order they were added."""
    return [_wish(row) for row in reader.rows("SELECT * FROM wish ORDER BY made_at, rowid")]


def _wish(row: Row) -> Wish:
    return Wish(
        row["id"],
        row["what"],
        from_text(row["made_at"]),
        row["note"],
        row["seen"],
        None if row["price"] is None else PriceBand(row["price"]),
        row["person"],
        bool(row["done"]),
    )

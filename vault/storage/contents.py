"""What a database holds, table by table, as a number of records and a hash: to compare a copy with what it copies."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vault.storage.connection import Reader, Row

ROWS_AT_ONCE = 2000
"""Rows in memory at a time; a table of imported facts has a hundred thousand."""


@dataclass(frozen=True)
class Content:
    """One table. ``sha256`` is over its columns' names and every value, row by row, by key."""

    table: str
    rows: int
    sha256: bytes


def contents(reader: Reader) -> tuple[Content, ...]:
    """Every table of the database, those that SQLite keeps for itself aside."""
    return tuple(_content(reader, table) for table in tables(reader))


def tables(reader: Reader) -> tuple[str, ...]:
    """The names of all tables, a search index among them and its parts not, by name."""
    # PRAGMA table_list would open the search index, which a damaged file may not let it.
    rows = reader.rows("SELECT name, sql LIKE 'CREATE VIRTUAL %' AS virtual FROM sqlite_schema WHERE type = 'table'")
    not_ours = ("sqlite_", *(f"{row['name']}_" for row in rows if row["virtual"]))
    return tuple(sorted(name for row in rows if not (name := str(row["name"])).startswith(not_ours)))


def columns(reader: Reader, table: str) -> tuple[str, ...]:
    """The columns of a table, in its order."""
    return tuple(
        str(row["name"]) for row in reader.rows("SELECT name FROM pragma_table_info(?) ORDER BY cid", (table,))
    )


def primary_key(reader: Reader, table: str) -> tuple[str, ...] | None:
    """The columns of the key by which a table is stored, or None where that is the row's number."""
    without_number = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ? AND sql LIKE '%) %WITHOUT ROWID%'"
    if reader.row(without_number, (table,)) is None:
        return None
    rows = reader.rows("SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", (table,))
    return tuple(str(each["name"]) for each in rows)


def quoted(name: str) -> str:
    """A name of the schema as SQL has it."""
    return '"' + name.replace('"', '""') + '"'


def _content(reader: Reader, table: str) -> Content:
    names = columns(reader, table)
    digest, count = hashlib.sha256(), 0
    for name in names:
        digest.update(_told(name))
    for row in _rows(reader, table, names):
        count += 1
        for name in names:
            digest.update(_told(row[name]))
    return Content(table, count, digest.digest())


def _rows(reader: Reader, table: str, names: tuple[str, ...]) -> Iterator[Row]:
    wanted = ", ".join(map(quoted, names))
    key = primary_key(reader, table)
    if key is not None:
        order = ", ".join(map(quoted, key))
        yield from reader.rows(f"SELECT {wanted} FROM {quoted(table)} ORDER BY {order}")  # noqa: S608  our own names
        return
    after = -(2**63)
    while True:
        rows = reader.rows(
            f"SELECT {wanted}, rowid AS _number FROM {quoted(table)} WHERE rowid > ? ORDER BY rowid LIMIT ?",  # noqa: S608
            (after, ROWS_AT_ONCE),
        )
        yield from rows
        if len(rows) < ROWS_AT_ONCE:
            return
        after = rows[-1]["_number"]


def _told(value: object) -> bytes:
    """One value, its kind and its length before it, so that no two rows say the same."""
    if value is None:
        return b"n"
    kind, data = (b"b", value) if isinstance(value, bytes) else (type(value).__name__[:1].encode(), str(value).encode())
    return kind + len(data).to_bytes(8, "big") + data

"""Reading a damaged database: record by record, past each page that cannot be read.

After one page that is not as it was written SQLCipher reads no more, so the file is opened again after each: a
millisecond. It is a copy that is read; the damaged file itself stays as it is.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vault.core.errors import StorageError
from vault.storage.connection import connect
from vault.storage.contents import columns, primary_key, quoted, tables

if TYPE_CHECKING:
    from vault.storage.connection import Parameters, Row
    from vault.storage.secret import VaultKey

ROWS_AT_ONCE = 200
MOST_UNREADABLE = 1000
"""Row numbers tried past a last page that cannot be read: several pages' worth, and half a second's work."""
_LETTERS = "".join(chr(code) for code in range(0x20, 0x7F))
"""What keys are spelled with: hosts, ids, names of settings."""
_ROW = "_number"


class Damaged:
    """A damaged database. ``unreadable`` counts the places that could not be read, by table."""

    def __init__(self, path: Path, key: VaultKey, vault_id: str) -> None:
        self._path, self._key, self._vault_id = path, key, vault_id
        self._database = connect(path, key, vault_id)
        self.unreadable: dict[str, int] = {}

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def tables(self) -> tuple[str, ...]:
        """The tables that the file has. Raises :class:`StorageError` ``database_damaged`` if not even that is left."""
        with self._database.read() as reader:
            return tables(reader)

    def columns(self, table: str) -> frozenset[str]:
        """The columns that the file has of a table."""
        with self._database.read() as reader:
            return frozenset(columns(reader, table))

    def rows(self, table: str) -> Iterator[Row]:
        """Every row of a table that can be read, in the order of its key."""
        with self._database.read() as reader:
            names, key = columns(reader, table), primary_key(reader, table)
        select = f"SELECT {', '.join(map(quoted, names))}"
        if key is None:
            return self._by_number(table, f"{select}, rowid AS {_ROW} FROM {quoted(table)} WHERE rowid ")
        return self._by_key(table, f"{select} FROM {quoted(table)} WHERE ", key)

    def _by_number(self, table: str, select: str) -> Iterator[Row]:
        """SQLite finds each row by its number alone, so past a page that cannot be read each number is tried."""
        first, last = self._number(table, "min"), self._number(table, "max")
        after, at_once = (1 if first is None else first) - 1, ROWS_AT_ONCE
        while True:
            found = self._ask(table, f"{select}> ? ORDER BY rowid LIMIT ?", (after, at_once))
            if found is None and at_once > 1:
                at_once = 1
                continue
            if found is None:
                end = after + MOST_UNREADABLE if last is None else last
                for number in range(after + 1, end + 1):
                    found = self._ask(table, f"{select}= ?", (number,))
                    if found is not None:
                        break
                else:
                    return
                yield from found
                after, at_once = number, ROWS_AT_ONCE
            else:
                yield from found
                if len(found) < at_once:
                    return
                after, at_once = found[-1][_ROW], ROWS_AT_ONCE

    def _number(self, table: str, which: str) -> int | None:
        found = self._ask(table, f"SELECT {which}(rowid) AS {_ROW} FROM {quoted(table)}")  # noqa: S608  as above
        return None if not found or found[0][_ROW] is None else int(found[0][_ROW])

    def _by_key(self, table: str, select: str, names: tuple[str, ...]) -> Iterator[Row]:
        """Past a page that cannot be read the next key is searched for; from there back to the page, and then on."""
        key, marks = ", ".join(map(quoted, names)), ", ".join("?" * len(names))
        back = ", ".join(f"{quoted(name)} DESC" for name in names)
        end = self._ask(table, f"{select}1 ORDER BY {back} LIMIT 1")
        last: tuple[Any, ...] = ("",) * len(names)
        while True:
            found = self._ask(table, f"{select}({key}) > ({marks}) ORDER BY {key} LIMIT 1", last)
            if found is None:
                from_here = f"{select}{quoted(names[0])} >= ? ORDER BY {key} LIMIT 1"
                start = self._next(table, from_here, last[0], end[0][names[0]] if end else None)
                if start is None:
                    return
                before = [start]
                backwards = f"{select}({key}) < ({marks}) AND ({key}) > ({marks}) ORDER BY {back} LIMIT 1"
                while earlier := self._ask(table, backwards, (*(before[-1][name] for name in names), *last)):
                    before.append(earlier[0])
                found = before[::-1]
            if not found:
                return
            yield from found
            last = tuple(found[-1][name] for name in names)

    def _next(self, table: str, select: str, last: str, end: str | None) -> Row | None:
        """The first row that can be read after ``last``, tried by keys between it and the table's end, in order."""
        for tried in _between(last, end):
            found = self._ask(table, select, (tried,))
            if found is not None:
                return found[0] if found else None
        return None

    def _ask(self, table: str, sql: str, parameters: Parameters = ()) -> list[Row] | None:
        """The rows, or None where a page in the way cannot be read."""
        try:
            with self._database.read() as reader:
                return reader.rows(sql, parameters)
        except StorageError as problem:
            if problem.code != "database_damaged":
                raise
        self.unreadable[table] = self.unreadable.get(table, 0) + 1
        with contextlib.suppress(StorageError):
            self._database.close()
        self._database = connect(self._path, self._key, self._vault_id)
        return None


def _between(last: str, end: str | None) -> list[str]:
    """Keys that begin as ``last`` does and go on higher, or as ``end`` does and go on lower: in order, the end last."""
    higher = {last[:length] + letter for length in range(len(last) + 1) for letter in _LETTERS}
    lower = {end[:length] + letter for length in range(len(end)) for letter in _LETTERS} | {end} if end else set()
    return sorted(key for key in higher | lower if key > last and (end is None or key <= end))

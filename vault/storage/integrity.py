"""Everything that can be checked of an open vault's database, as one report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault.core.errors import StorageError
from vault.storage import journal

if TYPE_CHECKING:
    from vault.storage.connection import Database

MAX_FINDINGS = 20
"""Lines a check: one is enough to know, and a ruined file has thousands."""


@dataclass(frozen=True)
class Report:
    """What was found. Each finding is a line of SQLite's or SQLCipher's, which name pages and tables, never values."""

    encryption: tuple[str, ...]
    """Pages whose HMAC is wrong: changed or damaged."""
    structure: tuple[str, ...]
    """Trees, indexes and the search index, and a file that was cut, which the check of pages lets pass."""
    references: tuple[str, ...]
    """Tables with rows that refer to a missing one."""
    journal_broken_at: int | None
    """The journal's first missing or changed entry."""

    @property
    def whole(self) -> bool:
        return not (self.encryption or self.structure or self.references) and self.journal_broken_at is None


def check(database: Database) -> Report:
    """Read and check the whole file: seconds for a large one. Damage is in the report, not raised."""
    # First, for it alone goes on past the first page that is wrong.
    encryption = _findings(database, "cipher_integrity_check")
    structure = tuple(line for line in _findings(database, "integrity_check") if line != "ok")
    try:
        with database.read() as reader:
            broken_at = journal.broken_at(reader)
    except StorageError as problem:
        broken_at, structure = None, (*structure, problem.code)
    return Report(
        encryption,
        structure,
        _findings(database, "foreign_key_check", "table"),
        broken_at,
    )


def _findings(database: Database, pragma: str, column: str | None = None) -> tuple[str, ...]:
    try:
        with database.read() as reader:
            rows = reader.rows(f"PRAGMA {pragma}")
    except StorageError as problem:
        return (problem.code,)
    return tuple(str(row[column or pragma]) for row in rows[:MAX_FINDINGS])

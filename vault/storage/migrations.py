"""The numbered steps from an empty database to the newest schema: ``schema/0001_first.sql`` and on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from vault.core.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vault.storage.connection import Database


def schema_steps() -> tuple[str, ...]:
    """The SQL of every step, in order (numbers have four digits, so names sort); step n leads to version n."""
    folder = Path(__file__).with_name("schema")
    return tuple(each.read_text("utf-8") for each in sorted(folder.glob("*.sql")))


def version(database: Database) -> int:
    """The schema version of a database; 0 is an empty one."""
    with database.read() as reader:
        row = reader.row("PRAGMA user_version")
    return int(row["user_version"]) if row else 0


def migrate(database: Database, steps: Sequence[str], *, before: Callable[[], object] | None = None) -> None:
    """Bring a database to the newest version, each step whole or not at all.

    ``before`` is called once if something has to be done to a database that has something in it: it makes the backup.
    What it raises leaves the database as it was.

    Raises :class:`StorageError` ``vault_newer`` if a later program wrote it, or as :class:`Database` does.
    """
    found = version(database)
    if found > len(steps):
        raise StorageError("vault_newer")
    if before is not None and 0 < found < len(steps):
        before()
    for number in range(found + 1, len(steps) + 1):
        with database.transaction() as transaction:
            for statement in _statements(steps[number - 1]):
                transaction.execute(statement)
            transaction.execute(f"PRAGMA user_version = {number}")


def _statements(sql: str) -> list[str]:
    """The statements of a script. SQLite's own ``executescript`` would commit before it starts."""
    from sqlite3 import complete_statement  # Python's own SQLite is loaded for an old or a new vault, and for no other

    found, current = [], ""
    for line in sql.splitlines(keepends=True):
        current += line
        if complete_statement(current) and not current.isspace():
            found.append(current)
            current = ""
    return found

"""A snapshot: the whole database as it is at one moment, in one file under the same key, opened and compared."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from vault.core.errors import StorageError
from vault.storage import integrity, safe_write
from vault.storage.backup_file import Source
from vault.storage.connection import connect
from vault.storage.contents import contents
from vault.storage.migrations import version

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from vault.storage.connection import Database
    from vault.storage.secret import VaultKey
    from vault.storage.slots import Slots

SCRATCH, DRILL, SURVEY = ".snapshot.db", ".drill.db", ".survey.db"
"""Databases that are in the vault's folder for a moment: what is packed, what is tried out, and what is surveyed.

They are as encrypted as the vault, and the folder is the owner's only. What a crash left of them goes at the next
snapshot.
"""


@contextlib.contextmanager
def snapshot(database: Database, slots: Slots, key: VaultKey, folder: Path) -> Iterator[Source]:
    """A snapshot in ``folder`` while the block lasts; everything that is committed is in it.

    Raises :class:`StorageError` ``snapshot_differs`` if it does not hold what the database does, ``database_damaged``
    if either is not whole, or as the disk does.
    """
    path = folder / SCRATCH
    for name in (SCRATCH, DRILL, SURVEY):
        remove(folder / name)
    safe_write.create(path)
    try:
        # One block, so that the copy and what it is compared with are of one moment.
        with database.read() as reader:
            said = contents(reader)
            database.copy_to(path, key, slots.vault_id)
        copy = connect(path, key, slots.vault_id, read_only=True)
        try:
            if not integrity.check(copy).whole:
                raise StorageError("database_damaged")
            with copy.read() as reader:
                if contents(reader) != said:
                    raise StorageError("snapshot_differs")
            schema = version(copy)
        finally:
            copy.close()
        yield Source(path, said, schema, slots)
    finally:
        remove(path)


def remove(path: Path) -> None:
    """Remove a scratch database and what SQLite may have left beside it, as far as that goes."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        with contextlib.suppress(OSError):
            path.with_name(path.name + suffix).unlink(missing_ok=True)

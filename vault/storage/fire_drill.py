"""The fire drill: the newest backup is restored where it bothers nobody, compared, and thrown away again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault.core.errors import StorageError
from vault.storage import backup_file, settings
from vault.storage.backups_kept import Kept, kept
from vault.storage.restoring import proven
from vault.storage.snapshot import DRILL, remove

if TYPE_CHECKING:
    from datetime import datetime

    from vault.storage.connection import Reader, Transaction
    from vault.storage.contents import Content
    from vault.storage.secret import VaultKey
    from vault.storage.vault_folder import VaultFolder

_SETTING = f"{settings.HERE}fire_drill"


@dataclass(frozen=True)
class Drilled:
    """A drill that went well: which backup, and what came back of it, table by table."""

    backup: Kept
    contents: tuple[Content, ...]

    @property
    def records(self) -> int:
        """How many records came back."""
        return sum(each.rows for each in self.contents)


def drill(folder: VaultFolder, key: VaultKey) -> Drilled:
    """Restore the newest backup and compare its counts and hashes with those of the day it was made.

    Raises :class:`StorageError` ``no_backup``, or as :func:`vault.storage.restoring.proven`.
    """
    backups = kept(folder)
    if not backups:
        raise StorageError("no_backup")
    path = folder.path / DRILL
    remove(path)
    try:
        return Drilled(backups[0], proven(backup_file.read(backups[0].path), key, path))
    finally:
        remove(path)


def remember(transaction: Transaction, at: datetime) -> None:
    """Keep the date of a drill that went well."""
    settings.put_moment(transaction, _SETTING, at)


def last_drill(reader: Reader) -> datetime | None:
    """When a drill last went well."""
    return settings.moment(reader, _SETTING)

"""From a backup to a vault: beside the old one, never over it.

Three steps, because deriving a key takes half a second and needs neither file open nor database::

    backup = backup_file.read(path)
    key = passphrase_slot.open_with(backup.slots, passphrase)
    restore(backup, key, folder, …)
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from typing import TYPE_CHECKING

from vault.core.clock import to_text
from vault.core.errors import StorageError
from vault.storage import anchor, backup_file, integrity, journal, safe_write
from vault.storage.connection import anywhere, assert_may_wait, connect
from vault.storage.contents import contents
from vault.storage.migrations import migrate, schema_steps

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from vault.storage.backup_file import Backup
    from vault.storage.contents import Content
    from vault.storage.secret import VaultKey
    from vault.storage.vault_folder import VaultFolder


def restore(
    backup: Backup,
    key: VaultKey,
    folder: VaultFolder,
    *,
    now: datetime,
    random: Callable[[int], bytes],
    forbidden_thread: Callable[[], bool] = anywhere,
) -> tuple[Content, ...]:
    """Make a vault of a backup at ``folder``, where nothing is; what it holds, by table.

    All of it is made, or nothing. It opens with what opened the vault on the day of the backup. Raises
    :class:`ChoiceError` ``vault_exists`` or ``folder_not_empty``, or :class:`StorageError` as :func:`proven` does.
    """
    assert_may_wait(forbidden_thread)
    unfinished = folder.begin(random)
    try:
        found = proven(backup, key, unfinished.database)
        safe_write.write(unfinished.slots, backup.slots_bytes)
        database = connect(unfinished.database, key, backup.manifest.vault_id)
        try:
            migrate(database, schema_steps())
            with database.transaction() as transaction:
                journal.append(transaction, now, "restored", {"made_at": to_text(backup.manifest.made_at)})
            anchor.write(unfinished.anchor, database, key)
        finally:
            database.close()
        unfinished.check()
        folder.finish(unfinished)
    except BaseException:
        unfinished.remove()
        raise
    return found


def proven(backup: Backup, key: VaultKey, path: Path) -> tuple[Content, ...]:
    """Unpack the snapshot of a backup to ``path``, check all of it, and compare each table with what was written down.

    What it holds, by table. Raises :class:`StorageError` ``backup_changed``, ``backup_damaged``,
    ``backup_incomplete``, ``backup_differs`` (with the table) or ``vault_newer``, or as the disk does; the file at
    ``path`` is the caller's to remove.
    """
    backup_file.verify(backup, key)
    if backup.manifest.schema > len(schema_steps()):
        raise StorageError("vault_newer")
    safe_write.create_filled(path, lambda file: backup_file.extract(backup, file.write))
    database = connect(path, key, backup.manifest.vault_id, read_only=True)
    try:
        if not integrity.check(database).whole:
            raise StorageError("backup_damaged")
        with database.read() as reader:
            found = contents(reader)
    finally:
        database.close()
    _compare(backup, found, key)
    return found


def _compare(backup: Backup, found: tuple[Content, ...], key: VaultKey) -> None:
    made_at, said = backup.manifest.made_at, backup.manifest.contents
    macs = {each.table: backup_file.content_mac(each, key, made_at) for each in found}
    for table in sorted(macs.keys() | said.keys()):
        if not hmac.compare_digest(macs.get(table, ""), said.get(table, "")):
            raise StorageError("backup_differs", table=table)

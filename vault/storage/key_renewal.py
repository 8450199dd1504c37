"""*Renew the vault key*: the whole database under a new key, so that an old copy and an old key open nothing new.

Each step leaves a vault that opens with its passphrase, whatever happens before the next:

1. ``slots.renewed.json`` is written: a passphrase slot for the new key, of the next generation, proven before.
2. ``.renewed.db`` is made under the new key, checked and compared.
3. It takes the place of ``vault.db``. From here on the vault has the new key.
4. The anchor is written under the new key.
5. ``slots.renewed.json`` takes the place of ``slots.json``.

Until the third step the old ``slots.json`` opens the database, and opening undoes the rest; after it the renewed one
does, and opening goes on with the fourth. A slot that is opened by something the program does not have, as a recovery
code, is not in the renewed slots.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from vault.core.errors import ChoiceError, StorageError
from vault.storage import anchor, integrity, passphrase_slot, safe_write, slots
from vault.storage.connection import connect
from vault.storage.contents import contents
from vault.storage.secret import KEY_BYTES, VaultKey
from vault.storage.snapshot import remove
from vault.storage.unlocking import Unlocked

if TYPE_CHECKING:
    from pathlib import Path

    from vault.storage.connection import Database, Transaction
    from vault.storage.kdf import Profile
    from vault.storage.secret import Passphrase
    from vault.storage.vault_folder import VaultFolder


def prepare(present: Unlocked, passphrase: Passphrase, cost: Profile, random: Callable[[int], bytes]) -> Unlocked:
    """A new key, and slots in which the same passphrase opens it, proven by opening them.

    Raises :class:`ChoiceError` ``wrong_passphrase``, or as :func:`passphrase_slot.with_passphrase`.
    """
    if passphrase_slot.open_with(present.slots, passphrase) != present.key:
        raise ChoiceError("wrong_passphrase")
    key = VaultKey(random(KEY_BYTES))
    empty = replace(present.slots, slots=())
    fresh = passphrase_slot.with_passphrase(empty, passphrase, key, cost, random)
    passphrase_slot.open_with(slots.parse(slots.serialise(fresh)), passphrase)
    return Unlocked(fresh, key)


def build(folder: VaultFolder, database: Database, after: Unlocked, note: Callable[[Transaction], object]) -> None:
    """The first two steps. ``note`` writes what is to be told into the new database.

    Raises :class:`StorageError` as the disk does, ``database_damaged`` or ``snapshot_differs``; then nothing is left.
    """
    path = folder.renewed_database
    try:
        safe_write.write(
            folder.renewed_slots,
            slots.serialise(after.slots),
            check=lambda data: slots.verify(slots.parse(data), after.key),
        )
        remove(path)
        safe_write.create(path)
        with database.read() as reader:
            said = contents(reader)
            database.copy_to(path, after.key, after.slots.vault_id)
        copy = connect(path, after.key, after.slots.vault_id)
        try:
            if not integrity.check(copy).whole:
                raise StorageError("database_damaged")
            with copy.read() as reader:
                if contents(reader) != said:
                    raise StorageError("snapshot_differs")
            with copy.transaction() as transaction:
                transaction.execute("UPDATE vault_state SET slot_generation = ?", (after.slots.generation,))
                note(transaction)
        finally:
            copy.close()
        _assert_one_file(path)
        _flush(path)
    except BaseException:
        undo(folder)
        raise


def swap(folder: VaultFolder) -> None:
    """The third step, for a database that is closed. Raises :class:`StorageError`; then nothing has changed."""
    _assert_one_file(folder.database)
    try:
        folder.renewed_database.replace(folder.database)
    except OSError as problem:
        raise safe_write.storage_error(problem, folder.database) from problem


def finish(folder: VaultFolder, database: Database, after: Unlocked) -> None:
    """The last two steps. Raises :class:`StorageError` as the disk does; it can be called again."""
    # Only when the new database is there to stay may the old slots go.
    safe_write.flush_folder(folder.path)
    anchor.write(folder.anchor, database, after.key)
    try:
        folder.renewed_slots.replace(folder.slots)
    except OSError as problem:
        raise safe_write.storage_error(problem, folder.slots) from problem
    safe_write.flush_folder(folder.path)


def undo(folder: VaultFolder) -> None:
    """Remove what the first two steps made, as far as that goes."""
    remove(folder.renewed_database)
    safe_write.discard_half(folder.renewed_slots)
    with contextlib.suppress(OSError):
        folder.renewed_slots.unlink(missing_ok=True)


def _assert_one_file(path: Path) -> None:
    """A log beside a database would be read into whatever takes its place."""
    log = path.with_name(f"{path.name}-wal")
    try:
        left = log.exists() and log.stat().st_size > 0
    except OSError as problem:
        raise safe_write.storage_error(problem, log) from problem
    if left:
        raise StorageError("database_busy")


def _flush(path: Path) -> None:
    try:
        with path.open("rb+") as file:
            os.fsync(file.fileno())
    except OSError as problem:
        raise safe_write.storage_error(problem, path) from problem

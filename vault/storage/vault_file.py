"""Making and opening a vault: keys, files and database brought together.

Opening is three steps, because deriving a key and reading a database may belong to different threads::

    lock = claim(folder)
    unlocked = unlock(folder, passphrase)
    vault = open_unlocked(folder, unlocked, lock, clock=clock)

:func:`open_vault` does all three, and :func:`open_derived` the first and the last, for a key that is there already.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from vault.core.errors import StorageError
from vault.storage import anchor, backups_kept, journal, key_renewal, new_vault
from vault.storage.backup_file import Reason
from vault.storage.connection import Database, anywhere, connect
from vault.storage.kdf import STANDARD, Profile
from vault.storage.lock_file import VaultLock
from vault.storage.migrations import migrate, schema_steps
from vault.storage.open_vault import OpenVault as OpenVault  # what is opened is named from here
from vault.storage.open_vault import keep_slot_generation
from vault.storage.secret import Passphrase
from vault.storage.unlocking import Raising, Unlocked, read_slots, unlock
from vault.storage.vault_folder import VaultFolder

if TYPE_CHECKING:
    from pathlib import Path

    from vault.core.clock import Clock

_NOT_THE_NEWEST = {"changed_outside", "anchor_missing", "anchor_damaged"}


def create(
    path: Path,
    passphrase: Passphrase,
    *,
    profile: Profile = STANDARD,
    clock: Clock,
    random: Callable[[int], bytes],
    forbidden_thread: Callable[[], bool] = anywhere,
) -> OpenVault:
    """A new vault at ``path``, open. Raises as :func:`vault.storage.new_vault.make`."""
    folder = VaultFolder.at(path)
    unlocked = new_vault.make(
        folder, passphrase, profile=profile, clock=clock, random=random, forbidden_thread=forbidden_thread
    )
    return open_derived(folder, unlocked, clock=clock, forbidden_thread=forbidden_thread)


def open_vault(
    path: Path,
    passphrase: Passphrase,
    *,
    clock: Clock,
    accept_changed: bool = False,
    raising: Raising | None = None,
    forbidden_thread: Callable[[], bool] = anywhere,
) -> OpenVault:
    """Open the vault at ``path``; see :func:`claim`, :func:`unlock` and :func:`open_unlocked` for what it raises."""
    folder = VaultFolder.at(path)
    lock = claim(folder)
    return _or_release(
        lock,
        lambda: open_unlocked(
            folder,
            unlock(folder, passphrase, raising=raising, forbidden_thread=forbidden_thread),
            lock,
            clock=clock,
            accept_changed=accept_changed,
            forbidden_thread=forbidden_thread,
        ),
    )


def open_derived(
    folder: VaultFolder,
    unlocked: Unlocked,
    *,
    clock: Clock,
    tries: int = 1,
    sleep: Callable[[float], None] = time.sleep,
    chain_later: bool = False,
    forbidden_thread: Callable[[], bool] = anywhere,
) -> OpenVault:
    """Open a vault whose key was derived before; see :func:`claim` and :func:`open_unlocked` for what it raises.

    And :class:`StorageError` ``vault_in_use`` where another program changed its keys in between.
    """
    lock = claim(folder, tries=tries, sleep=sleep)

    def opening() -> OpenVault:
        if read_slots(folder.slots) != unlocked.slots:
            raise StorageError("vault_in_use")
        return open_unlocked(
            folder, unlocked, lock, clock=clock, chain_later=chain_later, forbidden_thread=forbidden_thread
        )

    return _or_release(lock, opening)


def claim(folder: VaultFolder, *, tries: int = 1, sleep: Callable[[float], None] = time.sleep) -> VaultLock:
    """The one right to open this vault, after a look at its files.

    Raises :class:`StorageError` as :meth:`VaultFolder.check` and :meth:`VaultLock.take` do.
    """
    folder.check()
    return VaultLock.take(folder.lock, tries=tries, sleep=sleep)


def open_unlocked(
    folder: VaultFolder,
    unlocked: Unlocked,
    lock: VaultLock,
    *,
    clock: Clock,
    accept_changed: bool = False,
    chain_later: bool = False,
    forbidden_thread: Callable[[], bool] = anywhere,
) -> OpenVault:
    """Open the database, check that it is whole and the newest, and write the anchor.

    An interrupted renewal of the vault's key is undone or brought to its end; ``renewal_interrupted`` where that takes
    the passphrase. Raises :class:`StorageError` ``wrong_file``, ``database_damaged``, ``vault_newer``, ``slots_older``
    (an older slots file was put back), ``journal_broken``, ``changed_outside``, ``anchor_missing`` or
    ``anchor_damaged``. The last three pass with ``accept_changed``, for a person who has been told; the journal then
    says so.

    With ``chain_later`` a long history is not waited for: whatever writes first checks it, and raises
    ``journal_broken``, unless whoever checked it beside says :meth:`OpenVault.chain_found_whole` before that.
    """
    database, found = _connected(folder, unlocked, forbidden_thread)
    try:
        folder.tidy()
        migrate(
            database,
            schema_steps(),
            before=lambda: backups_kept.keep(
                folder, database, found.slots, found.key, now=clock.now(), reason=Reason.MIGRATION
            ),
        )
        keep_slot_generation(database, found.slots)
        with database.read() as reader:
            later = chain_later and found is unlocked and journal.is_long(reader)
            if not later:
                journal.check_chain(reader)
        if later:
            database.hold_writing(journal.check_chain)
        try:
            anchor.check(_anchor(folder, found, unlocked), database)
        except StorageError as problem:
            if not (accept_changed and problem.code in _NOT_THE_NEWEST):
                raise
            with database.transaction() as transaction:
                journal.append(transaction, clock.now(), "change_accepted", {"reason": problem.code})
        vault = OpenVault(folder, found, database, lock, forbidden_thread, renewing=found is not unlocked)
        if not database.holds_writing:
            vault.write_anchor()
    except BaseException:
        database.close()
        raise
    if unlocked.stronger is not None and found is unlocked:
        with contextlib.suppress(StorageError):  # the slots that are there open the vault as well
            vault.replace_slots(unlocked.stronger)
    return vault


def _connected(
    folder: VaultFolder, unlocked: Unlocked, forbidden_thread: Callable[[], bool]
) -> tuple[Database, Unlocked]:
    """The database, and the key that it has. Where that is the first one, what is left of a renewal goes."""
    try:
        database = connect(folder.database, unlocked.key, unlocked.slots.vault_id, forbidden_thread=forbidden_thread)
    except StorageError as problem:
        renewed = unlocked.renewed
        if problem.code != "database_damaged":
            raise
        if renewed is None:
            raise StorageError(_why_it_does_not_open(folder, unlocked)) from problem
        database = connect(folder.database, renewed.key, renewed.slots.vault_id, forbidden_thread=forbidden_thread)
        return database, renewed
    key_renewal.undo(folder)
    return database, unlocked


def _why_it_does_not_open(folder: VaultFolder, unlocked: Unlocked) -> str:
    """A damaged database, or a key that is not its own: then the anchor is of another key as well."""
    if folder.renewed_slots.exists():
        return "renewal_interrupted"
    try:
        anchor.read(folder.anchor, unlocked.key)
    except StorageError as problem:
        return "slots_older" if problem.code == "anchor_damaged" else "database_damaged"
    return "database_damaged"


def _anchor(folder: VaultFolder, found: Unlocked, unlocked: Unlocked) -> anchor.Anchor:
    """The anchor; after a renewal that was interrupted it may still be of the old key."""
    try:
        return anchor.read(folder.anchor, found.key)
    except StorageError as problem:
        if problem.code != "anchor_damaged" or found is unlocked:
            raise
        return anchor.read(folder.anchor, unlocked.key)


def _or_release(lock: VaultLock, opening: Callable[[], OpenVault]) -> OpenVault:
    try:
        return opening()
    except BaseException:
        lock.release()
        raise

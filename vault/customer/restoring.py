"""Coming back from a backup, and from damage: what a backup is, making a vault of it, and saving what can be read.

Nothing here writes over a vault. What is made is made beside, whole or not at all, and the damaged one stays.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from vault.core.errors import StorageError
from vault.customer.editing import search_words
from vault.customer.session import Derived
from vault.storage import (
    backup_file,
    backups_kept,
    integrity,
    keychain_slot,
    passphrase_slot,
    recovery_slot,
    restoring,
    salvage,
)
from vault.storage.backup_file import SUFFIX as SUFFIX  # how backup files end, for who asks for a name
from vault.storage.backup_file import Backup as Backup
from vault.storage.backups_kept import Kept
from vault.storage.connection import anywhere, assert_may_wait, connect
from vault.storage.salvage import Saved as Saved
from vault.storage.snapshot import SURVEY
from vault.storage.unlocking import Unlocked
from vault.storage.vault_file import claim
from vault.storage.vault_folder import VaultFolder
from vault.tokens.keys import SigningKey

if TYPE_CHECKING:
    from pathlib import Path

    from vault.core.catalogue import Catalogue
    from vault.core.clock import Clock
    from vault.core.value import Value
    from vault.customer.session import Random, Session
    from vault.storage.keychain import Keychain
    from vault.storage.secret import Passphrase, VaultKey
    from vault.storage.slots import Slots


@dataclass(frozen=True)
class Restored:
    """A vault made of the backup of ``made_at``, with so many ``records``."""

    made_at: datetime
    records: int


@dataclass(frozen=True)
class Damage:
    """What is wrong with a vault, and what there is against it.

    ``problem`` is the code of the first thing found. ``saved`` says by table what :func:`save_what_is_left` can save;
    it is empty where the file tells nothing any more. ``newest_good`` is a backup that was read to its last byte.
    """

    problem: str
    saved: tuple[Saved, ...]
    newest_good: Kept | None


def open_backup(
    backup: Backup, opening: Callable[[Slots], VaultKey], *, forbidden_thread: Callable[[], bool] = anywhere
) -> VaultKey:
    """The key of a backup, by any way into its own slots that ``opening`` takes; about half a second's work.

    Raises as ``opening`` does, and :class:`StorageError` as :func:`backup_file.verify`.
    """
    assert_may_wait(forbidden_thread)
    key = opening(backup.slots)
    backup_file.verify(backup, key)
    return key


def by_passphrase(passphrase: Passphrase) -> Callable[[Slots], VaultKey]:
    """The way in by the passphrase of the day of the backup."""
    return lambda slots: passphrase_slot.open_with(slots, passphrase)


def by_recovery_code(typed: str) -> Callable[[Slots], VaultKey]:
    """The way in by the recovery code of the day of the backup, as it was typed."""
    return lambda slots: recovery_slot.open_with(slots, recovery_slot.read(slots, typed))


def by_keychain(keychain: Keychain) -> Callable[[Slots], VaultKey]:
    """The way in by this computer, if it has opened the vault since the day of the backup without a change."""
    return lambda slots: keychain_slot.open_with(slots, keychain)


def look_into(path: Path) -> Backup:
    """A backup file before it is opened: its name and date are not certain yet.

    Raises :class:`StorageError` ``backup_missing``, or as ``backup_file.read``.
    """
    try:
        return backup_file.read(path)
    except StorageError as problem:
        if problem.code == "file_missing":
            raise StorageError("backup_missing", file=path.name) from problem
        raise


def restore_backup(
    backup: Backup,
    key: VaultKey,
    folder: Path,
    *,
    clock: Clock,
    random: Random,
    forbidden_thread: Callable[[], bool] = anywhere,
) -> Restored:
    """Make a vault of a backup at ``folder``, where nothing is. Raises as :func:`vault.storage.restoring.restore`."""
    found = restoring.restore(
        backup, key, VaultFolder.at(folder), now=clock.now(), random=random, forbidden_thread=forbidden_thread
    )
    return Restored(backup.manifest.made_at, sum(each.rows for each in found))


def derived_from(backup: Backup, key: VaultKey, folder: Path, forbidden_thread: Callable[[], bool]) -> Derived:
    """The vault that :func:`restore_backup` made at ``folder``, with its key. Raises ``folder_unusable``."""
    return Derived(VaultFolder.at(folder), Unlocked(backup.slots, key), forbidden_thread)


def derived_beside(derived: Derived, folder: Path) -> Derived:
    """The vault that :func:`save_what_is_left` made at ``folder``, with its key. Raises ``folder_unusable``.

    After a recovery it takes the new passphrase when it is opened, as the damaged one would have.
    """
    return replace(derived, folder=VaultFolder.at(folder), unlocked=_of_the_database(derived))


def newest_backup(folder: Path) -> Kept | None:
    """The newest backup of a vault whose key is not known, whole as far as it says of itself. Raises as ``kept``."""
    return backups_kept.newest_good(VaultFolder.at(folder), None)


def key_for_rescue(session: Session) -> Derived:
    """The key of an open vault that was found damaged, for :func:`look_at_damage` once it is closed."""
    vault = session.vault
    return Derived(vault.folder, vault.unlocked, vault.forbidden_thread)


def look_at_damage(derived: Derived, *, tries: int = 1) -> Damage | None:
    """Read a closed vault's whole database; None if it is whole. Raises as :func:`claim` does, or as the disk.

    With more ``tries`` it waits for a vault that is about to be closed.
    """
    assert_may_wait(derived.forbidden_thread)
    folder = derived.folder
    lock = claim(folder, tries=tries)
    try:
        unlocked = _of_the_database(derived)
        problem = _problem(folder, unlocked)
        if problem is None:
            return None
        try:
            saved = salvage.survey(folder, unlocked, folder.path / SURVEY)
        except StorageError as nothing:
            if nothing.code != "nothing_to_save":
                raise
            saved = ()
        return Damage(problem, saved, backups_kept.newest_good(folder, unlocked.key))
    finally:
        lock.release()


def fall_back(folder: Path, problem: str) -> Damage:
    """What there is against damage where no key is at hand, or no database: a backup at most. Raises as ``kept``."""
    return Damage(problem, (), newest_backup(folder))


def save_what_is_left(
    derived: Derived, folder: Path, *, catalogue: Catalogue, clock: Clock, random: Random
) -> tuple[Saved, ...]:
    """Make a vault at ``folder`` of what can be read of a damaged one, which is closed, and stays as it is.

    It opens with the same passphrase. Raises as :func:`claim` and :func:`vault.storage.salvage.salvage`.
    """

    def words(key: str, value: Value) -> str:
        entry = catalogue.entries.get(key)
        return key if entry is None else search_words(entry, value)

    making = salvage.Making(words, lambda: SigningKey.generate().private_bytes(), random)
    lock = claim(derived.folder)
    try:
        return salvage.salvage(
            derived.folder,
            _of_the_database(derived),
            VaultFolder.at(folder),
            making=making,
            now=clock.now(),
            forbidden_thread=derived.forbidden_thread,
        )
    finally:
        lock.release()


def _of_the_database(derived: Derived) -> Unlocked:
    """After a renewal of the key that was interrupted the database may have either."""
    renewed = derived.unlocked.renewed
    if renewed is not None:
        with suppress(StorageError):
            connect(derived.folder.database, renewed.key, renewed.slots.vault_id, read_only=True).close()
            return renewed
    return derived.unlocked


def _problem(folder: VaultFolder, unlocked: Unlocked) -> str | None:
    try:
        database = connect(folder.database, unlocked.key, unlocked.slots.vault_id)
    except StorageError as problem:
        return problem.code
    try:
        report = integrity.check(database)
    finally:
        database.close()
    if report.whole:
        return None
    only_the_journal = not (report.encryption or report.structure or report.references)
    return "journal_broken" if only_the_journal else "database_damaged"

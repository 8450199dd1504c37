"""Making, opening and closing a vault: keys, files and database brought together.

Opening is three steps, because deriving a key and reading a database may belong to different threads::

    lock = claim(folder)
    unlocked = unlock(folder, passphrase)
    vault = open_unlocked(folder, unlocked, lock, clock=clock)

:func:`open_vault` does all three.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from vault.core.errors import ChoiceError, StorageError, VaultLocked
from vault.storage import anchor, journal, safe_write, slots
from vault.storage.connection import Database, anywhere, assert_may_wait, connect
from vault.storage.kdf import STANDARD, Profile
from vault.storage.lock_file import VaultLock
from vault.storage.migrations import migrate, schema_steps
from vault.storage.secret import KEY_BYTES, Passphrase, VaultKey
from vault.storage.vault_folder import VaultFolder

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from vault.core.clock import Clock

_NOT_THE_NEWEST = {"changed_outside", "anchor_missing", "anchor_damaged"}


@dataclass(frozen=True)
class Unlocked:
    """A vault's key and the slots it came from, before the database is opened."""

    slots: slots.Slots
    key: VaultKey


class OpenVault:
    """An unlocked vault. ``database`` belongs to the thread that opened it.

    After :meth:`close` every call raises :class:`VaultLocked`.
    """

    def __init__(
        self,
        folder: VaultFolder,
        unlocked: Unlocked,
        database: Database,
        lock: VaultLock,
        forbidden_thread: Callable[[], bool],
    ) -> None:
        self.folder = folder
        self.database = database
        self._open: Unlocked | None = unlocked
        self._lock = lock
        self._forbidden_thread = forbidden_thread

    def __repr__(self) -> str:
        return f"OpenVault({self.folder.path.name})"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def vault_id(self) -> str:
        """The vault's id, 32 hex digits; it stands in the clear at the start of the database."""
        return self._unlocked().slots.vault_id

    def check_passphrase(self, passphrase: Passphrase) -> bool:
        """Whether this passphrase opens this vault: asked again for what is sealed. Does not use the database.

        Takes as long as unlocking. Raises as :func:`vault.storage.slots.open_with`, a wrong passphrase aside.
        """
        assert_may_wait(self._forbidden_thread)
        unlocked = self._unlocked()
        try:
            return slots.open_with(unlocked.slots, passphrase) == unlocked.key
        except ChoiceError:
            return False

    def prepare_passphrase(
        self, current: Passphrase, new: Passphrase, *, profile: Profile = STANDARD, random: Callable[[int], bytes]
    ) -> slots.Slots:
        """Slots in which ``new`` opens the vault, proven by opening them. Does not use the database.

        Raises :class:`ChoiceError` ``wrong_passphrase`` or ``passphrase_short``, or as :meth:`check_passphrase`.
        """
        new.check_new()
        if not self.check_passphrase(current):
            raise ChoiceError("wrong_passphrase")
        unlocked = self._unlocked()
        fresh = slots.with_passphrase(unlocked.slots, new, unlocked.key, profile, random)
        slots.open_with(slots.parse(slots.serialise(fresh)), new)
        return fresh

    def replace_slots(self, fresh: slots.Slots) -> None:
        """Put prepared slots in the place of the present ones. Raises :class:`StorageError`; then the old ones stay.

        The file goes first: should the program end in between, the database's older generation lets it pass.
        """
        key = self._unlocked().key
        safe_write.write(
            self.folder.slots, slots.serialise(fresh), check=lambda data: slots.verify(slots.parse(data), key)
        )
        self._open = Unlocked(fresh, key)
        _keep_slot_generation(self.database, fresh)

    def change_passphrase(
        self, current: Passphrase, new: Passphrase, *, profile: Profile = STANDARD, random: Callable[[int], bytes]
    ) -> None:
        """Both steps, for a program with one thread. The database is not encrypted again: its key stays."""
        self.replace_slots(self.prepare_passphrase(current, new, profile=profile, random=random))

    def write_anchor(self) -> None:
        """Write down the newest state: after the commit of a share, a stop or a backup."""
        anchor.write(self.folder.anchor, self.database, self._unlocked().key)

    def close(self) -> None:
        """Lock the vault: keys dropped, database closed, folder free. A second call does nothing."""
        if self._open is None:
            return
        try:
            self.write_anchor()
        except StorageError:
            # On a full disk the old anchor stays, and the database is ahead of it.
            pass
        finally:
            self._open = None
            self.database.close()
            self._lock.release()

    def _unlocked(self) -> Unlocked:
        if self._open is None:
            raise VaultLocked
        return self._open


def create(
    path: Path,
    passphrase: Passphrase,
    *,
    profile: Profile = STANDARD,
    clock: Clock,
    random: Callable[[int], bytes],
    forbidden_thread: Callable[[], bool] = anywhere,
) -> OpenVault:
    """A new vault at ``path``, where there is nothing or an empty folder. All of it is made, or nothing.

    Raises :class:`ChoiceError` ``passphrase_short``, ``vault_exists`` or ``folder_not_empty``, or
    :class:`StorageError`.
    """
    assert_may_wait(forbidden_thread)
    passphrase.check_new()
    folder = VaultFolder.at(path)
    unfinished = folder.begin(random)
    try:
        key = VaultKey(random(KEY_BYTES))
        first = slots.first_slots(random(slots.VAULT_ID_BYTES).hex(), passphrase, key, profile, random)
        safe_write.write(unfinished.slots, slots.serialise(first))
        safe_write.create(unfinished.database)
        database = connect(unfinished.database, key, first.vault_id, forbidden_thread=forbidden_thread)
        try:
            migrate(database, schema_steps())
            with database.transaction() as transaction:
                transaction.execute(
                    "INSERT INTO vault_state (one, slot_generation, state_generation, journal_start)"
                    " VALUES (1, ?, 0, ?)",
                    (first.generation, random(journal.START_BYTES)),
                )
                journal.append(transaction, clock.now(), "vault_created", {})
            anchor.write(unfinished.anchor, database, key)
        finally:
            database.close()
        unfinished.check()
        folder.finish(unfinished)
    except BaseException:
        unfinished.remove()
        raise
    lock = claim(folder)
    return _or_release(
        lock, lambda: open_unlocked(folder, Unlocked(first, key), lock, clock=clock, forbidden_thread=forbidden_thread)
    )


def open_vault(
    path: Path,
    passphrase: Passphrase,
    *,
    clock: Clock,
    accept_changed: bool = False,
    forbidden_thread: Callable[[], bool] = anywhere,
) -> OpenVault:
    """Open the vault at ``path``; see :func:`claim`, :func:`unlock` and :func:`open_unlocked` for what it raises."""
    folder = VaultFolder.at(path)
    lock = claim(folder)
    return _or_release(
        lock,
        lambda: open_unlocked(
            folder,
            unlock(folder, passphrase, forbidden_thread=forbidden_thread),
            lock,
            clock=clock,
            accept_changed=accept_changed,
            forbidden_thread=forbidden_thread,
        ),
    )


def claim(folder: VaultFolder) -> VaultLock:
    """The one right to open this vault, after a look at its files.

    Raises :class:`StorageError` as :meth:`VaultFolder.check` and :meth:`VaultLock.take` do.
    """
    folder.check()
    return VaultLock.take(folder.lock)


def unlock(folder: VaultFolder, passphrase: Passphrase, *, forbidden_thread: Callable[[], bool] = anywhere) -> Unlocked:
    """The vault's key, by passphrase; about half a second's work.

    Raises :class:`StorageError` ``slots_unreadable``, ``slots_changed`` or as :func:`vault.storage.slots.open_with`,
    with :class:`ChoiceError` ``wrong_passphrase``.
    """
    assert_may_wait(forbidden_thread)
    try:
        found = slots.parse(safe_write.read(folder.slots, max_bytes=slots.MAX_FILE_BYTES))
    except StorageError as problem:
        if problem.code == "file_too_large":
            raise StorageError("slots_unreadable") from problem
        raise
    key = slots.open_with(found, passphrase)
    slots.verify(found, key)
    return Unlocked(found, key)


def open_unlocked(
    folder: VaultFolder,
    unlocked: Unlocked,
    lock: VaultLock,
    *,
    clock: Clock,
    accept_changed: bool = False,
    forbidden_thread: Callable[[], bool] = anywhere,
) -> OpenVault:
    """Open the database, check that it is whole and the newest, and write the anchor.

    Raises :class:`StorageError` ``wrong_file``, ``database_damaged``, ``vault_newer``, ``slots_older`` (an older
    slots file was put back), ``journal_broken``, ``changed_outside``, ``anchor_missing`` or ``anchor_damaged``. The
    last three pass with ``accept_changed``, for a person who has been told; the journal then says so.
    """
    database = connect(folder.database, unlocked.key, unlocked.slots.vault_id, forbidden_thread=forbidden_thread)
    try:
        migrate(database, schema_steps())
        _keep_slot_generation(database, unlocked.slots)
        with database.read() as reader:
            journal.check_chain(reader)
        try:
            anchor.check(anchor.read(folder.anchor, unlocked.key), database)
        except StorageError as problem:
            if not (accept_changed and problem.code in _NOT_THE_NEWEST):
                raise
            with database.transaction() as transaction:
                journal.append(transaction, clock.now(), "change_accepted", {"reason": problem.code})
        vault = OpenVault(folder, unlocked, database, lock, forbidden_thread)
        vault.write_anchor()
    except BaseException:
        database.close()
        raise
    return vault


def _keep_slot_generation(database: Database, found: slots.Slots) -> None:
    """The database knows the newest slots file; an older one may hold a passphrase that was changed for a reason."""
    with database.transaction() as transaction:
        row = transaction.row("SELECT slot_generation FROM vault_state")
        if row is None:
            raise StorageError("database_damaged")
        if found.generation < row["slot_generation"]:
            raise StorageError("slots_older")
        transaction.execute("UPDATE vault_state SET slot_generation = ?", (found.generation,))


def _or_release(lock: VaultLock, opening: Callable[[], OpenVault]) -> OpenVault:
    try:
        return opening()
    except BaseException:
        lock.release()
        raise

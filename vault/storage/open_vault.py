"""An unlocked vault: its database, its key, and what keeps both in step with the files beside them."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Self

from vault.core.errors import ChoiceError, StorageError, VaultLocked
from vault.storage import anchor, key_renewal, safe_write, slots
from vault.storage.beside import Beside
from vault.storage.connection import Database, connect
from vault.storage.unlocking import PassphraseCheck, PassphraseProof, Unlocked, is_proven

if TYPE_CHECKING:
    from types import TracebackType

    from vault.storage.connection import Transaction
    from vault.storage.lock_file import VaultLock
    from vault.storage.vault_folder import VaultFolder


def _nothing(_: object) -> None:
    """Where nothing is to be told or proven."""


class OpenVault:
    """An unlocked vault. ``database`` belongs to the thread that opened it; ``beside`` is for long work in another.

    After :meth:`close` every call raises :class:`VaultLocked`.
    """

    def __init__(
        self,
        folder: VaultFolder,
        unlocked: Unlocked,
        database: Database,
        lock: VaultLock,
        forbidden_thread: Callable[[], bool],
        *,
        renewing: bool = False,
    ) -> None:
        self.folder = folder
        self.database = database
        self._open: Unlocked | None = unlocked
        self._lock = lock
        self.forbidden_thread = forbidden_thread
        self._renewing = renewing  # whether the renewed slots have to take their place yet
        self.beside = Beside(folder, self._unlocked, forbidden_thread)

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

    @property
    def unlocked(self) -> Unlocked:
        """The vault's key with its slots: for a backup, and to make other slots with."""
        return self._unlocked()

    def passphrase_check(self, challenge: bytes) -> PassphraseCheck:
        """What it takes to ask for the passphrase again, for what is sealed; :meth:`is_proven` takes the outcome."""
        return PassphraseCheck(self._unlocked().slots, challenge, self.forbidden_thread)

    def is_proven(self, proof: PassphraseProof) -> bool:
        """Whether this vault's passphrase was typed for the challenge of ``proof``."""
        return is_proven(self._unlocked(), proof)

    def replace_slots(self, fresh: slots.Slots, note: Callable[[Transaction], object] = _nothing) -> None:
        """Put prepared slots in the place of the present ones, in the file and then in the database.

        ``note`` tells of the change. With the file it is made: should the program end or the disk be full before the
        database knows, then its older generation lets it pass at the next opening. Raises :class:`ChoiceError`
        ``keys_changed`` where they were prepared for older slots, or :class:`StorageError`; then the old ones stay.
        """
        unlocked = self._unlocked()
        if fresh.generation <= unlocked.slots.generation:
            raise ChoiceError("keys_changed")
        if self._renewing:
            self.write_anchor()
        safe_write.write(
            self.folder.slots,
            slots.serialise(fresh),
            check=lambda data: slots.verify(slots.parse(data), unlocked.key),
        )
        self._open = Unlocked(fresh, unlocked.key)
        with contextlib.suppress(StorageError):
            keep_slot_generation(self.database, fresh, note)

    def renew_key(self, after: Unlocked, note: Callable[[Transaction], object] = _nothing) -> None:
        """Bring the whole vault under a new key, prepared by :func:`key_renewal.prepare`.

        Raises :class:`ChoiceError` ``keys_changed``, or :class:`StorageError` as :func:`key_renewal.build`; then the
        vault is open and has its old key.
        """
        before = self._unlocked()
        if after.slots.generation <= before.slots.generation:
            raise ChoiceError("keys_changed")
        if self._renewing:
            self.write_anchor()
        key_renewal.build(self.folder, self.database, after, note)
        with self.beside.nobody():
            self.database.close()
            try:
                key_renewal.swap(self.folder)
            except StorageError:
                self.database = self._connect(before)
                key_renewal.undo(self.folder)
                raise
            self._open, self._renewing = after, True
            self.database = self._connect(after)
        # On a full disk both slots files stay, and the next anchor brings it to its end.
        with contextlib.suppress(StorageError):
            self.write_anchor()

    @property
    def waits_for_chain(self) -> bool:
        """Whether it was opened before the chain of its history was checked, so that nothing is written yet."""
        return self.database.holds_writing

    def chain_found_whole(self) -> None:
        """The chain was checked beside: from now on it is written, first of all that this is the newest state."""
        if self.waits_for_chain:
            self.database.hold_writing(None)
            self.write_anchor()

    def write_anchor(self) -> None:
        """Write down the newest state: after the commit of a share, a stop or a backup."""
        if self._renewing:
            key_renewal.finish(self.folder, self.database, self._unlocked())
            self._renewing = False
        else:
            anchor.write(self.folder.anchor, self.database, self._unlocked().key)

    def close(self) -> None:
        """Lock the vault: keys dropped, database closed, folder free. A second call does nothing."""
        if self._open is None:
            return
        self.beside.end()
        try:
            if not self.waits_for_chain:  # else nothing was written either
                self.write_anchor()
        except (StorageError, VaultLocked):
            # On a full disk the old anchor stays, and the database is ahead of it; or a renewed one did not open.
            pass
        finally:
            self._open = None
            self.database.close()
            self._lock.release()

    def _connect(self, unlocked: Unlocked) -> Database:
        return connect(
            self.folder.database, unlocked.key, unlocked.slots.vault_id, forbidden_thread=self.forbidden_thread
        )

    def _unlocked(self) -> Unlocked:
        if self._open is None:
            raise VaultLocked
        return self._open


def keep_slot_generation(
    database: Database, found: slots.Slots, note: Callable[[Transaction], object] = _nothing
) -> None:
    """The database knows the newest slots file; an older one may hold a passphrase that was changed for a reason.

    Raises :class:`StorageError` ``slots_older``, or ``database_damaged``.
    """
    with database.transaction() as transaction:
        row = transaction.row("SELECT slot_generation FROM vault_state")
        if row is None:
            raise StorageError("database_damaged")
        if found.generation < row["slot_generation"]:
            raise StorageError("slots_older")
        transaction.execute("UPDATE vault_state SET slot_generation = ?", (found.generation,))
        note(transaction)

"""Making a vault: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from vault.storage import anchor, journal, passphrase_slot, safe_write, slots
from vault.storage.connection import Database, anywhere, assert_may_wait, connect
from vault.storage.kdf import STANDARD, Profile
from vault.storage.migrations import migrate, schema_steps
from vault.storage.secret import KEY_BYTES, Passphrase, VaultKey
from vault.storage.unlocking import Unlocked
from vault.storage.vault_folder import VaultFolder

if TYPE_CHECKING:
    from pathlib import Path

    from vault.core.clock import Clock

FIRST_GENERATION = 1
"""Of the slots in a vault whose passphrase never changed."""


def make(
    folder: VaultFolder,
    passphrase: Passphrase,
    *,
    profile: Profile = STANDARD,
    clock: Clock,
    random: Callable[[int], bytes],
    forbidden_thread: Callable[[], bool] = anywhere,
) -> Unlocked:
    """A new vault in ``folder``, where there is nothing or an empty folder; its key. It is not open yet.

    Raises :class:`ChoiceError` ``passphrase_short``, ``vault_exists`` or ``folder_not_empty``, or
    :class:`StorageError`.
    """
    assert_may_wait(forbidden_thread)
    passphrase.check_new()
    unfinished = folder.begin(random)
    try:
        key = VaultKey(random(KEY_BYTES))
        first = passphrase_slot.first_slots(random(slots.VAULT_ID_BYTES).hex(), passphrase, key, profile, random)
        safe_write.write(unfinished.slots, slots.serialise(first))
        database = empty_database(
            unfinished.database, key, first.vault_id, clock=clock, random=random, forbidden_thread=forbidden_thread
        )
        try:
            anchor.write(unfinished.anchor, database, key)
        finally:
            database.close()
        unfinished.check()
        folder.finish(unfinished)
    except BaseException:
        unfinished.remove()
        raise
    return Unlocked(first, key)


def empty_database(
    path: Path,
    key: VaultKey,
    vault_id: str,
    *,
    clock: Clock,
    random: Callable[[int], bytes],
    forbidden_thread: Callable[[], bool] = anywhere,
) -> Database:
    """The database of a vault with nothing in it, made at ``path`` and open in this thread. Raises as ``connect``."""
    safe_write.create(path)
    database = connect(path, key, vault_id, forbidden_thread=forbidden_thread)
    try:
        migrate(database, schema_steps())
        with database.transaction() as transaction:
            transaction.execute(
                "INSERT INTO vault_state (one, slot_generation, state_generation, journal_start) VALUES (1, ?, 0, ?)",
                (FIRST_GENERATION, random(journal.START_BYTES)),
            )
            journal.append(transaction, clock.now(), "vault_created", {})
    except BaseException:
        database.close()
        raise
    return database

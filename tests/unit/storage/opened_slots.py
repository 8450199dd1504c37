"""A slots file with every kind of slot, and what each way in says of one: for tests that change single bytes of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from unittest import mock

from tests.unit.storage.memory_keychain import MemoryKeychain
from vault.core.errors import VaultError
from vault.storage import kdf, keychain_slot, passphrase_slot, recovery_slot, slots, unlocking
from vault.storage.kdf import SMALL, Profile
from vault.storage.keychain import Keychain
from vault.storage.recovery_code import RecoveryCode
from vault.storage.secret import Passphrase, VaultKey
from vault.storage.unlocking import Unlocked
from vault.storage.vault_folder import VaultFolder

VAULT_ID = "a5" * 16
KEY = VaultKey(bytes(range(32)))
PASSPHRASE = Passphrase("correct horse")
CODE = RecoveryCode(bytes(range(20)))
NOON = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)
KEYCHAIN = Keychain(MemoryKeychain())
CLEAR = {"slots_unreadable", "slot_damaged", "slots_changed", "vault_newer", "wrong_file"}
"""What may be said of a file with one changed byte; each is a sentence that says what to do."""


def fixed(size: int) -> bytes:
    return b"\x07" * size


@cache
def whole_file() -> bytes:
    """A file with a slot of each kind."""
    found = passphrase_slot.first_slots(VAULT_ID, PASSPHRASE, KEY, SMALL, fixed)
    found = recovery_slot.with_code(found, CODE, KEY, now=NOON, random=fixed)
    slot = keychain_slot.make(found, fixed(32), KEY, now=NOON, random=fixed)
    KEYCHAIN.keep(keychain_slot.account(found, slot), fixed(32))
    return slots.serialise(slots.put(found, slot, KEY))


@lru_cache
def _derived(passphrase: bytes, salt: bytes, cost: Profile) -> bytes:
    return kdf.derive(Passphrase(passphrase.decode()), salt, cost)


def said(folder: VaultFolder, data: bytes) -> set[str]:
    """What the three ways in say of a file in ``folder``: ``opened`` where the right key came out, else a code.

    A wrong key is a failed assertion, and any other exception comes out. Keys are derived once for the same input.
    """
    with folder.slots.open("r+b") as file:  # in its place: making it anew each time waits for the disk
        file.write(data)
        file.truncate()
    ways: tuple[Callable[[], Unlocked], ...] = (
        lambda: unlocking.unlock(folder, PASSPHRASE),
        lambda: unlocking.unlock_with(folder, lambda found: recovery_slot.open_with(found, CODE)),
        lambda: unlocking.unlock_with(folder, lambda found: keychain_slot.open_with(found, KEYCHAIN)),
    )
    found = set()
    with mock.patch.object(passphrase_slot, "derive", lambda typed, salt, cost: _derived(typed.reveal(), salt, cost)):
        for way in ways:
            try:
                unlocked = way()
            except VaultError as problem:
                found.add(problem.code)
            else:
                assert unlocked.key == KEY
                assert json.loads(data) == json.loads(whole_file())
                found.add("opened")
    return found


def folder_at(path: Path) -> VaultFolder:
    """As much of a vault's folder as unlocking looks at."""
    folder = VaultFolder(path)
    folder.database.write_bytes(bytes.fromhex(VAULT_ID) + bytes(4080))
    folder.slots.touch()
    return folder

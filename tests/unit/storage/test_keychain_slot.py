"""The slot for quick unlock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tests.unit.storage.memory_keychain import MemoryKeychain
from vault.core.errors import VaultError
from vault.storage import keychain_slot, slots
from vault.storage.keychain import SERVICE, Keychain
from vault.storage.secret import VaultKey

KEY = VaultKey(bytes(range(32)))
SECRET = bytes(range(50, 82))
NOON = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)


def fixed(size: int) -> bytes:
    return b"\x07" * size


EMPTY = slots.none_yet("a5" * 16)
SLOT = keychain_slot.make(EMPTY, SECRET, KEY, now=NOON, random=fixed)
FOUND = slots.put(EMPTY, SLOT, KEY)


def code_of(action: Callable[[], object]) -> str:
    with pytest.raises(VaultError) as caught:
        action()
    return caught.value.code


def test_what_the_keychain_keeps_gives_the_key() -> None:
    memory = MemoryKeychain()
    Keychain(memory).keep(keychain_slot.account(FOUND, SLOT), SECRET)
    assert list(memory.secrets) == [(SERVICE, "a5" * 16 + "." + "07" * 8)]
    assert keychain_slot.open_with(FOUND, Keychain(memory)) == KEY
    assert SECRET.hex() not in str(SLOT.members)


def test_a_keychain_without_it_or_with_another_one_opens_nothing() -> None:
    keychain = Keychain(MemoryKeychain())
    assert code_of(lambda: keychain_slot.open_with(FOUND, keychain)) == "keychain_without_key"
    keychain.keep(keychain_slot.account(FOUND, SLOT), bytes(32))
    assert code_of(lambda: keychain_slot.open_with(FOUND, keychain)) == "keychain_without_key"


def test_a_vault_without_quick_unlock_asks_no_keychain() -> None:
    memory = MemoryKeychain()
    memory.fails = {"get"}
    assert code_of(lambda: keychain_slot.open_with(EMPTY, Keychain(memory))) == "quick_unlock_off"

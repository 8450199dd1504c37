"""The slot for quick unlock: a random secret opens it that the operating system's keychain keeps."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from vault.core.errors import ChoiceError, StorageError
from vault.storage import random_secret_slot
from vault.storage.secret import KEY_BYTES
from vault.storage.slots import Kind, Slot, Slots

if TYPE_CHECKING:
    from datetime import datetime

    from vault.storage.keychain import Keychain
    from vault.storage.secret import VaultKey

SECRET_BYTES = KEY_BYTES


def make(found: Slots, secret: bytes, key: VaultKey, *, now: datetime, random: Callable[[int], bytes]) -> Slot:
    """A slot for ``found`` that ``secret``, 32 random bytes, opens."""
    return random_secret_slot.make(found, Kind.KEYCHAIN, secret, key, now=now, random=random)


def account(found: Slots, slot: Slot) -> str:
    """The name under which the keychain keeps the secret of a slot: no other slot, of any vault, has it."""
    return f"{found.vault_id}.{slot.id}"


def open_with(found: Slots, keychain: Keychain) -> VaultKey:
    """The vault key, by what the keychain keeps. May wait for a person to unlock the keychain.

    Raises :class:`ChoiceError` ``quick_unlock_off``, or :class:`StorageError` ``keychain_without_key`` where it has
    nothing that opens this vault, ``slot_damaged``, ``slots_unreadable`` or as :meth:`Keychain.read`.
    """
    slot = found.only(Kind.KEYCHAIN)
    if slot is None:
        raise ChoiceError("quick_unlock_off")
    return opened(found, slot, keychain.read(account(found, slot)))


def opened(found: Slots, slot: Slot, secret: bytes | None) -> VaultKey:
    """The vault key in ``slot``. Raises as :func:`open_with`."""
    key = None if secret is None else random_secret_slot.open_with(found, slot, Kind.KEYCHAIN, secret)
    if key is None:
        raise StorageError("keychain_without_key")
    return key

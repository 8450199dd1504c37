"""Slots whose secret is random: there is nothing to guess, so one HKDF (RFC 5869) makes the wrapping key of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from vault.core.errors import StorageError
from vault.storage import slots
from vault.storage.secret import KEY_BYTES

if TYPE_CHECKING:
    from datetime import datetime

    from vault.storage.secret import VaultKey
    from vault.storage.slots import Kind, Slot, Slots

SALT_BYTES = 16
_NAME = "hkdf-sha256"


def make(
    found: Slots, kind: Kind, secret: bytes, key: VaultKey, *, now: datetime, random: Callable[[int], bytes]
) -> Slot:
    """A slot for ``found`` that ``secret``, 20 random bytes or more, opens."""
    salt = random(SALT_BYTES)
    head = {"kind": kind.value, "kdf": {"name": _NAME, "salt": salt.hex()}, **slots.made_at(now)}
    return slots.wrap(found, head, key, _wrapping(secret, salt, kind), random)


def open_with(found: Slots, slot: Slot, kind: Kind, secret: bytes) -> VaultKey | None:
    """The vault key, or None where ``secret`` does not open it. Raises :class:`StorageError` ``slots_unreadable``."""
    kdf = slot.members.get("kdf")
    if not isinstance(kdf, dict) or kdf.get("name") != _NAME:
        raise StorageError("slots_unreadable")
    salt = slots.hex_bytes(kdf.get("salt"), SALT_BYTES)
    return slots.unwrap(found, slot, _wrapping(secret, salt, kind))


def _wrapping(secret: bytes, salt: bytes, kind: Kind) -> bytes:
    purpose = f"preference-vault slot {kind.value} 1".encode("ascii")
    return HKDF(SHA256(), KEY_BYTES, salt=salt, info=purpose).derive(secret)

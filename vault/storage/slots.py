"""``slots.json``: the vault key, wrapped once for each way to open the vault, as LUKS has it.

::

    {"format": 1, "vault": "<32 hex>", "slot_generation": 3, "mac": "<64 hex>",
     "slots": [{"id": "<16 hex>", "kind": "passphrase",
                "kdf": {"name": "argon2id", "profile": "standard", "memory_kib": 262144, "passes": 3, "lanes": 4,
                        "salt": "<32 hex>"},
                "nonce": "<24 hex>", "wrapped": "<96 hex>", "sha256": "<64 hex>"},
               {"id": "<16 hex>", "kind": "recovery", "made": "2026-05-12T12:04:00Z",
                "kdf": {"name": "hkdf-sha256", "salt": "<32 hex>"}, …}]}

``wrapped`` is the vault key under AES-256-GCM; the additional data is all else in the slot with the format and the
vault's id. ``sha256`` is over the slot without itself: it tells a damaged slot from a wrong passphrase. ``mac`` covers
the whole file, under a key that follows from the vault key. There is one slot of each kind at most, and always one for
a passphrase: what is sealed needs it. How each kind comes to its wrapping key stands in its own module.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from vault.core.clock import from_text, to_text
from vault.core.errors import ChoiceError, StorageError, TokenError
from vault.core.strict_json import loads
from vault.storage.canonical import canonical
from vault.storage.secret import KEY_BYTES, VaultKey

FORMAT = 1
MAX_FILE_BYTES = 64 * 1024
"""Sixteen slots fit in a quarter of this."""
MAX_SLOTS = 16
VAULT_ID_BYTES = 16
SLOT_ID_BYTES = 8
_MEMBERS = {"format", "vault", "slot_generation", "slots", "mac"}
_NONCE_BYTES = 12
_TAG_BYTES = 16
_MAC_PURPOSE = "slots 1"
_MAX_GENERATION = 2**53
_NOT_BOUND = {"nonce", "wrapped", "sha256"}


class Kind(StrEnum):
    """What opens a slot."""

    PASSPHRASE = "passphrase"  # noqa: S105  not one, but the word for it
    RECOVERY = "recovery"
    KEYCHAIN = "keychain"


@dataclass(frozen=True)
class Slot:
    """One way to open the vault: its members as they stand in the file."""

    members: Mapping[str, Any]

    def __repr__(self) -> str:
        return f"Slot({self.kind})"

    @property
    def kind(self) -> str:
        """One of :class:`Kind`, or what a later version put there."""
        return str(self.members.get("kind"))

    @property
    def id(self) -> str:
        """Its name, which no other slot ever had."""
        return str(self.members.get("id"))

    @property
    def made(self) -> datetime | None:
        """When it was made, where that was written down."""
        try:
            return from_text(str(self.members.get("made")))
        except ValueError:
            return None

    @property
    def damaged(self) -> bool:
        """Whether the slot is not what was written: its SHA-256 does not match."""
        return self.members.get("sha256") != _sha256(self.members)


@dataclass(frozen=True)
class Slots:
    """The slots file. ``vault_id`` is 16 bytes in hex; ``mac`` is checked by :func:`verify`, once there is a key."""

    vault_id: str
    generation: int
    slots: tuple[Slot, ...]
    mac: bytes

    def has(self, kind: Kind) -> bool:
        """Whether there is a slot of this kind, whole or not."""
        return any(slot.kind == kind for slot in self.slots)

    def only(self, kind: Kind) -> Slot | None:
        """The one slot of a kind, or None.

        Raises :class:`StorageError` ``slot_damaged``, or ``slots_unreadable`` if there is more than one.
        """
        found = [slot for slot in self.slots if slot.kind == kind]
        if any(slot.damaged for slot in found or self.slots):
            raise StorageError("slot_damaged")
        if len(found) > 1:
            raise StorageError("slots_unreadable")
        return found[0] if found else None


def parse(data: bytes) -> Slots:
    """Read a slots file. Nothing in it is trusted yet.

    Raises :class:`StorageError` ``slots_unreadable``, or ``vault_newer`` for a later format.
    """
    try:
        found = loads(data, max_bytes=MAX_FILE_BYTES)
    except TokenError as problem:
        raise StorageError("slots_unreadable") from problem
    file_format = found.get("format")
    if type(file_format) is int and file_format > FORMAT:
        raise StorageError("vault_newer")
    slots, generation = found.get("slots"), found.get("slot_generation")
    if (
        found.keys() != _MEMBERS
        or type(file_format) is not int
        or file_format != FORMAT
        or type(generation) is not int
        or not 0 < generation < _MAX_GENERATION
        or not isinstance(slots, list)
        or not 0 < len(slots) <= MAX_SLOTS
        or not all(isinstance(slot, dict) and all(name.isascii() for name in _names(slot)) for slot in slots)
    ):
        raise StorageError("slots_unreadable")
    vault_id = hex_bytes(found["vault"], VAULT_ID_BYTES).hex()
    return Slots(vault_id, generation, tuple(Slot(slot) for slot in slots), hex_bytes(found["mac"], 32))


def serialise(slots: Slots) -> bytes:
    """The file of ``slots``, indented: someone may have to look into it."""
    return json.dumps(_content(slots) | {"mac": slots.mac.hex()}, indent=1, sort_keys=True).encode("ascii") + b"\n"


def verify(slots: Slots, key: VaultKey) -> None:
    """Whether the whole file is as this vault wrote it. Raises :class:`StorageError` ``slots_changed``."""
    if not hmac.compare_digest(slots.mac, _mac(slots, key)):
        # A damaged slot of another kind breaks the MAC as well; it deserves its own name.
        raise StorageError("slot_damaged" if any(slot.damaged for slot in slots.slots) else "slots_changed")


def none_yet(vault_id: str) -> Slots:
    """What the first slot of a new vault is put into."""
    return Slots(vault_id, 0, (), b"")


def put(slots: Slots, fresh: Slot, key: VaultKey) -> Slots:
    """The next generation of ``slots``: with ``fresh`` in the place of the slot of its kind, or at the end."""
    others = [slot for slot in slots.slots if slot.kind != fresh.kind]
    before = [slot.kind for slot in slots.slots]
    others.insert(before.index(fresh.kind) if fresh.kind in before else len(others), fresh)
    return _next(slots, tuple(others), key)


def without(slots: Slots, kind: Kind, key: VaultKey) -> Slots:
    """The next generation of ``slots``, without the slot of a kind.

    Raises :class:`ChoiceError` ``slot_needed`` for the passphrase, which is never the one to go, so that one stays.
    """
    if kind is Kind.PASSPHRASE:
        raise ChoiceError("slot_needed")
    return _next(slots, tuple(slot for slot in slots.slots if slot.kind != kind), key)


def wrap(
    slots: Slots,
    head: Mapping[str, Any],
    key: VaultKey,
    wrapping: bytes,
    random: Callable[[int], bytes],
) -> Slot:
    """A slot for ``slots`` in which ``wrapping``, 32 bytes, opens to ``key``. ``head`` is its kind, kdf and more."""
    nonce = random(_NONCE_BYTES)
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # not needed before a key is derived

    members = {"id": random(SLOT_ID_BYTES).hex(), **head}
    members["wrapped"] = AESGCM(wrapping).encrypt(nonce, key.reveal(), _bound(slots.vault_id, members)).hex()
    members["nonce"] = nonce.hex()
    members["sha256"] = _sha256(members)
    return Slot(members)


def unwrap(slots: Slots, slot: Slot, wrapping: bytes) -> VaultKey | None:
    """The vault key in a slot of ``slots``, or None where ``wrapping`` does not open it.

    Raises :class:`StorageError` ``slots_unreadable``.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = hex_bytes(slot.members.get("nonce"), _NONCE_BYTES)
    wrapped = hex_bytes(slot.members.get("wrapped"), KEY_BYTES + _TAG_BYTES)
    try:
        return VaultKey(AESGCM(wrapping).decrypt(nonce, wrapped, _bound(slots.vault_id, slot.members)))
    except InvalidTag:
        return None


def hex_bytes(found: object, size: int) -> bytes:
    """The bytes of lower-case hex digits. Raises :class:`StorageError` ``slots_unreadable`` for anything else."""
    if not isinstance(found, str) or not re.fullmatch(f"[0-9a-f]{{{2 * size}}}", found):
        raise StorageError("slots_unreadable")
    return bytes.fromhex(found)


def made_at(moment: datetime) -> dict[str, str]:
    """The member that tells when a slot was made."""
    return {"made": to_text(moment)}


def _next(slots: Slots, found: tuple[Slot, ...], key: VaultKey) -> Slots:
    fresh = Slots(slots.vault_id, slots.generation + 1, found, b"")
    return replace(fresh, mac=_mac(fresh, key))


def _content(slots: Slots) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "vault": slots.vault_id,
        "slot_generation": slots.generation,
        "slots": [dict(slot.members) for slot in slots.slots],
    }


def _mac(slots: Slots, key: VaultKey) -> bytes:
    return key.mac(_MAC_PURPOSE, canonical(_content(slots)))


def _sha256(members: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical({n: v for n, v in members.items() if n != "sha256"})).hexdigest()


def _bound(vault_id: str, members: Mapping[str, Any]) -> bytes:
    told = {name: member for name, member in members.items() if name not in _NOT_BOUND}
    return canonical({**told, "format": FORMAT, "vault": vault_id})


def _names(found: object) -> list[str]:
    """Every member name in a JSON value, at any depth."""
    if isinstance(found, dict):
        return [*found, *(name for member in found.values() for name in _names(member))]
    if isinstance(found, list):
        return [name for member in found for name in _names(member)]
    return []

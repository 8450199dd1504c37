"""``slots.json``: the vault key, wrapped once for each way to open the vault, as LUKS has it.

::

    {"format": 1, "vault": "<32 hex>", "slot_generation": 3, "mac": "<64 hex>",
     "slots": [{"id": "<16 hex>", "kind": "passphrase",
                "kdf": {"name": "argon2id", "profile": "standard", "memory_kib": 262144, "passes": 3, "lanes": 4,
                        "salt": "<32 hex>"},
                "nonce": "<24 hex>", "wrapped": "<96 hex>", "sha256": "<64 hex>"}]}

``wrapped`` is the vault key under AES-256-GCM; the additional data is the slot's id, kind and kdf with the format and
the vault's id. ``sha256`` is over the slot without itself: it tells a damaged slot from a wrong passphrase. ``mac``
covers all else, under a key that follows from the vault key. Slots of other kinds (``recovery``, ``keychain``) pass
through untouched.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vault.core.errors import ChoiceError, StorageError, TokenError
from vault.core.strict_json import loads
from vault.storage.canonical import canonical
from vault.storage.kdf import SALT_BYTES, Profile, derive
from vault.storage.secret import KEY_BYTES, Passphrase, VaultKey

FORMAT = 1
MAX_FILE_BYTES = 64 * 1024
"""Sixteen slots fit in a quarter of this."""
MAX_SLOTS = 16
VAULT_ID_BYTES = 16
_MEMBERS = {"format", "vault", "slot_generation", "slots", "mac"}
_NONCE_BYTES = 12
_TAG_BYTES = 16
_MAC_PURPOSE = "slots 1"
_MAX_GENERATION = 2**53


@dataclass(frozen=True)
class Slot:
    """One way to open the vault: its members as they stand in the file."""

    members: Mapping[str, Any]

    def __repr__(self) -> str:
        return f"Slot({self.kind})"

    @property
    def kind(self) -> str:
        return str(self.members.get("kind"))

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

    @property
    def passphrase_slot(self) -> Slot:
        """The one slot a passphrase opens.

        Raises :class:`StorageError` ``slot_damaged``, or ``slots_unreadable`` if there is none or more than one.
        """
        found = [slot for slot in self.slots if slot.kind == "passphrase"]
        if any(slot.damaged for slot in found or self.slots):
            raise StorageError("slot_damaged")
        if len(found) != 1:
            raise StorageError("slots_unreadable")
        return found[0]


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
    vault_id = _hex(found["vault"], VAULT_ID_BYTES).hex()
    return Slots(vault_id, generation, tuple(Slot(slot) for slot in slots), _hex(found["mac"], 32))


def serialise(slots: Slots) -> bytes:
    """The file of ``slots``, indented: someone may have to look into it."""
    return json.dumps(_content(slots) | {"mac": slots.mac.hex()}, indent=1, sort_keys=True).encode("ascii") + b"\n"


def open_with(slots: Slots, passphrase: Passphrase) -> VaultKey:
    """The vault key, by passphrase. Takes as long as the slot's profile says.

    Raises :class:`ChoiceError` ``wrong_passphrase``, or :class:`StorageError` ``slot_damaged``, ``slots_unreadable``,
    ``kdf_too_weak``, ``kdf_too_costly`` or ``memory_short``.
    """
    members = slots.passphrase_slot.members
    profile, salt = _kdf(members)
    nonce, wrapped = _hex(members.get("nonce"), _NONCE_BYTES), _hex(members.get("wrapped"), KEY_BYTES + _TAG_BYTES)
    wrapping = derive(passphrase, salt, profile)
    try:
        return VaultKey(AESGCM(wrapping).decrypt(nonce, wrapped, _bound(slots.vault_id, members)))
    except InvalidTag as problem:
        raise ChoiceError("wrong_passphrase") from problem


def verify(slots: Slots, key: VaultKey) -> None:
    """Whether the whole file is as this vault wrote it. Raises :class:`StorageError` ``slots_changed``."""
    if not hmac.compare_digest(slots.mac, _mac(slots, key)):
        # A damaged slot of another kind breaks the MAC as well; it deserves its own name.
        raise StorageError("slot_damaged" if any(slot.damaged for slot in slots.slots) else "slots_changed")


def first_slots(
    vault_id: str, passphrase: Passphrase, key: VaultKey, profile: Profile, random: Callable[[int], bytes]
) -> Slots:
    """The slots of a new vault: one, for its passphrase. Raises as :func:`with_passphrase` does."""
    return with_passphrase(Slots(vault_id, 0, (), b""), passphrase, key, profile, random)


def with_passphrase(
    slots: Slots, passphrase: Passphrase, key: VaultKey, profile: Profile, random: Callable[[int], bytes]
) -> Slots:
    """The next generation of ``slots``, in which ``passphrase`` takes the place of the one before.

    Raises :class:`ChoiceError` ``passphrase_short``, or :class:`StorageError` as :func:`vault.storage.kdf.derive`.
    """
    passphrase.check_new()
    salt, nonce = random(SALT_BYTES), random(_NONCE_BYTES)
    kdf = {
        "name": "argon2id",
        "profile": profile.name,
        "memory_kib": profile.memory_kib,
        "passes": profile.passes,
        "lanes": profile.lanes,
        "salt": salt.hex(),
    }
    members: dict[str, Any] = {"id": random(8).hex(), "kind": "passphrase", "kdf": kdf}
    wrapping = derive(passphrase, salt, profile)
    members["wrapped"] = AESGCM(wrapping).encrypt(nonce, key.reveal(), _bound(slots.vault_id, members)).hex()
    members["nonce"] = nonce.hex()
    members["sha256"] = _sha256(members)
    others = tuple(slot for slot in slots.slots if slot.kind != "passphrase")
    fresh = Slots(slots.vault_id, slots.generation + 1, (Slot(members), *others), b"")
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
    parameters = {name: members.get(name) for name in ("id", "kind", "kdf")}
    return canonical({"format": FORMAT, "vault": vault_id, **parameters})


def _kdf(members: Mapping[str, Any]) -> tuple[Profile, bytes]:
    kdf = members.get("kdf")
    if not isinstance(kdf, dict) or kdf.get("name") != "argon2id":
        raise StorageError("slots_unreadable")
    costs = [kdf.get(name) for name in ("memory_kib", "passes", "lanes")]
    memory_kib, passes, lanes = (cost if type(cost) is int else 0 for cost in costs)  # 0 is below every floor
    return Profile(str(kdf.get("profile")), memory_kib, passes, lanes), _hex(kdf.get("salt"), SALT_BYTES)


def _hex(found: object, size: int) -> bytes:
    if not isinstance(found, str) or not re.fullmatch(f"[0-9a-f]{{{2 * size}}}", found):
        raise StorageError("slots_unreadable")
    return bytes.fromhex(found)


def _names(found: object) -> list[str]:
    """Every member name in a JSON value, at any depth."""
    if isinstance(found, dict):
        return [*found, *(name for member in found.values() for name in _names(member))]
    if isinstance(found, list):
        return [name for member in found for name in _names(member)]
    return []

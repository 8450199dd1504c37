"""The slot that a passphrase opens: Argon2id with the cost that stands in the slot, within floor and ceiling."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from vault.core.errors import ChoiceError, StorageError
from vault.storage import slots
from vault.storage.kdf import SALT_BYTES, Profile, derive
from vault.storage.slots import Kind, Slot, Slots

if TYPE_CHECKING:
    from vault.storage.secret import Passphrase, VaultKey

_NAME = "argon2id"


def open_with(found: Slots, passphrase: Passphrase) -> VaultKey:
    """The vault key, by passphrase. Takes as long as the slot's profile says.

    Raises :class:`ChoiceError` ``wrong_passphrase``, or :class:`StorageError` ``slot_damaged``, ``slots_unreadable``,
    ``kdf_too_weak``, ``kdf_too_costly`` or ``memory_short``.
    """
    slot, cost = _slot(found), profile(found)
    salt = slots.hex_bytes(slot.members["kdf"].get("salt"), SALT_BYTES)
    key = slots.unwrap(found, slot, derive(passphrase, salt, cost))
    if key is None:
        raise ChoiceError("wrong_passphrase")
    return key


def profile(found: Slots) -> Profile:
    """What opening by passphrase costs, not checked yet. Raises :class:`StorageError` as :func:`open_with` does."""
    kdf = _slot(found).members.get("kdf")
    if not isinstance(kdf, dict) or kdf.get("name") != _NAME:
        raise StorageError("slots_unreadable")
    costs = [kdf.get(name) for name in ("memory_kib", "passes", "lanes")]
    memory_kib, passes, lanes = (cost if type(cost) is int else 0 for cost in costs)  # 0 is below every floor
    return Profile(str(kdf.get("profile")), memory_kib, passes, lanes)


def first_slots(
    vault_id: str, passphrase: Passphrase, key: VaultKey, cost: Profile, random: Callable[[int], bytes]
) -> Slots:
    """The slots of a new vault: one, for its passphrase. Raises as :func:`with_passphrase` does."""
    return with_passphrase(slots.none_yet(vault_id), passphrase, key, cost, random)


def with_passphrase(
    found: Slots, passphrase: Passphrase, key: VaultKey, cost: Profile, random: Callable[[int], bytes]
) -> Slots:
    """The next generation of ``found``, in which ``passphrase`` takes the place of the one before.

    Raises :class:`ChoiceError` ``passphrase_short``, or :class:`StorageError` as :func:`vault.storage.kdf.derive`.
    """
    passphrase.check_new()
    salt = random(SALT_BYTES)
    kdf = {
        "name": _NAME,
        "profile": cost.name,
        "memory_kib": cost.memory_kib,
        "passes": cost.passes,
        "lanes": cost.lanes,
        "salt": salt.hex(),
    }
    head = {"kind": Kind.PASSPHRASE.value, "kdf": kdf}
    return slots.put(found, slots.wrap(found, head, key, derive(passphrase, salt, cost), random), key)


def _slot(found: Slots) -> Slot:
    slot = found.only(Kind.PASSPHRASE)
    if slot is None:
        raise StorageError("slots_unreadable")
    return slot

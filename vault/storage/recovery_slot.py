"""The slot that a recovery code opens."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from vault.core.errors import ChoiceError
from vault.storage import random_secret_slot, recovery_code, slots
from vault.storage.slots import Kind, Slot, Slots

if TYPE_CHECKING:
    from datetime import datetime

    from vault.storage.recovery_code import RecoveryCode
    from vault.storage.secret import VaultKey


def with_code(
    found: Slots, code: RecoveryCode, key: VaultKey, *, now: datetime, random: Callable[[int], bytes]
) -> Slots:
    """The next generation of ``found``, in which ``code`` opens the vault, and the code before it no more."""
    slot = random_secret_slot.make(found, Kind.RECOVERY, code.reveal(), key, now=now, random=random)
    return slots.put(found, slot, key)


def open_with(found: Slots, code: RecoveryCode) -> VaultKey:
    """The vault key, by recovery code.

    Raises :class:`ChoiceError` ``no_recovery_code`` where there is none, or ``wrong_recovery_code``, or
    :class:`StorageError` ``slot_damaged`` or ``slots_unreadable``.
    """
    key = _tried(found, _slot(found), code)
    if key is None:
        raise ChoiceError("wrong_recovery_code")
    return key


def read(found: Slots, typed: str) -> RecoveryCode:
    """The code that was typed, for this vault: where one sign is wrong, it is tried out which one.

    Raises :class:`ChoiceError` ``no_recovery_code``, ``recovery_code_length``, ``recovery_code_group``,
    ``recovery_code_check_sign`` or ``recovery_code_mistyped``, or :class:`StorageError` as :func:`open_with`.
    """
    slot = _slot(found)
    signs = recovery_code.read_signs(typed)
    try:
        return recovery_code.whole(signs)
    except ChoiceError:
        for place, code in recovery_code.near(signs):
            if _tried(found, slot, code) is not None:
                raise recovery_code.look_again(place) from None
        raise


def _slot(found: Slots) -> Slot:
    slot = found.only(Kind.RECOVERY)
    if slot is None:
        raise ChoiceError("no_recovery_code")
    return slot


def _tried(found: Slots, slot: Slot, code: RecoveryCode) -> VaultKey | None:
    return random_secret_slot.open_with(found, slot, Kind.RECOVERY, code.reveal())

"""From a passphrase, or another way in, to the vault's key, and the proof later that the passphrase was typed again.

Nothing here uses the database: deriving a key takes half a second, and belongs to a thread on which nothing waits.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vault.core.errors import StorageError, VaultError
from vault.storage import kdf, passphrase_slot, safe_write, slots
from vault.storage.slots import Slots
from vault.storage.waiting_threads import anywhere, assert_may_wait

if TYPE_CHECKING:
    from pathlib import Path

    from vault.storage.secret import Passphrase, VaultKey
    from vault.storage.vault_folder import VaultFolder

CHALLENGE_BYTES = 32
"""Random, so that no two proofs are the same."""
_PURPOSE = "passphrase proof 1"
_WRONG = {"wrong_passphrase", "wrong_recovery_code", "keychain_without_key"}


@dataclass(frozen=True)
class Unlocked:
    """A vault's key and the slots it came from, before the database is opened."""

    slots: Slots
    key: VaultKey
    renewed: Unlocked | None = None
    """What the same passphrase opens where the vault's key was being renewed: the database has one key or the other."""
    stronger: Slots | None = None
    """Slots in which the same passphrase costs more to guess, for when the vault is open."""


@dataclass(frozen=True)
class Raising:
    """What it takes to make a passphrase dearer to guess where the machine allows. ``timer`` gives seconds."""

    timer: Callable[[], float]
    random: Callable[[int], bytes]


@dataclass(frozen=True)
class PassphraseProof:
    """The passphrase was typed for ``challenge``: only who has the vault's key can make ``answer``."""

    challenge: bytes = field(repr=False)
    answer: bytes = field(repr=False)


@dataclass(frozen=True)
class PassphraseCheck:
    """What it takes to check a passphrase away from the vault. Holds nothing that is not in the slots file."""

    slots: Slots = field(repr=False)
    challenge: bytes = field(repr=False)
    forbidden_thread: Callable[[], bool] = anywhere

    def prove(self, passphrase: Passphrase) -> PassphraseProof:
        """Takes as long as unlocking. Raises as :func:`passphrase_slot.open_with`, ``wrong_passphrase`` first."""
        assert_may_wait(self.forbidden_thread)
        return PassphraseProof(self.challenge, _answer(passphrase_slot.open_with(self.slots, passphrase), self))


def is_proven(unlocked: Unlocked, proof: PassphraseProof) -> bool:
    """Whether the passphrase that opens the vault now was typed for this challenge."""
    asked = PassphraseCheck(unlocked.slots, proof.challenge)
    return hmac.compare_digest(_answer(unlocked.key, asked), proof.answer)


def _answer(key: VaultKey, check: PassphraseCheck) -> bytes:
    """With the generation of the slots: a passphrase that was changed meanwhile proves nothing."""
    return key.mac(_PURPOSE, check.slots.generation.to_bytes(8, "big") + check.challenge)


def read_slots(path: Path) -> Slots:
    """A slots file, of which nothing is trusted yet.

    Raises :class:`StorageError` ``slots_unreadable``, ``vault_newer`` or as :func:`vault.storage.safe_write.read`.
    """
    try:
        return slots.parse(safe_write.read(path, max_bytes=slots.MAX_FILE_BYTES))
    except StorageError as problem:
        if problem.code == "file_too_large":
            raise StorageError("slots_unreadable") from problem
        raise


def unlock(
    folder: VaultFolder,
    passphrase: Passphrase,
    *,
    raising: Raising | None = None,
    forbidden_thread: Callable[[], bool] = anywhere,
) -> Unlocked:
    """The vault's key, by passphrase; about half a second's work, and twice that where ``raising`` finds it too cheap.

    Raises :class:`StorageError` ``slots_changed``, ``wrong_file`` or as :func:`read_slots` and
    :func:`passphrase_slot.open_with` do, with :class:`ChoiceError` ``wrong_passphrase``.
    """
    assert_may_wait(forbidden_thread)
    found = read_slots(folder.slots)
    started = raising.timer() if raising else 0.0
    key = _opened(folder, found, lambda each: passphrase_slot.open_with(each, passphrase))
    took = raising.timer() - started if raising else 0.0
    renewed = _renewed(folder, passphrase)
    stronger = _stronger(found, passphrase, key, took, raising) if raising and renewed is None else None
    return Unlocked(found, key, renewed, stronger)


def unlock_with(
    folder: VaultFolder,
    opening: Callable[[Slots], VaultKey],
    *,
    forbidden_thread: Callable[[], bool] = anywhere,
) -> Unlocked:
    """The vault's key by another way in, which ``opening`` takes. Raises as :func:`unlock` and ``opening`` do."""
    assert_may_wait(forbidden_thread)
    found = read_slots(folder.slots)
    return Unlocked(found, _opened(folder, found, opening))


def _opened(folder: VaultFolder, found: Slots, opening: Callable[[Slots], VaultKey]) -> VaultKey:
    """The key, and all of the slots checked by it. That the wrong thing was typed is only said where that is sure."""
    try:
        key = opening(found)
    except VaultError as problem:
        if problem.code in _WRONG and not _same_vault(folder, found):
            raise StorageError("wrong_file", file=folder.slots.name) from None
        raise
    slots.verify(found, key)
    return key


def _same_vault(folder: VaultFolder, found: Slots) -> bool:
    """Whether the database begins with the id in the slots, as far as it can be read: its opening says more."""
    try:
        with safe_write.opened(folder.database) as file:
            head = file.read(slots.VAULT_ID_BYTES)
    except (OSError, StorageError):
        return True
    return len(head) < slots.VAULT_ID_BYTES or head.hex() == found.vault_id


def _renewed(folder: VaultFolder, passphrase: Passphrase) -> Unlocked | None:
    """What the passphrase opens of a renewal that did not come to its end. One that it does not open is not ours."""
    try:
        found = read_slots(folder.renewed_slots)
        key = passphrase_slot.open_with(found, passphrase)
        slots.verify(found, key)
    except VaultError as problem:
        if problem.code == "memory_short":
            raise
        return None
    return Unlocked(found, key)


def _stronger(found: Slots, passphrase: Passphrase, key: VaultKey, took: float, raising: Raising) -> Slots | None:
    cost = kdf.dearer(passphrase_slot.profile(found), took)
    if cost is None:
        return None
    try:
        fresh = passphrase_slot.with_passphrase(found, passphrase, key, cost, raising.random)
        passphrase_slot.open_with(slots.parse(slots.serialise(fresh)), passphrase)
    except VaultError:  # too little memory for more: what there is opens the vault
        return None
    return fresh

"""Opening a closed vault without its passphrase: by its recovery code, or by this computer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vault.customer.session import Derived, Random
from vault.storage import keychain_slot, passphrase_slot, recovery_slot, slots, unlocking
from vault.storage.connection import anywhere, assert_may_wait
from vault.storage.kdf import STANDARD, Profile
from vault.storage.recovery_code import PartState as PartState
from vault.storage.recovery_code import TypedPart as TypedPart
from vault.storage.recovery_code import typed_parts as typed_parts  # for who shows a code while it is typed
from vault.storage.slots import Kind as Kind  # what there is is named from here
from vault.storage.unlocking import Unlocked
from vault.storage.vault_folder import VaultFolder

if TYPE_CHECKING:
    from pathlib import Path

    from vault.storage.keychain import Keychain
    from vault.storage.secret import Passphrase


@dataclass(frozen=True)
class Recovery:
    """A vault that its recovery code opens. It opens with a new passphrase only: the old one is forgotten."""

    folder: VaultFolder
    unlocked: Unlocked = field(repr=False)
    forbidden_thread: Callable[[], bool] = anywhere

    def choose(self, new: Passphrase, *, random: Random, profile: Profile = STANDARD) -> Derived:
        """The vault with ``new`` as its passphrase from its opening on. Raises as ``with_passphrase``."""
        assert_may_wait(self.forbidden_thread)
        found, key = self.unlocked.slots, self.unlocked.key
        fresh = passphrase_slot.with_passphrase(found, new, key, profile, random)
        passphrase_slot.open_with(slots.parse(slots.serialise(fresh)), new)
        return Derived(self.folder, self.unlocked, self.forbidden_thread, replacing=fresh)


def recover(folder: Path, typed: str, *, forbidden_thread: Callable[[], bool] = anywhere) -> Recovery:
    """Open the vault at ``folder`` by the recovery code as it was typed.

    Raises as :meth:`VaultFolder.check`, :func:`unlocking.unlock_with`, :func:`recovery_slot.read` and
    :func:`recovery_slot.open_with`.
    """
    found = VaultFolder.at(folder)
    found.check()
    unlocked = unlocking.unlock_with(
        found,
        lambda each: recovery_slot.open_with(each, recovery_slot.read(each, typed)),
        forbidden_thread=forbidden_thread,
    )
    return Recovery(found, unlocked, forbidden_thread)


def recovery_from(derived: Derived) -> Recovery:
    """A vault whose key was found by the recovery code of a backup: it takes a new passphrase too."""
    return Recovery(derived.folder, derived.unlocked, derived.forbidden_thread)


def derive_quickly(folder: Path, keychain: Keychain, *, forbidden_thread: Callable[[], bool] = anywhere) -> Derived:
    """The key of the vault at ``folder``, by this computer's keychain; what is sealed takes the passphrase too.

    Raises as :meth:`VaultFolder.check`, :func:`unlocking.unlock_with` and :func:`keychain_slot.open_with`.
    """
    found = VaultFolder.at(folder)
    found.check()
    unlocked = unlocking.unlock_with(
        found, lambda each: keychain_slot.open_with(each, keychain), forbidden_thread=forbidden_thread
    )
    return Derived(found, unlocked, forbidden_thread)


def ways_in(folder: Path) -> frozenset[Kind]:
    """Which ways in a closed vault names, to offer them. Nothing is certain before one of them opens it.

    Raises :class:`StorageError` as :meth:`VaultFolder.check` and :func:`unlocking.read_slots`.
    """
    found = VaultFolder.at(folder)
    found.check()
    read = unlocking.read_slots(found.slots)
    return frozenset(kind for kind in Kind if read.has(kind))

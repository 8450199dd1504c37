"""The ways into an open vault: its passphrase, a recovery code, quick unlock. Each can be made, replaced and removed.

A change is three steps, because deriving a key and asking a keychain take their time, and need no database::

    work = start(session, proof)            # where the session lives; ``proof`` says that the passphrase was typed
    change = work.change_passphrase(new)    # elsewhere
    record(session, change)                 # where the session lives

and :func:`record_recovery` for the one that gives something back. Removing takes no proof and no derivation.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from vault.core.errors import ChoiceError, StorageError
from vault.storage import journal, keychain_slot, passphrase_slot, recovery_code, recovery_slot, slots
from vault.storage.connection import assert_may_wait
from vault.storage.kdf import STANDARD, Profile
from vault.storage.keychain import Keychain as Keychain  # use cases take it, so it is named from here
from vault.storage.keychain import find
from vault.storage.new_vault import FIRST_GENERATION
from vault.storage.recovery_code import RecoveryCode as RecoveryCode
from vault.storage.slots import Kind as Kind
from vault.storage.slots import Slots
from vault.storage.unlocking import Unlocked, read_slots

if TYPE_CHECKING:
    from vault.core.clock import Clock
    from vault.customer.session import Derived, PassphraseProof, Random, Session
    from vault.storage.connection import Transaction
    from vault.storage.secret import Passphrase


find_keychain = find
"""This computer's keychain, for who may not name the storage. Raises as :func:`vault.storage.keychain.find`."""


@dataclass(frozen=True)
class WayIn:
    """One way to open the vault, since when, and the MiB of memory that one guess takes; 0 where nobody can guess."""

    kind: str
    made: datetime | None
    memory: int


@dataclass(frozen=True)
class KeychainEntry:
    """The secret of one quick unlock in the keychain of this computer, or one that is not there any more."""

    keychain: Keychain
    account: str

    def forget(self) -> None:
        """Remove it, if the keychain lets us: without its slot it opens nothing."""
        with contextlib.suppress(StorageError):
            self.keychain.forget(self.account)


@dataclass(frozen=True)
class Change:
    """Slots that are ready to take the place of those of ``before``. ``told`` is the history's word for it."""

    before: Slots = field(repr=False)
    after: Slots = field(repr=False)
    told: str
    added: KeychainEntry | None = None
    replaced: KeychainEntry | None = None


@dataclass(frozen=True)
class NewRecovery:
    """A recovery code that is not in the vault yet: :func:`record_recovery` gives it away."""

    change: Change
    code: RecoveryCode
    vault_name: str
    made: datetime


@dataclass(frozen=True)
class RecoveryKit:
    """A recovery code that opens the vault: it was tried on the slots as they are on the disk."""

    code: RecoveryCode
    vault_name: str
    made: datetime


@dataclass(frozen=True)
class KeyWork:
    """What it takes to prepare a change, away from the session. Holds the vault's key."""

    unlocked: Unlocked
    vault_name: str
    now: datetime
    random: Random = field(repr=False)
    forbidden_thread: Callable[[], bool]

    def change_passphrase(self, new: Passphrase, profile: Profile = STANDARD) -> Change:
        """Let ``new`` open the vault and the present passphrase no more. The vault is not encrypted again.

        Raises as :func:`passphrase_slot.with_passphrase`.
        """
        assert_may_wait(self.forbidden_thread)
        before, key = self.unlocked.slots, self.unlocked.key
        after = passphrase_slot.with_passphrase(before, new, key, profile, self.random)
        passphrase_slot.open_with(slots.parse(slots.serialise(after)), new)
        return Change(before, after, "passphrase_changed")

    def make_recovery(self) -> NewRecovery:
        """A recovery code, instead of the one before."""
        before, key = self.unlocked.slots, self.unlocked.key
        code = recovery_code.new(self.random)
        after = recovery_slot.with_code(before, code, key, now=self.now, random=self.random)
        return NewRecovery(Change(before, after, "recovery_made"), code, self.vault_name, self.now)

    def turn_on_quick_unlock(self, keychain: Keychain) -> Change:
        """Let this computer open the vault, once its keychain was seen to work.

        Raises :class:`StorageError` as :meth:`Keychain.prove`.
        """
        assert_may_wait(self.forbidden_thread)
        keychain.prove(self.random)
        before = self.unlocked.slots
        slot, added = kept_secret(self.unlocked, keychain, now=self.now, random=self.random)
        after = slots.put(before, slot, self.unlocked.key)
        return Change(before, after, "quick_unlock_on", added, keychain_entry(before, keychain))

    def after(self, change: Change) -> KeyWork:
        """What it takes to prepare one more change, to be recorded after ``change``."""
        return replace(self, unlocked=Unlocked(change.after, self.unlocked.key))


def view_keys(session: Session) -> tuple[WayIn, ...]:
    """The ways into the vault."""
    found = session.vault.unlocked.slots
    memory = passphrase_slot.profile(found).memory_kib // 1024
    return tuple(WayIn(slot.kind, slot.made, memory if slot.kind == Kind.PASSPHRASE else 0) for slot in found.slots)


def start(session: Session, proof: PassphraseProof) -> KeyWork:
    """Begin a change of the ways in, for who just typed the passphrase. Raises as :meth:`Session.accept`."""
    session.accept(proof)
    vault = session.vault
    return KeyWork(vault.unlocked, vault.folder.path.name, session.clock.now(), session.random, vault.forbidden_thread)


def start_new(made: Derived, *, clock: Clock, random: Random) -> KeyWork:
    """Begin a change of the ways into a vault that was just made: its passphrase was typed for that.

    Raises :class:`ChoiceError` ``wrong_passphrase`` for any other vault.
    """
    found = made.unlocked.slots
    if found.generation != FIRST_GENERATION or len(found.slots) != 1:
        raise ChoiceError("wrong_passphrase")
    return KeyWork(made.unlocked, made.folder.path.name, clock.now(), random, made.forbidden_thread)


def record(session: Session, change: Change) -> None:
    """Put a prepared change in its place.

    Raises :class:`ChoiceError` ``keys_changed`` if another change was made meanwhile, or :class:`StorageError`.
    """
    with settled(change.added, change.replaced):
        assert_unchanged(session, change.before)
        session.vault.replace_slots(change.after, telling(session, change.told))


def record_recovery(session: Session, made: NewRecovery) -> RecoveryKit:
    """Put a recovery code in its place, and give it away once it opened what is on the disk. Raises as :func:`record`.

    And as :func:`recovery_slot.open_with`, where the disk does not hold what was written.
    """
    record(session, made.change)
    vault = session.vault
    if recovery_slot.open_with(read_slots(vault.folder.slots), made.code) != vault.unlocked.key:
        raise ChoiceError("wrong_recovery_code")
    return RecoveryKit(made.code, made.vault_name, made.made)


def remove_recovery(session: Session) -> None:
    """Let no recovery code open the vault. Raises :class:`ChoiceError` ``no_recovery_code``, or as :func:`record`."""
    if not session.vault.unlocked.slots.has(Kind.RECOVERY):
        raise ChoiceError("no_recovery_code")
    record(session, _without(session, Kind.RECOVERY, "recovery_removed"))


def turn_off_quick_unlock(session: Session, keychain: Keychain | None) -> None:
    """Let this computer open the vault no more. Its ``keychain``, where there still is one, forgets the secret.

    Raises :class:`ChoiceError` ``quick_unlock_off``, or as :func:`record`.
    """
    before = session.vault.unlocked.slots
    if not before.has(Kind.KEYCHAIN):
        raise ChoiceError("quick_unlock_off")
    change = _without(session, Kind.KEYCHAIN, "quick_unlock_off")
    record(session, replace(change, replaced=None if keychain is None else keychain_entry(before, keychain)))


def kept_secret(
    unlocked: Unlocked, keychain: Keychain, *, now: datetime, random: Random
) -> tuple[slots.Slot, KeychainEntry]:
    """A slot for the slots of ``unlocked`` whose secret the keychain has; it was read back and opens the slot.

    Raises :class:`StorageError` as :func:`keychain_slot.open_with`.
    """
    found, secret = unlocked.slots, random(keychain_slot.SECRET_BYTES)
    slot = keychain_slot.make(found, secret, unlocked.key, now=now, random=random)
    entry = KeychainEntry(keychain, keychain_slot.account(found, slot))
    keychain.keep(entry.account, secret)
    try:
        keychain_slot.opened(found, slot, keychain.read(entry.account))
    except StorageError:
        entry.forget()
        raise
    return slot, entry


def keychain_entry(found: Slots, keychain: Keychain) -> KeychainEntry | None:
    """What the keychain has for the present quick unlock, where there is one."""
    slot = next((slot for slot in found.slots if slot.kind == Kind.KEYCHAIN), None)
    return None if slot is None else KeychainEntry(keychain, keychain_slot.account(found, slot))


@contextlib.contextmanager
def settled(added: KeychainEntry | None, replaced: KeychainEntry | None) -> Iterator[None]:
    """Forget what a change replaced in the keychain once it is made, or what was added for it if it is not."""
    try:
        yield
    except BaseException:
        if added is not None:
            added.forget()
        raise
    if replaced is not None:
        replaced.forget()


def assert_unchanged(session: Session, before: Slots) -> None:
    """Raise :class:`ChoiceError` ``keys_changed`` if the vault has other slots than those a change was prepared for."""
    if session.vault.unlocked.slots != before:
        raise ChoiceError("keys_changed")


def telling(session: Session, word: str) -> Callable[[Transaction], object]:
    """What writes into the history that the keys changed."""
    now = session.clock.now()
    return lambda transaction: journal.append(transaction, now, word, {})


def _without(session: Session, kind: Kind, word: str) -> Change:
    unlocked = session.vault.unlocked
    return Change(unlocked.slots, slots.without(unlocked.slots, kind, unlocked.key), word)

"""*Renew the vault key*: after a passphrase or an old copy got into other hands, so that neither opens anything new.

Three steps, as in :mod:`vault.customer.keys`: :func:`keys.start`, :func:`prepare_renewal` elsewhere, and
:func:`record_renewal`, which writes the whole vault anew.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vault.core.errors import StorageError
from vault.customer.backups import Reason, keep_backup
from vault.customer.keys import (
    KeychainEntry,
    Kind,
    assert_unchanged,
    kept_secret,
    keychain_entry,
    settled,
    telling,
)
from vault.storage import backup_file, backups_kept, key_renewal, safe_write, slots
from vault.storage.connection import assert_may_wait
from vault.storage.kdf import STANDARD, Profile
from vault.storage.slots import Slots
from vault.storage.unlocking import Unlocked

if TYPE_CHECKING:
    from vault.customer.keys import Keychain, KeyWork
    from vault.customer.session import Session
    from vault.storage.secret import Passphrase


@dataclass(frozen=True)
class Renewal:
    """A new vault key, ready to take the place of the one of ``before``."""

    before: Slots = field(repr=False)
    after: Unlocked = field(repr=False)
    added: KeychainEntry | None = None
    replaced: KeychainEntry | None = None


@dataclass(frozen=True)
class Renewed:
    """What a renewal left behind: ways in that have to be made again, and backups that the old key opens."""

    lost: tuple[Kind, ...]
    old_backups: int


def prepare_renewal(
    work: KeyWork, passphrase: Passphrase, keychain: Keychain | None, profile: Profile = STANDARD
) -> Renewal:
    """A new vault key, opened by the same passphrase, and by this computer where quick unlock is on and works.

    Raises :class:`ChoiceError` ``wrong_passphrase``, or as :func:`key_renewal.prepare`.
    """
    assert_may_wait(work.forbidden_thread)
    before = work.unlocked.slots
    after = key_renewal.prepare(work.unlocked, passphrase, profile, work.random)
    replaced = None if keychain is None else keychain_entry(before, keychain)
    if keychain is None or replaced is None:
        return Renewal(before, after)
    try:
        slot, added = kept_secret(after, keychain, now=work.now, random=work.random)
    except StorageError:  # quick unlock can be turned on again, and a renewal may be urgent
        return Renewal(before, after, replaced=replaced)
    return Renewal(before, Unlocked(slots.put(after.slots, slot, after.key), after.key), added, replaced)


def record_renewal(session: Session, renewal: Renewal) -> Renewed:
    """Bring the vault under its new key.

    Raises :class:`ChoiceError` ``keys_changed``, or as :meth:`OpenVault.renew_key`; then the vault has its old key.
    """
    with settled(renewal.added, renewal.replaced):
        assert_unchanged(session, renewal.before)
        session.vault.renew_key(renewal.after, telling(session, "key_renewed"))
    lost = tuple(kind for kind in Kind if renewal.before.has(kind) and not renewal.after.slots.has(kind))
    return Renewed(lost, len(_old(session)))


def delete_old_backups(session: Session) -> int:
    """Make a backup under the present key, and delete those of the vault's folder that another key opens; how many.

    Backups that were saved elsewhere stay. Raises as :func:`keep_backup`; then none is deleted.
    """
    old = _old(session)
    keep_backup(session, Reason.ASKED)  # some may go for it already
    try:
        for each in old:
            each.path.unlink(missing_ok=True)
    except OSError as problem:
        raise safe_write.storage_error(problem, session.vault.folder.backups) from problem
    return len(old)


def _old(session: Session) -> list[backups_kept.Kept]:
    """The backups in the folder that were not made under the present key, and those that cannot be read."""
    found, key = [], session.vault.unlocked.key
    for each in backups_kept.kept(session.vault.folder):
        try:
            backup_file.verify(backup_file.read(each.path), key)
        except StorageError:
            found.append(each)
    return found

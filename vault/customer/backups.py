"""Backups of the open vault: made when due, proven, saved elsewhere, and tried out before they are needed.

Opening a backup is for :mod:`vault.customer.restoring`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from vault.core.errors import ChoiceError, StorageError, VaultError
from vault.customer.checking import Checked, check_vault
from vault.storage import backup_file, backups_kept, fire_drill, journal, safe_write, settings
from vault.storage.backup_file import Reason as Reason  # why a backup is made is said from here
from vault.storage.backups_kept import Kept as Kept

if TYPE_CHECKING:
    from pathlib import Path

    from vault.customer.session import Session

DRILL_EVERY = timedelta(days=30)
CHECK_EVERY = timedelta(days=7)
"""It reads the whole file."""
_LAST_CHECK = f"{settings.HERE}checked"


@dataclass(frozen=True)
class Drill:
    """A fire drill that went well: the backup of ``made_at`` came back whole, with so many ``records``."""

    made_at: datetime
    records: int


@dataclass(frozen=True)
class Backups:
    """What a vault has to fall back on, newest first, and when it was last seen to work."""

    kept: tuple[Kept, ...]
    last_drill: datetime | None
    last_check: datetime | None


@dataclass(frozen=True)
class Cared:
    """What was due and is done, and what of it ``failed``: nothing of it keeps the vault from being used."""

    backup: Kept | None = None
    drill: Drill | None = None
    checked: Checked | None = None
    failed: tuple[VaultError, ...] = ()


def view_backups(session: Session) -> Backups:
    """The backups in the vault's folder. Raises :class:`StorageError` as ``storage_error`` does."""
    with session.database.read() as reader:
        last_drill, last_check = fire_drill.last_drill(reader), settings.moment(reader, _LAST_CHECK)
    return Backups(backups_kept.kept(session.vault.folder), last_drill, last_check)


def keep_backup(session: Session, reason: Reason = Reason.ASKED) -> Kept:
    """Make a backup in the vault's folder, and drop those whose place it takes. Nothing is done to the vault itself.

    Raises :class:`StorageError` as :func:`vault.storage.backups_kept.keep`.
    """
    vault = session.vault
    unlocked = vault.unlocked
    made = backups_kept.keep(
        vault.folder, session.database, unlocked.slots, unlocked.key, now=session.clock.now(), reason=reason
    )
    session.commit_anchor()
    return made


def save_backup(session: Session, path: Path) -> None:
    """Save a backup as one file at ``path``, where nothing is. It opens with the passphrase of today.

    Raises :class:`ChoiceError` ``file_exists``, or :class:`StorageError` as :func:`keep_backup`.
    """
    try:
        taken = path.is_symlink() or path.exists()
    except OSError as problem:
        raise safe_write.storage_error(problem, path) from problem
    if taken:
        raise ChoiceError("file_exists", file=path.name)
    unlocked, now = session.vault.unlocked, session.clock.now()
    backups_kept.save(
        session.vault.folder,
        session.database,
        unlocked.slots,
        unlocked.key,
        path,
        now=now,
        random=session.random,
    )
    with session.database.transaction() as transaction:
        journal.append(transaction, now, "backup_saved", {})
    session.commit_anchor()


def drill(session: Session) -> Drill:
    """Restore the newest backup where it bothers nobody, compare it with the day it was made, and remember that.

    Raises :class:`StorageError` ``no_backup``, or as :func:`vault.storage.restoring.proven`.
    """
    done = fire_drill.drill(session.vault.folder, session.vault.unlocked.key)
    with session.database.transaction() as transaction:
        fire_drill.remember(transaction, session.clock.now())
    return Drill(done.backup.made_at, done.records)


def care(session: Session) -> Cared:
    """Do what is due: a backup a day, a check a week, a fire drill a month. For when the vault opens and stays open.

    A vault that is found damaged is not backed up: that would only push whole backups out.
    """
    now, before = session.clock.now(), view_backups(session)
    failed: list[VaultError] = []
    checked = made = drilled = None
    if _due(before.last_check, CHECK_EVERY, now):
        checked = check_vault(session)
    if checked is None or checked.whole:
        try:
            if checked is not None:
                _remember_check(session, now)
            if _backup_due(session, before.kept, now):
                made = keep_backup(session, Reason.DAILY)
            if _due(before.last_drill, DRILL_EVERY, now):
                drilled = drill(session)
        except StorageError as problem:
            failed.append(problem)
    return Cared(made, drilled, checked, tuple(failed))


def _backup_due(session: Session, kept: tuple[Kept, ...], now: datetime) -> bool:
    """One a day (UTC), and one at once where the newest does not open with the vault's present key."""
    if not kept or kept[0].made_at.date() != now.date():
        return True
    try:
        backup_file.verify(backup_file.read(kept[0].path), session.vault.unlocked.key)
    except StorageError:
        return True
    return False


def _due(last: datetime | None, every: timedelta, now: datetime) -> bool:
    """A date that is yet to come is of a clock that was wrong."""
    return last is None or not timedelta(0) <= now - last < every


def _remember_check(session: Session, now: datetime) -> None:
    with session.database.transaction() as transaction:
        settings.put_moment(transaction, _LAST_CHECK, now)

"""Backups of the open vault: made when due, proven, saved elsewhere, and tried out before they are needed.

All of it reads the whole vault, so a program with threads does it beside: :func:`start_backups` or
:func:`start_care` in the thread that owns the session, then a method of what they give elsewhere, then
:func:`record_saved`, :func:`record_drill` or :func:`record_care` in the first one again.

Opening a backup is for :mod:`vault.customer.restoring`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from vault.core.errors import ChoiceError, StorageError
from vault.customer.checking import Checked, Checking, start_checking
from vault.storage import backup_file, backups_kept, fire_drill, journal, safe_write, settings
from vault.storage.backup_file import Reason as Reason  # why a backup is made is said from here
from vault.storage.backups_kept import Kept as Kept

if TYPE_CHECKING:
    from pathlib import Path

    from vault.customer.session import Random, Session
    from vault.storage.beside import Beside

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
    """What a vault has to fall back on, newest first, and when it was last seen to work.

    ``size`` is how many bytes all of them take on the disk.
    """

    kept: tuple[Kept, ...]
    size: int
    last_drill: datetime | None
    last_check: datetime | None


@dataclass(frozen=True)
class Cared:
    """What was due and is done, and why a backup or its drill failed: neither keeps the vault from being used."""

    backup: Kept | None = None
    drill: Drill | None = None
    checked: Checked | None = None
    not_backed_up: StorageError | None = None
    not_drilled: StorageError | None = None


@dataclass(frozen=True)
class Backing:
    """Backups of one vault at one moment, for any thread. All raise :class:`VaultLocked` once the vault closes."""

    beside: Beside
    now: datetime
    random: Random = field(repr=False)

    def keep(self, reason: Reason = Reason.ASKED) -> Kept:
        """Make a backup in the vault's folder, and drop those whose place it takes. The vault itself stays as it is.

        Raises :class:`StorageError` as :func:`vault.storage.backups_kept.keep`.
        """
        with self.beside.turn() as turn:
            unlocked = turn.unlocked
            return backups_kept.keep(
                turn.folder, turn.database, unlocked.slots, unlocked.key, now=self.now, reason=reason
            )

    def save(self, path: Path) -> None:
        """Save a backup as one file at ``path``, where nothing is. It opens with the passphrase of today.

        Raises :class:`ChoiceError` ``file_exists``, or :class:`StorageError` as :meth:`keep`.
        """
        try:
            taken = path.is_symlink() or path.exists()
        except OSError as problem:
            raise safe_write.storage_error(problem, path) from problem
        if taken:
            raise ChoiceError("file_exists", file=path.name)
        with self.beside.turn() as turn:
            unlocked = turn.unlocked
            backups_kept.save(
                turn.folder,
                turn.database,
                unlocked.slots,
                unlocked.key,
                path,
                now=self.now,
                random=self.random,
            )

    def drill(self) -> Drill:
        """Restore the newest backup where it bothers nobody, and compare it with the day it was made.

        Raises :class:`StorageError` ``no_backup``, or as :func:`vault.storage.restoring.proven`.
        """
        with self.beside.turn() as turn:
            done = fire_drill.drill(turn.folder, turn.unlocked.key)
        return Drill(done.backup.made_at, done.records)


@dataclass(frozen=True)
class Caring:
    """What is due, for any thread to do."""

    backing: Backing
    checking: Checking | None
    backup: bool
    drill: bool

    def run(self) -> Cared:
        """Do it. A vault that is found damaged is not backed up: that would only push whole backups out.

        Raises as :meth:`Checking.run`; what else fails is in what it gives.
        """
        checked = None if self.checking is None else self.checking.run()
        if checked is not None and checked.damaged:
            return Cared(checked=checked)
        made = drilled = not_made = not_drilled = None
        if self.backup:
            try:
                made = self.backing.keep(Reason.DAILY)
            except StorageError as problem:
                not_made = problem
        if self.drill and not_made is None:
            try:
                drilled = self.backing.drill()
            except StorageError as problem:
                not_drilled = problem
        return Cared(made, drilled, checked, not_made, not_drilled)


def view_backups(session: Session) -> Backups:
    """The backups in the vault's folder. Raises :class:`StorageError` as ``storage_error`` does."""
    kept = backups_kept.kept(session.vault.folder)
    return Backups(kept, sum(map(_size, kept)), *_last(session))


def start_backups(session: Session) -> Backing:
    """Backups of this vault, for a thread that may take its time."""
    return Backing(session.vault.beside, session.clock.now(), session.random)


def start_care(session: Session) -> Caring | None:
    """What is due: a backup a day, a check a week, a fire drill a month. None if nothing is.

    For when the vault opens and while it stays open. Raises as the database does.
    """
    now = session.clock.now()
    last_drill, last_check = _last(session)
    check, drilling = _due(last_check, CHECK_EVERY, now), _due(last_drill, DRILL_EVERY, now)
    backup = _backup_due(session, now)
    if not (check or backup or drilling):
        return None
    return Caring(start_backups(session), start_checking(session) if check else None, backup, drilling)


def record_care(session: Session, cared: Cared) -> Cared:
    """Remember what was done. If that fails, as on a full disk, it is in what this gives, and is all due again."""
    now = session.clock.now()
    try:
        with session.database.transaction() as transaction:
            if cared.checked is not None and not cared.checked.damaged:
                settings.put_moment(transaction, _LAST_CHECK, now)
            if cared.drill is not None:
                fire_drill.remember(transaction, now)
        if cared.backup is not None:
            session.commit_anchor()
    except StorageError as problem:
        return replace(cared, not_backed_up=cared.not_backed_up or problem)
    return cared


def record_drill(session: Session) -> None:
    """Remember that a drill went well just now."""
    with session.database.transaction() as transaction:
        fire_drill.remember(transaction, session.clock.now())


def record_saved(session: Session) -> None:
    """Tell in the history that a backup was saved elsewhere. Raises as :meth:`Session.commit_anchor`."""
    with session.database.transaction() as transaction:
        journal.append(transaction, session.clock.now(), "backup_saved", {})
    session.commit_anchor()


def keep_backup(session: Session, reason: Reason = Reason.ASKED) -> Kept:
    """Make a backup in the vault's folder here and now. Raises as :meth:`Backing.keep`."""
    made = start_backups(session).keep(reason)
    session.commit_anchor()
    return made


def save_backup(session: Session, path: Path) -> None:
    """Save a backup as one file here and now. Raises as :meth:`Backing.save`."""
    start_backups(session).save(path)
    record_saved(session)


def drill(session: Session) -> Drill:
    """Try the newest backup out here and now. Raises as :meth:`Backing.drill`."""
    done = start_backups(session).drill()
    record_drill(session)
    return done


def care(session: Session) -> Cared:
    """Do what is due here and now. Raises as :func:`start_care` and :meth:`Caring.run`."""
    caring = start_care(session)
    if caring is None:
        return Cared()
    return record_care(session, caring.run())


def _size(kept: Kept) -> int:
    try:
        return kept.path.stat().st_size
    except OSError:  # gone since it was listed
        return 0


def _last(session: Session) -> tuple[datetime | None, datetime | None]:
    """When a drill and a check last went well."""
    with session.database.read() as reader:
        return fire_drill.last_drill(reader), settings.moment(reader, _LAST_CHECK)


def _backup_due(session: Session, now: datetime) -> bool:
    """One a day (UTC), and one at once where the newest does not open with the vault's present key.

    Where the folder cannot be read one is due too: making it then says what is wrong.
    """
    try:
        kept = backups_kept.kept(session.vault.folder)
        if not kept or kept[0].made_at.date() != now.date():
            return True
        backup_file.verify(backup_file.read(kept[0].path), session.vault.unlocked.key)
    except StorageError:
        return True
    return False


def _due(last: datetime | None, every: timedelta, now: datetime) -> bool:
    """A date that is yet to come is of a clock that was wrong."""
    return last is None or not timedelta(0) <= now - last < every

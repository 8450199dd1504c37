"""The logic of the backups on "Your data": what there is to fall back on, one to take away, and the test by restoring.

What reads the whole vault goes on beside it, so that nothing else waits for it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Signal

from vault.core.errors import VaultError
from vault.core.sentences import Sentences
from vault.customer.backups import (
    Backing,
    Backups,
    Drill,
    record_drill,
    record_saved,
    start_backups,
    view_backups,
)
from vault.customer.restoring import SUFFIX
from vault.desktop.backup_state import BackupState
from vault.desktop.your_data_state import Outcome

if TYPE_CHECKING:
    from vault.customer.session import Session
    from vault.desktop.tasks import Tasks

_NAME = 100
"""Characters of the vault's name in that of a file: systems take 255 bytes."""


@dataclass(frozen=True)
class _Found:
    """What there is, of which vault, and when that was looked at."""

    backups: Backups
    vault: str
    now: datetime


class BackupPresenter(QObject):
    """Emits a :class:`BackupState` for each change; ``recorded`` says that the history has one entry more."""

    changed = Signal(object)
    recorded = Signal()

    def __init__(self, tasks: Tasks, sentences: Sentences, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._sentences = tasks, sentences
        self._reset()

    def forget(self) -> None:
        """Drop everything that was read, here and on the page, when the vault locks."""
        self._reset()
        self._show()

    def _reset(self) -> None:
        self._found: _Found | None = None
        self._saving = self._testing = self._failed = ""
        self._saved: Outcome | None = None
        self._outcome: Outcome | None = None

    def start(self) -> None:
        """Look at what there is, and again each time the page is shown."""
        self._tasks.vault(_look, self._take, self._fail, owner=self)

    def save(self, path: Path) -> None:
        """Save a backup at ``path``, and read it back."""
        if self._saving:
            return
        self._saving, self._saved = self.tr("Saving a backup, then reading it back."), None
        self._show()

        def beside(backing: Backing) -> None:
            self._tasks.outside(lambda: backing.save(path), lambda _: self._record(path), self._not_saved, owner=self)

        self._tasks.vault(start_backups, beside, self._not_saved, owner=self)

    def test(self) -> None:
        """Restore the newest backup where it bothers nobody, and compare it with the day it was made."""
        if self._testing:
            return
        self._testing, self._outcome = self.tr("Restoring it and comparing everything."), None
        self._show()

        def beside(backing: Backing) -> None:
            self._tasks.outside(backing.drill, self._tested, self._not_tested, owner=self)

        self._tasks.vault(start_backups, beside, self._not_tested, owner=self)

    def _take(self, found: _Found) -> None:
        self._found, self._failed = found, ""
        self._show()

    def _fail(self, problem: VaultError) -> None:
        self._failed = self._sentences.error(problem)
        self._show()

    def _record(self, path: Path) -> None:
        """The file is there and whole, also if that cannot be written down."""
        self._tasks.vault(
            record_saved,
            lambda _: self._has_saved(path, ""),
            lambda problem: self._saved_but(path, problem),
            owner=self,
        )

    def _saved_but(self, path: Path, problem: VaultError) -> None:
        self._has_saved(path, self._sentences.error(problem))

    def _has_saved(self, path: Path, but: str) -> None:
        lines = [self.tr("We read the file back and compared everything."), self._sentences.say("cli", "backup_opens")]
        title = self.tr("Done. Saved as {file}").format(file=path.name)
        self._saving, self._saved = "", Outcome(title, (*lines, but) if but else tuple(lines), good=True)
        self._show()
        self.recorded.emit()

    def _not_saved(self, problem: VaultError) -> None:
        self._saving = ""
        self._saved = Outcome(self.tr("No backup was saved"), (self._sentences.error(problem),), good=False)
        self._show()

    def _tested(self, done: Drill) -> None:
        self._tasks.vault(record_drill, lambda _: self._has_tested(done), self._not_tested, owner=self)

    def _has_tested(self, done: Drill) -> None:
        minute = self._sentences.minute(done.made_at)
        lines = (
            self.tr("It was made on {minute}.").format(minute=minute),
            self.tr("Records compared: {count}.").format(count=done.records),
        )
        self._testing, self._outcome = "", Outcome(self.tr("Your newest backup is complete"), lines, good=True)
        self.start()

    def _not_tested(self, problem: VaultError) -> None:
        self._testing = ""
        title = self.tr("Your newest backup did not come back")
        self._outcome = Outcome(title, (self._sentences.error(problem),), good=False)
        self._show()

    def _show(self) -> None:
        self.changed.emit(
            replace(self._there(), saving=self._saving, saved=self._saved, testing=self._testing, outcome=self._outcome)
        )

    def _there(self) -> BackupState:
        if self._failed:
            return BackupState(self.tr("Your backups cannot be read"), self._failed)
        if self._found is None:
            return BackupState()
        backups, now = self._found.backups, self._found.now
        kept, last = backups.kept, backups.last_drill
        tested = self.tr("Tested on {date}: complete")
        return BackupState(
            self._made(kept[0].made_at, now) if kept else self.tr("No backup yet"),
            self._room(backups) if kept else self.tr("One is made each day that you open your vault."),
            bool(kept),
            self.tr("Not tested yet") if last is None else tested.format(date=self._sentences.date(last)),
            last is not None,
            f"{self._found.vault[:_NAME]}-{now.astimezone():%Y-%m-%d}{SUFFIX}",
        )

    def _made(self, at: datetime, now: datetime) -> str:
        time, day = f"{at.astimezone():%H:%M}", at.astimezone().date()
        today = now.astimezone().date()
        if day == today:
            return self.tr("Made today at {time}").format(time=time)
        if day == today - timedelta(days=1):
            return self.tr("Made yesterday at {time}").format(time=time)
        return self.tr("Made on {date}").format(date=self._sentences.date(at))

    def _room(self, backups: Backups) -> str:
        local = QLocale(self._sentences.language)
        size = local.formattedDataSize(backups.size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
        if len(backups.kept) == 1:
            return self.tr("1 backup takes {size}.").format(size=size)
        return self.tr("{count} backups take {size}.").format(count=len(backups.kept), size=size)


def _look(session: Session) -> _Found:
    return _Found(view_backups(session), session.vault.folder.path.name, session.clock.now())

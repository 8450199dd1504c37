"""The work behind the suggestions, away from the window: reading a file, comparing with the vault, and writing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from pathlib import Path

    from vault.core.catalogue import Catalogue
    from vault.core.errors import VaultError
    from vault.core.value import Value
    from vault.customer.bringing import Answer, Brought
    from vault.customer.reviewing import Review
    from vault.customer.session import Session
    from vault.customer.suggesting import ColumnMapping, Looked, NeedsColumns, Remembered, Underway
    from vault.desktop.tasks import Tasks

T = TypeVar("T")
Failed = Callable[["VaultError"], None]
_TELL_MS = 120
"""How often a person is told how far it is."""


class _Job:
    """One reading or writing. The worker puts here how far it is; the window looks now and then."""

    def __init__(self) -> None:
        self.cancel = threading.Event()
        self.underway: Underway | None = None
        self.lines = 0

    def see(self, underway: Underway) -> None:
        self.underway = underway

    def count(self, done: int, every: int | None) -> None:
        del every
        self.lines = done


class ImportWork(QObject):
    """One work at a time: another one ends it, and what it brings is not heard. ``told`` comes now and then meanwhile.

    The modules of the use cases are loaded where they work, since they bring much along.
    """

    told = Signal()

    def __init__(self, tasks: Tasks, catalogue: Catalogue, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._catalogue = tasks, catalogue
        self._job = _Job()
        self._again = QTimer(self)
        self._again.setInterval(_TELL_MS)
        self._again.timeout.connect(self.told)

    @property
    def underway(self) -> Underway | None:
        """How far the reading is."""
        return self._job.underway

    @property
    def lines(self) -> int:
        """How many lines were written again."""
        return self._job.lines

    def end(self) -> None:
        """Stop, and hear nothing of it any more."""
        self._job.cancel.set()
        self._again.stop()
        self._job = _Job()

    def stop(self) -> None:
        """Ask it to stop; it says itself that it did."""
        self._job.cancel.set()

    def read(
        self,
        path: Path,
        columns: Mapping[str, ColumnMapping] | None,
        shop: str | None,
        done: Callable[[Looked | NeedsColumns], None],
        failed: Failed,
    ) -> None:
        """Read a file, with what was said of earlier ones."""
        job, catalogue = self._begin(), self._catalogue

        def known(remembered: Remembered) -> None:
            def work() -> Looked | NeedsColumns:
                from vault.customer.suggesting import look

                return look(
                    path, catalogue, known=remembered, columns=columns, shop=shop, seen=job.see, cancel=job.cancel
                )

            if job is self._job:
                self._tasks.outside(work, self._heard(job, done), self._heard(job, failed), owner=self)

        def work(session: Session) -> Remembered:
            from vault.customer.suggesting import remembered

            return remembered(session)

        self._again.start()
        self._tasks.vault(work, known, self._heard(job, failed), owner=self)

    def review(self, looked: Looked, done: Callable[[Review], None], failed: Failed) -> None:
        """Put what a file says beside what the vault has."""
        job = self._begin()

        def work(session: Session) -> Review:
            from vault.customer.reviewing import review

            return review(session, looked)

        self._tasks.vault(work, self._heard(job, done), self._heard(job, failed), owner=self)

    def write(
        self,
        review: Review,
        given: Mapping[str, Answer | Value],
        lines: bool,
        done: Callable[[Brought], None],
        failed: Failed,
    ) -> None:
        """Write what was answered, and with ``lines`` those of the file."""
        job = self._begin()

        def work(session: Session) -> Brought:
            from vault.customer.bringing import decide

            return decide(session, review, given, lines=lines, progress=job.count, cancel=job.cancel)

        self._again.start()
        self._tasks.vault(work, self._heard(job, done), self._heard(job, failed), owner=self)

    def _begin(self) -> _Job:
        self.end()
        return self._job

    def _heard(self, job: _Job, then: Callable[[T], None]) -> Callable[[T], None]:
        def hear(what: T) -> None:
            if job is self._job:
                self._again.stop()
                then(what)

        return hear

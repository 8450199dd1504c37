"""What time brings about while the vault is open: looked at when something ends, and every hour on the hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

if TYPE_CHECKING:
    from vault.core.clock import Clock
    from vault.core.errors import VaultError
    from vault.customer.session import Session
    from vault.desktop.tasks import Tasks

AFTER = timedelta(seconds=1)
"""Behind the moment itself, so that it has surely passed."""


@dataclass(frozen=True)
class Moment:
    """How many requests wait now, and when the next thing ends by itself, if anything does."""

    waiting: int
    next_end: datetime | None


class PassingTime(QObject):
    """``passed`` carries the number of waiting requests once the vault is up to the moment, and again each time that
    what pages show may have changed: shares end on the hour, and "6 days" become 5 at midnight.

    ``failed`` carries the problem with it.
    """

    passed = Signal(int)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._clock = tasks, clock
        self._until: datetime | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)  # others are early by minutes in an hour
        self._timer.timeout.connect(self.look)

    def look(self) -> None:
        """Bring the vault up to the present moment, and do so again in time."""
        self._tasks.vault(_look, self._looked, self._fail, owner=self)

    def wake(self) -> None:
        """Look if the moment passed without the timer: it stands still while the computer sleeps."""
        if self._until is not None and self._clock.now() >= self._until:
            self.look()

    def stop(self) -> None:
        """The vault is being left."""
        self._timer.stop()
        self._until = None

    def _looked(self, moment: Moment) -> None:
        now = self._clock.now()
        self._until = min(end for end in (_next_hour(now), moment.next_end) if end is not None) + AFTER
        self._timer.start(max(0, round((self._until - now).total_seconds() * 1000)))
        self.passed.emit(moment.waiting)

    def _fail(self, problem: VaultError) -> None:
        self.failed.emit(problem)


def _look(session: Session) -> Moment:
    from vault.customer.ending import end_what_is_over, next_end
    from vault.customer.waiting import count_waiting

    end_what_is_over(session)
    return Moment(count_waiting(session), next_end(session))


def _next_hour(now: datetime) -> datetime:
    """By the clock on the wall, which in some places is half an hour off the others."""
    return now.astimezone().replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)

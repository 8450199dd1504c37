"""What time brings about while the vault is open: looked at when something ends, and every hour on the hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from vault.desktop.damage_codes import DAMAGE

if TYPE_CHECKING:
    from vault.core.clock import Clock
    from vault.core.errors import VaultError
    from vault.customer.chain_check import ChainCheck
    from vault.customer.session import Session
    from vault.desktop.tasks import Tasks

AFTER = timedelta(seconds=1)
"""Behind the moment itself, so that it has surely passed."""


@dataclass(frozen=True)
class Moment:
    """How many requests wait now, whether something ``ended``, and when the next thing does by itself, if any."""

    waiting: int
    ended: bool
    next_end: datetime | None


class PassingTime(QObject):
    """``passed`` carries the number of waiting requests once the vault is up to the moment, and from time to time.

    ``stale`` comes before it where what pages show may have changed: shares end on the hour, and "6 days" become 5 at
    midnight. Just after the vault was opened, only if something ended.

    ``begun`` comes behind the first of these: then what waits may be sent. ``failed`` carries the problem with it,
    ``broken`` what is wrong with a long history.
    """

    stale = Signal()
    passed = Signal(int)
    begun = Signal()
    failed = Signal(object)
    broken = Signal(object)

    def __init__(self, tasks: Tasks, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._clock = tasks, clock
        self._until: datetime | None = None
        self._begins = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)  # others are early by minutes in an hour
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """The vault was just opened: check the chain of its history beside it, then look for the first time."""
        self._begins = True
        self._tasks.vault(_start_check, self._check, self._fail, owner=self)

    def _check(self, check: ChainCheck | None) -> None:
        if check is None:
            self.look()
        else:
            self._tasks.outside(check.run, lambda _: self._checked(), self._break, owner=self)

    def _checked(self) -> None:
        self._tasks.vault(_record_check, lambda _: self.look(), self._fail, owner=self)

    def _break(self, problem: VaultError) -> None:
        (self.broken if problem.code in DAMAGE else self.failed).emit(problem)

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
        self._begins = False

    def _looked(self, moment: Moment) -> None:
        now = self._clock.now()
        self._until = min(end for end in (_next_hour(now), moment.next_end) if end is not None) + AFTER
        self._timer.start(max(0, round((self._until - now).total_seconds() * 1000)))
        begins, self._begins = self._begins, False
        if moment.ended or not begins:
            self.stale.emit()
        self.passed.emit(moment.waiting)
        if begins:
            self.begun.emit()

    def _fail(self, problem: VaultError) -> None:
        self.failed.emit(problem)


def _start_check(session: Session) -> ChainCheck | None:
    from vault.customer.chain_check import start_chain_check

    return start_chain_check(session)


def _record_check(session: Session) -> None:
    from vault.customer.chain_check import record_chain_check

    record_chain_check(session)


def _look(session: Session) -> Moment:
    from vault.customer.ending import end_what_is_over, next_end
    from vault.customer.waiting import count_waiting

    ended = end_what_is_over(session)
    return Moment(count_waiting(session), ended.told, next_end(session))


def _next_hour(now: datetime) -> datetime:
    """By the clock on the wall, which in some places is half an hour off the others."""
    return now.astimezone().replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)

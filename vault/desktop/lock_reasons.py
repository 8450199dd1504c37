"""Why a vault locks, and the one object that says when."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from vault.desktop import idle
from vault.desktop.clipboard import Clipboard
from vault.desktop.idle import IdleWatch

if TYPE_CHECKING:
    from vault.core.errors import VaultError
    from vault.customer.locking import LockRules
    from vault.desktop.session_watch import SessionWatch
    from vault.desktop.tasks import Tasks

ASKED = "asked"
IDLE = "idle"
"""Followed by the minutes: ``idle 5``."""
AWAY = "away"
SCREEN_LOCKED = "screen_locked"
SLEEP = "sleep"


def idle_for(minutes: int) -> str:
    """The reason after so many minutes without use."""
    return f"{IDLE} {minutes}"


def idle_minutes(reason: str) -> int | None:
    """How many, or None if that is not the reason."""
    word, _, minutes = reason.partition(" ")
    return int(minutes) if word == IDLE else None


def _this_session() -> SessionWatch:
    """Loaded when a vault is open, and not before."""
    from vault.desktop.session_watch import this_session

    return this_session(os.environ)


class Locker(QObject):
    """``lock_wanted`` carries a reason, once for each time that the vault is open; ``rules_taken`` what it locks by.

    It locks nothing itself. Who does says :meth:`left` when nothing of the vault is shown any more, and closes it with
    :meth:`close`: the computer may be waiting with going to sleep until its file is closed and its keys are gone.
    """

    lock_wanted = Signal(str)
    rules_taken = Signal(object)
    stops_left = Signal(int)
    """How many shops hear only when the vault is open again that the customer stopped."""

    def __init__(
        self,
        tasks: Tasks,
        app: QGuiApplication,
        clipboard: Clipboard,
        watch_session: Callable[[], SessionWatch] = _this_session,
        seconds: Callable[[], float] = idle.seconds,
    ) -> None:
        super().__init__()
        self.clipboard = clipboard
        self._tasks, self._watch_session = tasks, watch_session
        self._session: SessionWatch | None = None
        self._idle = IdleWatch(app, seconds)
        self._idle.idle.connect(self._is_idle)
        self._minutes = 0
        self._open = False

    def opened(self) -> None:
        """The vault is open: lock by its own rules, and until they are read by the usual ones."""
        from vault.customer.locking import LockRules, lock_rules

        self._open = True
        self.take_rules(LockRules())
        self._tasks.vault(lock_rules, self.take_rules, self._keep_usual, owner=self)

    def take_rules(self, rules: LockRules) -> None:
        """From now on lock by these, which were just read or chosen."""
        if not self._open:
            return
        self._minutes = rules.after_minutes
        if self._minutes:
            self._idle.start(60 * self._minutes)
        else:
            self._idle.stop()
        if rules.with_screen:
            self._watch().start()
        elif self._session is not None:
            self._session.stop()
        self.rules_taken.emit(rules)

    def left(self) -> None:
        """Nothing of the vault is shown any more, so nothing of it stays on the clipboard either."""
        self._open = False
        self._idle.stop()
        self.clipboard.clear_all()

    def close(self, close: Callable[[], None]) -> None:
        """Call ``close``, which closes the vault behind what is under way, and let the computer sleep after that."""
        from vault.customer.stopping import shops_to_tell

        self._tasks.vault(shops_to_tell, self.stops_left.emit, lambda _: None, owner=self, lasting=True)
        close()
        self._tasks.vault(lambda _: None, lambda _: None, lambda _: self.closed(), owner=self, lasting=True)

    def closed(self) -> None:
        """The vault is closed: the computer may sleep. One that was opened anew meanwhile is watched on.

        What was shown of it is gone by now; then nothing of it stays in memory that was given back either.
        """
        from vault.customer.locking import forget_freed, forget_here

        if self._session is not None and not self._open:
            self._session.stop()
        gc.collect()  # here, for what belongs to this thread
        forget_here()
        self._tasks.outside(forget_freed, lambda _: None, lambda _: None, owner=self, lasting=True)

    def want(self, reason: str) -> None:
        """Lock for this reason, which somebody else knows of."""
        if self._open:
            self._open = False
            self._idle.stop()
            self.lock_wanted.emit(reason)

    def _watch(self) -> SessionWatch:
        if self._session is None:
            self._session = self._watch_session()
            self._session.setParent(self)
            self._session.screen_locked.connect(partial(self.want, SCREEN_LOCKED))
            self._session.away.connect(partial(self.want, AWAY))
            self._session.sleeping.connect(partial(self.want, SLEEP))
        return self._session

    def _is_idle(self) -> None:
        self.want(idle_for(self._minutes))

    def _keep_usual(self, problem: VaultError) -> None:
        """The vault was locked again, or cannot be read; the page that shows it says so."""

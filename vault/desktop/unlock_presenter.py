"""Opening the vault: what was typed goes away from the window, and what came of it comes back in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.core.errors import VaultError
from vault.core.sentences import Sentences
from vault.desktop import lock_reasons

if TYPE_CHECKING:
    from vault.desktop.tasks import Opening, Tasks

_ABOUT_PASSPHRASE = {"wrong_passphrase", "passphrase_long", "passphrase_unreadable"}


@dataclass(frozen=True)
class UnlockState:
    """What the page shows. ``wrong`` is the matter with the field, ``failed`` with the vault; empty if nothing is."""

    locked: str = ""
    folder: str = ""
    wrong: str = ""
    failed: str = ""
    busy: bool = False


class UnlockPresenter(QObject):
    """Emits an :class:`UnlockState` for each change, and ``opened`` once the vault is open.

    ``unlock`` derives the key from what was typed, and gives what opens the vault with it on the worker.
    """

    changed = Signal(object)
    opened = Signal()

    def __init__(self, tasks: Tasks, sentences: Sentences, unlock: Callable[[str], Opening]) -> None:
        super().__init__()
        self._tasks, self._sentences, self._unlock = tasks, sentences, unlock
        self._locked = self._folder = ""
        self._busy = False

    def start(self, folder: str, reason: str, moment: datetime) -> None:
        """Show the page for the vault named ``folder``.

        ``reason`` says why it is locked since ``moment``: one of :mod:`lock_reasons`, the code of a problem, or nothing
        where the program just began.
        """
        self._folder, self._locked, self._busy = folder, self._why(reason, moment), False
        self._show()

    def unlock(self, typed: str) -> None:
        """Try this passphrase, unless one is being tried."""
        if self._busy:
            return
        if not typed:
            self._show(wrong=self.tr("Type your passphrase first."))
            return
        self._busy = True
        self._show()
        make = self._unlock
        self._tasks.open_session(lambda: make(typed), self._open, self._fail, owner=self)

    def _open(self, _: None) -> None:
        self.opened.emit()  # the page stays busy until another takes its place

    def _fail(self, problem: VaultError) -> None:
        self._busy = False
        said = self._sentences.error(problem)
        if problem.code in _ABOUT_PASSPHRASE:
            self._show(wrong=said)
        else:
            self._show(failed=said)

    def _why(self, reason: str, moment: datetime) -> str:
        time = f"{moment.astimezone():%H:%M}"
        match reason:
            case "":
                return self.tr("It is locked. Only your passphrase opens it.")
            case lock_reasons.ASKED:
                return self.tr("Locked at {time}, after you pressed Lock now.").format(time=time)
            case lock_reasons.SCREEN_LOCKED:
                return self.tr("Locked at {time}, together with your screen.").format(time=time)
            case lock_reasons.AWAY:
                return self.tr("Locked at {time}, when nobody used this computer.").format(time=time)
            case lock_reasons.SLEEP:
                return self.tr("Locked at {time}, before this computer went to sleep.").format(time=time)
        minutes = lock_reasons.idle_minutes(reason)
        if minutes == 1:
            return self.tr("Locked at {time}, after 1 minute without use.").format(time=time)
        if minutes is not None:
            return self.tr("Locked at {time}, after {minutes} minutes without use.").format(time=time, minutes=minutes)
        return self.tr("Locked at {time}, after a problem.").format(time=time)

    def _show(self, wrong: str = "", failed: str = "") -> None:
        self.changed.emit(UnlockState(self._locked, self._folder, wrong, failed, self._busy))

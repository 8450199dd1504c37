"""The system asks this program to end: at the end of a session, from a terminal, or by ``kill``."""

from __future__ import annotations

import contextlib
import os
import signal
from types import FrameType
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_ENDS = () if os.name == "nt" else (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
"""Windows has messages for this, which Qt turns into a closing window."""


class QuitSignals(QObject):
    """``asked`` comes in the event loop instead of a sudden end, so that edits are kept and the vault is closed.

    The same signal again ends the program at once, as ever.
    """

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._before: dict[signal.Signals, Any] = {}
        if not _ENDS:
            return
        # Python looks at signals between its own steps only. What it writes here wakes Qt's event loop.
        self._heard, self._wake = os.pipe()
        for end in (self._heard, self._wake):
            os.set_blocking(end, False)
        self._notifier = QSocketNotifier(self._heard, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._drain)
        self._wakeup_before = signal.set_wakeup_fd(self._wake, warn_on_full_buffer=False)
        self._before = {each: signal.signal(each, self._take) for each in _ENDS}

    def stop(self) -> None:
        """Let signals end the program again."""
        if not self._before:
            return
        for each, handler in self._before.items():
            signal.signal(each, handler)
        self._before.clear()
        signal.set_wakeup_fd(self._wakeup_before)
        self._notifier.setEnabled(False)
        os.close(self._heard)
        os.close(self._wake)

    def _take(self, number: int, _frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        self.asked.emit()

    def _drain(self) -> None:
        if not self._before:
            return  # a wake-up from before the end: its number may be somebody else's file by now
        with contextlib.suppress(BlockingIOError):
            os.read(self._heard, 4096)

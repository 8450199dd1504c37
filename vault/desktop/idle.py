"""How long nobody used this window."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

LOOK_SECONDS = 15
"""Between two looks at the time. After a sleep of the computer, the vault stays open for no longer than this."""
_BOOT_TIME: int | None = getattr(time, "CLOCK_BOOTTIME", None)
_USE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)


def seconds() -> float:
    """A clock that nobody sets, and that goes on while the computer sleeps: on Linux the usual one does not."""
    return time.monotonic() if _BOOT_TIME is None else time.clock_gettime(_BOOT_TIME)


class IdleWatch(QObject):
    """``idle`` comes once, when this program had no input for the time given to :meth:`start`.

    What a filter on the whole application sees is every event of every widget, and Python would look at each. Input
    comes in through the windows, and what an input method composes through the field that has the keyboard.
    """

    idle = Signal()

    def __init__(self, app: QGuiApplication, seconds: Callable[[], float] = seconds) -> None:
        super().__init__()
        self._app, self._seconds = app, seconds
        self._limit = self._last_use = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_SECONDS * 1000)
        self._timer.timeout.connect(self.look)
        self._app.focusWindowChanged.connect(self._follow)
        self._app.focusObjectChanged.connect(self._follow_field)

    def start(self, limit: float) -> None:
        """Count from now to ``limit`` seconds."""
        self._limit, self._last_use = limit, self._seconds()
        self._timer.start()
        self._follow()
        self._follow_field(self._app.focusObject())

    def stop(self) -> None:
        """Say nothing until the next :meth:`start`."""
        self._timer.stop()

    def look(self) -> None:
        """Whether it is time."""
        self._follow()
        self._is_over()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if not self._timer.isActive() or not _is_use(event):
            return False
        if self._is_over():
            return True  # nothing is done with it any more
        self._last_use = self._seconds()
        return False

    def _is_over(self) -> bool:
        """Also asked at the first input after a long time: it may be somebody else's."""
        if not self._timer.isActive() or self._seconds() - self._last_use < self._limit:
            return False
        self._timer.stop()
        self.idle.emit()
        return True

    def _follow(self) -> None:
        """Listen to every window, a list that hangs open too; a second time is the same as once."""
        if self._timer.isActive():
            for window in self._app.topLevelWindows():
                window.installEventFilter(self)

    def _follow_field(self, field: QObject | None) -> None:
        if self._timer.isActive() and field is not None:
            field.installEventFilter(self)


def _is_use(event: QEvent) -> bool:
    """Not what this program sends itself; but Qt's input methods send theirs like that."""
    return event.type() == QEvent.Type.InputMethod or (event.spontaneous() and event.type() in _USE)

"""A request's own end: past it the shop takes no answer."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from vault.core.clock import Clock

_SOONEST, _LATEST = 1000, 24 * 3600 * 1000
"""Milliseconds between two looks at the clock; a timer counts to 24 days, and a file's request lasts longer."""


class RequestEnd(QObject):
    """``over`` says that the moment which was watched has come."""

    over = Signal()

    def __init__(self, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self._expires: datetime | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    def watch(self, expires: datetime) -> None:
        """Wait for this moment, and for no other."""
        self._expires = expires
        wait = expires - self._clock.now()
        self._timer.start(min(_LATEST, max(_SOONEST, round(wait.total_seconds() * 1000))))

    def stop(self) -> None:
        """Wait for nothing any more."""
        self._expires = None
        self._timer.stop()

    def look(self) -> None:
        """Whether it has come: a computer that slept, or whose clock was set, wakes the timer early or late."""
        expires = self._expires
        if expires is None:
            return
        if self._clock.now() < expires:
            self.watch(expires)
        else:
            self.stop()
            self.over.emit()

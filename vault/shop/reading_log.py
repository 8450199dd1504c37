"""Readings that wait, at most a second, to be written to the store together.

Each question about a customer is logged. Written one by one, each would wait for the disk, thirty times as long as the
question itself. So they wait in memory, and every transaction of this process takes along what waits: whatever looks
at the log or erases (a stop, a holding statement, a sweep) has them all in it. A timer sees to the rest. A process that
ends as it should loses none; one that is killed loses those of its last second, and another process may not yet see
that second.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any, Final

from vault.core.errors import StorageError

WAIT: Final = 1.0
"""Seconds that a reading waits at most: so much of the log may a crash cost."""
MOST: Final = 1000
"""Readings that wait at most. Past that who asks writes them, and what cannot be logged is not read."""

Reading = dict[str, Any]
"""One row of ``tables.reading``; it holds no value."""


class ReadingLog:
    """What waits to be written. Of any thread."""

    def __init__(self, write: Callable[[], None], wait: float = WAIT) -> None:
        """``write`` writes what :meth:`take` gives; it is called when the time is over, and may raise."""
        self._write, self._wait = write, wait
        self._lock = threading.Lock()
        self._waiting: list[Reading] = []
        self._timer: threading.Timer | None = None

    def add(self, reading: Reading) -> None:
        """Log one reading. Raises as ``write`` if too many wait, because they could not be written."""
        with self._lock:
            self._waiting.append(reading)
            full = len(self._waiting) >= MOST
            self._start()
        if full:
            self._write()

    def take(self) -> list[Reading]:
        """Everything that waits, oldest first; the caller writes it, or puts it back."""
        with self._lock:
            taken, self._waiting = self._waiting, []
        return taken

    def put_back(self, readings: Sequence[Reading]) -> None:
        """What was taken was rolled back with its transaction: it waits again, before what came since."""
        with self._lock:
            self._waiting[:0] = readings
            if readings:
                self._start()

    def close(self) -> None:
        """Write what waits, and end the timer. Raises as ``write``."""
        timer = self._stop()
        if timer is not None:
            timer.join()
        with self._lock:
            waits = bool(self._waiting)
        try:
            if waits:
                self._write()
        finally:
            self._stop()

    def _start(self) -> None:
        if self._timer is None:
            self._timer = threading.Timer(self._wait, self._over)
            self._timer.start()  # no daemon: an interpreter that ends waits for it

    def _stop(self) -> threading.Timer | None:
        with self._lock:
            timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()
        return timer

    def _over(self) -> None:
        with self._lock:
            self._timer = None
        try:
            self._write()
        except StorageError:
            self._stop()  # the next transaction or reading tries again; by itself it could go on for ever

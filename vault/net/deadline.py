"""One end for a whole exchange, which holds even against a peer that sends a byte now and then.

A socket's own timeout starts anew with each byte. So a timer shuts the connection down when the time is up; whoever
was reading it then fails at once.
"""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Deadline:
    """A moment ``seconds`` from now."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._cut = False

    @property
    def passed(self) -> bool:
        """Whether the time is up."""
        return self._cut or time.monotonic() >= self._end

    def left(self) -> float:
        """Seconds that are left, more than 0. Raises ``TimeoutError``."""
        seconds = self._end - time.monotonic()
        if seconds <= 0:
            raise TimeoutError
        return seconds

    @contextmanager
    def cutting(self, connection: socket.socket) -> Iterator[None]:
        """Shut ``connection`` down if the time is up during the block. Raises ``TimeoutError`` if it already is."""
        # The timer works on a handle of its own: TLS takes the original over, and a closed number may be reused.
        with connection.dup() as handle:
            timer = threading.Timer(self.left(), self._shut_down, (handle,))
            timer.start()
            try:
                yield
            finally:
                timer.cancel()
                timer.join()

    def _shut_down(self, handle: socket.socket) -> None:
        self._cut = True
        with suppress(OSError):  # the peer may have closed it first
            handle.shutdown(socket.SHUT_RDWR)

"""Commands that go on until they are told to end, by SIGTERM or SIGINT, and come to an end of what they are at."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def ended_by_signal() -> Iterator[threading.Event]:
    """Set by either signal. On the main thread only."""
    ended = threading.Event()
    former = {each: signal.signal(each, lambda *_: ended.set()) for each in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield ended
    finally:
        for each, handler in former.items():
            signal.signal(each, handler)

"""Which threads may wait. Apart from the database, because a key is derived before one is needed."""

from __future__ import annotations

from collections.abc import Callable


def anywhere() -> bool:
    """For programs without a thread that must not wait."""
    return False


def assert_may_wait(forbidden_thread: Callable[[], bool]) -> None:
    """Storage and key derivation wait for disk and processor. In the thread that draws the window that is a bug."""
    if forbidden_thread():
        raise AssertionError("storage was called in a thread that must not wait")

"""How often a code can be tried: a few times a minute from one browser session."""

from __future__ import annotations

from datetime import datetime, timedelta
from threading import Lock
from typing import Final

from vault.core.clock import Clock

MINUTE: Final = timedelta(minutes=1)
TRIES: Final = 5
"""In one minute and one session: enough for a slip of the finger."""
MAX_SESSIONS: Final = 200
"""Sessions counted at once. With more in a minute somebody makes them up, and everybody waits."""


class Tries:
    """Counts the tries of the last minute. Safe to use from several threads."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = Lock()
        self._tries: dict[str, list[datetime]] = {}

    def allow(self, session: str) -> bool:
        """Whether this session may try now; if so, that counts as a try."""
        now = self._clock.now()
        with self._lock:
            recent = {each: [at for at in times if at > now - MINUTE] for each, times in self._tries.items()}
            self._tries = {each: times for each, times in recent.items() if times}
            mine = self._tries.get(session, [])
            if len(mine) >= TRIES or (not mine and len(self._tries) >= MAX_SESSIONS):
                return False
            self._tries[session] = [*mine, now]
            return True

"""What happened, counted since the start, for whoever watches over the host: numbers, never who or which place."""

from __future__ import annotations

import threading
from collections import Counter
from typing import Final

PREFIX: Final = "preference_status_"
_HELP: Final = {
    "places_given_total": "Places that were given out.",
    "places_stopped_total": "Places that were stopped.",
    "lists_signed_total": "Lists that were signed.",
    "lists_sent_total": "Lists that were sent, whole.",
    "lists_unchanged_total": "Answers that a list is still the same.",
    "refused_total": "Requests that were refused.",
    "limited_total": "Requests that came too fast.",
    "failed_total": "Times that the database failed.",
}


class Counters:
    """Counts by name; the names are those of :data:`_HELP`. Threads may share it."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter(dict.fromkeys(_HELP, 0))
        self._lock = threading.Lock()

    def add(self, name: str, count: int = 1) -> None:
        """Count something."""
        with self._lock:
            self._counts[name] += count

    def text(self, lists: int) -> str:
        """The text format of Prometheus, version 0.0.4. ``lists`` is how many there are."""
        lines = []
        with self._lock:
            for name, count in self._counts.items():
                lines += [f"# HELP {PREFIX}{name} {_HELP[name]}", f"# TYPE {PREFIX}{name} counter"]
                lines.append(f"{PREFIX}{name} {count}")
        lines += [f"# HELP {PREFIX}lists Lists.", f"# TYPE {PREFIX}lists gauge", f"{PREFIX}lists {lists}"]
        return "\n".join(lines) + "\n"

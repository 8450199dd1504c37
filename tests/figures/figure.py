"""One measured promise, and how it is printed."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

RUNS = 5
"""Runs of each timing; the median is printed."""


@dataclass(frozen=True)
class Figure:
    """``name: value (bar BAR) ok|short``, with ``how`` it was measured."""

    name: str
    value: str
    bar: str
    ok: bool
    how: str

    def line(self) -> str:
        """The figure as one line."""
        return f"{self.name}: {self.value} (bar {self.bar}) {'ok' if self.ok else 'short'}"


def median_seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """The median time of ``work`` in seconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)

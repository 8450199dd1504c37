"""The figures of taking along: what is read of shops' files, and how. Each module here gives its own."""

from __future__ import annotations

from collections.abc import Iterator

from tests.figures import portability_killed, portability_read
from tests.figures.figure import Figure


def measure(*, full: bool) -> Iterator[Figure]:
    """All figures of the group. The plain run has smaller sizes, which each line tells."""
    yield from portability_read.figures(full=full)
    yield from portability_killed.figures(full=full)

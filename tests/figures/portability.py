"""The figures of taking along: out in each form, in from shops, safe and whole. Each module here gives its own."""

from __future__ import annotations

from collections.abc import Iterator

from tests.figures import (
    portability_bad_files,
    portability_cancelled,
    portability_forms,
    portability_hidden,
    portability_killed,
    portability_read,
    portability_shown,
)
from tests.figures.figure import Figure

_MODULES = (
    portability_read,
    portability_cancelled,
    portability_killed,
    portability_forms,
    portability_bad_files,
    portability_shown,
    portability_hidden,
)


def measure(*, full: bool) -> Iterator[Figure]:
    """All figures of the group. The plain run has smaller sizes, which each line tells."""
    for module in _MODULES:
        yield from module.figures(full=full)

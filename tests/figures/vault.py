"""The figures of a vault to trust: nothing in the clear, nothing lost, damage noticed, quick, forgotten when locked."""

from __future__ import annotations

from collections.abc import Iterator

from tests.figures import (
    vault_crash,
    vault_damage,
    vault_killed,
    vault_memory,
    vault_planted,
    vault_put_back,
    vault_ratios,
    vault_speed,
)
from tests.figures.figure import Figure


def measure(*, full: bool) -> Iterator[Figure]:
    """All figures of the group. The plain run has smaller sizes, which each line tells."""
    yield vault_planted.figure(full=full)
    yield from vault_killed.figures(full=full)
    yield from vault_crash.measure_crashes(full=full)
    yield from vault_damage.figures(full=full)
    yield vault_put_back.figure()
    yield from vault_speed.figures(full=full)
    yield from vault_ratios.figures(full=full)
    yield from vault_memory.figures()

"""The figures of the shop's side, on SQLite and on a PostgreSQL of their own that keeps what it committed."""

from __future__ import annotations

from collections.abc import Iterator

from tests.figures.figure import Figure
from tests.figures.shop_bulk import measure_bulk
from tests.figures.shop_joined import measure_joined
from tests.figures.shop_modes import measure_modes
from tests.figures.shop_planted import measure_planted
from tests.figures.shop_reads import measure_reads
from tests.figures.shop_workers import measure_workers
from tests.real_postgresql import postgresql

DURABLE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on", "shared_buffers": "512MB"}
"""As PostgreSQL comes, with the memory that a shop of a million customers gives it."""


def measure(*, full: bool) -> Iterator[Figure]:
    """All figures of the group."""
    yield from measure_bulk(full=full)
    with postgresql(DURABLE) as server:
        yield from measure_workers(server, full=full)
        yield from measure_reads(server, full=full)
        yield from measure_planted(server, full=full)
        yield from measure_modes(server)
    yield measure_joined(full=full)

"""How long one question about a customer takes, on both databases, as the shop grows."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

from tests.figures.figure import RUNS, Figure
from tests.figures.shop_filled import KEY, fill, session_of, settle
from tests.figures.shop_made import make_shop
from tests.real_postgresql import Places, Postgresql
from tests.unit.shop.example import PHONE, Example
from vault.shop.profile import SERVICE_PERSONALISATION, profile_for

BARS = {"SQLite": 2.0, "PostgreSQL": 5.0}
"""Milliseconds."""
SIZES, SIZES_FULL = (500, 5_000), (10_000, 100_000, 1_000_000)
"""Customers. The first and the last are compared; the bar in milliseconds is for each but the first."""
READS, READS_FULL = 400, 2_000
GROWTH = 1.5


def measure_reads(server: Postgresql, *, full: bool) -> Iterator[Figure]:
    """All figures of reading profiles."""
    for name in BARS:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            places = Places(server.new(), server.new(), place / "ring") if name == "PostgreSQL" else None
            made = make_shop(place, places)
            yield from _grown(name, made, SIZES_FULL if full else SIZES, READS_FULL if full else READS)
            made.shop.store.close()


def _grown(name: str, made: Example, sizes: tuple[int, ...], reads: int) -> Iterator[Figure]:
    middles = []
    for size in sizes:
        fill(made, size)
        settle(made)
        _read(made, size, reads)  # what is made once is made
        runs = [_read(made, size, reads) for _ in range(RUNS)]
        slow, middle = median(run[0] for run in runs), median(run[1] for run in runs)
        middles.append(middle)
        how = (
            f"median of {RUNS} runs of {reads} reads each, of customers at random, with the log of them written; half "
            f"take less than {middle:.2f}"
        )
        if size != sizes[0]:
            yield Figure(
                f"profile read, {name}, {size} customers, p99 in ms",
                f"{slow:.2f}",
                f"{BARS[name]:.0f}",
                slow < BARS[name],
                how,
            )
    grown = middles[-1] / middles[0]
    how = f"medians {', '.join(f'{each:.2f}' for each in middles)} ms at {', '.join(map(str, sizes))} customers"
    figure = f"profile read, {name}, from {sizes[0]} to {sizes[-1]} customers, times as long"
    yield Figure(figure, f"{grown:.2f}", f"{GROWTH}", grown < GROWTH, how)


def _read(made: Example, size: int, reads: int) -> tuple[float, float]:
    """Milliseconds: the 99th percentile and the median."""
    chance, times = random.Random(size), []
    for _ in range(reads):
        profile = profile_for(made.shop, session_of(chance.randrange(size)))
        start = time.perf_counter()
        found = profile.value(KEY, purpose=SERVICE_PERSONALISATION)
        times.append((time.perf_counter() - start) * 1000)
        if found != PHONE:
            raise ValueError(found)
    return quantiles(times, n=100)[98], median(times)

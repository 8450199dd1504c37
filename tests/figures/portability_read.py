"""A long purchase history: how long its suggestions take, in how much memory, and how soon a cancel is heard."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.figures.figure import Figure
from tests.figures.portability_orders import write_orders

LINES = {True: 1_000_000, False: 100_000}
SECONDS = 60
"""For a million lines; fewer have their share of it."""
MEGABYTES = 300
CANCEL = 0.2
CANCELS = 12


def figures(*, full: bool) -> Iterator[Figure]:
    """Each in a process of its own, which does nothing else."""
    lines = LINES[full]
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "mine"
        write_orders(path / "zalando-data" / "orders.csv", lines)
        found = _child("look", path)
        waits = sorted(_child("cancel", path, CANCELS)["waits"])
    bar = SECONDS * lines / LINES[True]
    how = (
        f"a process reads {lines} lines of 15 years in CSV and concludes {found['suggestions']} suggestions, "
        f"{found['left_out']} lines left out; {found['cpu']:.1f} s of processor"
    )
    right = found["read"] == lines and found["suggestions"] > 10 and found["left_out"] > lines / 10
    yield Figure(
        f"suggestions of {lines} lines",
        f"{found['seconds']:.1f} s",
        f"{bar:g} s",
        right and found["seconds"] <= bar,
        how,
    )
    peak = found["peak"] / 2**10
    yield Figure(
        f"memory for {lines} lines", f"{peak:.0f} MB", f"{MEGABYTES} MB", right and peak <= MEGABYTES,
        "the most that the same process had resident, the interpreter with it",
    )  # fmt: skip
    yield Figure(
        "cancel of a reading", f"{waits[-1]:.3f} s at most", f"{CANCEL} s",
        len(waits) == CANCELS and waits[-1] <= CANCEL,
        f"{CANCELS} readings, each cancelled by another thread at a moment of chance; the longest until it had ended",
    )  # fmt: skip


def _child(what: str, path: Path, *more: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.figures.portability_reading", what, str(path), *map(str, more)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found

"""The figures of the window: how fast it starts, how much it takes, and that it never stands still."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.figures.figure import RUNS, Figure
from tests.figures.turns import longest_turn

MOST_MB = 150


def measure(*, full: bool) -> Iterator[Figure]:
    """All figures of the group; there is one size."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from vault.demo.journey import fill_vault

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "preference-vault" / "vault"
        fill_vault(folder)
        yield from _start(folder)
    yield longest_turn()


def _start(folder: Path) -> Iterator[Figure]:
    for which in ("empty", "unlock"):  # once unmeasured: an installed program has its bytecode
        _usable(which, folder)
    empty, unlock = [], []
    for _ in range(RUNS):  # one after the other, so that a busy moment strikes both
        empty.append(_usable("empty", folder))
        unlock.append(_usable("unlock", folder))
    ratio = statistics.median(s for s, _ in unlock) / statistics.median(s for s, _ in empty)
    seconds = statistics.median(s for s, _ in unlock)
    how = f"median of {RUNS}, process start to the first picture, into which one can type, offscreen, both in turn"
    value = f"{ratio:.2f} ({seconds * 1000:.0f} ms)"
    yield Figure("start to unlock screen against an empty window", value, "1.5", ratio <= 1.5, how)
    memory = int(statistics.median(mb for _, mb in unlock))
    how = "resident memory of the process at that moment"
    yield Figure("memory at the unlock screen", f"{memory} MB", f"under {MOST_MB} MB", memory < MOST_MB, how)


def _usable(which: str, folder: Path) -> tuple[float, int]:
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "tests.figures.starting", which, str(folder)],
        env={name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        | {"XDG_RUNTIME_DIR": str(folder.parent)},  # no window of the person at this machine is asked
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as child:
        assert child.stdout is not None
        megabytes = int(child.stdout.readline())
        seconds = time.perf_counter() - start
        assert which == "empty" or child.stdout.readline() == b"typed\n"
        return seconds, megabytes

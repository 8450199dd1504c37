"""The crash matrix as figures: how many kills, and how many of them lost something, refused to open, or cried wolf."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.figures.figure import Figure
from tests.integration.crash_operations import OPERATIONS

QUICK = ("save", "passphrase", "share", "stop")
"""The plain run, which has a minute for the whole group; the others take many."""
HOW = (
    "a child does it again and again, killed -9 at one write system call after the other, SQLite's own among them;"
    " each time the vault is opened twice, checked, and each row compared with those before and after"
)


def measure_crashes(*, full: bool) -> Iterator[Figure]:
    """One figure an operation. ``full`` is every operation and every step; else only the two ends of each row of writes
    into one file are died at."""
    for operation in OPERATIONS if full else QUICK:
        yield _measured(operation, every=full)


def _measured(operation: str, *, every: bool) -> Figure:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.integration.crash_matrix", operation, str(Path(folder) / "matrix")]
        ended = subprocess.run([*command, *(["--every"] if every else [])], capture_output=True, text=True, check=False)
    name, how = f"killed while it does: {operation}", HOW
    if ended.returncode:
        said = next((line for line in ended.stderr.splitlines() if "killed before step" in line), ended.stderr[-200:])
        return Figure(name, "not whole", "all whole", ok=False, how=said)
    steps, kills, _ = ended.stdout.split()
    return Figure(name, f"{kills} kills of {steps} steps, all whole", "all whole", ok=True, how=how)

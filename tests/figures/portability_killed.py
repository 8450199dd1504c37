"""Bringing in suggestions and lines, killed at a moment of chance, and done twice."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from tests.figures.figure import Figure

RUNS = {True: 60, False: 12}
LINES = {True: 20_000, False: 3_000}


def figures(*, full: bool) -> Iterator[Figure]:
    """Both from one program, because it forks."""
    runs, lines = RUNS[full], LINES[full]
    with tempfile.TemporaryDirectory() as place:
        command = [sys.executable, "-m", "tests.figures.portability_dying", place, str(runs), str(lines)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    value = f"{found['before']} as before, {found['after']} done, {found['broken']} broken of {runs}"
    yield Figure(
        "killed while suggestions and lines are brought in", value, "0 broken",
        found["broken"] == 0 and found["before"] > runs / 4 and found["before"] + found["after"] == runs,
        f"kill -9 while {lines} lines and {found['added']} preferences are written; then the vault opens, every "
        "page is checked, and each table compared with before and with what a whole run gives",
    )  # fmt: skip
    yield Figure(
        "the same file brought in again", f"{found['changed']} tables differ", "0",
        found["changed"] == 0 and found["lines"] == found["expected"],
        f"all of {lines} lines and all suggestions taken twice, and each table compared",
    )  # fmt: skip

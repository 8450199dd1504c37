"""Kills at random moments of writing, and a disk that is full at each write: nothing committed is lost."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.figures.figure import Figure

KILLS, KILLS_IN_FULL = 100, 1000
DISK = 6 * 1024 * 1024
"""Bytes of the small disk: the vault with its backups takes half of it."""
STEP = 4096
"""A page: with one more free each time, each write is the first that fails once."""
MOST_FREE, MOST_FREE_IN_FULL = 100 * 1024, 1024 * 1024
LIMITS = range(190_000, 460_000, 6_000)
"""Where no disk can be made: the sizes at which files may grow no more, from the database's first."""


def figures(*, full: bool) -> Iterator[Figure]:
    """Both."""
    with tempfile.TemporaryDirectory() as place:
        ended = _run("killed", place, [KILLS_IN_FULL if full else KILLS])
    value = f"{ended['lost']} lost, {ended['closed']} not opening, {ended['broken']} not whole"
    how = (
        f"a child sets values and keeps backups, {ended['commits']} commits in all; then the vault is opened, compared "
        "with what the child said was committed, and checked whole"
    )
    yield Figure(f"{ended['runs']} kills -9 while writing", value, "0", ended["stopped"] > 0 and _none(ended), how)
    yield _full_disk(MOST_FREE_IN_FULL if full else MOST_FREE)


def _full_disk(most: int) -> Figure:
    with _small_disk() as (how, place):
        ended = _run(how, place, list(range(0, most, STEP)) if how == "full" else list(LIMITS))
    value = (
        f"{ended['lost']} lost, {ended['closed']} not opening, {ended['broken']} not whole, "
        f"in {ended['runs']} runs, {ended['stopped']} of which ran out of room"
    )
    where = {
        "full": f"a tmpfs of {DISK // 2**20} MB with one page more free each time",
        "limited": "no disk could be made, so RLIMIT_FSIZE: files that may not grow past a size",
    }
    how = f"{where[how]}; a child writes until it is told that the disk is full, never otherwise; then as for the kills"
    return Figure("full disk at each write", value, "0", ended["stopped"] > 0 and _none(ended), how)


def _none(ended: dict[str, int]) -> bool:
    return ended["lost"] == ended["closed"] == ended["broken"] == 0


def _run(how: str, place: str, numbers: list[int]) -> dict[str, int]:
    command = [sys.executable, "-m", "tests.figures.dying", how, place, *map(str, numbers)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, int] = json.loads(done.stdout)
    return found


@contextmanager
def _small_disk() -> Iterator[tuple[str, str]]:
    """A disk of its own where this user may mount one, which ends with the block."""
    with tempfile.TemporaryDirectory() as place:
        disk = Path(place) / "disk"
        disk.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(disk)]
        try:
            made = subprocess.run(mount, capture_output=True, check=False).returncode == 0
        except FileNotFoundError:
            made = False
        if not made:
            yield "limited", str(disk)
            return
        try:
            yield "full", str(disk)
        finally:
            subprocess.run(["umount", str(disk)], check=True)

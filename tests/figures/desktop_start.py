"""How soon a large vault is there, beside an empty window and beside KeePassXC."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.end2end.screen import Screen, open_display
from tests.figures import keepassxc
from tests.figures.desktop_vault import Size
from tests.figures.figure import RUNS, Figure

_FEW = 2
_USABLE = "start to usable unlock screen against an empty window, on X"
_UNLOCKED = "start to unlocked beyond the key derivation against KeePassXC"


def start_figures(folder: Path, size: Size, *, full: bool) -> Iterator[Figure]:
    """Both on an X server of their own, all programs in turn."""
    runs, missing = RUNS if full else _FEW, keepassxc.missing()
    if missing:
        value = f"not measured: {', '.join(missing)} missing, apt-get install keepassxc xvfb"
        yield Figure(_UNLOCKED, value, "under 1", False, "")
        return
    with tempfile.TemporaryDirectory() as place, open_display(Path(place)) as screen:
        bases = keepassxc.make_bases(Path(place))
        empty, usable, opened, derived, cheap, dear = found = tuple[list[float], ...]([] for _ in range(6))
        for number in range(runs + 1):
            times = (
                _ours(screen, "empty", folder)[0],
                *_ours(screen, "unlocked", folder),
                _derivation(folder),
                keepassxc.opened_in(screen, bases.cheap),
                keepassxc.opened_in(screen, bases.dear),
            )
            if number:  # once unmeasured: an installed program has its bytecode, and its files were read
                for each, took in zip(found, times, strict=True):
                    each.append(took)
    ratio = statistics.median(usable) / statistics.median(empty)
    how = f"median of {runs}, process start to the first picture into which one can type, in turn"
    value = f"{ratio:.2f} ({statistics.median(usable) * 1000:.0f} ms)"
    yield Figure(_USABLE, value, "1.5", ratio <= 1.5, how)
    theirs, mine = keepassxc.without_derivation(bases, cheap, dear), statistics.median(opened)
    mine -= statistics.median(derived)
    value = (
        f"{mine / theirs:.2f} ({mine * 1000:.0f} ms with {size}, against {theirs * 1000:.0f} ms with "
        f"{keepassxc.ENTRIES:,} entries)"
    )
    how = (
        f"median of {runs} in turn. Ours: process start to the overview drawn with all that is on it and usable, so no "
        "sooner than KeePassXC's, which is a title and not its list; the chain of the history is checked behind that, "
        "and nothing is written before; the passphrase typed at the first picture, less what Argon2id takes alone "
        f"({statistics.median(derived) * 1000:.0f} ms). KeePassXC: process start with "
        "--pw-stdin to the title that says the database is open, looked for every 2 ms; its database was made twice, "
        f"with {bases.cheap_rounds:,} and {bases.dear_rounds:,} rounds of its key derivation, and what the rounds take "
        "is subtracted in proportion"
    )
    yield Figure(_UNLOCKED, value, "under 1", mine < theirs, how)


def _ours(screen: Screen, which: str, folder: Path) -> tuple[float, ...]:
    """Seconds to the first picture, and for ``unlocked`` to the first page."""
    kept = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "tests.figures.starting", which, str(folder)],
        env={**kept, **screen.environment, "QT_QPA_PLATFORM": "xcb"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as child:
        assert child.stdout is not None
        child.stdout.readline()
        usable = time.perf_counter() - start
        if which == "empty":
            return (usable,)
        child.stdout.readline()
        return usable, time.perf_counter() - start


def _derivation(folder: Path) -> float:
    """Seconds of our key derivation alone: what the window does during it is no part of it."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.figures.starting", "derive", str(folder)], stdout=subprocess.PIPE, check=True
    )
    return float(done.stdout)

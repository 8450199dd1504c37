"""The figures of the desktop with as much in the vault as anybody ever has."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.figures.desktop_start import start_figures
from tests.figures.desktop_vault import PROMISED, REDUCED, Size, keep_catalogue, make_large_day
from tests.figures.figure import RUNS, Figure

GAP_MS, ANSWER_MS, TIMES, MOST_MB = 50, 16, 1.5, 220
_ONCE = 1
_ALONE = "alone"


def measure(*, full: bool) -> Iterator[Figure]:
    """All figures of the group. Without ``full`` the vault is smaller, and each line says by how much."""
    size = PROMISED if full else REDUCED
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "preference-vault"
        folder.mkdir()
        keep_catalogue(folder / "catalogue", size)
        make_large_day(folder / "vault", size)
        runs = RUNS if full else _ONCE
        found = [_use(folder / "vault") for _ in range(runs)]
        yield _turns(found, size)
        yield _scrolling(found, size)
        yield _answers(found, size)
        yield _memory(found, size)
        yield from start_figures(folder / "vault", size, full=full)
    yield _left_behind(50 if full else 8)


def _use(folder: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.figures.desktop_turns", str(folder)],
        env={name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        stdout=subprocess.PIPE,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _turns(found: list[dict[str, Any]], size: Size) -> Figure:
    steps = {
        name: tuple(statistics.median(each["turns"][name][which] for each in found) for which in (0, 1))
        for name in found[0]["turns"]
    }
    alone = steps.pop(_ALONE)[0]
    worst = max(steps, key=lambda name: steps[name][0])
    (wall, own), most = steps[worst], max(steps, key=lambda name: steps[name][1])
    value = (
        f"{wall:.0f} ms at {worst!r} with {own:.0f} ms of own work; most own work {steps[most][1]:.0f} ms at {most!r} "
        f"(nothing to do {alone:.0f} ms; {size})"
    )
    how = (
        f"a timer every ms in the window's loop, median of {len(found)} processes; every page opened twice, scrolled "
        "and searched; longest turn and own processor time of each: "
        + ", ".join(f"{name} {took:.0f}/{work:.0f}" for name, (took, work) in steps.items())
    )
    return Figure("longest turn of the event loop with a large vault", value, f"under {GAP_MS} ms", wall < GAP_MS, how)


def _scrolling(found: list[dict[str, Any]], size: Size) -> Figure:
    pages = {
        page: statistics.median(each["scrolled"][page][0] / each["scrolled"][page][1] for each in found)
        for page in found[0]["scrolled"]
    }
    worst = max(pages, key=lambda page: pages[page])
    ours, bare = found[0]["scrolled"][worst]
    value = f"{pages[worst]:.1f} times at {worst} ({ours:.1f} ms against {bare:.1f} ms; {size})"
    how = (
        "one notch of the wheel in the longest list of each page, and in a QListView of the same size, rows, theme and "
        "style sheet, in turn, median of 60 each, processor time of the window's thread, also in the smallest window; "
        "all pages: " + ", ".join(f"{page} {times:.1f}" for page, times in pages.items())
    )
    return Figure("repaint per scroll step against a bare list", value, f"{TIMES}", pages[worst] <= TIMES, how)


def _answers(found: list[dict[str, Any]], size: Size) -> Figure:
    pages = {page: sorted(took for each in found for took in each["answers"][page]) for page in found[0]["answers"]}
    medians = {page: statistics.median(each) for page, each in pages.items()}
    worst = max(medians, key=lambda page: medians[page])
    value = f"{medians[worst]:.1f} ms at the median on {worst} (slowest {max(pages[worst]):.0f} ms; {size})"
    how = "from each letter that is typed or taken away to what was found being shown: " + ", ".join(
        f"{page} {median:.1f}, slowest {max(pages[page]):.0f}" for page, median in medians.items()
    )
    return Figure("search answer in the window", value, f"under {ANSWER_MS} ms", medians[worst] < ANSWER_MS, how)


def _memory(found: list[dict[str, Any]], size: Size) -> Figure:
    megabytes = int(statistics.median(each["megabytes"] for each in found))
    how = "resident memory of the process after every page was opened, scrolled and searched"
    return Figure("memory after use", f"{megabytes} MB ({size})", f"under {MOST_MB} MB", megabytes < MOST_MB, how)


def _left_behind(rounds: int) -> Figure:
    done = subprocess.run(
        [sys.executable, "-m", "tests.figures.desktop_rounds", str(rounds)], stdout=subprocess.PIPE, check=True
    )
    grown: dict[str, int] = json.loads(done.stdout)
    value = ", ".join(f"{count:+} {name}" for name, count in grown.items())
    how = f"every screen opened and closed {rounds} times, counted after the third and after the last"
    return Figure(f"growth over {rounds} rounds", value, "none", not any(each > 0 for each in grown.values()), how)

"""The figures of the window: how fast it starts, how much it takes, and that it never stands still."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.figures.figure import RUNS, Figure

MOST_MB = 150
GAP_MS = 50
TICK_MS = 2


def measure(*, full: bool) -> Iterator[Figure]:
    """All figures of the group; there is one size."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from vault.demo.journey import fill_vault

    with tempfile.TemporaryDirectory() as place:
        fill_vault(Path(place) / "vault")
        yield from _start(Path(place) / "vault")
    yield _gap()


def _start(folder: Path) -> Iterator[Figure]:
    for which in ("empty", "unlock"):  # once unmeasured: an installed program has its bytecode
        _usable(which, folder)
    empty, unlock = [], []
    for _ in range(RUNS):  # one after the other, so that a busy moment strikes both
        empty.append(_usable("empty", folder))
        unlock.append(_usable("unlock", folder))
    ratio = statistics.median(s for s, _ in unlock) / statistics.median(s for s, _ in empty)
    seconds = statistics.median(s for s, _ in unlock)
    how = f"median of {RUNS}, process start to the first turn of the event loop after show, offscreen, both in turn"
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
        return time.perf_counter() - start, megabytes


def _gap() -> Figure:
    """The longest time in which the window did nothing else, over unlock, request, share, pages and stop."""
    from PySide6.QtWidgets import QApplication

    from vault.demo.window_journey import SHARED, flip, open_theatre, unlock_window

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as place, open_theatre(app, Path(place), "en") as stage:
        link = stage.link()
        stage.window.show()
        with _watched() as idle:
            _settle(stage.wait, 0.5)
        with _watched() as busy:
            unlock_window(stage)
            stage.wait("unlocked", lambda: stage.named("Preferences") is not None)
            stage.window.open_link(link)
            for key in SHARED:
                flip(stage, key)
            stage.press(stage.sentences.say("demo", "name_share"))
            stage.wait("delivered", lambda: bool(stage.went_to))
            for page in ("shops", "activity", "your_data", "preferences", "shops"):
                stage.window.show_page(page)
                _settle(stage.wait, 0.3)
            stage.press(stage.sentences.say("demo", "name_stop"))
            _settle(stage.wait, 0.5)
    worst = max(busy)
    how = f"a timer every {TICK_MS} ms in the window's loop; first showing of each page included; idle window beside it"
    value = f"{worst:.0f} ms (idle {max(idle):.0f} ms)"
    return Figure("worst event-loop gap in the journey", value, f"under {GAP_MS} ms", worst < GAP_MS, how)


def _settle(wait: Callable[[str, Callable[[], bool]], None], seconds: float) -> None:
    until = time.perf_counter() + seconds
    wait("time", lambda: time.perf_counter() >= until)


@contextmanager
def _watched() -> Iterator[list[float]]:
    """Milliseconds between turns of the event loop."""
    from PySide6.QtCore import QTimer

    gaps: list[float] = []
    last = [time.perf_counter()]

    def tick() -> None:
        now = time.perf_counter()
        gaps.append((now - last[0]) * 1000)
        last[0] = now

    timer = QTimer()
    timer.timeout.connect(tick)
    timer.start(TICK_MS)
    yield gaps
    timer.stop()

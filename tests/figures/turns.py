"""How long the window stands still on the first journey: ``python -m tests.figures.turns`` plays it once.

One journey is one process, for what is shown the first time is what takes longest. A process prints, as JSON, the
longest turn of the event loop in each step, and that of the moments between the steps in which nothing is to be done.
"""

from __future__ import annotations

import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.figures.figure import RUNS, Figure

if TYPE_CHECKING:
    from vault.demo.window_journey import Theatre

GAP_MS = 50
TICK_MS = 1
_LOADING = 1.5
"""Seconds in which a passphrase is typed, and the pages are loaded."""
_STEP, _IDLE = 0.4, 0.15
"""Seconds for a step to come to its end, and of doing nothing after it."""
IDLE = "idle"
"""The name of the moments between the steps."""


def longest_turn() -> Figure:
    """The step whose longest turn is worst. Of each step the median of several journeys counts.

    A turn that is long in every journey is the window's own; one that is long in one of them is the machine's.
    """
    _journey()  # once unmeasured: an installed program has its bytecode
    journeys = [_journey() for _ in range(RUNS)]
    medians = {step: statistics.median(each[step][0] for each in journeys) for step in journeys[0]}
    idle = medians.pop(IDLE)
    step, worst = max(medians.items(), key=lambda item: item[1])
    own = statistics.median(each[step][1] for each in journeys)
    value = f"{worst:.0f} ms at {step} with {own:.0f} ms of own work (idle {idle:.0f} ms)"
    how = (
        f"a timer every {TICK_MS} ms in the window's loop; the longest turn of each step, median of {RUNS} journeys, "
        "each a process; first showing of each page and what is loaded ahead included; idle moments between the steps; "
        "medians: " + ", ".join(f"{each} {took:.0f}" for each, took in medians.items())
    )
    return Figure("longest turn of the event loop in the journey", value, f"under {GAP_MS} ms", worst < GAP_MS, how)


def _journey() -> dict[str, tuple[float, float]]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.figures.turns"],
        env={name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        stdout=subprocess.PIPE,
        check=True,
    )
    found: dict[str, tuple[float, float]] = json.loads(done.stdout)
    return found


class Turns:
    """Of each step the milliseconds of its longest turn, and the most work of the window's own thread in one.

    ``settle`` lets the window work for some seconds.
    """

    def __init__(self, settle: Callable[[float], None]) -> None:
        from PySide6.QtCore import QTimer

        self._settle = settle
        self.longest: dict[str, tuple[float, float]] = {}
        self._step = IDLE
        self._last = time.perf_counter(), time.thread_time()
        self._ticks = QTimer()
        self._ticks.timeout.connect(self._tick)
        self._ticks.start(TICK_MS)

    def _tick(self) -> None:
        now = time.perf_counter(), time.thread_time()
        wall, own = ((at - before) * 1000 for at, before in zip(now, self._last, strict=True))
        self._last = now
        most = self.longest.get(self._step, (0.0, 0.0))
        self.longest[self._step] = max(most[0], wall), max(most[1], own)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """What is done in the block is the figure's own work, and in no turn."""
        self._ticks.stop()
        yield
        self._last = time.perf_counter(), time.thread_time()
        self._ticks.start(TICK_MS)

    @contextmanager
    def step(self, name: str, seconds: float = _STEP) -> Iterator[None]:
        """What is done in the block, and what the window does of it in so many seconds; then idle for a moment."""
        self._step = name
        yield
        self._settle(seconds)
        self._step = IDLE
        self._settle(_IDLE)


def _settle(stage: Theatre, seconds: float) -> None:
    until = time.perf_counter() + seconds
    stage.wait("time", lambda: time.perf_counter() >= until)


def _play(stage: Theatre) -> dict[str, tuple[float, float]]:
    from vault.demo.window_journey import SHARED, flip, unlock_window

    say, link = stage.sentences.say, stage.link()
    drawn: list[bool] = []
    stage.window.drawn.connect(lambda: drawn.append(True))
    stage.window.show()
    stage.wait("first picture", lambda: bool(drawn))  # it has a figure of its own
    gc.freeze()  # as the program does then; the shop, which is in this process too, is not the window's to search
    turns = Turns(partial(_settle, stage))
    with turns.step("loading ahead", _LOADING):
        pass
    with turns.step("unlock"):
        unlock_window(stage)
        stage.wait("unlocked", lambda: stage.named("Preferences") is not None)
    with turns.step("request"):
        stage.window.open_link(link)
        stage.wait("asked", lambda: stage.named("Share nothing") is not None)
    for key in SHARED:
        with turns.step("switch"):
            flip(stage, key)
    with turns.step("share"):
        stage.press(say("demo", "name_share"))
        stage.wait("delivered", lambda: bool(stage.went_to))
    for page in ("overview", "shops", "activity", "your_data", "preferences", "shops"):
        with turns.step(page):
            stage.window.show_page(page)
    with turns.step("stop"):
        stage.press(say("demo", "name_stop"))
    return turns.longest


def main() -> None:
    """Play the journey once, without a display."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from vault.demo.window_journey import open_theatre

    app: Any = QApplication([])
    with tempfile.TemporaryDirectory() as place, open_theatre(app, Path(place), "en") as stage:
        longest = _play(stage)
    print(json.dumps(longest))


if __name__ == "__main__":
    main()

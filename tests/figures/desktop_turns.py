"""A large vault in the real window: ``python -m tests.figures.desktop_turns FOLDER`` uses it once.

Its catalogue is read from beside it, and nothing is loaded that makes such vaults: the memory is the program's. Every
page is opened, scrolled and searched. The process prints, as JSON, of each step the longest turn of the event
loop, and of each letter that is typed into a search how long its answer took.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSlider, QApplication, QLineEdit

from tests.figures.desktop_scrolling import compare
from tests.figures.qt_words import complain
from tests.figures.starting import PASSPHRASE, resident_mb, use_catalogue
from tests.figures.turns import Turns
from vault.desktop.afterwards import guard_memory
from vault.desktop.app import make_window
from vault.desktop.pages import FACTORIES
from vault.desktop.tasks import Tasks
from vault.desktop.window import Window

if TYPE_CHECKING:
    from vault.core.errors import VaultError

LOADING = 2.0
"""Seconds in which a passphrase is typed, and the pages are loaded."""
_AHEAD = 1.0
"""Seconds in which a page is made before anybody opens it."""
_POLL_MS, _PATIENCE = 5, 120
_SCROLLS = 12
_SMALLEST = (880, 600)
"""The size below which the window does not go."""
ALONE = "alone"
"""The step in which the open window has nothing to do."""


@dataclass
class Used:
    """The window over the large vault.

    ``answers`` has, of each page with a search, the milliseconds of each letter; ``scrolled``, of each that scrolls,
    those of a step, and of a step of a bare list.
    """

    app: QApplication
    tasks: Tasks
    window: Window
    answers: dict[str, list[float]] = field(default_factory=dict)
    scrolled: dict[str, tuple[float, float]] = field(default_factory=dict)

    def wait(self, holds: Callable[[], bool]) -> None:
        """Let the window work until ``holds``."""
        loop, poll, end = QEventLoop(), QTimer(), time.monotonic() + _PATIENCE
        poll.timeout.connect(lambda: loop.quit() if holds() or time.monotonic() > end else None)
        poll.start(_POLL_MS)
        loop.exec()
        poll.stop()
        assert holds(), "it takes too long"

    def settle(self, seconds: float) -> None:
        """Let it work for so long."""
        until = time.monotonic() + seconds
        self.wait(lambda: time.monotonic() >= until)

    def until_read(self) -> None:
        """Let it work until the vault's own thread, and those beside it, have nothing left to do."""
        for ask in (self.tasks.vault, self.tasks.outside, self.tasks.vault):
            done: list[bool] = []
            self._ask(ask, partial(done.append, True))
            self.wait(partial(bool, done))

    def answer(self, page: str, press: Callable[[], None]) -> None:
        """Type a letter, and take the time until what was found is shown."""
        came: list[float] = []
        start = time.perf_counter()
        press()
        # The vault answers in the order it was asked, so this comes right behind what was found.
        self._ask(self.tasks.vault, lambda: came.append(time.perf_counter()))
        self.wait(lambda: bool(came))
        self.answers.setdefault(page, []).append((came[0] - start) * 1000)

    def _ask(self, ask: Any, then: Callable[[], None]) -> None:
        def failed(problem: VaultError) -> None:
            raise problem

        ask(lambda *_: None, lambda _: then(), failed, owner=self.window)

    def longest_list(self) -> QAbstractScrollArea | None:
        """What scrolls furthest on the page that is shown."""
        found = [each for each in self.window.findChildren(QAbstractScrollArea) if each.isVisible()]
        return max(found, key=lambda each: each.verticalScrollBar().maximum(), default=None)

    def search_field(self) -> QLineEdit | None:
        """Where the page that is shown is searched."""
        for each in self.window.findChildren(QLineEdit):
            if each.isVisible() and type(each).__name__ == "SearchField":
                return each
        return None


def use(used: Used, turns: Turns) -> None:
    """Open the vault, and then open, scroll and search every page."""
    with turns.step("loading ahead", LOADING):
        pass
    with turns.step("unlock"):
        fields = [each for each in used.window.findChildren(QLineEdit) if each.isVisible()]
        fields[0].setText(PASSPHRASE)
        fields[0].returnPressed.emit()
        used.wait(lambda: used.window._shown)
        used.until_read()
    with turns.step("made ahead"):
        used.settle(_AHEAD)
    with turns.step(ALONE):  # what the machine itself does to a window that has nothing to do
        used.settle(1.0)
    for page in (*FACTORIES, *FACTORIES):  # the second time it is there already
        again = " again" if page in used.window.inside.pages and f"open {page}" in turns.longest else ""
        with turns.step(f"open {page}{again}"):
            used.window.show_page(page)
            used.until_read()
        if not again:
            _scroll(used, turns, page)
            _search(used, turns, page)
            with turns.paused():
                _compare(used, page)


def use_small(used: Used, turns: Turns) -> None:
    """Open and scroll every page in the smallest window too."""
    with turns.step("make it small"):
        used.window.resize(*_SMALLEST)
    for page in FACTORIES:
        with turns.step(f"open {page}, small"):
            used.window.show_page(page)
            used.until_read()
        with turns.paused():
            _compare(used, f"{page}, small")


def _compare(used: Used, name: str) -> None:
    area = used.longest_list()
    if area is not None and area.verticalScrollBar().maximum():
        used.scrolled[name] = compare(area)


def _scroll(used: Used, turns: Turns, page: str) -> None:
    area = used.longest_list()
    if area is None or not area.verticalScrollBar().maximum():
        return
    with turns.step(f"scroll {page}"):
        for action in [QAbstractSlider.SliderAction.SliderPageStepAdd] * _SCROLLS:
            area.verticalScrollBar().triggerAction(action)
            used.settle(0.03)
        area.verticalScrollBar().triggerAction(QAbstractSlider.SliderAction.SliderToMaximum)


def _search(used: Used, turns: Turns, page: str) -> None:
    field = used.search_field()
    if field is None:
        return
    field.setFocus()
    with turns.step(f"search {page}"):
        for letter in "navy 12":
            used.answer(page, partial(QTest.keyClicks, field, letter))
            used.settle(0.05)
        for _ in "navy 12":
            used.answer(page, lambda: QTest.keyClick(field, Qt.Key.Key_Backspace))
            used.settle(0.05)


def main(folder: Path) -> None:
    """Use the vault in ``folder`` once, without a display."""
    use_catalogue(folder.parent / "catalogue")
    qInstallMessageHandler(complain)
    app: Any = QApplication([])
    tasks = Tasks()
    try:
        window = make_window(app, tasks, folder, "en", None, lambda _: None)
        used, drawn = Used(app, tasks, window), []
        window.drawn.connect(lambda: drawn.append(True))
        window.show()
        used.wait(lambda: bool(drawn))
        guard_memory(window)  # as the program does then, and what is next
        gc.freeze()
        turns = Turns(used.settle)
        use(used, turns)
        megabytes = resident_mb()
        use_small(used, turns)
        window.deleteLater()
    finally:
        tasks.shut_down()
    print(
        json.dumps({"turns": turns.longest, "answers": used.answers, "scrolled": used.scrolled, "megabytes": megabytes})
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))

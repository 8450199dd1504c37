"""Opens and closes every screen again and again: ``python -m tests.figures.desktop_rounds ROUNDS``.

Prints, as JSON, how many more widgets, timers, objects of Qt and threads there are after the last round than after the
third: what is made once is made by then.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import tempfile
import threading
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from tests.example_day import example_day
from tests.figures.qt_words import complain
from tests.screenshots.scenes import gate_pictures, world_of
from vault import bundled
from vault.desktop.fonts import load_fonts
from vault.desktop.pages import FACTORIES, World
from vault.desktop.theme import Theme, parse_tokens
from vault.desktop.window import Window

_FIRST = 3


def _count(app: QApplication) -> dict[str, int]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    app.processEvents()
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    children = [each for top in app.topLevelWidgets() for each in top.findChildren(QObject)]
    return {
        "widgets": len(app.allWidgets()),
        "timers": sum(isinstance(each, QTimer) for each in children),
        "objects": len(children),
        "threads": threading.active_count(),
    }


def _round(app: QApplication, world: World, window: Window) -> None:
    for _, view in gate_pictures(world):
        view.show()
        app.processEvents()
        view.close()
        view.deleteLater()
    window.show()
    for page in FACTORIES:
        window.show_page(page)
        app.processEvents()
    window.renew(world, lambda reason, opened, around: QWidget(around))  # every page goes; one is made anew
    window.hide()


def main(rounds: int) -> None:
    """Play so many rounds over the example vault."""
    qInstallMessageHandler(complain)
    app = QApplication([])
    load_fonts()
    theme = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False)
    theme.apply(app)
    with tempfile.TemporaryDirectory() as folder, example_day(Path(folder) / "vault") as day:
        world = world_of(day, theme, "en")
        window = Window(world, lambda reason, opened, around: QWidget(around))
        window.enter()
        for _ in range(_FIRST):
            _round(app, world, window)
        before = _count(app)
        for _ in range(rounds - _FIRST):
            _round(app, world, window)
        after = _count(app)
    print(json.dumps({name: after[name] - before[name] for name in after}))


if __name__ == "__main__":
    main(int(sys.argv[1]))

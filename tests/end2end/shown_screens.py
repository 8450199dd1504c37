"""``python -m tests.end2end.shown_screens LANGUAGE``: every screen in a window of a real screen, one after the other.

Writes the name of each on a line of its own, and goes on to the next with each line that it reads. It answers
a screen reader meanwhile.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication, QWidget

from tests.example_day import example_day
from tests.screenshots.scenes import empty_pictures, empty_window, pictures, world_of
from vault import bundled
from vault.desktop.app import translate
from vault.desktop.fonts import load_fonts
from vault.desktop.theme import Theme, parse_tokens
from vault.desktop.window import Window

NAME = "shown-screens"
"""What it calls itself on the accessibility bus."""
SIZE = (1180, 780)


def _screens(theme: Theme, language: str, folder: Path) -> Iterator[tuple[str, QWidget]]:
    with example_day(folder / "vault") as day:
        world = world_of(day, theme, language)
        window = Window(world, lambda reason, opened, around: QWidget(around))
        window.enter()
        yield from pictures(world, window, day)
        window.hide()
    with empty_window(folder / "new", theme, language) as new:
        yield from empty_pictures(new)
        new.hide()


class _Show:
    """One screen at a time; what was shown before is gone or hidden."""

    def __init__(self, screens: Iterator[tuple[str, QWidget]]) -> None:
        self._screens = screens
        self._shown: QWidget | None = None

    def go_on(self) -> None:
        sys.stdin.readline()
        self.show_next()

    def show_next(self) -> None:
        """Show the next one, or end after the last."""
        name, widget = next(self._screens, ("", None))
        if self._shown is not None and self._shown is not widget:
            self._shown.hide()
        self._shown = widget
        if widget is None:
            QApplication.quit()
            return
        widget.resize(*SIZE)
        widget.show()
        print(name, flush=True)


def main(language: str) -> int:
    app = QApplication([NAME])
    load_fonts()
    translate(app, language)
    theme = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False)
    theme.apply(app)
    with tempfile.TemporaryDirectory() as folder:
        show = _Show(_screens(theme, language, Path(folder)))
        asked = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        asked.activated.connect(show.go_on)
        show.show_next()
        return app.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

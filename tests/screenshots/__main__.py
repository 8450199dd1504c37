"""``python -m tests.screenshots OUT [--size 880x600] [--scale 2] [--only 09] [--kind dark-nl]``: every screen.

Without ``--kind`` light and dark, en and nl.

``python -m tests.screenshots --check`` draws none: it looks for text that is cut off or lies over another, in all of
its ways or in those whose name has the words after ``--way``, such as ``nl-1180x780-200%``.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.example_day import example_day
from tests.screenshots.scenes import Pictures, empty_pictures, empty_window, pictures, world_of
from vault import bundled
from vault.desktop.app import translate
from vault.desktop.fonts import load_fonts
from vault.desktop.theme import Theme, parse_tokens
from vault.desktop.window import Window

PARTS_HEIGHT = 1140
_BETWEEN_MS, _LOOKS = 60, 20
"""Longer than what is still to come waits; a picture that never stays, such as of running work, is taken as it is."""


def save(found: Pictures, out: Path, kind: str, width: int, height: int, only: str) -> None:
    """Grab each screen whose name begins with ``only``. The others are passed through, for one leads to the next."""
    for name, widget in found:
        if not name.startswith(only):
            continue
        widget.resize(width, PARTS_HEIGHT if name == "00-parts" else height)
        widget.show()
        _settled(widget).save(str(out / f"{name}-{kind}-{width}x{height}.png"))
        if not isinstance(widget, Window):
            widget.hide()


def _settled(widget: QWidget) -> QImage:
    """What is drawn once it stays as it is: parts are made and laid out a few turns after a page is shown."""
    last, now = QImage(), widget.grab().toImage()
    for _ in range(_LOOKS):
        if now == last:
            break
        QTest.qWait(_BETWEEN_MS)
        last, now = now, widget.grab().toImage()
    return now


def _check(way: str) -> int:
    from tests.screenshots.checking import WAYS, check

    app = QApplication([])
    load_fonts()
    wrong = 0
    for line in check(app, tuple(each for each in WAYS if way in str(each))):
        print(line, flush=True)
        wrong += 1
    print(f"{wrong} texts cut off or over each other")
    return 1 if wrong else 0


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots", description=__doc__)
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--check", action="store_true", help="exit 1 if text is cut off or overlaps on any screen")
    parser.add_argument("--way", default="", help="check only these")
    parser.add_argument("--size", default="1180x780")
    parser.add_argument("--scale", type=float, default=1.0, help="how large the text is, 2 for twice")
    parser.add_argument("--only", default="", help="screens whose name begins so")
    parser.add_argument("--kind", default="", help="dark-nl, or another of the four")
    asked = parser.parse_args(argv)
    if asked.check:
        return _check(asked.way)
    if asked.out is None:
        parser.error("OUT is missing")
    width, height = (int(each) for each in asked.size.split("x"))
    asked.out.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    app.setCursorFlashTime(0)
    load_fonts()
    for language in ("en", "nl"):
        translate(app, language)
        for dark in (False, True):
            kind = f"{'dark' if dark else 'light'}-{language}"
            if asked.kind not in {"", kind}:
                continue
            theme = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=dark)
            theme.set_text_scale(asked.scale)
            theme.apply(app)
            with tempfile.TemporaryDirectory() as folder, example_day(Path(folder) / "vault") as day:
                world = world_of(day, theme, language)
                window = Window(world, lambda reason, opened, around: QWidget(around))
                window.enter()
                save(pictures(world, window, day), asked.out, kind, width, height, asked.only)
                window.hide()
            with tempfile.TemporaryDirectory() as folder, empty_window(Path(folder) / "vault", theme, language) as new:
                save(empty_pictures(new), asked.out, kind, width, height, asked.only)
                new.hide()
    print(f"{len(list(asked.out.glob('*.png')))} pictures in {asked.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

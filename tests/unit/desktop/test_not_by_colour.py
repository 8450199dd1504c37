"""Nothing is said by colour or movement alone: every sign has its words, every error a sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

import vault.desktop
from tests.example_day import example_day
from tests.screenshots.scenes import pictures, world_of
from vault import bundled
from vault.desktop.fonts import load_fonts
from vault.desktop.parts.field_sign import FieldSign
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts_page import PartsPage
from vault.desktop.theme import Theme, parse_tokens
from vault.desktop.window import Window

LEVELS_UP = 5
"""From a field to what says its error: they stand in one part of the page."""
_ANIMATIONS = re.compile(r"\bQ(Variant|Property|Sequential|Parallel)Animation|\bQ(Movie|TimeLine|GraphicsEffect)\b")


def has_words(part: QWidget) -> bool:
    """Whether there is something to read in it, or a screen reader says something of it."""
    said = [each for each in part.findChildren(QWidget) if isinstance(each, QLabel | QAbstractButton)]
    return bool(part.accessibleName()) or any(each.isVisible() and each.text().strip() for each in said)


def says_error(field: QWidget) -> bool:
    """Whether a sentence in the colour of errors stands near the field."""
    part = field.parentWidget()
    for _ in range(LEVELS_UP):
        if part is None:
            return False
        labels = [each for each in part.findChildren(QLabel) if each.isVisible() and each.text().strip()]
        if any("error" in (each.property("tone"), each.property("role")) for each in labels):
            return True
        part = part.parentWidget()
    return False


def only_seen(view: QWidget) -> list[str]:
    """What only who sees colours and pictures would know."""
    found = []
    for icon in view.findChildren(IconLabel):
        holder = icon.parentWidget()
        if isinstance(holder, FieldSign) and isinstance(field := holder.parentWidget(), QLineEdit):
            if icon.isVisible() and not field.accessibleDescription():
                found.append(f"sign without words in {field.accessibleName()}")
        elif icon.isVisible() and holder is not None and not has_words(holder):
            found.append(f"icon without words in {type(holder).__name__}")
    for field in view.findChildren(QWidget):
        if field.isVisible() and field.property("error") and not says_error(field):
            found.append(f"{type(field).__name__} {field.accessibleName()} is wrong without a word")
    return found


def test_every_sign_and_every_error_has_its_words(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    load_fonts()
    theme = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False)
    theme.apply(qapp)
    wrong: dict[str, list[str]] = {}
    errors, seen = 0, []
    with example_day(tmp_path / "vault") as day:
        world = world_of(day, theme, "en")
        window = Window(world, lambda *_: QWidget())
        qtbot.addWidget(window)
        window.enter()
        for name, widget in pictures(world, window, day):
            seen.append(widget)
            if widget is not window:
                qtbot.addWidget(widget)
            widget.show()
            QApplication.processEvents()
            if isinstance(widget, PartsPage):
                continue
            if found := only_seen(widget):
                wrong[name] = found
            errors += sum(1 for each in widget.findChildren(QWidget) if each.isVisible() and each.property("error"))
    assert wrong == {}
    assert errors > 3  # there were some to look at


@pytest.mark.parametrize(
    "path", sorted(Path(vault.desktop.__file__).parent.rglob("*.py")), ids=lambda path: str(path.stem)
)
def test_whatever_moves_asks_first_whether_it_may(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not _ANIMATIONS.search(text) or "may_move(" in text

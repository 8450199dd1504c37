"""Where the keyboard is on the page "Your data" while a file dialog is in front, and after it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.unit.desktop.test_your_data_view import Shown, day, open_json, shown
from tests.unit.desktop.vault_day import Day, named

__all__ = ["day", "shown"]


def test_the_keyboard_and_the_page_stay_with_the_copy_behind_a_file_dialog(
    shown: Shown, day: Day, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, copy = shown.view, shown.view.copy
    view.resize(972, 500)
    open_json(shown)
    dialog = QWidget(view, Qt.WindowType.Dialog)
    chosen = at_a_dialog(shown, dialog, qtbot, monkeypatch)
    named(view, "Save copy…").setFocus()
    named(view, "Save copy…").click()
    assert not copy.save.hasFocus()
    day.tasks.hold = True
    chosen.pop()(shown.files.path)  # while it is in front
    dialog.close()
    view.activateWindow()
    cancel = named(view, "Cancel")
    qtbot.waitUntil(lambda: cancel.hasFocus() and in_sight(view, cancel))
    day.tasks.run()
    assert copy.save.hasFocus()
    qtbot.waitUntil(lambda: in_sight(view, copy.outcome))


def test_the_keyboard_stays_with_what_comes_in_behind_a_file_dialog(
    shown: Shown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = shown.view
    dialog = QWidget(view, Qt.WindowType.Dialog)
    chosen = at_a_dialog(shown, dialog, qtbot, monkeypatch)
    view.bring.choose.setFocus()
    view.bring.choose.click()
    shown.files.path.write_bytes(b"no copy")
    chosen.pop()(shown.files.path)
    dialog.close()
    view.activateWindow()
    qtbot.waitUntil(view.bring.choose.hasFocus)


def at_a_dialog(
    shown: Shown, dialog: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> list[Callable[[Path], None]]:
    """Let a dialog take the keyboard whenever a file is asked for. What is returned fills with who waits for a file."""
    waiting: list[Callable[[Path], None]] = []

    def ask(parent: QWidget, title: str, about: str, chosen: Callable[[Path], None]) -> None:
        del parent, title, about
        waiting.append(chosen)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)

    for way in ("save", "open"):
        monkeypatch.setattr(shown.files, way, ask)
    return waiting


def in_sight(view: QWidget, part: QWidget) -> bool:
    """Whether all of it is seen."""
    return part.isVisible() and part.visibleRegion().boundingRect().height() == part.height()

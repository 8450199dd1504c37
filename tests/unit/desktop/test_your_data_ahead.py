"""The page "Your data", made before anybody opens it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.unit.desktop.test_your_data_view import Shown, day, shown
from tests.unit.desktop.vault_day import named

__all__ = ["day", "shown"]


def test_it_is_shown_in_parts_the_first_time(shown: Shown, qtbot: QtBot) -> None:
    view, copy, backup = shown.view, named(shown.view, "Save copy…"), named(shown.view, "Save a backup…")
    view.hide()
    view.show_in_parts()
    view.show()
    assert (copy.isVisible(), backup.isVisible()) == (True, False)
    qtbot.waitUntil(backup.isVisible)
    view.hide()
    view.show()
    assert backup.isVisible()

"""The panel of a merge while it goes on: how far it is, and the way to stop it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.desktop.vault_day import named, names, texts, themed
from vault.desktop.your_data_merge import MergePanel
from vault.desktop.your_data_state import Compared, MergeState

COMPARED = (Compared("clothing.shoe_size", "Shoe size", "EU 44", "EU 43", False, True, False),)
ASKING = MergeState("copy.json", ("Wishes: 1",), COMPARED, ())
GOING = MergeState("copy.json", ("Wishes: 1",), COMPARED, (), busy="Bringing it in. 1 of 4 steps done.")
STOPPING = MergeState("copy.json", ("Wishes: 1",), COMPARED, (), busy="Stopping after this step.", stopping=True)
FAILED = MergeState("copy.json", ("Wishes: 1",), COMPARED, (), failed="It could not be written.")


@pytest.fixture
def panel(qtbot: QtBot, qapp: QApplication) -> MergePanel:
    theme, icons = themed(qapp)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(880, 600)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made = MergePanel(theme, icons, window)
    made.show_state(ASKING)
    qtbot.waitUntil(lambda: "Shoe size: Take from the file" in names(made))
    return made


def test_cancel_is_there_only_while_it_goes_on_and_has_the_keyboard(panel: MergePanel, qtbot: QtBot) -> None:
    cancelled: list[None] = []
    panel.cancel_pressed.connect(lambda: cancelled.append(None))
    assert (panel.nothing.isVisible(), panel.cancel.isVisible()) == (True, False)
    panel.bring.setFocus()
    panel.show_state(GOING)
    assert "Bringing it in. 1 of 4 steps done." in texts(panel)
    assert (panel.nothing.isVisible(), panel.cancel.isVisible()) == (False, True)
    assert (panel.bring.isEnabled(), panel.cancel.hasFocus()) == (False, True)
    assert not named(panel, "Shoe size: Keep mine").isEnabled()
    qtbot.keyClick(panel.cancel, Qt.Key.Key_Space)
    assert cancelled == [None]
    panel.show_state(STOPPING)
    assert not panel.cancel.isEnabled()


def test_what_failed_can_be_tried_again(panel: MergePanel) -> None:
    panel.show_state(GOING)
    panel.show_state(FAILED)
    assert "It could not be written." in texts(panel)
    assert (panel.nothing.isVisible(), panel.cancel.isVisible()) == (True, False)
    assert (panel.bring.isEnabled(), panel.bring.hasFocus()) == (True, True)
    assert named(panel, "Shoe size: Keep mine").isEnabled()

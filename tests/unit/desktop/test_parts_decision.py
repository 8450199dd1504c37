"""The decision pair: both look the same, refusing is never off, and Enter presses neither."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.desktop.part_shown import name_of, role_of, shown
from vault import bundled
from vault.core.value import Precision
from vault.desktop.parts.buttons import button
from vault.desktop.parts.decision_pair import DecisionPair
from vault.desktop.theme import Theme, parse_tokens


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False)
    made.apply(qapp)
    return made


# ---- decision pair ----


def decisions(theme: Theme) -> DecisionPair:
    made = DecisionPair(theme)
    made.set_texts("Share nothing", "Share these 4")
    return made


@pytest.mark.parametrize("width", [400, 900])
@pytest.mark.parametrize("reason", ["", "Choose at least one", "Zet schoenmaat aan, of deel niets met deze winkel"])
def test_both_decisions_have_one_size(qtbot: QtBot, theme: Theme, width: int, reason: str) -> None:
    made = decisions(theme)
    made.set_share_enabled(not reason, reason)
    made.resize(width, made.heightForWidth(width))
    shown(qtbot, made)
    refuse, share = made.refuse_button, made.share_button
    assert refuse.height() == share.height() >= 48
    assert abs(refuse.width() - share.width()) <= 1  # an odd pixel has to go somewhere


def test_no_decision_is_a_default(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    other, made = button("Other", "normal"), decisions(theme)
    column.addWidget(other)
    column.addWidget(made)
    shown(qtbot, window)
    for one in (made.refuse_button, made.share_button):
        assert not one.isDefault()
        assert not one.autoDefault()
    other.setFocus()
    with qtbot.assertNotEmitted(made.refused), qtbot.assertNotEmitted(made.shared):
        QTest.keyClick(other, Qt.Key.Key_Return)
        QTest.keyClick(window, Qt.Key.Key_Enter)


def test_refuse_comes_first_and_is_never_off(qtbot: QtBot, theme: Theme) -> None:
    made = decisions(theme)
    made.set_share_enabled(False, "Choose at least one")
    shown(qtbot, made)
    assert made.refuse_button.nextInFocusChain() is made.share_button
    assert made.refuse_button.isEnabled()
    assert not made.share_button.isEnabled()
    assert made.share_button.text() == name_of(made.share_button) == "Choose at least one"
    made.set_share_enabled(True)
    assert made.share_button.text() == "Share these 4"
    with qtbot.waitSignal(made.refused):
        QTest.keyClick(made.refuse_button, Qt.Key.Key_Space)
    with qtbot.waitSignal(made.shared):
        QTest.mouseClick(made.share_button, Qt.MouseButton.LeftButton)


def test_a_link_that_is_off_has_no_frame(qtbot: QtBot, theme: Theme) -> None:
    made = button("Suggest words", "link", small=True)
    made.setEnabled(False)
    shown(qtbot, made)
    image = made.grab().toImage()
    edge = {image.pixelColor(x, y).name() for x in range(image.width()) for y in (0, image.height() - 1)}
    assert len(edge) == 1


def test_decisions_say_shop_and_date_to_a_screen_reader(qtbot: QtBot, theme: Theme) -> None:
    made = decisions(theme)
    qtbot.addWidget(made)
    made.set_names("Share nothing with boekhoek.example", "Share these 4 with boekhoek.example until 10 August 2026")
    assert name_of(made.refuse_button) == "Share nothing with boekhoek.example"
    assert name_of(made.share_button) == "Share these 4 with boekhoek.example until 10 August 2026"
    assert role_of(made.share_button) == QAccessible.Role.PushButton


def test_both_decisions_have_one_fill(qtbot: QtBot, theme: Theme) -> None:
    made = decisions(theme)
    made.resize(500, 48)
    qtbot.addWidget(made)
    image = made.grab().toImage()
    places = [one.geometry().topLeft() + QPoint(20, 4) for one in (made.refuse_button, made.share_button)]
    assert {image.pixelColor(place).name() for place in places} == {theme.color("primary").name()}


def test_the_share_shutter_stands_as_far_open_as_it_is_told(qtbot: QtBot, theme: Theme) -> None:
    made = decisions(theme)
    made.resize(500, 48)
    qtbot.addWidget(made)
    pictures = []
    for precision in (Precision.CATEGORY, Precision.RANGE, Precision.EXACT):
        made.set_precision(precision)
        pictures.append(made.share_button.grab().toImage())
    assert all(one != other for one, other in pairwise((*pictures, pictures[0])))

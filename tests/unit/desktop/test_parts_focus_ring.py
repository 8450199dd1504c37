"""The focus ring: around what the keyboard acts on, and only when the keyboard is used."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLineEdit,
    QListWidget,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from vault import bundled
from vault.core.value import Precision
from vault.desktop.parts.buttons import button
from vault.desktop.parts.focus_ring import FocusRing, Ring
from vault.desktop.parts.precision_picker import PrecisionPicker
from vault.desktop.parts.switch import Switch
from vault.desktop.theme import Theme, parse_tokens

ROOM = 4  # of the ring on each side


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False)
    made.apply(qapp)
    return made


class Window(QWidget):
    """A column of controls with its ring."""

    def __init__(self, theme: Theme, *controls: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        for control in controls:
            column.addWidget(control)
        self.ring = FocusRing(theme, self)


def shown(qtbot: QtBot, window: Window) -> Window:
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def buttons(count: int) -> list[QPushButton]:
    return [button(f"Button {number}", "normal") for number in range(count)]


def test_ring_comes_with_the_first_key_and_goes_with_the_mouse(qtbot: QtBot, theme: Theme) -> None:
    first, second = buttons(2)
    window = shown(qtbot, Window(theme, first, second))
    first.setFocus()
    assert not window.ring.isVisible()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert window.ring.isVisible()
    assert window.ring.around is second
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=first.geometry().center())
    assert first.hasFocus()
    assert not window.ring.isVisible()
    QTest.keyClick(first, Qt.Key.Key_Shift)
    assert not window.ring.isVisible()
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert window.ring.around is first
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=first.geometry().center())
    assert not window.ring.isVisible()


def test_ring_is_outside_and_follows(qtbot: QtBot, theme: Theme) -> None:
    (only,) = buttons(1)
    window = shown(qtbot, Window(theme, only))
    only.setFocus()
    QTest.keyClick(only, Qt.Key.Key_Down)
    assert window.ring.geometry() == only.geometry().adjusted(-ROOM, -ROOM, ROOM, ROOM)
    window.resize(window.width() + 100, window.height() + 40)
    qtbot.waitUntil(lambda: window.ring.geometry() == only.geometry().adjusted(-ROOM, -ROOM, ROOM, ROOM))
    image = window.grab().toImage()
    middle = only.geometry().center()
    assert image.pixelColor(middle.x(), only.y() - ROOM) == theme.color("focus")
    assert image.pixelColor(middle.x(), only.y() - 1) == window.palette().window().color()  # the gap
    only.hide()
    assert not window.ring.isVisible()


def test_field_has_its_ring_without_a_key(qtbot: QtBot, theme: Theme) -> None:
    field = QLineEdit()
    window = shown(qtbot, Window(theme, *buttons(1), field))
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=field.geometry().center())
    assert window.ring.around is field


def test_picker_has_one_ring_for_all_its_steps(qtbot: QtBot, theme: Theme) -> None:
    picker = PrecisionPicker(theme)
    picker.set_steps([(Precision.EXACT, "Exact", "EU 43"), (Precision.RANGE, "Range", "42 to 44")])
    picker.set_chosen(Precision.EXACT)
    window = shown(qtbot, Window(theme, picker))
    picker.steps()[0].setFocus()
    QTest.keyClick(picker.steps()[0], Qt.Key.Key_Right)
    assert window.ring.around is picker


def test_ring_of_a_mark_is_around_the_mark(qtbot: QtBot, theme: Theme) -> None:
    controls = (Switch(theme), QCheckBox("Tick"), QRadioButton("Choice"))
    window = shown(qtbot, Window(theme, *controls))
    for control, size in zip(controls, ((40, 24), (20, 20), (20, 20)), strict=True):
        control.setFocus()
        QTest.keyClick(control, Qt.Key.Key_F6)
        assert window.ring.around is control
        assert (window.ring.width(), window.ring.height()) == (size[0] + 2 * ROOM, size[1] + 2 * ROOM)


def test_lists_paint_their_own(qtbot: QtBot, theme: Theme) -> None:
    rows = QListWidget()
    rows.addItems(["One", "Two"])
    window = shown(qtbot, Window(theme, rows))
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Down)
    assert not window.ring.isVisible()


def test_ring_ends_where_the_list_is_scrolled_away(qtbot: QtBot, theme: Theme) -> None:
    content = QWidget()
    column = QVBoxLayout(content)
    inside = buttons(12)
    for one in inside:
        column.addWidget(one)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(content)
    window = Window(theme, area)
    window.resize(300, 200)
    shown(qtbot, window)
    inside[0].setFocus()
    QTest.keyClick(inside[0], Qt.Key.Key_Down)
    before = window.ring.geometry()
    area.verticalScrollBar().setValue(20)
    viewport = QRect(area.mapTo(window, area.viewport().pos()), area.viewport().size())
    assert window.ring.geometry() != before
    assert viewport.contains(window.ring.geometry())
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    assert window.ring.geometry().isEmpty() or not window.ring.isVisible()


def test_what_tab_comes_to_from_outside_is_scrolled_into_sight(qtbot: QtBot, theme: Theme) -> None:
    content, (before, *inside) = QWidget(), buttons(12)
    column = QVBoxLayout(content)
    for one in inside:
        column.addWidget(one)
    area = QScrollArea()
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    area.setWidget(content)
    window = Window(theme, before, area)
    QWidget.setTabOrder(before, inside[0])
    window.resize(300, 200)
    shown(qtbot, window)
    before.setFocus()
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert window.focusWidget() is inside[0]
    assert window.ring.around is inside[0]
    assert not window.ring.visibleRegion().isEmpty()


def test_ring_survives_what_it_stood_around(qtbot: QtBot, theme: Theme) -> None:
    first, second = buttons(2)
    window = shown(qtbot, Window(theme, first, second))
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    second.deleteLater()
    qtbot.waitUntil(lambda: window.ring.around is not second)
    theme.set_dark(True)
    first.setFocus()
    assert window.ring.around is first


def test_ring_goes_down_with_its_window(qtbot: QtBot, theme: Theme) -> None:
    first, second = buttons(2)
    window = Window(theme, first, second)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    with qtbot.captureExceptions() as raised:
        del window, first, second
        gc.collect()
        (other,) = buttons(1)
        shown(qtbot, Window(theme, other))
        other.setFocus()
    assert raised == []


def test_ring_takes_the_color_of_the_rail(qtbot: QtBot, theme: Theme) -> None:
    (only,) = buttons(1)
    only.setProperty("ringRole", "focusOnRail")
    only.setProperty("ringRadius", 2)
    window = shown(qtbot, Window(theme, only))
    ring = Ring(theme, window)
    ring.surround(only)
    image = window.grab().toImage()
    assert image.pixelColor(only.geometry().center().x(), only.y() - ROOM) == theme.color("focusOnRail")
    ring.surround(None)
    assert not ring.isVisible()

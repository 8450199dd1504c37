"""The whole window without a mouse: from page to page, in the lists, to the search field, and to what can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.example_day import Day, example_day
from tests.screenshots.scenes import world_of
from tests.unit.desktop.vault_day import name_of, themed
from vault.customer.editing import list_preferences
from vault.customer.holdings import view_shops
from vault.desktop.activity_state import EventLine
from vault.desktop.pages import FACTORIES
from vault.desktop.preference_editor import PreferenceEditor
from vault.desktop.preference_rows import PreferenceRows
from vault.desktop.preferences_view import PreferencesView
from vault.desktop.row_list import RowList
from vault.desktop.shops_state import ShopLine
from vault.desktop.window import Window

SYSTEM = "food.coffee_system"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with example_day(tmp_path / "vault") as made:
        yield made


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, day: Day) -> Window:
    made = Window(world_of(day, themed(qapp)[0], "en"), lambda reason, opened, around: QWidget(around))
    qtbot.addWidget(made)
    made.enter()
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def press(window: Window, *keys: Qt.Key, control: bool = False) -> None:
    """Press keys where the keyboard is, one after the other."""
    for key in keys:
        modifier = CONTROL if control else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(window.focusWidget() or window, key, modifier)
        QApplication.processEvents()


def focused(window: Window) -> str:
    widget = window.focusWidget()
    return name_of(widget) if widget is not None else ""


def rows(window: Window) -> RowList:
    (found,) = [each for each in window.findChildren(RowList) if each.isVisible()]
    return found


def test_preferences(window: Window, day: Day) -> None:
    press(window, Qt.Key.Key_3, control=True)
    press(window, Qt.Key.Key_F, control=True)
    assert focused(window) == "Search preferences"
    QTest.keyClicks(window.focusWidget(), "width")
    QApplication.processEvents()
    press(window, Qt.Key.Key_Escape)
    press(window, Qt.Key.Key_F6, Qt.Key.Key_F6)
    assert focused(window) == "Search preferences"  # the first of the page
    press(window, Qt.Key.Key_Tab)
    assert focused(window) == "My card"
    press(window, *[Qt.Key.Key_Tab] * 2)
    assert focused(window) == "Topics"
    press(window, Qt.Key.Key_Down, Qt.Key.Key_Enter)
    assert focused(window).startswith("Coffee system,")
    press(window, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Enter)
    assert window.findChild(PreferenceEditor).key == SYSTEM
    press(window, Qt.Key.Key_Escape)
    assert focused(window).startswith("Coffee system,")
    press(window, Qt.Key.Key_Delete)
    assert SYSTEM not in {each.entry.key for each in list_preferences(day.session)}
    assert window.findChild(PreferenceRows).isAncestorOf(window.focusWidget())  # on to the next row
    press(window, Qt.Key.Key_F6)
    assert focused(window) == "Stop sharing"  # groenekom.example has it
    press(window, Qt.Key.Key_Tab, Qt.Key.Key_Space)
    assert SYSTEM in {each.entry.key for each in list_preferences(day.session)}


@pytest.mark.parametrize(("key", "control"), [(Qt.Key.Key_Escape, False), (Qt.Key.Key_3, True)])
def test_adding_is_left_for_the_list(window: Window, key: Qt.Key, control: bool) -> None:
    press(window, Qt.Key.Key_3, control=True)
    page = window.findChild(PreferencesView)
    assert page is not None
    window.presenter("preferences").add()
    assert page.title.text() == "Add preference"
    QTest.keyClicks(page.search, "coffee")
    press(window, key, control=control)
    assert page.title.text() == "Preferences"
    assert page.search.text() == ""
    window.presenter("preferences").add()
    press(window, Qt.Key.Key_4, control=True)
    press(window, Qt.Key.Key_3, control=True)
    assert page.title.text() == "Preferences"


def test_shops(window: Window, day: Day) -> None:
    press(window, Qt.Key.Key_4, control=True)
    press(window, Qt.Key.Key_F6)  # from the rail
    assert focused(window) == "List"  # or who holds what
    press(window, Qt.Key.Key_Tab)
    assert focused(window) == "Shops"
    assert rows(window).hasFocus()
    press(window, Qt.Key.Key_Home, Qt.Key.Key_Down)
    row = rows(window).currentIndex().data(Qt.ItemDataRole.UserRole)
    assert isinstance(row, ShopLine)
    press(window, Qt.Key.Key_Delete)
    stopped = {shop.host for shop in view_shops(day.session) if shop.stopped and not shop.holds}
    assert row.host in stopped
    press(window, Qt.Key.Key_F6)
    assert focused(window) == "Undo"
    press(window, Qt.Key.Key_Space)
    stopped = {shop.host for shop in view_shops(day.session) if shop.stopped and not shop.holds}
    assert row.host not in stopped


def test_activity(window: Window) -> None:
    window.resize(880, 600)
    press(window, Qt.Key.Key_5, control=True)
    press(window, Qt.Key.Key_F, control=True)
    assert focused(window) == "Search a shop or preference"
    rows(window).setFocus(Qt.FocusReason.TabFocusReason)
    press(window, Qt.Key.Key_End, Qt.Key.Key_Up, Qt.Key.Key_Home, Qt.Key.Key_Down)
    row = rows(window).currentIndex().data(Qt.ItemDataRole.UserRole)
    assert isinstance(row, EventLine)
    press(window, Qt.Key.Key_Enter)
    assert focused(window) == "Back"
    press(window, Qt.Key.Key_Escape)
    assert rows(window).hasFocus()


def test_every_page_is_left_and_entered_again_with_one_key(window: Window) -> None:
    for number in range(7):
        press(window, Qt.Key(Qt.Key.Key_1 + number), control=True)
        rail = window.frame.rail
        if not rail.isAncestorOf(window.focusWidget()):
            press(window, Qt.Key.Key_F6)
        assert rail.isAncestorOf(window.focusWidget())
        press(window, Qt.Key.Key_F6)
        assert not rail.isAncestorOf(window.focusWidget())


class Windows(QObject):
    """What was shown as a window of its own, for a moment at least."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, about: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Show and isinstance(about, QWidget) and about.isWindow():
            self.shown.append(type(about).__name__)
        return False


def test_no_page_is_a_window_for_a_moment_and_takes_the_keyboard_away(window: Window) -> None:
    windows, app = Windows(), QApplication.instance()
    assert app is not None
    app.installEventFilter(windows)
    try:
        for page in FACTORIES:
            window.show_page(page)
            assert (page, windows.shown) == (page, [])
    finally:
        app.removeEventFilter(windows)

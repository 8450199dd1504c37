"""The list of rows: by keyboard and mouse, at every width, also with thousands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.desktop.vault_day import themed
from vault.desktop.activity_list import EventDelegate, activity_model
from vault.desktop.activity_state import DayLine, EventLine, Segment
from vault.desktop.row_card import RowCard
from vault.desktop.row_list import RowList
from vault.desktop.row_model import RowModel


def event(seq: int, title: str = "You changed Shoe size") -> EventLine:
    return EventLine(
        seq, "Today", "14:04", "12 May 2026, 14:04", "tray", title, "Kept here", Segment.CHANGED, "", (), False, ""
    )


def rows(count: int) -> tuple[DayLine | EventLine, ...]:
    return (DayLine("Today"), *(event(number) for number in range(1, count + 1)))


class Shown:
    def __init__(self, qapp: QApplication, qtbot: QtBot, count: int) -> None:
        theme, icons = themed(qapp)
        self.list = RowList(activity_model(), EventDelegate(theme, icons), "Activity")
        self.card = RowCard(theme, self.list)
        qtbot.addWidget(self.card)
        self.chosen: list[object] = []
        self.opened: list[object] = []
        self.deleted: list[object] = []
        self.list.chosen.connect(self.chosen.append)
        self.list.opened.connect(self.opened.append)
        self.list.deleted.connect(self.deleted.append)
        self.rows = rows(count)
        self.list.show_rows(self.rows, lambda row: isinstance(row, EventLine) and row.seq == 1)
        self.card.resize(500, 400)
        self.card.show()
        qtbot.waitExposed(self.card)


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot) -> Shown:
    return Shown(qapp, qtbot, 3)


def chosen_row(shown: Shown, seq: int) -> None:
    shown.list.show_rows(shown.rows, lambda row: isinstance(row, EventLine) and row.seq == seq)


def test_a_row_that_the_program_chooses_is_shown_from_the_top_if_it_is_in_sight_there(
    qapp: QApplication, qtbot: QtBot
) -> None:
    shown = Shown(qapp, qtbot, 30)
    bar, view = shown.list.verticalScrollBar(), shown.list.viewport()
    for seq, at_top in ((30, False), (2, True), (25, False), (1, True)):
        chosen_row(shown, seq)
        row = shown.list.visualRect(shown.list.currentIndex())
        assert row.top() >= 0
        assert row.bottom() < view.height()
        assert (bar.value() == 0) is at_top
    bar.setValue(90)
    chosen_row(shown, 1)
    assert bar.value() == 90  # the same one: where a person scrolled to stays


def test_a_row_that_is_chosen_before_the_list_is_seen_is_in_sight_once_it_is(qapp: QApplication, qtbot: QtBot) -> None:
    shown = Shown(qapp, qtbot, 30)
    shown.card.hide()
    shown.card.resize(500, 100)
    chosen_row(shown, 20)
    shown.card.resize(500, 400)
    shown.card.show()

    def in_sight() -> bool:
        row = shown.list.visualRect(shown.list.currentIndex())
        return row.top() >= 0 and row.bottom() < shown.list.viewport().height()

    qtbot.waitUntil(in_sight)


def test_model(qapp: QApplication) -> None:
    del qapp
    model = activity_model()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows(rows(5))
    model.set_rows(())
    model.set_rows(rows(2))
    model.append_rows(rows(4))
    assert model.rowCount() == 5
    assert model.rowCount(model.index(0)) == 0
    assert model.data(model.index(7)) is None


def test_arrows_choose_and_enter_opens(shown: Shown) -> None:
    assert shown.chosen == []
    QTest.keyClick(shown.list, Qt.Key.Key_Down)
    QTest.keyClick(shown.list, Qt.Key.Key_Return)
    QTest.keyClick(shown.list, Qt.Key.Key_Delete)
    QTest.keyClick(shown.list, Qt.Key.Key_Home)
    assert shown.chosen == [shown.rows[2], shown.rows[1]]
    assert shown.opened == [shown.rows[2]]
    assert shown.deleted == [shown.rows[2]]
    QTest.keyClick(shown.list, Qt.Key.Key_End)
    assert shown.list.currentIndex().row() == 3


def test_a_click_chooses_and_opens_but_not_on_a_heading(shown: Shown) -> None:
    for row in (0, 3):
        at = shown.list.visualRect(shown.list.model().index(row, 0)).center()
        QTest.mouseClick(shown.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(at))
    assert shown.chosen == [shown.rows[3]]
    assert shown.opened == [shown.rows[3]]


def test_the_ring_is_for_the_keyboard(shown: Shown) -> None:
    assert not shown.list.ringed
    QTest.keyClick(shown.list, Qt.Key.Key_Down)
    assert shown.list.ringed
    before = shown.card.grab().toImage()
    at = shown.list.visualRect(shown.list.currentIndex()).center()
    QTest.mouseClick(shown.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert not shown.list.ringed
    shown.list.setFocus()
    assert shown.card.grab().toImage() != before


def test_the_card_is_as_high_as_its_rows(shown: Shown, qtbot: QtBot) -> None:
    shown.card.fit()
    low = shown.card.maximumHeight()
    assert low < 400
    assert shown.list.verticalScrollBar().maximum() == 0
    long = (DayLine("Today"), event(1, "You shared everything with a shop with a long name " * 3))
    shown.list.show_rows(long, lambda _: False)
    shown.card.fit()
    wide = shown.card.maximumHeight()
    shown.card.resize(260, 400)
    qtbot.waitUntil(lambda: shown.card.maximumHeight() > wide)


def test_the_same_rows_keep_their_place(shown: Shown) -> None:
    shown.list.show_rows(rows(3), lambda row: isinstance(row, EventLine) and row.seq == 3)
    assert shown.list.currentIndex().row() == 3
    shown.list.show_rows(rows(3), lambda _: False)
    assert not shown.list.currentIndex().isValid()
    assert shown.chosen == []


def test_thousands_of_rows(qapp: QApplication, qtbot: QtBot) -> None:
    """Heights are measured once for a width, and only what is seen is drawn."""
    shown = Shown(qapp, qtbot, 2000)
    assert shown.list.all_height(498) is None
    assert shown.card.maximumHeight() > 10_000
    shown.list.setCurrentIndex(shown.list.model().index(1999, 0))
    assert shown.chosen == [shown.rows[1999]]
    shown.list.scrollToBottom()
    qtbot.waitUntil(lambda: shown.list.indexAt(QPoint(40, 40)).row() > 1900)


def test_a_screen_reader_hears_whole_rows(shown: Shown) -> None:
    found = QAccessible.queryAccessibleInterface(shown.list)
    assert found.text(QAccessible.Text.Name) == "Activity"
    said = [found.child(number).text(QAccessible.Text.Name) for number in range(found.childCount())]
    assert "14:04, You changed Shoe size, Kept here" in said


def test_both_themes_draw(qapp: QApplication, qtbot: QtBot) -> None:
    shown = Shown(qapp, qtbot, 3)
    light = shown.card.grab().toImage()
    theme = shown.list.itemDelegate().theme  # type: ignore[attr-defined]
    theme.set_dark(True)
    assert shown.card.grab().toImage() != light
    theme.set_dark(False)


def test_an_odd_row_is_drawn_as_nothing(qapp: QApplication) -> None:
    theme, icons = themed(qapp)
    assert EventDelegate(theme, icons).height("no event", 400) == 0
    assert isinstance(activity_model(), RowModel)


def test_older_rows_come_below_and_what_is_seen_stays(qapp: QApplication, qtbot: QtBot) -> None:
    shown = Shown(qapp, qtbot, 40)
    shown.list.setCurrentIndex(shown.list.model().index(20, 0))
    shown.list.verticalScrollBar().setValue(300)
    shown.list.show_rows(rows(80), lambda row: isinstance(row, EventLine) and row.seq == 20)
    qapp.processEvents()
    assert shown.list.model().rowCount() == 81
    assert (shown.list.verticalScrollBar().value(), shown.list.currentIndex().row()) == (300, 20)


def test_a_lower_list_keeps_the_chosen_row_in_view(qapp: QApplication, qtbot: QtBot) -> None:
    shown = Shown(qapp, qtbot, 40)
    last = max(
        row
        for row in range(41)
        if shown.list.visualRect(shown.list.model().index(row, 0)).bottom() < shown.list.height()
    )
    shown.list.setCurrentIndex(shown.list.model().index(last, 0))
    shown.card.resize(500, 300)
    qapp.processEvents()
    row = shown.list.visualRect(shown.list.currentIndex())
    assert row.top() >= 0
    assert row.bottom() < shown.list.viewport().height()

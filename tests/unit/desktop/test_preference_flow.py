"""Layouts that place by hand: what is in them outlives what was in others before."""

from __future__ import annotations

import gc

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QLabel, QLayoutItem, QPushButton, QStyle, QStyleOptionButton, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.desktop.vault_day import themed
from vault.desktop.parts.buttons import button
from vault.desktop.preference_flow import FlowLayout


def flowing(count: int) -> tuple[QWidget, FlowLayout]:
    host = QWidget()
    layout = FlowLayout(host)
    for number in range(count):
        layout.addWidget(QLabel(str(number)))
    return host, layout


def test_items_are_made_by_python_so_that_no_earlier_layout_takes_them_along(qtbot: QtBot) -> None:
    host, layout = flowing(3)
    qtbot.addWidget(host)
    items = [layout.itemAt(number) for number in range(3)]
    assert [isinstance(item, QLayoutItem) and shiboken6.createdByPython(item) for item in items] == [True] * 3


@pytest.mark.parametrize("how", ["deleted", "taken", "kept"])
def test_layouts_come_and_go_without_harm(qtbot: QtBot, how: str) -> None:
    standing, last = flowing(5)
    qtbot.addWidget(standing)
    standing.show()
    for _ in range(6):
        host, layout = flowing(20)
        host.show()
        if how == "deleted":
            shiboken6.delete(host.findChildren(QLabel)[3])
        elif how == "taken":
            taken = layout.takeAt(3)
            assert taken is not None
            assert taken.widget() is not None
        assert layout.count() == (20 if how == "kept" else 19)
        shiboken6.delete(host)
        del host, layout
        gc.collect()
        standing.resize(60 + _, 200)
        assert last.heightForWidth(standing.width()) > 0
    assert last.count() == 5


def words_in(made: QPushButton) -> int:
    """How many pixels the words of a button stand in, from the line around it."""
    option = QStyleOptionButton()
    made.initStyleOption(option)
    return made.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, made).x() - 1


@pytest.mark.parametrize(("small", "padding"), [(True, 8), (False, 10)])
def test_a_quiet_button_begins_its_line_at_the_edge_and_stands_in_behind_another(
    qtbot: QtBot, qapp: QApplication, small: bool, padding: int
) -> None:
    themed(qapp)
    host = QWidget()
    layout = FlowLayout(host, gap=8, line_gap=8)
    first, second = button("Mark as sent", "normal", small=small), button("Save as a file", "quiet", small=small)
    layout.addWidget(first)
    layout.addWidget(second)
    width = first.sizeHint().width() + 8 + second.sizeHint().width()
    qtbot.addWidget(host)
    host.show()
    for room, edge in ((width, padding), (first.sizeHint().width() + 30, 0), (width, padding), (width - 1, 0)):
        host.resize(room, 200)
        qtbot.waitUntil(lambda edge=edge: words_in(second) == edge)
        assert second.x() == (first.width() + 8 if edge else 0)
        assert (second.y() == first.y()) is bool(edge)
        assert second.width() == second.sizeHint().width()
    assert words_in(first) > padding

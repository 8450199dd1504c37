"""Layouts that place by hand: what is in them outlives what was in others before."""

from __future__ import annotations

import gc

import pytest
import shiboken6
from PySide6.QtWidgets import QLabel, QLayoutItem, QWidget
from pytestqt.qtbot import QtBot

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

"""What is drawn in a step of scrolling: little, and the same picture as when all is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.desktop.test_row_list import rows
from tests.unit.desktop.vault_day import themed
from vault.desktop.activity_list import EventDelegate, activity_model
from vault.desktop.parts.round_corners import RoundCorners
from vault.desktop.row_card import RowCard
from vault.desktop.row_list import RowList
from vault.desktop.size_state import ChartTable
from vault.desktop.size_table import SizeModel, SizeTableView
from vault.desktop.theme import Theme

_TURNS = 10
"""Of the event loop, in which a list lays itself out."""
STEPS = (57, 57, -30, 600, -57, 13)
CHART = ChartTable(("EU", "UK"), tuple((str(number), "") for number in range(60)), 20)


class Drawn(QObject):
    """What of a viewport is drawn."""

    def __init__(self, view: QAbstractScrollArea) -> None:
        super().__init__(view)
        self.region = QRegion()
        view.viewport().installEventFilter(self)

    def eventFilter(self, seen: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return False


@dataclass
class Page:
    """A window with something that scrolls."""

    theme: Theme
    window: QWidget
    card: QWidget
    view: QAbstractScrollArea
    drawn: Drawn = field(init=False)

    def __post_init__(self) -> None:
        self.drawn = Drawn(self.view)

    def step(self, by: int) -> QRegion:
        """Scroll so far; what was drawn of the viewport."""
        for _ in range(_TURNS):
            QApplication.processEvents()
        self.drawn.region = QRegion()
        bar = self.view.verticalScrollBar()
        bar.setValue(bar.value() + by)
        QApplication.processEvents()
        return self.drawn.region

    def on_screen(self) -> QImage:
        """What is seen: some of it moved there."""
        return self.window.screen().grabWindow(self.window.winId()).toImage()


def on_page(theme: Theme, qtbot: QtBot, around: QWidget, view: QAbstractScrollArea) -> Page:
    window = QWidget()
    window.setProperty("page", True)
    window.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    qtbot.addWidget(window)
    QHBoxLayout(window).addWidget(around)
    page = Page(theme, window, around, view)
    window.resize(420, 400)
    window.show()
    qtbot.waitExposed(window)
    QApplication.processEvents()
    return page


def row_page(qapp: QApplication, qtbot: QtBot, *, bar: bool) -> Page:
    theme, icons = themed(qapp)
    listed = RowList(activity_model(), EventDelegate(theme, icons), "Activity")
    listed.show_rows(rows(80), lambda row: False)
    if not bar:
        listed.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return on_page(theme, qtbot, RowCard(theme, listed), listed)


def framed_page(qapp: QApplication, qtbot: QtBot) -> Page:
    theme, icons = themed(qapp)
    listed = RowList(activity_model(), EventDelegate(theme, icons), "Activity")
    listed.setProperty("card", True)
    listed.corners = RoundCorners(theme, listed, listed)
    listed.show_rows(rows(80), lambda row: False)
    return on_page(theme, qtbot, listed, listed)


def table_page(qapp: QApplication, qtbot: QtBot) -> Page:
    theme, _ = themed(qapp)
    table = SizeTableView(theme, SizeModel(theme, "Letters", "your size"), "Sizes")
    table.show_table(CHART)
    return on_page(theme, qtbot, table, table)


@pytest.fixture(params=["rows", "rows without a bar", "rows that are a card", "table"])
def page(request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot) -> Page:
    if request.param == "table":
        return table_page(qapp, qtbot)
    if request.param == "rows that are a card":
        return framed_page(qapp, qtbot)
    return row_page(qapp, qtbot, bar=request.param == "rows")


def area(region: QRegion) -> int:
    """Pixels of it."""
    return sum(part.width() * part.height() for part in cast("Sequence[QRect]", region))


def test_a_step_draws_what_came_into_sight(page: Page) -> None:
    viewport = page.view.viewport()
    page.step(-10_000)
    seen = page.step(30)
    assert 0 < area(seen) < 0.2 * viewport.width() * viewport.height()
    assert seen.contains(QPoint(viewport.width() // 2, viewport.height() - 3))
    assert not seen.contains(viewport.rect().center())


def test_what_was_moved_is_as_if_drawn(page: Page) -> None:
    for by in STEPS:
        page.step(by // 10 if isinstance(page.view, SizeTableView) else by)
        assert page.on_screen() == page.window.grab().toImage()


def test_other_colours_change_nothing_of_it(page: Page) -> None:
    page.step(-10_000)
    page.theme.set_dark(True)
    seen = page.step(1)
    page.theme.set_dark(False)
    assert not seen.contains(page.view.viewport().rect().center())


def test_corners_are_the_page(page: Page) -> None:
    page.step(57)
    shown, place = page.on_screen(), page.card.geometry()
    canvas = page.theme.color("canvas")
    for corner in (place.topLeft(), place.topRight(), place.bottomLeft(), place.bottomRight()):
        inward = QPoint(1 if corner.x() == place.left() else -1, 1 if corner.y() == place.top() else -1)
        assert shown.pixelColor(corner) == canvas
        assert shown.pixelColor(corner + inward) == canvas
        assert shown.pixelColor(corner + inward * 8) != canvas


def test_a_row_that_is_chosen_is_drawn_whole(qapp: QApplication, qtbot: QtBot) -> None:
    page = row_page(qapp, qtbot, bar=True)
    assert isinstance(page.view, RowList)
    page.step(20)
    page.view.setCurrentIndex(page.view.row_model.index(2))
    QApplication.processEvents()
    for by in (-11, 7, 30):
        page.step(by)
        assert page.on_screen() == page.window.grab().toImage()

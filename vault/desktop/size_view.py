"""The page "Size help": a table at the left, one's sizes at certain brands at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from vault.core.catalogue import Catalogue
from vault.core.sentences import Sentences
from vault.desktop.columns_page import lay_out_columns
from vault.desktop.icons import Icons
from vault.desktop.page_scroll import ROOM
from vault.desktop.page_view import PageView
from vault.desktop.parts.buttons import button
from vault.desktop.parts.note import Note
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_value import PlainList
from vault.desktop.size_brands import BrandCard
from vault.desktop.size_state import SizesState
from vault.desktop.size_table import SizeModel, SizeTableView
from vault.desktop.theme import Theme

if TYPE_CHECKING:
    from vault.desktop.size_presenter import SizesPresenter

_RIGHT = 304
_LEAST_LEFT = 330
_LEAST_TABLE = 190
_TABLE_FIRST = 1000
"""The table takes what room there is; only what it has no rows for stays empty, below all."""


class SizesView(PageView):
    """Shows a :class:`SizesState` and says what the customer does."""

    chart_picked = Signal(str)
    back_asked = Signal()

    def __init__(
        self, theme: Theme, icons: Icons, sentences: Sentences, catalogue: Catalogue, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, icons, parent)
        del sentences, catalogue  # every page is made with the same arguments; this one is given all it shows
        self.title.setText(self.tr("Size help"))
        self._about = WrapLabel(theme, self.tr("What your size is called elsewhere, and at your brands."), "sub")
        self.back = button(self.tr("Back"), "normal", icon=icons.icon("arrow-left", "ink", 18))
        self.chart = PlainList()
        self._own = WrapLabel(theme, "", "small")
        self._measure = WrapLabel(theme, "", "small")
        model = SizeModel(theme, self.tr("Letters"), self.tr("your size"))
        self.table = SizeTableView(theme, model, self.tr("Sizes"))
        self._differ = Note(theme, icons, "sand", self.tr("Brands differ. Half a size up or down is common."))
        self._source = WrapLabel(theme, "", "smallSub")
        self.brands = BrandCard(theme, icons)
        self._lay_out()
        self.chart.activated.connect(lambda _: self.chart_picked.emit(self.chart.currentData()))
        self.back.clicked.connect(self.back_asked)

    def attach(self, presenter: SizesPresenter) -> None:
        """Give what the customer does to the presenter, and show what it says."""
        presenter.changed.connect(self.show_state)
        self.chart_picked.connect(presenter.choose)
        self.back_asked.connect(presenter.go_back)
        self.brands.keep_asked.connect(presenter.keep)
        self.brands.remove_asked.connect(presenter.remove)
        self.brands.back_asked.connect(presenter.put_back)

    def show_state(self, state: SizesState) -> None:
        """Show the page as it is now."""
        self.show_failed(state.failed)
        if self.chart.count() != len(state.charts):
            self.chart.clear()
            for chart, title in state.charts:
                self.chart.addItem(title, chart)
        self.chart.setCurrentIndex(self.chart.findData(state.chart))
        self._own.setText(self.tr("Your size: {size}").format(size=state.own))
        self._own.setVisible(bool(state.own))
        self._measure.setText(state.measure)
        self.table.show_table(state.table)
        self._source.setText(self.tr("Where this comes from: {source}").format(source=state.source))
        self.brands.show_state(state)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        letters = QFontMetrics(self._theme.font("body")).averageCharWidth()
        right = max(_RIGHT, 36 * letters) + ROOM
        room = self.width() - 2 * self._theme.space("pageX") + ROOM - self._columns.spacing()
        beside = room >= right + max(_LEAST_LEFT, 40 * letters)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across if beside else down)
        self._right.setMinimumWidth(right if beside else 0)
        self._right.setMaximumWidth(right if beside else self.width())
        self._left_column.setContentsMargins(0, 0, 0 if beside else ROOM, 0)

    def _lay_out(self) -> None:
        theme = self._theme
        self._columns = lay_out_columns(self, self._about, self.back, theme.space("columnGap"))
        left, self._right = QWidget(), QWidget()
        self._columns.addWidget(left, 1)
        self._columns.addWidget(self._right)
        what = QLabel(self.tr("What is it for?"))
        what.setProperty("role", "label")
        what.setBuddy(self.chart)
        self.chart.setAccessibleName(what.text())
        self.chart.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.table.setMinimumHeight(_LEAST_TABLE)
        self._left_column = QVBoxLayout(left)
        self._left_column.setSpacing(8)
        for part in (what, self.chart, self._measure, self._own):
            self._left_column.addWidget(part)
        self._left_column.addWidget(self.table, _TABLE_FIRST)
        self._left_column.addWidget(self._differ)
        self._left_column.addWidget(self._source)
        self._left_column.addStretch(1)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, ROOM, 0)
        right.setSpacing(8)
        right.addWidget(WrapLabel(theme, self.tr("My size at brands"), "heading"))
        right.addWidget(self.brands)
        right.addStretch(1)

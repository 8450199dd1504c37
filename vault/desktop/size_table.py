"""A size table on the screen: one's own row is bold and has a mark, so that colour is not all that tells it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QPaintEvent, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from vault.desktop.parts.round_corners import RoundCorners
from vault.desktop.parts.scroll_names import name_bars
from vault.desktop.parts.solid_ground import paint_solid_ground
from vault.desktop.size_state import ChartTable
from vault.desktop.theme import Theme

_EDGE = 8  # pixels below the last row
_AIR = 12  # pixels of a row above and below its words, together
_NO_SIZE = "–"  # noqa: RUF001 - a dash, where a system has none
_MARK = "✓ "


class SizeModel(QStandardItemModel):
    """The cells of a :class:`ChartTable`. Qt keeps them: it asks a model seven things of each cell it draws."""

    def __init__(self, theme: Theme, letters: str, mine: str) -> None:
        super().__init__()
        self._theme, self._letters, self._mine = theme, letters, mine
        self.table = ChartTable()
        theme.changed.connect(self._mark_mine)

    def show_table(self, table: ChartTable) -> None:
        """Show this table."""
        self.table = table
        self.clear()
        self.setHorizontalHeaderLabels([self._letters if each == "INT" else each for each in table.columns])
        for number, row in enumerate(table.rows):
            self.appendRow([self._item(number, column, cell) for column, cell in enumerate(row)])
        self._mark_mine()

    def _item(self, row: int, column: int, cell: str) -> QStandardItem:
        mine = row == self.table.mine
        made = QStandardItem((_MARK if mine and column == 0 else "") + (cell or _NO_SIZE))
        made.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        made.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        said = f"{self.table.columns[column]} {cell or _NO_SIZE}"
        made.setAccessibleText(f"{said}, {self._mine}" if mine else said)
        return made

    def _mark_mine(self) -> None:
        if self.table.mine is None:
            return
        for column in range(self.columnCount()):
            item = self.item(self.table.mine, column)
            item.setFont(self._theme.font("bodyStrong"))
            item.setBackground(self._theme.color("primaryTint"))


class SizeTableView(QTableView):
    """Columns share the width; arrows go through the cells."""

    def __init__(self, theme: Theme, model: SizeModel, name: str) -> None:
        super().__init__()
        self._theme, self._model = theme, model
        self._corners = RoundCorners(theme, self, self)
        self.setModel(model)
        self.setAccessibleName(name)
        name_bars(self)
        self.setProperty("card", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)  # as all lists here
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        theme.changed.connect(self._measure)
        self._measure()

    def show_table(self, table: ChartTable) -> None:
        """Show this table, with one's own row in view."""
        if table == self._model.table:
            return
        self._model.show_table(table)
        self._fit()
        self._reveal()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        paint_solid_ground(self.viewport(), event, self.palette().base())
        super().paintEvent(event)
        self._corners.paint_over(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802
        before = self.verticalHeader().offset()
        super().scrollContentsBy(dx, dy)
        self._corners.scrolled(0, before - self.verticalHeader().offset())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._corners.fit()
        self._reveal()

    def _reveal(self) -> None:
        mine = self._model.table.mine
        if mine is not None:
            self.scrollTo(self._model.index(mine, 0), QAbstractItemView.ScrollHint.PositionAtCenter)

    def _measure(self) -> None:
        strong: QFont = self._theme.font("bodyStrong")
        self.verticalHeader().setDefaultSectionSize(QFontMetrics(strong).height() + _AIR)
        self._fit()

    def _fit(self) -> None:
        """No higher than its rows, else there is empty paper below them."""
        rows = self.horizontalHeader().sizeHint().height() + self.verticalHeader().length()
        self.setMaximumHeight(max(self.minimumHeight(), rows + 2 * self.frameWidth() + _EDGE))

"""A size table on the screen: one's own row is bold and has a mark, so that colour is not all that tells it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from vault.desktop.row_model import NOWHERE, Index
from vault.desktop.size_state import ChartTable
from vault.desktop.theme import Theme

_AIR = 12  # pixels of a row above and below its words, together
_NO_SIZE = "–"  # noqa: RUF001 - a dash, where a system has none
_MARK = "✓ "


class SizeModel(QAbstractTableModel):
    """The cells of a :class:`ChartTable`."""

    def __init__(self, theme: Theme, letters: str, mine: str) -> None:
        super().__init__()
        self._theme, self._letters, self._mine = theme, letters, mine
        self.table = ChartTable()
        theme.changed.connect(self._repaint)

    def show_table(self, table: ChartTable) -> None:
        """Show this table."""
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self.table.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self.table.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell, mine = self.table.rows[index.row()][index.column()], index.row() == self.table.mine
        match role:
            case Qt.ItemDataRole.DisplayRole:
                mark = _MARK if mine and index.column() == 0 else ""
                return mark + (cell or _NO_SIZE)
            case Qt.ItemDataRole.AccessibleTextRole:
                said = f"{self.table.columns[index.column()]} {cell or _NO_SIZE}"
                return f"{said}, {self._mine}" if mine else said
            case Qt.ItemDataRole.FontRole if mine:
                return self._theme.font("bodyStrong")
            case Qt.ItemDataRole.BackgroundRole if mine:
                return self._theme.color("primaryTint")
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignCenter
        return None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        system = self.table.columns[section]
        return self._letters if system == "INT" else system

    def _repaint(self) -> None:
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))


class SizeTableView(QTableView):
    """Columns share the width; arrows go through the cells."""

    def __init__(self, theme: Theme, model: SizeModel, name: str) -> None:
        super().__init__()
        self._theme, self._model = theme, model
        self.setModel(model)
        self.setAccessibleName(name)
        self.setProperty("card", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
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
        self._reveal()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._reveal()

    def _reveal(self) -> None:
        mine = self._model.table.mine
        if mine is not None:
            self.scrollTo(self._model.index(mine, 0), QAbstractItemView.ScrollHint.PositionAtCenter)

    def _measure(self) -> None:
        strong: QFont = self._theme.font("bodyStrong")
        self.verticalHeader().setDefaultSectionSize(QFontMetrics(strong).height() + _AIR)

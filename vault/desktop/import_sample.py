"""The first lines of an unknown table, as they stand in the file."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from vault.desktop.import_columns import LINES
from vault.desktop.parts.round_corners import RoundCorners
from vault.desktop.parts.scroll_names import name_bars
from vault.desktop.parts.solid_ground import paint_solid_ground
from vault.desktop.theme import Theme

_AIR = 12
_WIDEST = 28
"""Letters of a column; its tooltip has all of them."""
_MOST_COLUMNS = 40


class SampleTable(QTableView):
    """To look at: nothing in it can be changed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: object = None
        self._cells = QStandardItemModel(self)
        self._corners = RoundCorners(theme, self, self)
        self.setStyleSheet("QTableView::item { padding: 0 5px; }")  # in line with the names above
        self.setModel(self._cells)
        self.setAccessibleName(self.tr("First lines of the file"))
        name_bars(self)
        self.setProperty("card", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        theme.changed.connect(self._measure)

    def show_lines(self, header: tuple[str, ...], lines: tuple[tuple[str, ...], ...]) -> None:
        """Show these lines under these names of columns."""
        if (header, lines) == self._shown:
            return
        self._shown = (header, lines)
        self._cells.clear()
        self._cells.setHorizontalHeaderLabels(list(header[:_MOST_COLUMNS]))
        for number, line in enumerate(lines):
            for place, cell in enumerate(line[:_MOST_COLUMNS]):
                item = QStandardItem(cell)
                item.setToolTip(cell)
                item.setEditable(False)
                self._cells.setItem(number, place, item)
        self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        paint_solid_ground(self.viewport(), event, self.palette().base())
        super().paintEvent(event)
        self._corners.paint_over(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._corners.fit()
        self._fit()

    def _measure(self) -> None:
        metrics = QFontMetrics(self._theme.font("small"))
        self.setFont(self._theme.font("small"))
        self.verticalHeader().setDefaultSectionSize(metrics.height() + _AIR)
        most = _WIDEST * metrics.averageCharWidth()
        for place in range(self._cells.columnCount()):
            texts = [self._cells.item(row, place) for row in range(self._cells.rowCount())]
            cells = [each.text() for each in texts if each is not None]
            cells.append(self._cells.headerData(place, Qt.Orientation.Horizontal) or "")
            widest = max(metrics.horizontalAdvance(cell) for cell in cells)
            self.setColumnWidth(place, min(most, widest + 2 * _AIR))
        self._fit()

    def _fit(self) -> None:
        """As high as its lines, and the bar where there is something to scroll."""
        wide = self.horizontalHeader().length() > self.viewport().width()
        bar = self.horizontalScrollBar().sizeHint().height() if wide else 0
        head = self.horizontalHeader().sizeHint().height()
        rows = max(1, min(LINES, self._cells.rowCount())) * self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(head + rows + bar + 4)

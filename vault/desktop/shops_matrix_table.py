"""Who holds what, drawn: a column for each shop, a row for each preference, a shutter and a value where they meet."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QElapsedTimer, QModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from vault.desktop.icons import Icons
from vault.desktop.parts.scroll_names import name_bars
from vault.desktop.parts.shutter_mark import paint_shutter, shutter_size
from vault.desktop.reader_choice import follow_selection
from vault.desktop.row_list import KEYBOARD
from vault.desktop.row_model import Index
from vault.desktop.shops_matrix_heads import MIDDLE, SIDE, Corner, NameHead, ShopHead
from vault.desktop.shops_matrix_model import MatrixModel
from vault.desktop.shops_matrix_state import Matrix
from vault.desktop.theme import Theme

_ROW, _ROOM = 32, 12
_TIGHT, _COLUMN, _WIDEST = 96, 112, 220
"""Of a column: the least where all are seen so, else the least, and the most."""
_FEWEST = 4
"""Rows that are seen at least; the page scrolls before there are fewer."""
_NAMES, _NAMES_PART = 174, 0.34
_GAP = 6


class MatrixTable(QTableView):
    """``moved`` has the row's key and the host of the current cell, ``opened`` a host to go into; ``deleted`` says that
    the current cell is to be stopped."""

    moved = Signal(str, str)
    opened = Signal(str)
    deleted = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.theme, self.ringed, self._silent = theme, False, False
        self.matrix_model = MatrixModel()
        self._typed, self._from, self._since = "", QModelIndex(), QElapsedTimer()
        self.setModel(self.matrix_model)
        self.shops, self.names = ShopHead(theme, self), NameHead(theme, icons, self)
        self.setHorizontalHeader(self.shops)
        self.setVerticalHeader(self.names)
        self._corner = Corner(theme, self)
        self._cells = _Cells(theme, self)
        self.setItemDelegate(self._cells)
        self.setAccessibleName(self.tr("Who holds what"))
        name_bars(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setCornerWidget(QWidget())  # else the style draws one between the bars
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)  # not drawn; a screen reader chooses by it
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._current_changed)
        follow_selection(self)
        self.doubleClicked.connect(self._open)
        self.shops.sectionClicked.connect(lambda column: self.opened.emit(self.matrix_model.matrix.shops[column].host))
        theme.changed.connect(self.fit)

    def show_matrix(self, matrix: Matrix, at: tuple[str, str] | None) -> None:
        """Show this table, with the current cell there."""
        self._silent = True
        if matrix is not self.matrix_model.matrix:
            self.matrix_model.set_matrix(matrix)
            self.fit()
        place = self.matrix_model.place(at) if at is not None else QModelIndex()
        if place != self.currentIndex():
            self.setCurrentIndex(place)
        self._silent = False

    def fit(self) -> None:
        """Give rows and columns their sizes; the columns share what is there, as far as they need no scrolling."""
        scale = self.theme.font("small").pointSizeF() / self.theme.tokens.letters["small"].points
        row = max(_ROW, QFontMetrics(self.theme.font("small")).height() + _ROOM)
        self.names.setDefaultSectionSize(row)
        matrix = self.matrix_model.matrix
        widest = max(round(_NAMES * min(scale, 1.3)), self.names.widest(matrix.rows))
        self.names.setFixedWidth(min(widest, round(self.width() * _NAMES_PART)))
        bar = self.verticalScrollBar().sizeHint().width() if self._scrolls() else 0
        room = self.width() - self.names.width() - bar
        share = room // max(1, len(matrix.shops))
        least = round((_TIGHT if share >= round(_TIGHT * scale) else _COLUMN) * scale)
        self.shops.setDefaultSectionSize(max(least, min(share, round(_WIDEST * scale))))
        head = self.shops.sizeHint().height()
        self.shops.setFixedHeight(head)
        self.setMinimumHeight(head + min(_FEWEST, len(matrix.rows)) * row + self._bar_height())
        self.updateGeometries()

    def _scrolls(self) -> bool:
        """Whether not all rows are seen at once."""
        rows = len(self.matrix_model.matrix.rows) * self.names.defaultSectionSize()
        return rows > self.height() - self.shops.sizeHint().height()

    def all_height(self) -> int:
        """The height at which nothing scrolls up and down."""
        rows = len(self.matrix_model.matrix.rows) * self.names.defaultSectionSize()
        return self.shops.sizeHint().height() + rows + self._bar_height()

    def _bar_height(self) -> int:
        """Of the bar below, which is there where not all columns are seen at once."""
        width = len(self.matrix_model.matrix.shops) * self.shops.defaultSectionSize()
        return self.horizontalScrollBar().sizeHint().height() if width > self.width() - self.names.width() else 0

    def updateGeometries(self) -> None:  # noqa: N802
        super().updateGeometries()
        self._corner.setGeometry(0, 0, self.names.width(), self.shops.height())
        self._corner.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        room, current = QRect(QPoint(0, 0), event.oldSize()), self.currentIndex()
        stood = current.isValid() and self.visualRect(current).intersects(room)
        super().resizeEvent(event)
        self.fit()
        if stood:
            self.scrollTo(current)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        self._ring(True)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete:
            self.deleted.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Typing the start of a preference goes to its row, or of a shop's address to its column."""
        again = self._since.isValid() and self._since.elapsed() < QApplication.keyboardInputInterval()
        self._typed = (self._typed if again else "") + search.casefold()
        self._from = self._from if again else self.currentIndex()
        self._since.start()
        now, matrix = self._from, self.matrix_model.matrix
        row = _next([each.label for each in matrix.rows], self._typed, now.row())
        column = _next([each.host for each in matrix.shops], self._typed, now.column()) if row is None else None
        if row is not None:
            self.setCurrentIndex(self.matrix_model.index(row, max(0, now.column())))
        elif column is not None:
            self.setCurrentIndex(self.matrix_model.index(max(0, now.row()), column))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        self._ring(event.reason() in KEYBOARD)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._ring(False)
        super().mousePressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.matrix_model.at(index)[1])

    def _ring(self, wanted: bool) -> None:
        if wanted != self.ringed:
            self.ringed = wanted
            self.viewport().update()

    def _current_changed(self, now: QModelIndex) -> None:
        self.shops.viewport().update()
        self.names.viewport().update()
        self.viewport().update()
        if now.isValid() and not self._silent:
            self.moved.emit(*self.matrix_model.at(now))


class _Cells(QStyledItemDelegate):
    def __init__(self, theme: Theme, table: MatrixTable) -> None:
        super().__init__(table)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._theme, option.rect
        table = cast("MatrixTable", option.widget)
        cell, current = table.matrix_model.cell(index), index == table.currentIndex()
        quiet = cell is not None and cell.quiet
        painter.fillRect(rect, theme.color("sunken" if quiet else "surface"))
        line = theme.color("line")
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), line)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), line)
        role = "ink2" if quiet else "ink"
        if cell is not None:
            left = rect.left() + SIDE // 2
            if cell.precision is not None:
                size = shutter_size(theme)
                top = rect.top() + (rect.height() - 1 - size.height()) / 2
                mark = QRectF(left, top, size.width(), size.height())
                paint_shutter(painter, mark, cell.precision, theme.color(role))
                left += size.width() + _GAP
            room = QRect(left, rect.top(), rect.right() - left - SIDE // 2, rect.height() - 1)
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color(role))
            text = painter.fontMetrics().elidedText(cell.text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, MIDDLE, text)
        if current:
            self._mark(painter, rect, ringed=table.ringed and bool(option.state & QStyle.StateFlag.State_HasFocus))

    def _mark(self, painter: QPainter, rect: QRect, *, ringed: bool) -> None:
        """Where one is: the ring of the keyboard, or a line where the keyboard is elsewhere."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self._theme.size("focusRing.width") if ringed else 1
        painter.setPen(QPen(self._theme.color("focus" if ringed else "lineStrong"), width))
        painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -3, -3), 4, 4)
        painter.restore()


def _next(names: list[str], typed: str, after: int) -> int | None:
    """The next of these that begins with what was typed, in a circle; one letter goes on from the one before."""
    first = after + 1 if len(typed) == 1 else max(after, 0)
    order = [*range(first, len(names)), *range(min(first, len(names)))]
    return next((number for number in order if names[number].casefold().startswith(typed)), None)

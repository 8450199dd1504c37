"""A list of rows under headings: drawn by a delegate, so that thousands cost no more than what is seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QListView

from vault.desktop.parts.round_corners import RoundCorners
from vault.desktop.parts.scroll_names import name_bars
from vault.desktop.parts.solid_ground import paint_solid_ground
from vault.desktop.reader_choice import follow_selection
from vault.desktop.row_delegate import SIDE, RowDelegate
from vault.desktop.row_model import NOWHERE, ROW, RowModel

_FITTED = 60
"""A list with more rows than this is higher than any window: it is not measured whole."""
KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class RowList(QListView):
    """Arrows move and choose, Enter opens; ``chosen`` has the row a person chose, ``opened`` the one to go into, and
    ``deleted`` the one that Del was pressed on."""

    chosen = Signal(object)
    opened = Signal(object)
    deleted = Signal(object)

    def __init__(self, model: RowModel, delegate: RowDelegate, name: str) -> None:
        super().__init__()
        self.row_model = model
        self.ringed = self.only_ground = False
        self._delegate = delegate
        self._silent = self._unseen = self._stood = False
        self.corners: RoundCorners | None = None
        delegate.setParent(self)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setAccessibleName(name)
        name_bars(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(self._moved)
        follow_selection(self, self._open)
        self.clicked.connect(self._open)
        delegate.theme.changed.connect(self._lay_out_anew)

    def show_rows(self, rows: Sequence[object], current: Callable[[object], bool]) -> None:
        """Show these rows, with the one that is ``current`` chosen. The same rows keep their place and scroll; one that
        a person did not choose here is shown from the top, or as near to it as the row is in sight."""
        self._silent = True
        had = self.row_model.rows
        if had and len(rows) > len(had) and rows[: len(had)] == had:
            self.row_model.append_rows(rows)
        elif rows is not had and rows != had:
            self._delegate.forget()
            self.row_model.set_rows(rows)
        place = next((number for number, row in enumerate(rows) if current(row)), None)
        if place is None:
            self.setCurrentIndex(NOWHERE)
            self.clearSelection()
        elif place != self.currentIndex().row():
            self.setCurrentIndex(self.row_model.index(place))
            self._reveal()
            self._unseen = not self.isVisible()
        self._silent = False

    def _reveal(self) -> None:
        """Show the chosen row, from the top: not where the list stood for another one."""
        self.scrollToTop()
        self.scrollTo(self.currentIndex())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        if self._unseen:  # chosen before the list had its height
            self._unseen = False
            self._reveal()

    def all_height(self, width: int) -> int | None:
        """The height at which nothing scrolls in ``width``; None if that is more than any window has."""
        count = self.row_model.rowCount()
        if count > _FITTED:
            return None
        return sum(self._delegate.measured(self.row_model, row, width) for row in range(count))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the rows in each part of what is to be drawn, not in all that lies between: that is what a step of
        scrolling leaves at one end and at the corners of the card around. There, at the sides, rows are but ground."""
        paint_solid_ground(self.viewport(), event, self.palette().base())
        width = self.viewport().width()
        sides: list[QRect] = []
        whole: list[QRect] = []
        for part in cast("Sequence[QRect]", event.region()):  # it is one, though PySide's types do not say so
            at_side = part.right() < SIDE or part.left() >= width - SIDE
            _join(sides if at_side else whole, part)
        for self.only_ground, parts in ((True, sides), (False, whole)):
            for part in parts:
                super().paintEvent(QPaintEvent(part))
        if self.corners is not None:
            self.corners.paint_over(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802
        super().scrollContentsBy(dx, dy)
        if self.corners is not None:
            self.corners.scrolled(dx, dy)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        self._ring(True)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._open(self.currentIndex())
            return
        if event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._go_to_end(last=event.key() == Qt.Key.Key_End)
            return
        if event.key() == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self.deleted.emit(self.currentIndex().data(ROW))
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        self._ring(event.reason() in KEYBOARD)
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._ring(False)
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        current = self.currentIndex()
        before, now = event.oldSize(), event.size()
        lower = now.height() < before.height()
        stood = lower and current.isValid() and self._stands(current, before.height())
        seen = current.isValid() and 0 <= self.visualRect(current).top() < before.height()
        super().resizeEvent(event)
        if stood:
            self.scrollTo(current)
        if self.corners is not None:
            self.corners.fit()
        if now.width() != before.width():
            self._delegate.forget()
            self._stood = self._stood or seen
            self.scheduleDelayedItemsLayout()

    def doItemsLayout(self) -> None:  # noqa: N802
        """Rows that wrap at another width push the chosen one away: what was in sight stays so."""
        super().doItemsLayout()
        if self._stood:
            self._stood = False
            self.scrollTo(self.currentIndex())

    def _stands(self, index: QModelIndex, height: int) -> bool:
        row = self.visualRect(index)
        return row.top() >= 0 and row.bottom() < height

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and not self.row_model.is_head(index.row()):
            self.opened.emit(index.data(ROW))

    def _go_to_end(self, *, last: bool) -> None:
        """The first or last row that is no heading."""
        numbers = range(self.row_model.rowCount())
        found = next((n for n in (reversed(numbers) if last else numbers) if not self.row_model.is_head(n)), None)
        if found is not None:
            self.setCurrentIndex(self.row_model.index(found))
            self.scrollTo(self.row_model.index(0) if found == 1 else self.currentIndex())

    def _lay_out_anew(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def _ring(self, wanted: bool) -> None:
        if wanted != self.ringed:
            self.ringed = wanted
            self.viewport().update()

    def _moved(self, now: QModelIndex) -> None:
        if now.isValid() and not self._silent:
            self.chosen.emit(now.data(ROW))


def _join(parts: list[QRect], part: QRect) -> None:
    """Add a part, as one with the last if they are beside each other: what is drawn comes from top to bottom."""
    if parts and part.top() <= parts[-1].bottom() + 1:
        parts[-1] |= part
    else:
        parts.append(part)

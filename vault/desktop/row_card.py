"""A card whose content scrolls under its round corners, and a list of rows in one that is only as high as its rows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, QTimer
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QVBoxLayout

from vault.desktop.parts.round_corners import RoundCorners
from vault.desktop.parts.solid_ground import paint_solid_ground
from vault.desktop.row_list import RowList
from vault.desktop.theme import Theme

_UNBOUNDED = (1 << 24) - 1  # QWIDGETSIZE_MAX, which PySide does not name


class EdgedCard(QFrame):
    """A card with its round corners over what is in it, which may be a ``view`` that scrolls and draws some of them."""

    def __init__(self, theme: Theme, view: QAbstractScrollArea | None = None) -> None:
        super().__init__()
        self._theme = theme
        self.corners = RoundCorners(theme, self, view)
        theme.changed.connect(self.update)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.corners.fit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        paint_solid_ground(self, event, QBrush(self._theme.color("canvas")))
        self.corners.paint_line(QPainter(self))


class RowCard(EdgedCard):
    """The list in a card that is only as high as its rows."""

    def __init__(self, theme: Theme, rows: RowList) -> None:
        super().__init__(theme, rows)
        self.rows = rows
        rows.corners = self.corners
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(rows)

    def fit(self) -> None:
        """Be as high as the rows; after the rows or the width changed."""
        needed = self.rows.all_height(max(1, self.width() - 2))
        self.setMaximumHeight(_UNBOUNDED if needed is None else needed + 2)
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802
        needed = self.rows.all_height(max(1, self.width() - 2))
        return QSize(super().sizeHint().width(), self.maximumHeight() if needed is None else needed + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            QTimer.singleShot(0, self, self.fit)  # a height set while being laid out would be lost

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()

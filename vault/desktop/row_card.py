"""A list of rows in a card that is only as high as its rows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from vault.desktop.row_list import RowList
from vault.desktop.theme import Theme

_UNBOUNDED = (1 << 24) - 1  # QWIDGETSIZE_MAX, which PySide does not name


class RowCard(QFrame):
    """The list in a card that is only as high as its rows, with the card's round corners over it."""

    def __init__(self, theme: Theme, rows: RowList) -> None:
        super().__init__()
        self.rows = rows
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(rows)
        self._edge = Edge(theme, self)

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
        self._edge.setGeometry(self.rect())
        self._edge.raise_()
        if event.oldSize().width() != event.size().width():
            QTimer.singleShot(0, self, self.fit)  # a height set while being laid out would be lost

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()


class Edge(QWidget):
    """The card's line, and the page's colour outside its round corners."""

    def __init__(self, theme: Theme, card: QWidget) -> None:
        super().__init__(card)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self._theme.radius("card")
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outside = QPainterPath()
        outside.addRect(QRectF(self.rect()))
        inside = QPainterPath()
        inside.addRoundedRect(edge, radius, radius)
        painter.fillPath(outside - inside, self._theme.color("canvas"))
        painter.setPen(QPen(self._theme.color("line"), 1))
        painter.drawPath(inside)

"""The page before anything is kept: a window with open shutters, and three ways to start."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from vault.desktop.empty_page import EmptyPage, Way
from vault.desktop.icons import Icons
from vault.desktop.theme import Theme


class OpenWindow(QWidget):
    """The picture: a window and its two shutters, 132 by 96. Screen readers pass it by."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(132, 96)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = self._theme.color
        painter.fillRect(QRectF(0, 88, 132, 8), color("line"))
        painter.fillRect(QRectF(42, 8, 48, 80), color("primaryTint"))
        frame = QPen(color("primary"), 4)
        frame.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(frame)
        painter.drawRect(QRectF(44, 10, 44, 76))
        painter.setPen(QPen(color("primary"), 3))
        for start, end in (((66, 10), (66, 86)), ((44, 36), (88, 36)), ((44, 61), (88, 61))):
            painter.drawLine(QPointF(*start), QPointF(*end))
        painter.setPen(Qt.PenStyle.NoPen)
        for left in (10, 96):
            painter.fillRect(QRectF(left, 8, 26, 80), color("primary"))
            painter.fillRect(QRectF(left + 2, 10, 22, 76), color("rail"))  # dark in each theme, for the sand on it
            painter.setBrush(color("sand"))
            for top in (13, 50):
                painter.drawPolygon(_hourglass(left + 4, top))


def _hourglass(left: float, top: float) -> QPolygonF:
    points = ((0, 0), (18, 0), (9, 16.5), (18, 33), (0, 33), (9, 16.5))
    return QPolygonF([QPointF(left + x, top + y) for x, y in points])


class EmptyPreferences(EmptyPage):
    """Three ways to start, and that one need not."""

    sizes_asked = Signal()
    add_asked = Signal()
    bring_asked = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(
            theme,
            icons,
            OpenWindow(theme),
            self.tr("Nothing here yet"),
            self.tr("Write down what you like, once. Then you decide per shop what it may see."),
            (
                Way("t-shirt", self.tr("Start with your sizes"), self.tr("Takes about 2 minutes"), self.tr("Start")),
                Way("list-plus", self.tr("Choose a topic"), self.tr("Food, home, books and more"), self.tr("Choose")),
                Way("upload-simple", self.tr("Bring in a file"), self.tr("Your own copy"), self.tr("Bring in…")),
            ),
            self.tr("You can also leave it empty. Nothing is shared by itself."),
        )
        for press, asked in zip(self.buttons, (self.sizes_asked, self.add_asked, self.bring_asked), strict=True):
            press.clicked.connect(asked)

"""The shutter mark: how far a value is open. It always stands beside a word, so screen readers pass it by."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from vault.core.value import Precision
from vault.desktop.theme import Theme

_BOX = (26.0, 16.0)  # the grid of the drawing below; the mark is drawn to any size of this shape
_FRAME = QRectF(6.75, 1.75, 12.5, 12.5)
_STROKE = 1.5
_ROUND = 1.0
_LEAF_TOP = 1.0
_LEAF_HEIGHT = 14.0
_LEAVES = {  # left edge of each leaf, and its width: the wider the gap between them, the more a shop sees
    Precision.CLOSED: ((6.0, 13.5), 6.5),
    Precision.CATEGORY: ((6.0, 14.5), 5.5),
    Precision.RANGE: ((6.0, 16.5), 3.5),
    Precision.EXACT: ((0.0, 22.0), 4.0),
}


def paint_shutter(painter: QPainter, rect: QRectF, precision: Precision, color: QColor) -> None:
    """Draw the mark in ``rect``, which should be 26 wide for each 16 high."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / _BOX[0], rect.height() / _BOX[1])
    if precision is not Precision.CLOSED:
        painter.setPen(QPen(color, _STROKE))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(_FRAME, _ROUND, _ROUND)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    lefts, width = _LEAVES[precision]
    for left in lefts:
        painter.drawRoundedRect(QRectF(left, _LEAF_TOP, width, _LEAF_HEIGHT), _ROUND, _ROUND)
    painter.restore()


def shutter_size(theme: Theme) -> QSize:
    """The size of a mark beside letters of now, for those that paint it themselves."""
    return QSize(theme.mark("shutter.width"), theme.mark("shutter.height"))


class ShutterMark(QWidget):
    """The mark alone, 26 by 16, or twice that when ``large``; more with larger letters."""

    def __init__(
        self,
        theme: Theme,
        precision: Precision,
        role: str = "ink",
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._precision = precision
        self._role = role
        self._scale = 2 if large else 1
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_precision(self, precision: Precision) -> None:
        """Open or close it."""
        self._precision = precision
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return shutter_size(self._theme) * self._scale

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        paint_shutter(painter, QRectF(self.rect()), self._precision, self._theme.color(self._role))

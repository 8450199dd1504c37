"""Four bars for how strong a passphrase is. Silent: the word stands beside them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from vault.desktop.theme import Theme

BARS = 4
_SMALL_WIDTH, _HEIGHT, _GAP = 88, 8, 4
_RADIUS = 2


class StrengthBars(QWidget):
    """The first ``filled`` of four bars are full."""

    WIDTH = 160
    """Pixels, where there is room."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._filled = 0
        self._small = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def filled(self) -> int:
        """How many bars are full."""
        return self._filled

    def set_filled(self, filled: int) -> None:
        """Fill as many, 0 to 4."""
        self._filled = filled
        self.update()

    def set_small(self, small: bool) -> None:
        """Leave room for the words beside them."""
        if small != self._small:
            self._small = small
            self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(_SMALL_WIDTH if self._small else self.WIDTH, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = (self.width() - (BARS - 1) * _GAP) / BARS
        for number in range(BARS):
            full = number < self._filled
            color = self._theme.color("primary" if full else "lineStrong")
            painter.setPen(QPen(color, 1))
            painter.setBrush(color if full else self._theme.color("canvas"))
            bar = QRectF(number * (width + _GAP), 0, width, self.height())
            painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)

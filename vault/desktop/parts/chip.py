"""A chip: one value in a round frame."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from vault.desktop.theme import Theme

_SIDE = 12  # from the border to the text


def chip_size(theme: Theme, text: str) -> QSize:
    """The size of a chip with this text."""
    metrics = QFontMetrics(theme.font("small"))
    return QSize(metrics.horizontalAdvance(text) + 2 * _SIDE, max(theme.size("chip"), metrics.height() + 8))


def paint_chip(painter: QPainter, rect: QRect, theme: Theme, text: str) -> None:
    """Draw a chip in ``rect``, its text cut with an ellipsis where the room is too small."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("line"), 1))
    painter.setBrush(theme.color("sunken"))
    radius = (rect.height() - 1) / 2
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.setFont(theme.font("small"))
    painter.setPen(theme.color("ink"))
    room = rect.adjusted(_SIDE, 0, -_SIDE, 0)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width() + 1)
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, shown)
    painter.restore()


class Chip(QWidget):
    """One value. Not a control; its text is its accessible name."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show another value."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return chip_size(self._theme, self._text)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(min(self.sizeHint().width(), self._theme.size("gable.detail")), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        room = self.sizeHint().width() > self.width()
        self.setToolTip(self._text if room else "")
        paint_chip(QPainter(self), self.rect(), self._theme, self._text)

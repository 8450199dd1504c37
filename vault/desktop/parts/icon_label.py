"""An icon that is no control: it follows the theme and is silent, because the word stands beside it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.theme import Theme


class IconLabel(QWidget):
    """One icon, ``size`` pixels square, in the colour of ``role``. With larger letters it grows.

    It is as high as a line of ``beside``, a kind of text, if that is higher: so it is in the middle of a first line.
    """

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        name: str,
        role: str,
        size: int,
        parent: QWidget | None = None,
        *,
        beside: str = "",
    ) -> None:
        super().__init__(parent)
        self._theme, self._icons, self._beside = theme, icons, beside
        self._name = name
        self._role = role
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_icon(self, name: str, role: str) -> None:
        """Show another icon."""
        self._name = name
        self._role = role
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        side = self._theme.mark(self._size)
        line = QFontMetrics(self._theme.font(self._beside)).height() if self._beside else 0
        return QSize(side, max(side, line))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        side = self._theme.mark(self._size)
        pixmap = self._icons.pixmap(self._name, self._role, side, self.devicePixelRatioF())
        QPainter(self).drawPixmap(0, (self.height() - side) // 2, pixmap)


def at_top(icon: IconLabel) -> QVBoxLayout:
    """For a row: the icon stays at its first line."""
    column = QVBoxLayout()
    column.addWidget(icon)
    column.addStretch(1)
    return column

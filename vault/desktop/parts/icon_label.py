"""An icon that is no control: it follows the theme and is silent, because the word stands beside it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.theme import Theme


class IconLabel(QWidget):
    """One icon, ``size`` pixels square, in the colour of ``role``."""

    def __init__(
        self, theme: Theme, icons: Icons, name: str, role: str, size: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icons = icons
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
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        pixmap = self._icons.pixmap(self._name, self._role, self._size, self.devicePixelRatioF())
        QPainter(self).drawPixmap(0, (self.height() - self._size) // 2, pixmap)


def at_top(icon: IconLabel) -> QVBoxLayout:
    """For a row: the icon stays at its first line."""
    column = QVBoxLayout()
    column.addWidget(icon)
    column.addStretch(1)
    return column

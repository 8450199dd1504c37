"""Phosphor icons in the colours of the theme."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from vault import bundled
from vault.desktop.theme import Theme


@cache
def _shape(name: str) -> bytes:
    return bundled.read(f"icons/{name}.svg")


def draw_icon(painter: QPainter, rect: QRectF, name: str, color: QColor) -> None:
    """Draw an icon in ``rect``, a square. ``name`` is a file in ``resources/icons`` without its ending."""
    # The files name no colour; a fill on the root is what every shape in them inherits.
    colored = _shape(name).replace(b"<svg ", f'<svg fill="{color.name()}" '.encode(), 1)
    QSvgRenderer(QByteArray(colored)).render(painter, rect)


class Icons:
    """All icons of a program, each drawn once for a colour, size and screen."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._drawn: dict[tuple[str, str, int, float], QPixmap] = {}
        theme.changed.connect(self._drawn.clear)

    def icon(self, name: str, role: str, size: int) -> QIcon:
        """An icon for a button or list that follows the theme, and turns ``inkDisabled`` with its control.

        ``size`` is that beside letters as drawn; with larger ones it grows.
        """
        _shape(name)  # a wrong name is a bug here, not in some later paint
        return QIcon(_Engine(self, name, role, size))

    def grown(self, size: int) -> int:
        """How large an icon of ``size`` pixels stands beside letters of now."""
        return self._theme.mark(size)

    def pixmap(self, name: str, role: str, size: int, ratio: float) -> QPixmap:
        """The icon ``size`` by ``size`` logical pixels, for a screen with ``ratio`` pixels to each."""
        key = (name, role, size, ratio)
        if key not in self._drawn:
            self._drawn[key] = self._draw(name, role, size, ratio)
        return self._drawn[key]

    def _draw(self, name: str, role: str, size: int, ratio: float) -> QPixmap:
        pixmap = QPixmap(round(size * ratio), round(size * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(QColor(0, 0, 0, 0))
        painter = QPainter(pixmap)
        draw_icon(painter, QRectF(0, 0, size, size), name, self._theme.color(role))
        painter.end()
        return pixmap


class _Engine(QIconEngine):
    """Draws when asked, so that a button set up once shows the colour of the theme of this moment."""

    def __init__(self, icons: Icons, name: str, role: str, size: int) -> None:
        super().__init__()
        self._icons = icons
        self._name = name
        self._role = role
        self._size = size

    def clone(self) -> QIconEngine:
        return _Engine(self._icons, self._name, self._role, self._size)

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:  # noqa: N802
        side = self._icons.grown(self._size)
        return QSize(side, side).boundedTo(size)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:  # noqa: N802
        role = "inkDisabled" if mode == QIcon.Mode.Disabled else self._role
        return self._icons.pixmap(self._name, role, min(size.width(), size.height()), scale)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        role = "inkDisabled" if mode == QIcon.Mode.Disabled else self._role
        side = min(rect.width(), rect.height())
        pixmap = self._icons.pixmap(self._name, role, side, painter.device().devicePixelRatioF())
        corner = QPoint(rect.x() + (rect.width() - side) // 2, rect.y() + (rect.height() - side) // 2)
        painter.drawPixmap(corner, pixmap)

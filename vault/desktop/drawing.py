"""Drawings of ``resources/house`` in the colours of the theme: their files name roles, as in ``fill="$rail"``.

Files, and not painted by hand: the names of Qt's pens and brushes take a seventh of the time to the first picture.
"""

from __future__ import annotations

from string import Template

from PySide6.QtCore import QByteArray, QObject, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgRenderer

from vault import bundled
from vault.desktop.theme import Theme


class Drawing(QObject):
    """One of them, without its ending: ``closed``, ``opened`` or ``mark``."""

    def __init__(self, theme: Theme, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._file = Template(bundled.read(f"house/{name}.svg").decode("ascii"))
        self._renderer = QSvgRenderer(self)
        theme.changed.connect(self._color)
        self._color()

    def render(self, painter: QPainter, rect: QRectF) -> None:
        """Draw it in ``rect``, which has its shape."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._renderer.render(painter, rect)

    def _color(self) -> None:
        roles = self._file.get_identifiers()
        colored = self._file.substitute({role: self._theme.color(role).name() for role in roles})
        self._renderer.load(QByteArray(colored.encode("ascii")))

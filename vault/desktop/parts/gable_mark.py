"""The gable mark: a drawn house front with the shop's first letter, where other programs load a logo."""

from __future__ import annotations

import zlib
from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from vault.desktop.theme import Theme

_BOX = 40
_OUTLINE = 1.25
_LETTER = 15.0  # pixels in the box of 40
_BASELINE = 33.0
_MARKS = 200
"""Marks that are kept as pictures: more than shops differ in their front and letter, and less than a megabyte."""
_HASH_START = 66468  # any number would do; with this one the five fronts are spread over the example shops

_FRONTS = (  # step, spout, neck, bell and cornice, as on Dutch canals
    "M5 39V21H9V15H13V9H17V4H23V9H27V15H31V21H35V39Z",
    "M5 39V19L17 6V2.5H23V6L35 19V39Z",
    "M5 39V21H7C11 20 12.5 17 12.5 13V8L20 3L27.5 8V13C27.5 17 29 20 33 21H35V39Z",
    "M5 39V21C10.5 20 12 15.5 13 11C14 6 16.5 3.5 20 3.5C23.5 3.5 26 6 27 11C28 15.5 29.5 20 35 21V39Z",
    "M6 39V10H3.5V5H36.5V10H34V39Z",
)


def front_of(host: str) -> int:
    """Which of the five fronts a shop has: the same on every computer, from its address alone."""
    return zlib.crc32(host.encode(), _HASH_START) % len(_FRONTS)


@cache
def _drawing(front: int, fill: str, line: str) -> QSvgRenderer:
    """A front as Qt has read it: that takes as long as all else in a row of a list. There are five, in two themes."""
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_BOX} {_BOX}"><path d="{_FRONTS[front]}" '
        f'fill="{fill}" stroke="{line}" stroke-width="{_OUTLINE}" stroke-linejoin="round"/></svg>'
    )
    return QSvgRenderer(QByteArray(drawing.encode()))


@lru_cache(_MARKS)
def _mark(
    front: int, letter: str, side: float, ratio: float, family: str, weight: int, colors: tuple[str, ...]
) -> QImage:
    """A front with its letter, drawn once: a list draws some with each step of scrolling."""
    fill, line, ink = colors
    made = QImage(round(side * ratio), round(side * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(side / _BOX, side / _BOX)
    _drawing(front, fill, line).render(painter, QRectF(0, 0, _BOX, _BOX))
    font = QFont(family)
    font.setWeight(QFont.Weight(weight))
    font.setPixelSize(round(_LETTER))  # part of a drawing, so it keeps to the drawing's grid
    painter.setFont(font)
    painter.setPen(ink)
    width = painter.fontMetrics().horizontalAdvance(letter)
    painter.drawText(QPointF((_BOX - width) / 2, _BASELINE), letter)
    painter.end()
    return made


def paint_gable(painter: QPainter, rect: QRectF, host: str, theme: Theme) -> None:
    """Draw the mark of a shop in ``rect``, a square."""
    colors = tuple(theme.color(role).name() for role in ("everydayTint", "lineStrong", "ink"))
    letters, ratio = theme.tokens.letters["bodyStrong"], painter.device().devicePixelRatioF()
    mark = _mark(front_of(host), host[:1].upper(), rect.width(), ratio, theme.tokens.family, letters.weight, colors)
    painter.drawImage(rect.topLeft(), mark)


class GableMark(QWidget):
    """The mark alone; it grows with larger letters. The shop's address stands beside it: screen readers pass it by."""

    def __init__(self, theme: Theme, host: str, size: int = 40, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._host = host
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_host(self, host: str) -> None:
        """Show another shop's front."""
        self._host = host
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        side = self._theme.mark(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        paint_gable(painter, QRectF(self.rect()), self._host, self._theme)

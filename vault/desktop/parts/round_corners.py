"""The round corners of a card over what scrolls in it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from vault.desktop.theme import Theme


class RoundCorners:
    """The line around ``card``, and the page's colour outside its corners.

    What a widget lies over cannot be moved when it scrolls, but is drawn anew. So the corners over the viewport of
    ``view``, which stands in the card or is it, are for the view to draw; the others are widgets of their own.
    """

    def __init__(self, theme: Theme, card: QWidget, view: QAbstractScrollArea | None = None) -> None:
        self._theme, self._card, self._view = theme, card, view
        self._inside, self._outside = QPainterPath(), QPainterPath()
        self._apart = tuple(_Corner(self, card) for _ in range(4))
        self._at, self._shared, self._free = QPoint(), QRegion(), QRegion()

    def fit(self) -> None:
        """Take their places, after a change of the card's size or the view's."""
        radius, area = self._theme.radius("card"), self._card.rect()
        self._inside, self._outside = QPainterPath(), QPainterPath()
        self._inside.addRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        self._outside.addRect(QRectF(area))
        self._outside.addPath(self._inside)  # where the two lie over each other is not outside
        seen = self._seen()
        self._at, self._shared, self._free = seen.topLeft(), QRegion(), QRegion(area)
        place = QRect(QPoint(), QSize(radius + 1, radius + 1))
        for number, corner in enumerate(self._apart):
            place.moveLeft(area.width() - place.width() if number % 2 else 0)
            place.moveTop(area.height() - place.height() if number > 1 else 0)
            over = place.intersected(seen)
            if over.isEmpty():
                self._free -= QRegion(place)
            self._shared += over.translated(-self._at)
            corner.setGeometry(place)
            corner.setVisible(over.isEmpty())
            corner.raise_()

    def paint_line(self, painter: QPainter) -> None:
        """Draw the line in the card's coordinates, under what is in the card; corners that draw themselves have it."""
        painter.setClipRegion(self._free)
        self._paint_line(painter)

    def paint_over(self, event: QPaintEvent) -> None:
        """Draw what lies over the viewport, which has this ``event``, after all that is under it."""
        region = self._shared.intersected(event.region())
        if self._view is None or region.isEmpty():
            return
        painter = QPainter(self._view.viewport())
        painter.setClipRegion(region)
        painter.translate(-self._at)
        self.paint_corner(painter)
        painter.end()

    def paint_corner(self, painter: QPainter) -> None:
        """Draw a corner in the card's coordinates, over what is in the card."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(self._outside, self._theme.color("canvas"))
        self._paint_line(painter)

    def scrolled(self, dx: int, dy: int) -> None:
        """Have drawn anew where they are, and where they were moved to with the rest of the viewport."""
        if self._view is not None and not self._shared.isEmpty():
            self._view.viewport().update(self._shared + self._shared.translated(dx, dy))

    def _paint_line(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("line"), 1))
        painter.drawPath(self._inside)

    def _seen(self) -> QRect:
        """The viewport, in the card's coordinates."""
        if self._view is None:
            return QRect()
        part = self._view.viewport()
        return QRect(part.mapTo(self._card, QPoint()), part.size())


class _Corner(QWidget):
    """A corner that lies over nothing that scrolls."""

    def __init__(self, corners: RoundCorners, card: QWidget) -> None:
        super().__init__(card)
        self._corners = corners
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.translate(-self.pos())
        self._corners.paint_corner(painter)

"""The shops page before any shop holds anything."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from vault.desktop.empty_page import EmptyPage, Way
from vault.desktop.icons import Icons
from vault.desktop.theme import Theme

_WIDTH, _HEIGHT = 190, 84


class EmptyShops(EmptyPage):
    """Three houses with their shutters closed, and how a shop comes to ask."""

    paste_asked = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        asked = self.tr("A shop can ask you when you press its button “Personalise with your vault”.")
        super().__init__(
            theme,
            icons,
            _Houses(theme),
            self.tr("No shop holds anything"),
            " ".join((asked, self.tr("You then see the question here."))),
            (
                Way(
                    "link-simple",
                    self.tr("Paste a request link"),
                    self.tr("If a shop gave you a link"),
                    self.tr("Paste…"),
                ),
            ),
            self.tr("Shops cannot look you up. They can only ask."),
        )
        self.buttons[0].clicked.connect(self.paste_asked)


class _Houses(QWidget):
    """A picture; the words below it say what it means."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(_WIDTH, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, 70, _WIDTH, 8), self._theme.color("line"))
        line = QPen(self._theme.color("lineStrong"), 2)
        line.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        for left, front in ((13, _step()), (70, _bell()), (126, _spout())):
            painter.setPen(line)
            painter.setBrush(self._theme.color("everydayTint"))
            painter.drawPath(front.translated(left, 0))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("primary"))
            for leaf in (20, 29.5):
                painter.drawRect(QRectF(left + leaf, 38, 8.5, 18))


def _step() -> QPainterPath:
    up = ((0, 38), (9, 38), (9, 26), (16, 26), (16, 14), (23, 14), (23, 5))
    return _front(*up, *((57 - x, y) for x, y in reversed(up)))


def _spout() -> QPainterPath:
    return _front((0, 34), (22, 10), (22, 2), (34, 2), (34, 10), (57, 34))


def _bell() -> QPainterPath:
    path = QPainterPath(QPointF(0, 70))
    path.lineTo(0, 38)
    path.cubicTo(14, 36, 12, 4, 28, 4)
    path.cubicTo(44, 4, 42, 36, 56, 38)
    path.lineTo(56, 70)
    path.closeSubpath()
    return path


def _front(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath(QPointF(0, 70))
    for point in (*points, (points[-1][0], 70)):
        path.lineTo(QPointF(*point))
    path.closeSubpath()
    return path

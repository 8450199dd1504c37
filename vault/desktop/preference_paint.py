"""Rows that draw themselves: one widget each, however much they show."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from vault.desktop.theme import Theme

_TALL = 100_000  # pixels; more than any text here needs
_CORNER = 9  # inside the card's own corner of 10


def text_height(font: QFont, text: str, width: int) -> int:
    """The height of ``text`` when it wraps in ``width``."""
    wrap = int(Qt.TextFlag.TextWordWrap)
    return QFontMetrics(font).boundingRect(QRect(0, 0, max(1, width), _TALL), wrap, text).height()


def fill_row(painter: QPainter, rect: QRect, color: QColor, *, first: bool, last: bool) -> None:
    """Fill a row of a card; at the card's ends with its round corners."""
    box, path = QRectF(rect), QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addRoundedRect(box, _CORNER, _CORNER)
    if not first:
        path.addRect(box.adjusted(0, 0, 0, -box.height() / 2))
    if not last:
        path.addRect(box.adjusted(0, box.height() / 2, 0, 0))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawPath(path)


class PaintedRow(QPushButton):
    """A row of a card as one button. Arrows go to its neighbours, Enter opens it, Del deletes it."""

    stepped = Signal(int)
    """-1 for the row above, 1 for the one below."""
    delete_pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.first = self.last = False
        self._heights: dict[int, int] = {}  # by width: a layout asks many times, and measuring words is slow
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.measure_again)

    def measure_again(self) -> None:
        """What is in the row changed, and so may its height."""
        self._heights.clear()
        self.updateGeometry()
        self.update()

    def set_place(self, *, first: bool, last: bool) -> None:
        """Whether it is at an end of its card."""
        if (first, last) != (self.first, self.last):
            self.first, self.last = first, last
            self.update()

    def ground(self) -> QColor | None:
        """The fill, or None for the card's own."""
        return self.theme.color("hover") if self.underMouse() else None

    def ring_rect(self) -> QRect:
        """Where the focus ring goes: inside, because rows touch each other."""
        return self.rect().adjusted(5, 5, -5, -5)

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        if width not in self._heights:
            self._heights[width] = self.measure(width)
        return self._heights[width]

    def measure(self, width: int) -> int:
        """The height of what is in the row, in this width."""
        raise NotImplementedError

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(400, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(200, self.theme.size("minHitTarget"))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        match event.key():
            case Qt.Key.Key_Up:
                self.stepped.emit(-1)
            case Qt.Key.Key_Down:
                self.stepped.emit(1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.click()
            case Qt.Key.Key_Delete:
                self.delete_pressed.emit()
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = self.ground()
        if ground is not None:
            fill_row(painter, self.rect(), ground, first=self.first, last=self.last)
        if not self.first:
            painter.fillRect(QRect(0, 0, self.width(), 1), self.theme.color("line"))
        self.draw(painter)

    def draw(self, painter: QPainter) -> None:
        """Draw what is in the row."""
        raise NotImplementedError

    def draw_words(self, painter: QPainter, rect: QRect, kind: str, role: str, text: str) -> None:
        """Words that wrap in ``rect``, centred in its height."""
        painter.setFont(self.theme.font(kind))
        painter.setPen(self.theme.color(role))
        flags = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(rect, flags, text)

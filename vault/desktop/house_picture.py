"""The house that one stands before: a window with its shutters open or closed, and the page it is painted on."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.rail import Brand
from vault.desktop.theme import Theme

_BOX = 300.0  # the grid of the drawing below
_SMALLEST = 150
_BRICKS = ((2, 8), (30, 8), (244, 8), (272, 8), (2, 70), (272, 96), (2, 150), (272, 170), (2, 232), (272, 248))
_LEAF = QRectF(0, 0, 62, 224)
_SIDE, _SMALL_SIDE = 420, 300
_ROOMY = 1080  # as the rail: below this the painted side is small
_PAD, _SMALL_PAD = 40, 28
_FORM_LEFT, _SMALL_FORM_LEFT = 72, 40
_TITLE_POINTS = 15  # between heading and title; only here do words stand this large beside a picture


class HousePicture(QWidget):
    """Flat shapes in the colours of the rail. The words beside it say what it means, so it is silent."""

    def __init__(self, theme: Theme, *, opened: bool) -> None:
        super().__init__()
        self._theme = theme
        self._opened = opened
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(round(_BOX), round(_BOX))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(_SMALLEST, _SMALLEST)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        side = min(self.width(), self.height(), 280 if self._opened else round(_BOX))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate((self.width() - side) / 2, (self.height() - side) / 2)
        painter.scale(side / _BOX, side / _BOX)
        self._bricks_and_sills(painter)
        if self._opened:
            self._window(painter)
            self._plant(painter)
            self._shutter(painter, 22)
            self._shutter(painter, 216)
        else:
            self._shutter(painter, 88)
            self._shutter(painter, 150)
            self._bar(painter)

    def _bricks_and_sills(self, painter: QPainter) -> None:
        painter.setPen(self._pen("railLine", 2))
        for x, y in _BRICKS:
            painter.drawLine(QPointF(x, y), QPointF(x + 20, y))
        for sill in (QRectF(82, 20, 136, 14), QRectF(74, 270, 152, 14)):
            painter.fillRect(sill, self._theme.color("onRail"))

    def _window(self, painter: QPainter) -> None:
        painter.fillRect(QRectF(90, 40, 120, 224), self._theme.color("railHover"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        frame = self._pen("onRail", 6)
        frame.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(frame)
        painter.drawRect(QRectF(93, 43, 114, 218))
        painter.setPen(self._pen("onRail", 4))
        for line in ((150, 43, 150, 261), (93, 116, 207, 116), (93, 188, 207, 188)):
            painter.drawLine(QPointF(*line[:2]), QPointF(*line[2:]))

    def _shutter(self, painter: QPainter, left: float) -> None:
        painter.save()
        painter.translate(left, 40)
        painter.setPen(self._pen("sand", 2))
        painter.setBrush(self._theme.color("railSelected"))
        painter.drawRoundedRect(_LEAF, 2, 2)
        painter.setPen(Qt.PenStyle.NoPen)
        for top in (10, 116):
            painter.fillRect(QRectF(8, top, 46, 98), self._theme.color("rail"))
            painter.setBrush(self._theme.color("sand"))
            glass = ((8, 0), (54, 0), (31, 49), (54, 98), (8, 98), (31, 49))
            painter.drawPolygon(QPolygonF([QPointF(x, top + y) for x, y in glass]))
        painter.restore()

    def _bar(self, painter: QPainter) -> None:
        """The bar across closed shutters, with its lock."""
        painter.setPen(Qt.PenStyle.NoPen)
        for part, radius, role in (
            (QRectF(100, 146, 100, 8), 2, "onRail"),
            (QRectF(142, 140, 16, 20), 3, "onRail"),
            (QRectF(148.5, 146, 3, 8), 1.5, "rail"),
        ):
            painter.setBrush(self._theme.color(role))
            painter.drawRoundedRect(part, radius, radius)

    def _plant(self, painter: QPainter) -> None:
        painter.save()
        painter.translate(120, 206)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("sand"))
        painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in ((8, 58), (11, 34), (25, 34), (28, 58))]))
        leaves = QPainterPath(QPointF(18, 34))
        leaves.lineTo(18, 12)
        leaves.moveTo(18, 26)
        leaves.cubicTo(10, 26, 8, 20, 8, 14)
        leaves.cubicTo(14, 14, 18, 18, 18, 24)
        leaves.moveTo(18, 20)
        leaves.cubicTo(26, 20, 28, 13, 28, 7)
        leaves.cubicTo(21, 8, 18, 13, 18, 18)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self._pen("onRail2", 3))
        painter.drawPath(leaves)
        painter.restore()

    def _pen(self, role: str, width: float) -> QPen:
        pen = QPen(self._theme.color(role), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        return pen


class SideWords(WrapLabel):
    """Words on the painted side: its title, or a line below."""

    def __init__(self, theme: Theme, text: str, *, title: bool = False) -> None:
        super().__init__(theme, text)
        self._theme = theme
        self._title = title
        theme.changed.connect(self._color)
        self._color()

    def _color(self) -> None:
        color = self._theme.color("onRail" if self._title else "onRail2").name()
        size = f" font-size: {_TITLE_POINTS}pt; font-weight: 600;" if self._title else ""
        self.setStyleSheet(f"QLabel {{ color: {color};{size} }}")


class HousePage(QWidget):
    """A page before the vault is open: the painted side, and at the right a form, :attr:`form`, that may scroll.

    Words below the picture go into :attr:`side`. ``width`` is the most that the form takes, in pixels.
    """

    def __init__(self, theme: Theme, *, opened: bool, width: int) -> None:
        super().__init__()
        self.setProperty("page", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._front = _Front(theme)
        self.side = QVBoxLayout()
        self.side.setSpacing(6)
        self._inside = QVBoxLayout(self._front)
        self._inside.setSpacing(0)
        self._inside.addWidget(Brand(theme))
        self._inside.addWidget(HousePicture(theme, opened=opened), 1)
        self._side_holder = QVBoxLayout()
        self._side_holder.addLayout(self.side)
        self._inside.addLayout(self._side_holder)
        column = QWidget()
        column.setMaximumWidth(width)
        self.form = QVBoxLayout(column)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setSpacing(0)
        holder = QWidget()
        around = QVBoxLayout(holder)
        around.setContentsMargins(0, 0, 0, 0)
        around.addStretch(1)
        self._row = QHBoxLayout()
        self._row.addWidget(column, 1)
        self._row.addStretch(0)
        around.addLayout(self._row)
        around.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(holder)
        halves = QHBoxLayout(self)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(0)
        halves.addWidget(self._front)
        halves.addWidget(scroll, 1)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        roomy = self.width() >= _ROOMY
        self._front.setFixedWidth(_SIDE if roomy else _SMALL_SIDE)
        pad = _PAD if roomy else _SMALL_PAD
        self._inside.setContentsMargins(pad - 20, 32, pad, 32)  # the brand keeps 20 pixels of its own
        self._side_holder.setContentsMargins(20, 0, 0, 0)
        self._row.setContentsMargins(_FORM_LEFT if roomy else _SMALL_FORM_LEFT, 32, 32, 48 if roomy else 32)


class _Front(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        QPainter(self).fillRect(self.rect(), self._theme.color("rail"))

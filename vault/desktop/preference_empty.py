"""The page before anything is kept: a window with open shutters, and two ways to start."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme

_TEXT_WIDTH = 340
_CARD_WIDTH = 380
_QUIET_WIDTH = 440


class OpenWindow(QWidget):
    """The picture: a window and its two shutters, 132 by 96. Screen readers pass it by."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(132, 96)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = self._theme.color
        painter.fillRect(QRectF(0, 88, 132, 8), color("line"))
        painter.fillRect(QRectF(42, 8, 48, 80), color("primaryTint"))
        frame = QPen(color("primary"), 4)
        frame.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(frame)
        painter.drawRect(QRectF(44, 10, 44, 76))
        painter.setPen(QPen(color("primary"), 3))
        for start, end in (((66, 10), (66, 86)), ((44, 36), (88, 36)), ((44, 61), (88, 61))):
            painter.drawLine(QPointF(*start), QPointF(*end))
        painter.setPen(Qt.PenStyle.NoPen)
        for left in (10, 96):
            painter.fillRect(QRectF(left, 8, 26, 80), color("primary"))
            painter.setBrush(color("sand"))
            for top in (13, 50):
                painter.drawPolygon(_hourglass(left + 4, top))


def _hourglass(left: float, top: float) -> QPolygonF:
    points = ((0, 0), (18, 0), (9, 16.5), (18, 33), (0, 33), (9, 16.5))
    return QPolygonF([QPointF(left + x, top + y) for x, y in points])


class EmptyPreferences(QWidget):
    """Two ways to start, and that one need not."""

    sizes_asked = Signal()
    add_asked = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        middle = Qt.AlignmentFlag.AlignHCenter
        head = QLabel(self.tr("Nothing here yet"))
        head.setProperty("role", "heading")
        said = self.tr("Write down what you like, once. Then you decide per shop what it may see.")
        words = self._words(theme, said, "sub", _TEXT_WIDTH)
        card = Card(theme, padding=0)
        card.setFixedWidth(_CARD_WIDTH)
        card.body.setSpacing(0)
        self.start = button(self.tr("Start"), "normal", small=True)
        self.choose = button(self.tr("Choose"), "normal", small=True)
        large = theme.size("icon.large")
        shirt = IconLabel(theme, icons, "t-shirt", "primary", large)
        topics = IconLabel(theme, icons, "list-plus", "primary", large)
        rule = QFrame()
        rule.setProperty("rule", True)
        for part in (
            self._way(theme, shirt, self.tr("Start with your sizes"), self.tr("Takes about 2 minutes"), self.start),
            rule,
            self._way(theme, topics, self.tr("Choose a topic"), self.tr("Food, home, books and more"), self.choose),
        ):
            card.body.addWidget(part)
        self.start.clicked.connect(self.sizes_asked)
        self.choose.clicked.connect(self.add_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 40)
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(OpenWindow(theme), 0, middle)
        column.addSpacing(20)
        column.addWidget(head, 0, middle)
        column.addSpacing(6)
        column.addLayout(words)
        column.addSpacing(24)
        column.addLayout(self._centred(card))
        column.addSpacing(16)
        quiet = self.tr("You can also leave it empty. Nothing is shared by itself.")
        column.addLayout(self._words(theme, quiet, "smallSub", _QUIET_WIDTH))
        column.addStretch(1)

    def _words(self, theme: Theme, text: str, role: str, width: int) -> QHBoxLayout:
        label = WrapLabel(theme, text, role)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        label.setFixedWidth(width)
        return self._centred(label)

    def _centred(self, part: QWidget) -> QHBoxLayout:
        """In the middle. An alignment would do, but asks for the part's height in the width of the whole page."""
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(part)
        row.addStretch(1)
        return row

    def _way(self, theme: Theme, icon: IconLabel, name: str, said: str, press: QPushButton) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(14, 12, 14, 12)
        row.setSpacing(14)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(WrapLabel(theme, name, "strong"))
        words.addWidget(WrapLabel(theme, said, "smallSub"))
        press.setAccessibleName(name)
        row.addWidget(icon)
        row.addLayout(words, 1)
        row.addWidget(press)
        return line

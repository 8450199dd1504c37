"""The shop that is open: what it sees, what was agreed, and how stopping goes."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.gable_mark import GableMark
from vault.desktop.parts.host_label import HostLabel
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_flow import FlowLayout
from vault.desktop.shop_items import SIDE, ItemRow, ItemsHead, StatusWords, stop_width
from vault.desktop.shops_state import AgreementLine, ShopPane, Status
from vault.desktop.theme import Theme

_GABLE = 56
_CORNER = 9  # inside the card's own corner of 10


class ShopCard(Card):
    """One :class:`ShopPane`; a card for a moment of it. ``stop_pressed`` has an item's id, or nothing for all."""

    stop_pressed = Signal(str)
    all_stop_pressed = Signal()
    receipt_pressed = Signal(int)

    def __init__(self, theme: Theme, icons: Icons, pane: ShopPane) -> None:
        super().__init__(theme, 0)
        self.pane = pane
        self.body.setSpacing(0)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.addLayout(self._head(theme, icons, pane))
        width = stop_width()
        live = any(item.status is None for item in pane.items)
        if live:
            self.body.addWidget(ItemsHead(theme, width))
        for number, item in enumerate(pane.items):
            row = ItemRow(theme, icons, item, width, ruled=number > 0 or not live)
            row.stop_pressed.connect(self.stop_pressed)
            self.body.addWidget(row)
        self.body.addWidget(self._facts(theme, pane))
        if pane.items:
            self.body.addWidget(ShopSteps(theme))

    def _head(self, theme: Theme, icons: Icons, pane: ShopPane) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(SIDE, 18, SIDE, 14)
        head.setSpacing(16)
        head.addWidget(GableMark(theme, pane.host, _GABLE), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(3)
        line = FlowLayout(gap=12, line_gap=3)
        line.addWidget(HostLabel(theme, pane.host))
        if pane.status.soon:
            line.addWidget(SoonBadge(theme, icons, pane.status))
        words.addLayout(line)
        if not pane.status.soon:
            words.addWidget(StatusWords(theme, icons, pane.status))
        for text in pane.about:
            words.addWidget(WrapLabel(theme, text, "smallSub"))
        if pane.more:
            words.addWidget(WrapLabel(theme, pane.more, "small"))
        head.addLayout(words, 1)
        if pane.stop_name:
            self.stop = button(self.tr("Stop sharing"), "normal")
            self.stop.setAccessibleName(pane.stop_name)
            self.stop.clicked.connect(self._press)
            head.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _press(self) -> None:
        self.all_stop_pressed.emit()

    def _facts(self, theme: Theme, pane: ShopPane) -> QWidget:
        made = RuledPart(theme)
        grid = QGridLayout(made)
        grid.setContentsMargins(SIDE, 16, SIDE, 16)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        place = 0
        if pane.agreements:
            words = [word for each in pane.agreements for word in self._agreement(theme, each)]
            grid.addWidget(_fact(self.tr("You agreed on"), *words), 0, 0, Qt.AlignmentFlag.AlignTop)
            place = 1
        if pane.promises:
            promised = _fact(self.tr("The shop promised"), WrapLabel(theme, " ".join(pane.promises), "small"))
            grid.addWidget(promised, 0, place, Qt.AlignmentFlag.AlignTop)
        code = self.tr("{code}. With it you can stop there, without your vault.").format(code=pane.code)
        grid.addWidget(_fact(self.tr("Code for this shop"), WrapLabel(theme, code, "small")), 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return made

    def _agreement(self, theme: Theme, line: AgreementLine) -> tuple[QWidget, QWidget]:
        link = TextLink(theme, self.tr("Open receipt"))
        link.setAccessibleName(line.link_name)
        link.clicked.connect(lambda: self.receipt_pressed.emit(line.seq))
        return (WrapLabel(theme, line.text, "small"), link)


class TextLink(QPushButton):
    """Words underlined, as high as a finger needs."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(text)
        self._theme = theme
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802
        metrics = QFontMetrics(self._theme.font("small"))
        return QSize(metrics.horizontalAdvance(self.text()), max(self._theme.size("minHitTarget"), metrics.height()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        font = self._theme.font("small")
        font.setUnderline(True)
        painter.setFont(font)
        painter.setPen(self._theme.color("primaryHover" if self.underMouse() else "primary"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter), self.text())


class SoonBadge(QWidget):
    """An end that is near: icon and words on sand."""

    def __init__(self, theme: Theme, icons: Icons, status: Status) -> None:
        super().__init__()
        self._theme, self._icons, self._status = theme, icons, status
        self.setAccessibleName(status.text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802
        metrics = QFontMetrics(self._font())
        width = 6 + self._theme.size("icon.inline") + 5 + metrics.horizontalAdvance(self._status.text) + 7
        return QSize(width, max(self._theme.size("badge"), metrics.height() + 4))

    def _font(self) -> QFont:
        font = self._theme.font("caption")
        font.setWeight(self._theme.font("bodyStrong").weight())
        return font

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("sandTint"))
        radius, side = self._theme.radius("badge"), self._theme.size("icon.inline")
        painter.drawRoundedRect(self.rect(), radius, radius)
        icon = self._icons.pixmap(self._status.icon, "sandInk", side, self.devicePixelRatioF())
        painter.drawPixmap(6, (self.height() - side) // 2, icon)
        painter.setFont(self._font())
        painter.setPen(self._theme.color("sandInk"))
        painter.drawText(
            self.rect().adjusted(11 + side, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), self._status.text
        )


class RuledPart(QWidget):
    """A part of the card with a line above it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        QPainter(self).fillRect(0, 0, self.width(), 1, self._theme.color("line"))


class ShopSteps(RuledPart):
    """What happens when one stops, in three steps."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        row = QHBoxLayout(self)
        row.setContentsMargins(SIDE, 14, SIDE, 16)
        row.setSpacing(16)
        for title, text in (
            (self.tr("1. You stop"), self.tr("It counts at once.")),
            (self.tr("2. The shop hears it"), self.tr("We tell the shop in 10 seconds. Once it knows, it must stop.")),
            (self.tr("3. The shop answers"), self.tr("You see here when it says it deleted all.")),
        ):
            row.addWidget(_fact_of(WrapLabel(theme, title, "label"), WrapLabel(theme, text, "smallSub")), 1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path, box = QPainterPath(), QRectF(self.rect())
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addRoundedRect(box, _CORNER, _CORNER)
        path.addRect(box.adjusted(0, 0, 0, -_CORNER))
        painter.fillPath(path, self._theme.color("sunken"))
        painter.fillRect(0, 0, self.width(), 1, self._theme.color("line"))


def _fact(term: str, *words: QWidget) -> QWidget:
    name = QLabel(term)
    name.setProperty("role", "caption")
    return _fact_of(name, *words)


def _fact_of(*words: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    for each in words:
        column.addWidget(each)
    column.addStretch(1)
    return made

"""The shop that is open: what it sees, what was agreed, and how stopping goes."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.announce import announce
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.gable_mark import GableMark
from vault.desktop.parts.host_label import HostLabel
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_flow import FlowLayout
from vault.desktop.shop_held import HeldFact, LeakNotes
from vault.desktop.shop_items import SIDE, AlsoRow, ItemRow, ItemsHead, StatusWords, columns_for
from vault.desktop.shop_link import RuledPart, TextLink, fact, fact_of
from vault.desktop.shop_total_part import TotalPart
from vault.desktop.shops_state import AgreementLine, ShopPane, Status
from vault.desktop.theme import Theme

_GABLE = 56
_CORNER = 9  # inside the card's own corner of 10


class ShopCard(Card):
    """One :class:`ShopPane`; a card for a moment of it. ``stop_pressed`` has an item's id, or nothing for all.

    ``ask_pressed`` asks what the shop holds, or ends that; ``feedback_pressed`` has an item's id and what to say,
    ``less_picked`` one and the step that the shop is to have instead; ``letter_pressed`` writes to the shop.
    """

    stop_pressed = Signal(str)
    all_stop_pressed = Signal()
    receipt_pressed = Signal(int)
    ask_pressed = Signal()
    feedback_pressed = Signal(str, str)
    less_picked = Signal(str, object)
    letter_pressed = Signal()
    total_toggled = Signal(bool)

    def __init__(self, theme: Theme, icons: Icons, pane: ShopPane, *, total_open: bool = False) -> None:
        super().__init__(theme, 0)
        self.pane = pane
        self.body.setSpacing(0)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.addLayout(self._head(theme, icons, pane))
        if pane.held.leaks:
            self.body.addWidget(LeakNotes(theme, icons, pane.held.leaks))
        names = [*(item.name for item in pane.items), *(also.name for also in pane.held.also)]
        columns = columns_for(theme, names)
        live = any(item.status is None for item in pane.items)
        if live:
            self.body.addWidget(ItemsHead(theme, columns))
        for number, item in enumerate(pane.items):
            row = ItemRow(theme, icons, item, columns, ruled=number > 0 or not live)
            row.stop_pressed.connect(self.stop_pressed)
            row.feedback_pressed.connect(self.feedback_pressed)
            row.less_picked.connect(self.less_picked)
            self.body.addWidget(row)
        for also in pane.held.also:
            self.body.addWidget(AlsoRow(theme, icons, also, columns))
        if pane.total is not None:
            total = TotalPart(theme, icons, pane.total, is_open=total_open)
            total.toggled.connect(self.total_toggled)
            self.body.addWidget(total)
        self.body.addWidget(self._facts(theme, icons, pane))
        if pane.stop_name:  # else there is nothing to stop any more
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
        if pane.letter_ready:
            words.addLayout(self._ready_letter(theme, pane))
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

    def _ready_letter(self, theme: Theme, pane: ShopPane) -> FlowLayout:
        line = FlowLayout(gap=12, line_gap=3)
        line.addWidget(WrapLabel(theme, self.tr("A letter is ready."), "small"))
        opening = button(self.tr("Open letter"), "normal", small=True)
        opening.setAccessibleName(self.tr("Open the letter to {host}").format(host=pane.host))
        opening.clicked.connect(self.letter_pressed)
        line.addWidget(opening)
        return line

    def _press(self) -> None:
        self.all_stop_pressed.emit()

    def announce_news(self, before: ShopPane) -> None:
        """Let a screen reader say what asking or telling the shop came to since ``before``."""
        held, had = self.pane.held, before.held
        news = [
            text for text in (*held.leaks, held.failed, held.text) if text not in (*had.leaks, had.failed, had.text)
        ]
        said = [item.feedback.said for item in before.items if item.feedback is not None]
        for item in self.pane.items:
            if item.feedback is not None and item.feedback.said is not None and item.feedback.said not in said:
                news.append(item.feedback.said.text)
        for text in filter(None, news):
            announce(self, text)

    def take_focus(self, place: str) -> bool:
        """Put the keyboard where it was in the card before this one; False if there is nothing now."""
        found = self.findChild(QWidget, place) if place else None
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)
        return found is not None

    def _facts(self, theme: Theme, icons: Icons, pane: ShopPane) -> QWidget:
        """Pairs of a term and what it is here, two beside each other."""
        facts: list[QWidget] = []
        if pane.held.term:
            held = HeldFact(theme, icons, pane.held)
            held.pressed.connect(self.ask_pressed)
            facts.append(held)
        if pane.agreements:
            words = [word for each in pane.agreements for word in self._agreement(theme, each)]
            facts.append(fact(self.tr("You agreed on"), *words))
        if pane.promises:
            promised = WrapLabel(theme, " ".join(pane.promises), "small")
            facts.append(fact(self.tr("The shop promised"), promised))
        code = self.tr("{code}. With it you can stop there, without your vault.").format(code=pane.code)
        facts.append(fact(self.tr("Code for this shop"), WrapLabel(theme, code, "small")))
        if not pane.letter_ready:
            letter = TextLink(theme, self.tr("Write a letter to this shop"))
            letter.setAccessibleName(self.tr("Write a letter to {host}").format(host=pane.host))
            letter.setObjectName("letter")
            letter.clicked.connect(self.letter_pressed)
            facts.append(fact(self.tr("Your rights"), letter))
        made = RuledPart(theme)
        grid = QGridLayout(made)
        grid.setContentsMargins(SIDE, 16, SIDE, 16)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(16)
        for number, each in enumerate(facts):
            grid.addWidget(each, number // 2, number % 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return made

    def _agreement(self, theme: Theme, line: AgreementLine) -> tuple[QWidget, QWidget]:
        link = TextLink(theme, self.tr("Open receipt"))
        link.setAccessibleName(line.link_name)
        link.clicked.connect(lambda: self.receipt_pressed.emit(line.seq))
        return (WrapLabel(theme, line.text, "small"), link)


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
        width = 6 + self._theme.mark("icon.inline") + 5 + metrics.horizontalAdvance(self._status.text) + 7
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
        radius, side = self._theme.radius("badge"), self._theme.mark("icon.inline")
        painter.drawRoundedRect(self.rect(), radius, radius)
        icon = self._icons.pixmap(self._status.icon, "sandInk", side, self.devicePixelRatioF())
        painter.drawPixmap(6, (self.height() - side) // 2, icon)
        painter.setFont(self._font())
        painter.setPen(self._theme.color("sandInk"))
        painter.drawText(
            self.rect().adjusted(11 + side, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), self._status.text
        )


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
            row.addWidget(fact_of(WrapLabel(theme, title, "label"), WrapLabel(theme, text, "smallSub")), 1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path, box = QPainterPath(), QRectF(self.rect())
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addRoundedRect(box, _CORNER, _CORNER)
        path.addRect(box.adjusted(0, 0, 0, -_CORNER))
        painter.fillPath(path, self._theme.color("sunken"))
        painter.fillRect(0, 0, self.width(), 1, self._theme.color("line"))

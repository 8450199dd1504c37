"""The request page without a request to decide on: fetching, refused, decided, or nothing open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import FLUSH, button
from vault.desktop.parts.card import Card
from vault.desktop.parts.gable_mark import GableMark
from vault.desktop.parts.host_label import HostLabel
from vault.desktop.parts.note import Note
from vault.desktop.parts.shutter_mark import ShutterMark
from vault.desktop.parts.state_line import StateLine
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.request_state import Decided, Fetching, Nothing, Refused, SharedItem, WaitingLine
from vault.desktop.request_text import FloatingScroll, clear
from vault.desktop.theme import Theme
from vault.openid4vp.link import MAX_LINK

if TYPE_CHECKING:
    from vault.desktop.offline_answer import ByHand

_WIDEST = 640
_GABLE = 56


class RequestMessage(QWidget):
    """One column. Each state is made anew; :attr:`first` is what the keyboard starts at."""

    close_pressed = Signal()
    back_pressed = Signal()
    link_typed = Signal(str)
    waiting_pressed = Signal(int)
    file_pressed = Signal()
    save_pressed = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme, self._icons = theme, icons
        self._shown: object = None
        self.title = WrapLabel(theme)
        self.first: QWidget = self.title
        self.link: QLineEdit | None = None
        self.save: QPushButton | None = None
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._scroll = FloatingScroll()
        self._scroll.setWidget(self._content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        side, top, bottom = theme.space("pageX"), theme.space("pageTop"), theme.space("pageBottom")
        self._column.setContentsMargins(side, top, side, bottom)
        self._column.setSpacing(0)

    def show_state(self, state: Fetching | Refused | Decided | Nothing) -> None:
        """Show this. A field that is being typed in is left alone."""
        if state == self._shown:
            return
        typed = self.link.text() if self.link is not None and isinstance(state, Nothing) else ""
        saving = self.save is not None and self.save.hasFocus()
        before, self._shown = self._shown, state
        place = self._scroll.verticalScrollBar().value() if type(before) is type(state) else 0
        self._clear()
        self._scroll.verticalScrollBar().setValue(place)
        match state:
            case Fetching():
                self._fetching(state)
            case Refused():
                self._refused(state)
            case Decided():
                self._decided(state)
            case Nothing():
                self._nothing(state, typed)
        self._column.addStretch(1)
        if saving and self.save is not None:
            self.save.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        clear(self._content)
        self.link = self.save = None

    def _fetching(self, state: Fetching) -> None:
        self._head(state.host, self.tr("A shop asks to see preferences"))
        self._put(StateLine(self._theme, self._icons, "busy", state.text), 16)
        self.first = self.title

    def _refused(self, state: Refused) -> None:
        self._head(state.host, state.title)
        for text in state.reasons:
            self._put(Note(self._theme, self._icons, "error", text), 12)
        if state.after:
            self._put(WrapLabel(self._theme, state.after, "smallSub"), 12)
        self._buttons(self._button(self.tr("Close"), "main", self.close_pressed))
        self.first = self.title

    def _decided(self, state: Decided) -> None:
        self._head(state.host, state.title, state.text)
        if state.by_hand is not None:
            self._by_hand(state.by_hand)
        card = Card(self._theme)
        card.body.addWidget(StateLine(self._theme, self._icons, state.status_kind, state.status))
        if state.problem:
            card.body.addWidget(Note(self._theme, self._icons, "sand", state.problem))
        for item in state.items:
            card.body.addWidget(self._item(item))
        if state.code_text:
            card.body.addWidget(WrapLabel(self._theme, state.code_text, "smallSub"))
        if state.back:
            card.body.addWidget(WrapLabel(self._theme, state.back_text, "small"))
            address = QLineEdit(state.back)
            address.setReadOnly(True)
            address.setCursorPosition(0)
            address.setAccessibleName(self.tr("Address of the shop"))
            card.body.addWidget(address)
        self._put(card, 16)
        buttons = [self._button(self.tr("Close"), "main", self.close_pressed)]
        if state.back:
            buttons.append(self._button(self.tr("Go back to the shop"), "normal", self.back_pressed))
        self._buttons(*buttons)
        self.first = self.title

    def _by_hand(self, state: ByHand) -> None:
        from vault.desktop.offline_answer_card import OfflineAnswerCard  # few answers leave this way

        card = OfflineAnswerCard(self._theme, self._icons, state)
        card.save_pressed.connect(self.save_pressed)
        self.save = card.save
        self._put(card, 16)

    def _nothing(self, state: Nothing, typed: str) -> None:
        said = (
            self.tr("No shop asks you anything now. You have nothing to do.")
            if not state.waiting
            else self.tr("These wait quietly until their end. You do not have to do anything.")
        )
        self._head("", self.tr("Requests"), said)
        if state.waiting:
            card = Card(self._theme)
            for line in state.waiting:
                card.body.addWidget(self._waiting(line))
            self._put(card, 16)
        else:
            how = self.tr("A shop asks on its own page, with a button for your vault. Then its question comes here.")
            self._put(WrapLabel(self._theme, how), 12)
            calm = self.tr("It sees nothing before you have chosen what to share.")
            self._put(WrapLabel(self._theme, calm), 4)
        card = Card(self._theme)
        name = QLabel(self.tr("Paste a link that a shop gave you"))
        name.setProperty("role", "label")
        self.link = QLineEdit(typed)
        self.link.setMaxLength(2 * MAX_LINK)
        self.link.setAccessibleName(name.text())
        self.link.setPlaceholderText(self.tr("The whole link"))
        self.link.returnPressed.connect(self._send_link)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.link, 1)
        open_ = button(self.tr("Open"), "normal", icon=self._icons.icon("link-simple", "ink", 18))
        open_.clicked.connect(self._send_link)
        row.addWidget(open_)
        card.body.setSpacing(6)
        card.body.addWidget(name)
        card.body.addLayout(row)
        icon = self._icons.icon("file-text", "primary", 18)
        file = button(self.tr("Open a file or picture…"), "quiet", icon=icon)
        file.setStyleSheet(FLUSH)
        file.clicked.connect(self.file_pressed)
        below = QHBoxLayout()
        below.addWidget(file)
        below.addStretch(1)
        card.body.addLayout(below)
        about = self.tr("A request that you saved, or a picture with a QR code of a shop.")
        card.body.addWidget(WrapLabel(self._theme, about, "smallSub"))
        self._put(card, 16)
        self.first = self.link

    def _send_link(self) -> None:
        if self.link is not None and self.link.text().strip():
            self.link_typed.emit(self.link.text())

    def _head(self, host: str, title: str, text: str = "") -> None:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        if host:
            row.addWidget(GableMark(self._theme, host, _GABLE), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.title = WrapLabel(self._theme, title, "title")
        self.title.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        words.addWidget(self.title)
        if host and host not in title:
            words.addWidget(HostLabel(self._theme, host))
        if text:
            words.addWidget(WrapLabel(self._theme, text, "sub"))
        words.addStretch(1)
        row.addLayout(words, 1)
        self._put(head, 0)

    def _item(self, item: SharedItem) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        mark = ShutterMark(self._theme, item.precision, "ink2")
        first_line = QFontMetrics(self._theme.font("small")).height()
        beside = QVBoxLayout()
        beside.addSpacing(max(0, (first_line - mark.sizeHint().height()) // 2))
        beside.addWidget(mark)
        beside.addStretch(1)
        row.addLayout(beside)
        words = f"{item.name}, {item.precision_text.lower()}"
        row.addWidget(WrapLabel(self._theme, words, "small"), 1)
        return line

    def _waiting(self, line: WaitingLine) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        if line.host:
            row.addWidget(GableMark(self._theme, line.host))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(HostLabel(self._theme, line.host, "small"))
        words.addWidget(WrapLabel(self._theme, line.text, "smallSub"))
        row.addLayout(words, 1)
        open_ = button(self.tr("Open"), "normal", small=True)
        open_.setAccessibleName(line.open_name)
        open_.clicked.connect(lambda: self.waiting_pressed.emit(line.number))
        row.addWidget(open_)
        return made

    def _button(self, text: str, kind: str, signal: object) -> QPushButton:
        made = button(text, kind)
        made.clicked.connect(signal)
        return made

    def _buttons(self, *buttons: QPushButton) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for each in buttons:
            row.addWidget(each)
        row.addStretch(1)
        self._put(line, 16)

    def _put(self, part: QWidget, gap: int) -> None:
        part.setMaximumWidth(round(_WIDEST * self._theme.growth))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, gap, 0, 0)
        row.addWidget(part, 1)
        row.addStretch(0)
        self._column.addWidget(holder)

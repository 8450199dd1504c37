"""What a step of a goodbye has below its title while it is the present one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from vault.desktop.goodbye_state import GoodbyeState, ShopLine
from vault.desktop.icons import Icons
from vault.desktop.letter_fields import Labelled, mark
from vault.desktop.page_scroll import reveal
from vault.desktop.parts.buttons import button
from vault.desktop.parts.host_label import HostLabel
from vault.desktop.parts.note import Note
from vault.desktop.parts.state_line import StateLine
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.passphrase_field import PassphraseField
from vault.desktop.preference_flow import FlowLayout
from vault.desktop.request_text import clear
from vault.desktop.theme import Theme

if TYPE_CHECKING:
    from vault.desktop.goodbye_presenter import GoodbyePresenter

_FIELD, _LETTERS = 420, 48
_GAP = 12
_BETWEEN = 6


def field_width(theme: Theme) -> int:
    """How wide a field is at most, in pixels."""
    return max(_FIELD, _LETTERS * QFontMetrics(theme.font("body")).averageCharWidth())


def narrow(theme: Theme, part: QWidget) -> QHBoxLayout:
    """No wider than a field. Its height is right only in a row: a column takes it to be as wide as the column is."""
    part.setMaximumWidth(field_width(theme))
    row = QHBoxLayout()
    row.addWidget(part, 100)
    row.addStretch(1)
    return row


class StepBody(QWidget):
    """A column, :attr:`body`, and buttons below it, of which :attr:`last` is the last that the keyboard comes to, and
    :attr:`cancel` can be pressed while work is done."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons
        self.last: QWidget = self
        self.cancel: QPushButton | None = None
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(_GAP)

    def attach(self, presenter: GoodbyePresenter) -> None:
        """Give what the customer does to the presenter."""

    def show_state(self, state: GoodbyeState) -> None:
        """Show what there is to say and to do."""

    def forget(self) -> None:
        """Keep nothing that was typed."""

    def add_buttons(self, *buttons: QPushButton) -> None:
        """Beside each other, or below where there is no room."""
        self.last = buttons[-1]
        row = FlowLayout(gap=8, line_gap=8)
        for each in buttons:
            row.addWidget(each)
        holder = QWidget()
        holder.setLayout(row)
        self.body.addWidget(holder)


class StopBody(StepBody):
    """With whom something is shared, and one button that stops it."""

    stop_asked = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(theme, icons, parent)
        self._about = WrapLabel(theme, "", "sub")
        self._shops = ShopLines(theme, icons)
        self.stop = button(self.tr("Stop everything"), "main")
        self.body.addWidget(self._about)
        self.body.addWidget(self._shops)
        self.add_buttons(self.stop)
        self.stop.clicked.connect(self.stop_asked)

    def attach(self, presenter: GoodbyePresenter) -> None:
        self.stop_asked.connect(presenter.stop_all)

    def show_state(self, state: GoodbyeState) -> None:
        if state.shops:
            self._about.setText(self.tr("These shops use something of you. Once you stop, they may not."))
        else:
            self._about.setText(self.tr("No shop uses anything of you now."))
        word = self.tr("Stop everything") if state.shops else self.tr("Go on")
        self.stop.setText(word)
        self.stop.setAccessibleName(word)
        self._shops.show_shops(state.shops)
        self.stop.setEnabled(not state.busy)


class ConfirmBody(StepBody):
    """The shops that have not confirmed: wait, write to them, or leave it. ``letters_asked``: name, how to answer."""

    look_asked = Signal()
    letters_asked = Signal(str, str)
    leave_asked = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(theme, icons, parent)
        about = self.tr("These shops have not confirmed yet. You can wait, for days too.")
        self.body.addWidget(WrapLabel(theme, about, "sub"))
        self._shops = ShopLines(theme, icons)
        self.look = button(self.tr("Ask them once more"), "normal", icon=icons.icon("arrows-clockwise", "ink", 18))
        self.name, self.reply = QLineEdit(), QLineEdit()
        self.letters = button(self.tr("Write the letters"), "main", icon=icons.icon("file-text", "onPrimary", 18))
        self.leave = button(self.tr("Leave it at that"), "quiet")
        self.body.addWidget(self._shops)
        self.add_buttons(self.look)
        letters = self.tr("A letter has the law and your code in it. You send it yourself.")
        self.body.addWidget(WrapLabel(theme, letters, "sub"))
        for field, text in (
            (self.name, self.tr("Your name, under the letters")),
            (self.reply, self.tr("Where they can answer, such as your mail address")),
        ):
            self.body.addLayout(narrow(theme, Labelled(theme, text, field)))
            field.textEdited.connect(lambda _, typed=field: mark(typed, wrong=False))
        self.add_buttons(self.letters, self.leave)
        self._filled, self._missing = ("", ""), ""
        self.look.clicked.connect(self.look_asked)
        self.letters.clicked.connect(self._ask)
        self.leave.clicked.connect(self.leave_asked)

    def attach(self, presenter: GoodbyePresenter) -> None:
        self.look_asked.connect(presenter.look_again)
        self.letters_asked.connect(presenter.write_letters)
        self.leave_asked.connect(presenter.leave_rest)

    def show_state(self, state: GoodbyeState) -> None:
        self._shops.show_shops(state.shops)
        if (state.name, state.reply) != self._filled:
            self._filled = (state.name, state.reply)
            self.name.setText(state.name)
            self.reply.setText(state.reply)
        for press in (self.look, self.letters, self.leave):
            press.setEnabled(not state.busy)
        before, self._missing = self._missing, state.missing
        fields = {"letter_name_missing": self.name, "letter_reply_missing": self.reply}
        for code, wanted in fields.items():
            mark(wanted, wrong=state.missing == code)
        if state.missing != before and (field := fields.get(state.missing)) is not None:
            field.setFocus()
            reveal(field)

    def forget(self) -> None:
        self._filled = ("", "")
        self.name.clear()
        self.reply.clear()

    def _ask(self) -> None:
        self.letters_asked.emit(self.name.text(), self.reply.text())


class SheetBody(StepBody):
    """One button that writes the sheet."""

    sheet_asked = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(theme, icons, parent)
        about = self.tr("It says where your copy is, and what each shop confirmed. Stop codes are on it.")
        self.body.addWidget(WrapLabel(theme, about, "sub"))
        self.write = button(self.tr("Write the sheet"), "main", icon=icons.icon("file-text", "onPrimary", 18))
        self.add_buttons(self.write)
        self.write.clicked.connect(self.sheet_asked)

    def attach(self, presenter: GoodbyePresenter) -> None:
        self.sheet_asked.connect(presenter.write_sheet)

    def show_state(self, state: GoodbyeState) -> None:
        self.write.setEnabled(not state.busy)


class DeleteBody(StepBody):
    """What cannot be undone, and the passphrase. ``delete_asked`` carries what is typed."""

    delete_asked = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(theme, icons, parent)
        self._lines = QWidget()
        self._said: tuple[str, ...] = ()
        column = QVBoxLayout(self._lines)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_BETWEEN)
        self._lost = Note(theme, icons, "sand", "")
        self._lost.hide()
        self.field = PassphraseField(theme, icons, self.tr("Your passphrase"), theme.size("control"))
        self.delete = button(self.tr("Delete my vault"), "danger")
        self.body.addWidget(self._lines)
        self.body.addWidget(self._lost)
        self.body.addLayout(narrow(theme, self.field))
        self.add_buttons(self.delete)
        self.field.entered.connect(self._ask)
        self.delete.clicked.connect(self._ask)

    def attach(self, presenter: GoodbyePresenter) -> None:
        self.delete_asked.connect(presenter.delete)

    def show_state(self, state: GoodbyeState) -> None:
        self._say(state.ending)
        self._lost.tell("sand", state.lost)
        self.field.say("error" if state.wrong else "", state.wrong)
        self.field.edit.setReadOnly(bool(state.busy))
        self.delete.setEnabled(not state.busy)
        if state.wrong:
            self.field.take_focus()

    def forget(self) -> None:
        self.field.clear()

    def _say(self, ending: tuple[str, ...]) -> None:
        """Each sentence in a paragraph of its own, so that where one ends is seen when it wraps."""
        column = self._lines.layout()
        if ending == self._said or column is None:
            return
        self._said = ending
        clear(self._lines)
        for line in ending:
            label = WrapLabel(self._theme, line)
            column.addWidget(label)
            label.show()

    def _ask(self) -> None:
        if self.delete.isEnabled():
            self.delete_asked.emit(self.field.typed())


class ShopLines(QWidget):
    """Each shop with what is true of it."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme, self._icons = theme, icons
        self._shown: tuple[ShopLine, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def show_shops(self, shops: tuple[ShopLine, ...]) -> None:
        """Show these."""
        self.setVisible(bool(shops))
        if shops == self._shown:
            return
        self._shown = shops
        clear(self)
        for number, shop in enumerate(shops):
            host = HostLabel(self._theme, shop.host, "label")
            if number:
                host.setContentsMargins(0, 8, 0, 0)
            self._column.addWidget(host)
            self._column.addWidget(StateLine(self._theme, self._icons, shop.kind, shop.text))
            host.show()

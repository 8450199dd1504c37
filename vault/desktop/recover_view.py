"""The page for somebody who forgot the passphrase: the code of the recovery kit, then a new passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from vault.customer.other_ways import PartState, TypedPart
from vault.desktop.gate_page import GatePage
from vault.desktop.icons import Icons
from vault.desktop.new_passphrase import NewPassphrase
from vault.desktop.parts.announce import announce
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.state_line import StateLine
from vault.desktop.parts.written_line import WrittenLine
from vault.desktop.theme import Theme

if TYPE_CHECKING:
    from vault.desktop.recover_presenter import RecoverPresenter, RecoverState

_COLUMNS, _LARGE_COLUMNS = 4, 2
_MARK = 16
_LONGEST = 600
"""Characters of a paste; a code has 33 signs. More is cut, and then no code."""


class RecoverView(GatePage):
    """Shows a :class:`RecoverState`. ``code_typed`` and ``code_asked`` carry the code; ``typed`` and ``choose_asked``
    what stands in both fields for the new passphrase.
    """

    help_topic = "forgot"
    code_typed = Signal(str)
    code_asked = Signal(str)
    typed = Signal(str, str)
    choose_asked = Signal(str, str)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(theme, icons, "", "")
        self.say_beside(self.tr("Your spare key"), self.tr("A new passphrase does not change what is in your vault."))
        self.code = CodeField(theme, icons)
        self.fields = NewPassphrase(theme, icons, self.tr("New passphrase"))
        self.fields.hide()
        self.button = button("", "main")
        self._known: bool | None = None
        self.form.addWidget(self.code)
        self.form.addWidget(self.fields)
        self.form.addSpacing(8)
        self.end_form(self.button)
        self.code.edit.written.connect(self.code_typed)
        self.code.edit.returnPressed.connect(self._go_on)
        self.button.clicked.connect(self._go_on)
        self.fields.typed.connect(self.typed)
        self.fields.entered.connect(self._go_on)

    def attach(self, presenter: RecoverPresenter) -> None:
        """Give what the customer does to the presenter, which lives as long as the page, and show what it says."""
        presenter.setParent(self)
        presenter.changed.connect(self.show_state)
        presenter.opened.connect(self.fields.clear)
        self.fields.attach(presenter.advice)
        self.code_typed.connect(presenter.look_at_code)
        self.code_asked.connect(presenter.try_code)
        self.typed.connect(presenter.look)
        self.choose_asked.connect(presenter.choose)

    def show_state(self, state: RecoverState) -> None:
        """Show the page as it is now."""
        if state.known != self._known:
            self._turn(state.known)
        self.code.setVisible(state.possible and not state.known)
        self.button.setVisible(state.possible)
        self.code.show_parts(state.parts, state.code_line, state.code_wrong)
        self.code.edit.setReadOnly(state.busy)
        self.fields.say(state.first_wrong, state.again_wrong, same=state.same)
        self.fields.set_read_only(state.busy)
        self.failed.tell("error", state.failed)
        self.button.setEnabled(not state.busy)
        self.back.setEnabled(not state.busy)
        trying, opening = self.tr("Trying your code."), self.tr("Opening your vault. This takes a moment.")
        self.say_busy((opening if state.known else trying) if state.busy else "")

    def show_typed(self, code: str) -> None:
        """Go on with this much of the code."""
        self.code.edit.setText(code)
        self.code_typed.emit(code)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        if self._known:  # a backup was brought back with the code: what is typed next must not press a button
            self.fields.first.take_focus()
        else:
            self.code.edit.setFocus()

    def _go_on(self) -> None:
        if self._known:
            self.choose_asked.emit(self.fields.first.typed(), self.fields.again.typed())
        else:
            self.code_asked.emit(self.code.edit.text())

    def _turn(self, known: bool) -> None:
        """To the second step; the code is not needed any more, so it is not shown either."""
        self._known = known
        if known:
            self.title.setText(self.tr("Choose a new passphrase"))
            self.about.setText(self.tr("Your code is right. The old passphrase will not work any more."))
            self.button.setText(self.tr("Open your vault"))
            self.code.edit.clear()
        else:
            self.title.setText(self.tr("Use your recovery kit"))
            self.about.setText(self.tr("Type the code on your recovery kit, or paste it."))
            self.button.setText(self.tr("Next"))
        self.button.setAccessibleName(self.button.text())
        self.fields.setVisible(known)
        if known and self.isVisible():
            self.fields.first.take_focus()
            announce(self, f"{self.title.text()}. {self.about.text()}")


class CodeField(QWidget):
    """A field for the whole code, and below it each group as it is read."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.edit = WrittenLine()
        self.edit.setMaxLength(_LONGEST)
        self.edit.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        name = QLabel(self.tr("Recovery code"))
        name.setProperty("role", "label")
        name.setBuddy(self.edit)
        self.edit.setAccessibleName(name.text())
        self._line = StateLine(theme, icons, "off", "")
        self._groups = [_Group(theme, icons, str(number)) for number in range(1, 9)]
        self._check = _Group(theme, icons, self.tr("Check sign:"))
        card = Card(theme, 0)
        columns = _LARGE_COLUMNS if theme.one_column else _COLUMNS
        grid = QGridLayout()
        grid.setContentsMargins(20, 14, 20, 14)
        grid.setVerticalSpacing(10)
        for place, group in enumerate(self._groups):
            grid.addWidget(group, place // columns, place % columns)
        grid.addWidget(self._check, len(self._groups) // columns, 0, 1, columns)
        card.body.addLayout(grid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(name)
        column.addSpacing(theme.space("fieldLabelGap"))
        column.addWidget(self.edit)
        column.addSpacing(8)
        column.addWidget(self._line)
        column.addSpacing(12)
        column.addWidget(card)

    def show_parts(self, parts: tuple[TypedPart, ...], line: str, wrong: str) -> None:
        """Show each group with its mark, and in words how far it is or where to look again."""
        for group, part in zip((*self._groups, self._check), parts, strict=True):
            group.show_part(part, ticked=not wrong)
        if wrong and self._line.accessibleName() != wrong:
            announce(self.edit, wrong)
        whole = all(part.state is PartState.WHOLE for part in parts)
        self._line.set_state("error" if wrong else "ended" if whole else "off", wrong or line)
        self.edit.setAccessibleDescription(wrong or line)
        if self.edit.property("error") is not bool(wrong):
            self.edit.setProperty("error", bool(wrong))
            self.edit.style().unpolish(self.edit)
            self.edit.style().polish(self.edit)


class _Group(QWidget):
    """One group as it is read. The line above says in words what its mark means, so it is silent."""

    def __init__(self, theme: Theme, icons: Icons, name: str) -> None:
        super().__init__()
        self._name = QLabel(name)
        self._name.setProperty("role", "caption")
        self._signs = QLabel()
        self._signs.setProperty("role", "strong")
        self._mark = IconLabel(theme, icons, "check", "ink2", _MARK)
        policy = self._mark.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._mark.setSizePolicy(policy)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._name)
        row.addWidget(self._signs)
        row.addWidget(self._mark)
        row.addStretch(1)

    def show_part(self, part: TypedPart, *, ticked: bool) -> None:
        """Show its signs; what is not typed yet is a dot. A quiet tick says that it is whole, not that it is right."""
        dots = 1 if self._name.text() and not self._name.text().isdigit() else 4
        self._signs.setText(part.text[: dots + 2].ljust(dots, "·"))
        wrong = part.state is PartState.WRONG
        self._mark.set_icon(*(("warning-circle", "error") if wrong else ("check", "ink2")))
        self._mark.setVisible(wrong or (ticked and part.state is PartState.WHOLE))

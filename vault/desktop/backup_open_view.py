"""The page on which a vault is made of a backup, beside what is there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from vault.desktop.gate_page import GatePage
from vault.desktop.icons import Icons
from vault.desktop.parts.announce import announce
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.link_line import LinkLine
from vault.desktop.parts.state_line import StateLine
from vault.desktop.parts.words_row import WordsRow
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.parts.written_line import WrittenLine
from vault.desktop.passphrase_field import PassphraseField
from vault.desktop.theme import Theme
from vault.desktop.your_data_files import FileDialogs, Files

if TYPE_CHECKING:
    from vault.desktop.backup_open_presenter import BackupOpenPresenter
    from vault.desktop.backup_open_state import BackupOpenState

ENDING = ".vaultbackup"
_LONGEST = 600


class BackupOpenView(GatePage):
    """Shows a :class:`BackupOpenState`. ``file_chosen`` carries a path, ``restore_asked`` what was typed, and
    ``code_chosen`` whether that is the recovery code.
    """

    help_topic = "backups"
    file_chosen = Signal(object)
    restore_asked = Signal(str)
    code_chosen = Signal(bool)

    def __init__(self, theme: Theme, icons: Icons, files: Files | None = None) -> None:
        super().__init__(theme, icons, "", "")
        self._files = files or FileDialogs()
        self.say_beside(
            self.tr("A copy in safe hands"), self.tr("Nothing is written over. A vault that is here stays as it is.")
        )
        self.title.setText(self.tr("Open a backup"))
        self.about.setText(self.tr("Your vault comes back as it was on that day."))
        self.choose = button(self.tr("Choose a backup…"), "normal", small=True)
        self._name = WrapLabel(theme, "", "strong")
        self._about = WrapLabel(theme, "", "smallSub")
        self.passphrase = PassphraseField(theme, icons, self.tr("The passphrase of that day"), theme.size("control"))
        self.code = _CodeLine(theme, icons)
        self.other = LinkLine(theme, icons, "key", "", self.tr("Use the recovery code instead"))
        self.button = button(self.tr("Bring it back"), "main")
        self._by_code = False
        self._lay_out()
        self.choose.clicked.connect(self._ask_which)
        self.other.clicked.connect(lambda: self.code_chosen.emit(not self._by_code))
        self.passphrase.entered.connect(self._go_on)
        self.code.edit.returnPressed.connect(self._go_on)
        self.button.clicked.connect(self._go_on)

    def attach(self, presenter: BackupOpenPresenter) -> None:
        """Give what the customer does to the presenter, which lives as long as the page, and show what it says."""
        presenter.setParent(self)
        presenter.changed.connect(self.show_state)
        presenter.brought.connect(lambda _: self._forget())
        self.file_chosen.connect(presenter.choose)
        self.code_chosen.connect(presenter.use_code)
        self.restore_asked.connect(presenter.restore)
        self.code.edit.written.connect(presenter.keep_code)

    def show_state(self, state: BackupOpenState) -> None:
        """Show the page as it is now."""
        chosen, came = bool(state.name), bool(state.name) and not self._name.text()
        self._name.setText(state.name)
        self._name.setVisible(chosen)
        self._about.setText(state.about or self.tr("A file that ends in {ending}.").format(ending=ENDING))
        turned, self._by_code = state.by_code != self._by_code, state.by_code
        self.passphrase.setVisible(chosen and not state.by_code)
        self.code.setVisible(chosen and state.by_code)
        self.other.setVisible(chosen)
        way = self.tr("Use the passphrase instead") if state.by_code else self.tr("Use the recovery code instead")
        self.other.offer(way)
        self.passphrase.say("error" if state.wrong else "", state.wrong)
        self.code.say(state.wrong)
        for edit in (self.passphrase.edit, self.code.edit):
            edit.setReadOnly(bool(state.busy))
        self.button.setVisible(chosen)
        for each in (self.button, self.choose, self.back, self.other.link):
            each.setEnabled(not state.busy)
        self.failed.tell("error", state.failed)
        self.say_busy(state.busy)
        if self.isVisible() and (came or turned or state.wrong):
            self._take_focus()

    def show_typed(self, code: str) -> None:
        """Go on with this much of the recovery code."""
        self.code.edit.setText(code)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._take_focus()

    def _take_focus(self) -> None:
        if not self._name.text():
            self.choose.setFocus()
        elif self._by_code:
            self.code.edit.setFocus()
            self.code.edit.selectAll()
        else:
            self.passphrase.take_focus()

    def _ask_which(self) -> None:
        self._files.open(self, self.tr("Choose a backup"), ENDING, self._choose)

    def _choose(self, path: Path) -> None:
        self._forget()
        self.file_chosen.emit(path)

    def _go_on(self) -> None:
        if self.button.isEnabled():
            self.restore_asked.emit(self.code.edit.text() if self._by_code else self.passphrase.typed())

    def _forget(self) -> None:
        self.passphrase.clear()
        self.code.edit.clear()

    def _lay_out(self) -> None:
        theme = self._theme
        icon = IconLabel(theme, self._icons, "hard-drives", "ink2", theme.size("icon.large"))
        row = WordsRow(icon, (self._name, self._about), self.choose, gap=14)
        row.setContentsMargins(16, 14, 16, 14)
        card = Card(theme, 0)
        card.body.addLayout(row)
        for each in (self._name, self.passphrase, self.code, self.other, self.button):
            each.hide()
        self.form.addWidget(card)
        self.form.addSpacing(16)
        self.form.addWidget(self.passphrase)
        self.form.addWidget(self.code)
        self.form.addWidget(self.other)
        self.end_form(self.button)


class _CodeLine(QWidget):
    """A field for the recovery code, and below it what is the matter with it."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.edit = WrittenLine()
        self.edit.setMaxLength(_LONGEST)
        self.edit.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        name = QLabel(self.tr("The recovery code of that day"))
        name.setProperty("role", "label")
        name.setBuddy(self.edit)
        self.edit.setAccessibleName(name.text())
        self._line = StateLine(theme, icons, "error", "")
        policy = self._line.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._line.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(name)
        column.addSpacing(theme.space("fieldLabelGap"))
        column.addWidget(self.edit)
        column.addSpacing(8)
        column.addWidget(self._line)

    def say(self, wrong: str) -> None:
        """Say what is wrong, or nothing."""
        if wrong and self._line.accessibleName() != wrong:
            announce(self.edit, wrong)
        self._line.set_state("error", wrong)
        self._line.setVisible(bool(wrong))
        self.edit.setAccessibleDescription(wrong)
        if self.edit.property("error") is not bool(wrong):
            self.edit.setProperty("error", bool(wrong))
            self.edit.style().unpolish(self.edit)
            self.edit.style().polish(self.edit)

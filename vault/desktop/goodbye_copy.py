"""The first step of a goodbye: what is sealed comes along or not, and the passphrase that locks the copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QLabel, QProgressBar, QRadioButton, QWidget

from vault.desktop.goodbye_body import StepBody, narrow
from vault.desktop.goodbye_state import CopyAsk, CopyTyped, GoodbyeState
from vault.desktop.icons import Icons
from vault.desktop.new_passphrase import NewPassphrase
from vault.desktop.parts.announce import announce
from vault.desktop.parts.buttons import button
from vault.desktop.parts.note import Note
from vault.desktop.parts.state_line import StateLine
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.parts.wrap_tick import before_words
from vault.desktop.passphrase_field import PassphraseField
from vault.desktop.theme import Theme

if TYPE_CHECKING:
    from vault.desktop.goodbye_presenter import GoodbyePresenter


class CopyBody(StepBody):
    """``sealed_said`` and ``lock_said`` carry a choice, ``copy_asked`` what is typed."""

    sealed_said = Signal(bool)
    lock_said = Signal(bool)
    copy_asked = Signal(object)
    without_asked = Signal()
    cancel_asked = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(theme, icons, parent)
        self._wrong = ("", "", "", "")
        self._earlier = Note(theme, icons, "sand", "")
        self._earlier.hide()
        about = self.tr("It has everything, for people and for programs. We read it back and compare.")
        self.body.addWidget(WrapLabel(theme, about, "sub"))
        self.body.addWidget(self._earlier)
        self.along = QRadioButton(self.tr("Take them along"))
        self.behind = QRadioButton(self.tr("Leave them behind. Then they are lost."))
        self.passphrase = PassphraseField(theme, icons, self.tr("Your vault's passphrase"), theme.size("control"))
        self.new = NewPassphrase(theme, icons, self.tr("A passphrase for the copy"))
        self.open = QCheckBox(self.tr("Leave the copy unlocked"))
        self._open_note = Note(
            theme, icons, "sand", self.tr("This file is not locked. Anyone who has the file can read it.")
        )
        self.make = button(self.tr("Make the copy"), "main", icon=icons.icon("download-simple", "onPrimary", 18))
        self.without = button(self.tr("Go on without a copy"), "quiet")
        self.cancel = self._stop = button(self.tr("Cancel"), "normal")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("How far the copy is"))
        self._sealed = self._sealed_part(theme, icons)
        self.body.addLayout(narrow(theme, self.new))
        for part in (self.open, self._open_note, self.bar):
            self.body.addWidget(part)
        self.add_buttons(self.make, self.without, self._stop)
        self.along.clicked.connect(lambda: self.sealed_said.emit(True))
        self.behind.clicked.connect(lambda: self.sealed_said.emit(False))
        self.open.toggled.connect(lambda on: self.lock_said.emit(not on))
        self.passphrase.entered.connect(self._ask)
        self.new.entered.connect(self._ask)
        self.make.clicked.connect(self._ask)
        self.without.clicked.connect(self.without_asked)
        self._stop.clicked.connect(self.cancel_asked)

    def attach(self, presenter: GoodbyePresenter) -> None:
        self.sealed_said.connect(presenter.take_sealed)
        self.lock_said.connect(presenter.lock_copy)
        self.copy_asked.connect(presenter.make_copy)
        self.without_asked.connect(presenter.go_without_copy)
        self.cancel_asked.connect(presenter.cancel)

    def show_state(self, state: GoodbyeState) -> None:
        """Show what is asked, what is wrong with it, or how far the copy is."""
        copy, busy = state.copy, bool(state.busy)
        self._earlier.tell("sand", copy.earlier)
        self._sealed.setVisible(copy.sealed)
        for radio, on in ((self.along, copy.along is True), (self.behind, copy.along is False)):
            with QSignalBlocker(radio):
                radio.setChecked(on)
        self.passphrase.setVisible(copy.along is True)
        if copy.along is not True:
            self.passphrase.clear()
        with QSignalBlocker(self.open):
            self.open.setChecked(not copy.locked)
        self.new.setVisible(copy.locked)
        self._open_note.setVisible(not copy.locked)
        if not copy.locked:
            self.new.clear()
        self._say_wrong(copy)
        for control in (self.along, self.behind, self.open, self.make, self.without):
            control.setEnabled(not busy)
        self.passphrase.edit.setReadOnly(busy)
        self.new.set_read_only(busy)
        self._stop.setVisible(state.steps is not None)
        self.bar.setVisible(state.steps is not None)
        if state.steps is not None:
            done, all_ = state.steps
            self.bar.setRange(0, all_)
            self.bar.setValue(done)

    def forget(self) -> None:
        """Keep nothing that was typed."""
        self.passphrase.clear()
        self.new.clear()

    def _say_wrong(self, copy: CopyAsk) -> None:
        """Below each field what is the matter with it; the keyboard goes to the first, once."""
        wrong = (copy.along_wrong, copy.passphrase_wrong, copy.first_wrong, copy.again_wrong)
        if wrong == self._wrong:
            return
        self._wrong = wrong
        self._undecided.set_state("error", copy.along_wrong)
        self._undecided.setVisible(bool(copy.along_wrong))
        self.new.say(copy.first_wrong, copy.again_wrong, same=False)
        self.passphrase.say("error" if copy.passphrase_wrong else "", copy.passphrase_wrong)
        if copy.passphrase_wrong:
            self.passphrase.take_focus()
        if copy.along_wrong:
            announce(self, copy.along_wrong)
            self.along.setFocus()

    def _ask(self) -> None:
        if self.make.isEnabled():
            self.copy_asked.emit(CopyTyped(self.passphrase.typed(), self.new.first.typed(), self.new.again.typed()))

    def _sealed_part(self, theme: Theme, icons: Icons) -> StepBody:
        """The question about what is sealed: nothing of it is decided beforehand."""
        made = StepBody(theme, icons, self)
        title = QLabel(self.tr("What becomes of your sealed items?"))
        title.setProperty("role", "label")
        group = QButtonGroup(made)
        made.body.setSpacing(0)
        made.body.addWidget(title)
        for each in (self.along, self.behind):
            each.setAccessibleName(f"{title.text()} {each.text()}")
            group.addButton(each)
            made.body.addWidget(each)
        self._undecided = StateLine(theme, icons, "error", "")
        self._undecided.hide()
        made.body.addWidget(self._undecided)
        indented = narrow(theme, self.passphrase)
        indented.setContentsMargins(before_words(theme), 8, 0, 0)
        made.body.addLayout(indented)
        self.body.addWidget(made)
        return made

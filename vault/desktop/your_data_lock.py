"""The lock of a file that is taken along: a passphrase of its own, or a warning that it has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.new_passphrase import NewPassphrase
from vault.desktop.parts.note import Note
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.parts.wrap_tick import before_words
from vault.desktop.theme import Theme

if TYPE_CHECKING:
    from vault.desktop.your_data_state import CopyState


class LockPart(QWidget):
    """``toggled`` says whether the file shall be locked."""

    toggled = Signal(bool)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.tick = QCheckBox(self.tr("Lock this file"))
        self.tick.setChecked(True)
        self.tick.setAccessibleName(self.tick.text())
        self.fields = NewPassphrase(theme, icons, self.tr("Passphrase for this file"))
        age = WrapLabel(theme, self.tr("It opens with the free program age, too."), "smallSub")
        self._held = QWidget()
        held = QVBoxLayout(self._held)
        held.setContentsMargins(before_words(theme), 0, 0, 0)
        held.setSpacing(6)
        held.addWidget(age)
        held.addWidget(self.fields)
        self._open = _OpenNote(theme, icons)
        self._said = "", "", False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._held)
        column.addWidget(self._open)
        self.tick.toggled.connect(self.toggled)

    def show_state(self, state: CopyState) -> None:
        """Ask for a passphrase, or warn."""
        busy = state.writing is not None
        self.tick.setEnabled(not busy)
        if any(self.typed()) and not (state.locked and state.loaded):
            self.fields.clear()
        with QSignalBlocker(self.tick):
            self.tick.setChecked(state.locked)
        said = state.first_wrong, state.again_wrong, state.same
        if said != self._said:  # it takes the keyboard where something is wrong
            self._said = said
            self.fields.say(state.first_wrong, state.again_wrong, same=state.same)
        self.fields.set_read_only(busy)
        self._held.setVisible(state.locked)
        self._open.setVisible(not state.locked)

    def typed(self) -> tuple[str, str]:
        """What stands in both fields."""
        return self.fields.first.typed(), self.fields.again.typed()


class _OpenNote(Note):
    """That anyone can read the file, in letters of which the most important are bold."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        said = self.tr("This file is {not_locked}. Anyone who has the file can read it. Keep it in a safe place.")
        bold = self.tr("not locked")
        super().__init__(theme, icons, "sand", said.format(not_locked=bold))
        for words in self.findChildren(WrapLabel):
            words.setTextFormat(Qt.TextFormat.RichText)
            words.setText(said.format(not_locked=f"<b>{bold}</b>"))

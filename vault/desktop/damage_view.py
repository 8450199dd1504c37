"""The page about a damaged vault: nothing is deleted, and two ways to go on beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from vault.desktop.gate_page import GatePage
from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.note import Note
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme

if TYPE_CHECKING:
    from vault.desktop.damage_presenter import DamagePresenter
    from vault.desktop.damage_state import DamageState, SavedLine


_SIDE, _TOP, _GAP = 16, 14, 14
_ABOVE_BUTTON = 8


class DamageView(GatePage):
    """Shows a :class:`DamageState`. ``backup_asked`` is for the newest good backup, ``save_asked`` for what is left,
    ``open_asked`` for the vault that was made of it.
    """

    help_topic = "damage"
    backup_asked = Signal()
    save_asked = Signal()
    open_asked = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(theme, icons, "", "")
        self.say_beside(self.tr("Something broke"), self.tr("A disk can fail. That is why your vault keeps backups."))
        self.title.setText(self.tr("Your vault is damaged"))
        self._note = Note(theme, icons, "sand", self.tr("Nothing is deleted. What is damaged stays where it is."))
        self._backup = _Way(theme, icons, "hard-drives", self.tr("The newest good backup"))
        self.bring_back = self._backup.add_button(self.tr("Bring it back"))
        self._left = _Way(theme, icons, "list-plus", self.tr("What can still be read"))
        self.save = self._left.add_button(self.tr("Save what is left"))
        self.open = self._left.add_button(self.tr("Open it"))
        self._rows = QWidget()
        self._grid = QGridLayout(self._rows)
        self._grid.setContentsMargins(_SIDE + theme.mark("icon.large") + _GAP, 0, _SIDE, _TOP)  # below the words
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(2, 1)
        self._left.body.addWidget(self._rows)
        self._lines: tuple[SavedLine, ...] = ()
        for each in (self._backup, self._left, self._rows, self.open):
            each.hide()
        self.form.addWidget(self._note)
        self.form.addSpacing(16)
        self.form.addWidget(self._backup)
        self.form.addSpacing(12)
        self.form.addWidget(self._left)
        self.form.addSpacing(4)
        self.end_form()
        self.bring_back.clicked.connect(self.backup_asked)
        self.save.clicked.connect(self.save_asked)
        self.open.clicked.connect(self.open_asked)

    def attach(self, presenter: DamagePresenter) -> None:
        """Give what the customer does to the presenter, which lives as long as the page, and show what it says."""
        presenter.setParent(self)
        presenter.changed.connect(self.show_state)
        self.backup_asked.connect(presenter.bring_back)
        self.save_asked.connect(presenter.save)
        self.open_asked.connect(presenter.open_saved)

    def show_state(self, state: DamageState) -> None:
        """Show the page as it is now."""
        self.about.setText(state.problem)
        self._backup.setVisible(state.looked)
        self._left.setVisible(state.looked)
        made = self.tr("Made on {minute}. What came later is not in it.").format(minute=state.backup)
        none = self.tr("There is none in your vault's folder. Is one elsewhere? Go back and choose “Open a backup”.")
        self._backup.say(made if state.backup else none)
        self.bring_back.setVisible(bool(state.backup))
        self._left.say(self._about_left(state))
        self.save.setVisible(bool(state.lines) and not state.saved_in)
        self.open.setVisible(bool(state.saved_in))
        if state.lines != self._lines:
            self._lines = state.lines
            self._fill(state.lines)
            self._rows.setVisible(bool(state.lines))
        for each in (self.bring_back, self.save, self.open, self.back):
            each.setEnabled(not state.busy)
        self.failed.tell("error", state.failed)
        self.say_busy(state.busy)

    def _about_left(self, state: DamageState) -> str:
        if state.saved_in:
            return self.tr("Saved in a new vault, “{name}”. It opens with the same passphrase.").format(
                name=state.saved_in
            )
        if state.lines:
            return self.tr("A new vault is made of this, beside the damaged one.")
        return self.tr("Nothing.")

    def _fill(self, lines: tuple[SavedLine, ...]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        for row, line in enumerate(lines):
            lost = self.tr("not all of it") if line.lost else ""
            for column, (text, role) in enumerate(((line.name, "small"), (str(line.count), "label"), (lost, "small"))):
                label = QLabel(text)
                label.setProperty("role", role)
                if column == 2:
                    label.setProperty("tone", "sandInk")
                self._grid.addWidget(label, row, column)


class _Way(Card):
    """One way to go on: an icon, a name, a few words, and a button beside them, or with large letters below them."""

    def __init__(self, theme: Theme, icons: Icons, icon: str, name: str) -> None:
        super().__init__(theme, 0)
        self.body.setSpacing(0)
        self._about = WrapLabel(theme, "", "smallSub")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(WrapLabel(theme, name, "strong"))
        words.addWidget(self._about)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(_SIDE, _TOP, _SIDE, _TOP)
        self._row.setSpacing(_GAP)
        picture = IconLabel(theme, icons, icon, "ink2", theme.size("icon.large"))
        self._row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(words, 1)
        self._end: QBoxLayout = self._row
        if theme.one_column:  # beside a button there is no room for a long word
            self._end = QVBoxLayout()
            self._end.setContentsMargins(0, _ABOVE_BUTTON, 0, 0)
            words.addLayout(self._end)
        self.body.addLayout(self._row)

    def add_button(self, text: str) -> QPushButton:
        """A button at its end."""
        made = button(text, "normal", small=True)
        self._end.addWidget(made, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        return made

    def say(self, text: str) -> None:
        """The few words."""
        self._about.setText(text)

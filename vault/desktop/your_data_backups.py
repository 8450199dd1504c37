"""The card of the backups: what is kept on this computer, that it was tested, and one to take away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from vault.desktop.backup_state import BackupState
from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme
from vault.desktop.your_data_outcome import OutcomeLines

_SIDE = 16


class BackupCard(Card):
    """``save_pressed`` asks for a place to save to, ``test_pressed`` for the test by restoring."""

    save_pressed = Signal()
    test_pressed = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(theme, 0)
        self._theme, self._icons = theme, icons
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)
        size = theme.size("icon.large")
        self._made_icon = IconLabel(theme, icons, "check-circle", "primary", size)
        self._made, self._room = WrapLabel(theme, "", "strong"), WrapLabel(theme, "", "smallSub")
        self._kept = WrapLabel(theme, self.tr("Kept: 7 days, 4 weeks, 12 months."), "smallSub")
        self._test_icon = IconLabel(theme, icons, "shield-check", "primary", size)
        self._tested, self._testing = WrapLabel(theme, "", "strong"), WrapLabel(theme, "", "smallSub")
        self._saving = WrapLabel(theme, "", "smallSub")
        self.test = button(self.tr("Test now"), "normal", small=True)
        self.test.setAccessibleName(self.tr("Test the newest backup now"))
        self.save = button(self.tr("Save a backup…"), "normal", icon=icons.icon("hard-drives", "ink", 18))
        self.outcome = OutcomeLines(theme, icons, side=_SIDE, above=0, below=14)
        self.saved = OutcomeLines(theme, icons, side=_SIDE, above=0, below=14)
        self._lay_out()
        self.test.clicked.connect(self._press_test)
        self.save.clicked.connect(self._press_save)

    def show_state(self, state: BackupState) -> None:
        """Show what there is, and what goes on."""
        self._made_icon.set_icon(*(("check-circle", "primary") if state.there else ("warning", "sandInk")))
        self._made.setText(state.made)
        self._room.setText(state.room)
        self._kept.setVisible(state.there)
        self._test_icon.set_icon("shield-check", "primary" if state.tested else "ink2")
        self._tested.setText(state.last_test)
        about = self.tr("We restore the newest backup each month to check it.")
        self._testing.setText(state.testing or about)
        self.test.setEnabled(state.there and not state.testing)
        self.save.setEnabled(bool(state.file_name) and not state.saving)
        self._saving.setText(state.saving or self.tr("Everything goes in, locked like your vault. Keep it elsewhere."))
        self.outcome.show_outcome(state.outcome)
        self.saved.show_outcome(state.saved)

    def _press_test(self) -> None:
        self.test_pressed.emit()

    def _press_save(self) -> None:
        self.save_pressed.emit()

    def _lay_out(self) -> None:
        here = WrapLabel(self._theme, self.tr("On this computer, locked like your vault."), "smallSub")
        self.body.addLayout(_row(self._made_icon, (self._made, here, self._room, self._kept)))
        self.body.addWidget(_rule())
        self.body.addLayout(_row(self._test_icon, (self._tested, self._testing), self.test))
        self.body.addWidget(self.outcome)
        self.body.addWidget(_rule())
        column = QVBoxLayout()
        column.setContentsMargins(_SIDE, 14, _SIDE, 14)
        column.setSpacing(6)
        column.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._saving)
        self.body.addLayout(column)
        self.body.addWidget(self.saved)
        self.body.addWidget(_rule())
        how = self.tr("To open a backup, lock your vault first. It opens as a second vault; this one stays as it is.")
        row = QHBoxLayout()
        row.setContentsMargins(_SIDE, 10, _SIDE, 10)
        row.addWidget(WrapLabel(self._theme, how, "smallSub"))
        self.body.addLayout(row)


def _row(icon: QWidget, lines: tuple[QWidget, ...], press: QWidget | None = None) -> QHBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(0)
    for line in lines:
        words.addWidget(line)
    row = QHBoxLayout()
    row.setContentsMargins(_SIDE, 14, _SIDE, 14)
    row.setSpacing(14)
    row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    if press is not None:
        row.addWidget(press, 0, Qt.AlignmentFlag.AlignVCenter)
    return row


def _rule() -> QFrame:
    made = QFrame()
    made.setProperty("rule", True)
    return made

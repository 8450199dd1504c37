"""Bringing one's own copy into an empty vault."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.words_row import WordsRow
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme
from vault.desktop.your_data_outcome import OutcomeLines
from vault.desktop.your_data_state import YourDataState


class BringCard(Card):
    """``choose_pressed`` asks for a file."""

    choose_pressed = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(theme, 0)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)
        self.choose = button(self.tr("Choose file…"), "normal", small=True)
        self.choose.setAccessibleName(self.tr("Choose the file of your own copy"))
        self.choose.clicked.connect(self._press)
        self._about = WrapLabel(theme, "", "smallSub")
        self._outcome = OutcomeLines(theme, icons, side=16, above=0, below=14)
        icon = IconLabel(theme, icons, "file-text", "ink2", theme.size("icon.large"))
        words = WrapLabel(theme, self.tr("Your own copy"), "strong"), self._about
        row = WordsRow(icon, words, self.choose, gap=14)
        row.setContentsMargins(16, 14, 16, 14)
        self.body.addLayout(row)
        self.body.addWidget(self._outcome)
        rule = QFrame()
        rule.setProperty("rule", True)
        self.body.addWidget(rule)
        foot = WrapLabel(theme, self.tr("Files are read on this computer only."), "smallSub")
        below = QHBoxLayout()
        below.setContentsMargins(16, 10, 16, 10)
        below.addWidget(foot)
        self.body.addLayout(below)

    def show_state(self, state: YourDataState) -> None:
        """Show what goes on."""
        about = self.tr("A JSON file you saved here before. It goes into an empty vault only.")
        self._about.setText(state.bringing or about)
        self.choose.setEnabled(not state.bringing)
        self._outcome.show_outcome(state.brought)

    def _press(self) -> None:
        self.choose_pressed.emit()

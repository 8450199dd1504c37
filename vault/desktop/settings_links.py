"""The card of what opens this vault from outside: links of shops, and request files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.announce import announce
from vault.desktop.parts.state_line import StateLine
from vault.desktop.parts.switch import Switch
from vault.desktop.settings_rows import SettingsCard
from vault.desktop.theme import Theme

if TYPE_CHECKING:
    from vault.desktop.settings_state import LinksState


class LinksCard(SettingsCard):
    """``chosen`` says whether links shall open here."""

    chosen = Signal(bool)

    def __init__(self, theme: Theme, icons: Icons, around: QWidget) -> None:
        super().__init__(theme, around)
        self.switch = Switch(theme)
        self._row = self.add_row(self.switch)
        self._row.name.setText(self.tr("Open links of shops here"))
        self.switch.setAccessibleName(self._row.name.text())
        self.switch.setEnabled(False)
        self.switch.flipped.connect(self.chosen)
        self._failed = StateLine(theme, icons, "error", "")
        self._failed.hide()
        self._row.words.addWidget(self._failed)

    def show_state(self, state: LinksState) -> None:
        """Show what opens here, or why that could not be changed."""
        self.switch.setChecked(state.here)
        self.switch.setEnabled(state.possible)
        self._row.say(state.about)
        self._failed.set_state("error", state.failed)
        self._failed.setVisible(bool(state.failed))
        if state.failed:
            announce(self.switch, state.failed)

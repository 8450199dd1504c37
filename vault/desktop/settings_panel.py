"""A question over the settings: what it says, what goes on, and its buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.over_panel import OverPanel
from vault.desktop.parts.announce import announce
from vault.desktop.parts.note import Note
from vault.desktop.parts.state_line import StateLine
from vault.desktop.theme import Theme

_GAP = 12  # between what is inside


class SettingsPanel(OverPanel):
    """Parts go into :attr:`body`, between what :attr:`failed` and what goes on now."""

    def __init__(self, theme: Theme, icons: Icons, window: QWidget, icon: str, role: str) -> None:
        super().__init__(theme, icons, window, icon, role)
        self.failed = Note(theme, icons, "error", "")
        self.failed.hide()
        self._busy = StateLine(theme, icons, "busy", "")
        self._busy.hide()
        self.body = QVBoxLayout()
        self.body.setSpacing(_GAP)
        self.inside.setContentsMargins(0, _GAP, 0, 16)
        self.inside.setSpacing(_GAP)
        self.inside.addWidget(self.failed)
        self.inside.addLayout(self.body)
        self.inside.addWidget(self._busy)
        self._row = QHBoxLayout(self.foot)
        self._row.setContentsMargins(self.SIDE, 16, self.SIDE, 20)
        self._row.setSpacing(8)
        self._row.addStretch(1)

    def say_busy(self, busy: str) -> None:
        """What goes on now, or nothing."""
        if busy and self._busy.accessibleName() != busy:
            announce(self, busy)
        self._busy.set_state("busy", busy)
        self._busy.setVisible(bool(busy))

    def set_buttons(self, buttons: Sequence[QPushButton]) -> None:
        """What can be pressed, at the right of the foot in this order."""
        for each in buttons:
            self._row.addWidget(each)

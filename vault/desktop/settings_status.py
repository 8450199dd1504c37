"""The card of the status host: its name, or nothing, and what such a host sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.announce import announce
from vault.desktop.parts.state_line import StateLine
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.settings_rows import SettingsCard
from vault.desktop.theme import Theme

if TYPE_CHECKING:
    from vault.desktop.settings_state import StatusHostState

_NAME = 180
_SIDE, _TOP = 16, 14
_LONGEST = 253  # a host name


class StatusHostCard(SettingsCard):
    """``chosen`` carries what was typed, once the keyboard leaves the field or Return is pressed."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, around: QWidget) -> None:
        super().__init__(theme, around)
        self.name = QLineEdit()
        row, told = self.add_row(self.name), QWidget(self)
        self.add(told)
        row.name.setText(self.tr("Name of the host"))
        row.say(self.tr("Shops can look there if a share still counts. Empty means none."))
        self.name.setMinimumWidth(_NAME)
        self.name.setMaxLength(_LONGEST)
        self.name.setPlaceholderText("status.example")
        self.name.setAccessibleName(row.name.text())
        self.name.editingFinished.connect(lambda: self.chosen.emit(self.name.text()))
        self._state = StateLine(theme, icons, "off", "")
        column = QVBoxLayout(told)
        column.setContentsMargins(_SIDE, _TOP, _SIDE, _TOP)
        column.setSpacing(6)
        column.addWidget(self._state)
        for text in (
            self.tr("The status host sees codes, times and internet addresses."),
            self.tr("A host that few people use lets shops recognise you."),
        ):
            column.addWidget(WrapLabel(theme, text, "smallSub"))

    def show_state(self, state: StatusHostState) -> None:
        """Show which host is used, or why it cannot be."""
        if not state.wrong:
            self.name.setText(state.host)
        if bool(self.name.property("error")) != bool(state.wrong):
            self.name.setProperty("error", bool(state.wrong))
            self.name.style().unpolish(self.name)  # a style sheet reads properties when it polishes
            self.name.style().polish(self.name)
        kind = "error" if state.wrong else "ok" if state.host else "off"
        self._state.set_state(kind, state.wrong or state.about)
        if state.wrong:
            announce(self.name, state.wrong)

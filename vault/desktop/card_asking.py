"""The passphrase before something sealed comes onto the card."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from vault.desktop.card_state import Asking
from vault.desktop.icons import Icons
from vault.desktop.over_panel import OverPanel
from vault.desktop.parts.buttons import button
from vault.desktop.passphrase_field import PassphraseField
from vault.desktop.theme import Theme


class CardAsking(OverPanel):
    """``permitted`` carries the passphrase as typed; ``closed`` says that nothing sealed is to be on the card."""

    permitted = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, window: QWidget) -> None:
        super().__init__(theme, icons, window, "lock-key", "seal")
        self._number = 0
        self.say(
            self.tr("Put sealed items on your card?"),
            self.tr("Whoever sees the card knows them. They go off when you leave this page."),
        )
        self.field = PassphraseField(theme, icons, self.tr("Your passphrase"), theme.size("control"))
        self.no = button(self.tr("Leave them off"), "normal")
        self.yes = button(self.tr("Put them on"), "normal")
        self.inside.addSpacing(16)
        self.inside.addWidget(self.field)
        self.inside.addSpacing(12)
        row = QHBoxLayout(self.foot)
        row.setContentsMargins(self.SIDE, 16, self.SIDE, 20)
        row.setSpacing(12)
        row.addWidget(self.no, 1)
        row.addWidget(self.yes, 1)
        self.field.entered.connect(self._enter)
        self.yes.clicked.connect(self._enter)
        self.no.clicked.connect(self.closed)

    def show_asking(self, state: Asking | None) -> None:
        """Ask, or be gone. A new question starts with an empty field."""
        if state is None:
            self.field.clear()
            self.shut()
            return
        new = state.number != self._number or not self.is_open
        self._number = state.number
        self.yes.setEnabled(not state.checking)
        self.yes.setText(self.tr("Checking") if state.checking else self.tr("Put them on"))
        self.field.say("error" if state.error else "", state.error)
        if new:
            self.field.clear()
            self.open_at(self.field.edit)
        else:
            self.show_above()
            if state.error:
                self.field.take_focus()

    def _enter(self) -> None:
        if self.yes.isEnabled():
            self.permitted.emit(self.field.typed())

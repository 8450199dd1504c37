"""The page before a locked vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSpacerItem

from vault.desktop.house_picture import HousePage, SideWords
from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.note import Note
from vault.desktop.parts.state_line import StateLine
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.passphrase_field import PassphraseField
from vault.desktop.theme import Theme

if TYPE_CHECKING:
    from vault.desktop.unlock_presenter import UnlockPresenter, UnlockState

_WIDE = 416
_HIGH = 44
_GAP, _GAP_AFTER_NOTE = 4, 16


class UnlockView(HousePage):
    """Shows an :class:`UnlockState`; ``unlock_asked`` carries what was typed."""

    unlock_asked = Signal(str)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(theme, opened=False, width=_WIDE)
        self.side.addWidget(SideWords(theme, self.tr("The shutters are closed"), title=True))
        self.side.addSpacing(4)
        self.side.addWidget(
            SideWords(theme, self.tr("While your vault is locked, no preference is read and nothing new is shared."))
        )
        self.title = WrapLabel(theme, self.tr("Open your vault"), "display")
        self._locked = WrapLabel(theme, "", "sub")
        self._failed = Note(theme, icons, "error", "")
        self._failed.hide()
        self._gap = QSpacerItem(0, _GAP)
        self.passphrase = PassphraseField(theme, icons, self.tr("Passphrase"), _HIGH)
        self.button = button(self.tr("Unlock"), "main")
        self.button.setStyleSheet(f"QPushButton {{ min-height: {_HIGH - 2}px; }}")
        self._busy = StateLine(theme, icons, "busy", self.tr("Opening your vault. This takes a moment."))
        self._folder = WrapLabel(theme, "", "smallSub")
        self._lay_out(theme, icons)
        self.passphrase.entered.connect(self._ask)
        self.button.clicked.connect(self._ask)

    def attach(self, presenter: UnlockPresenter) -> None:
        """Give what the customer does to the presenter, which lives as long as the page, and show what it says."""
        presenter.setParent(self)
        presenter.changed.connect(self.show_state)
        presenter.opened.connect(self.passphrase.clear)
        self.unlock_asked.connect(presenter.unlock)

    def show_state(self, state: UnlockState) -> None:
        """Show the page as it is now."""
        self._locked.setText(state.locked)
        self._folder.setText(self.tr("Vault in the folder “{name}”").format(name=state.folder))
        self._failed.tell("error", state.failed)
        self._gap.changeSize(0, _GAP_AFTER_NOTE if state.failed else _GAP)
        self.form.invalidate()
        self.passphrase.say("error" if state.wrong else "", state.wrong)
        self.passphrase.edit.setReadOnly(state.busy)
        self.button.setEnabled(not state.busy)
        self._busy.setVisible(state.busy)
        if not state.busy and self.isVisible():
            self.passphrase.take_focus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.passphrase.take_focus()

    def _ask(self) -> None:
        self.unlock_asked.emit(self.passphrase.typed())

    def _lay_out(self, theme: Theme, icons: Icons) -> None:
        policy = self._busy.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._busy.setSizePolicy(policy)
        self._busy.hide()
        rule = QFrame()
        rule.setProperty("rule", True)
        form = self.form
        form.addWidget(self.title)
        form.addSpacing(2)
        form.addWidget(self._locked)
        form.addSpacing(20)
        form.addWidget(self._failed)
        form.addItem(self._gap)
        form.addWidget(self.passphrase)
        form.addSpacing(20)
        form.addWidget(self.button)
        form.addSpacing(8)
        form.addWidget(self._busy)
        form.addSpacing(16)
        form.addWidget(rule)
        form.addSpacing(16)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(IconLabel(theme, icons, "lock-key", "ink2", 18), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._folder, 1)
        form.addLayout(row)

"""The page before a locked vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QSpacerItem, QWidget

from vault.desktop.house_picture import HousePage, SideWords
from vault.desktop.icons import Icons
from vault.desktop.language_choice import LanguageChoice
from vault.desktop.parts.buttons import button
from vault.desktop.parts.link_line import LinkLine
from vault.desktop.parts.note import Note
from vault.desktop.parts.state_line import StateLine
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.passphrase_field import PassphraseField
from vault.desktop.theme import Theme
from vault.desktop.unlock_presenter import UnlockState
from vault.desktop.vault_choice import VaultChoice

if TYPE_CHECKING:
    from vault.desktop.unlock_presenter import UnlockPresenter

_WIDE = 416
_HIGH = 44
_GAP, _GAP_AFTER_NOTE = 4, 16
_BESIDE = 12  # between the two buttons


class UnlockView(HousePage):
    """Shows an :class:`UnlockState`; ``unlock_asked`` carries what was typed.

    ``quick_asked`` is for this computer, ``recover_asked`` and ``backup_asked`` for the other ways, ``damage_asked``
    for what there is against damage. ``vault_chosen`` carries a folder, ``language_chosen`` a code.
    """

    help_topic = "forgot"
    unlock_asked = Signal(str)
    quick_asked = Signal()
    recover_asked = Signal()
    backup_asked = Signal()
    damage_asked = Signal()
    vault_chosen = Signal(object)
    language_chosen = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, language: str = "en", parent: QWidget | None = None) -> None:
        super().__init__(theme, opened=False, width=_WIDE, parent=parent)
        self.side.addWidget(SideWords(theme, self.tr("The shutters are closed"), title=True))
        self.side.addSpacing(4)
        self.side.addWidget(
            SideWords(theme, self.tr("While your vault is locked, no preference is read and nothing new is shared."))
        )
        self.title = WrapLabel(theme, self.tr("Open your vault"), "display")
        self._locked = WrapLabel(theme, "", "sub")
        self._waiting = WrapLabel(theme, "", "sub")
        self._failed = Note(theme, icons, "error", "", closable=True)
        self.damage = button(self.tr("See what can be saved"), "normal")
        self._gap, self._damage_gap = QSpacerItem(0, _GAP), QSpacerItem(0, 0)
        self.passphrase = PassphraseField(theme, icons, self.tr("Passphrase"), _HIGH)
        self.button = button(self.tr("Unlock"), "main")
        desktop = icons.icon("desktop", "ink", theme.size("icon.default"))
        self.quick = button(self.tr("Unlock with this computer"), "normal", icon=desktop)
        for each in (self.button, self.quick):
            each.setStyleSheet(f"QPushButton {{ min-height: {_HIGH - 2}px; }}")
        self._busy, self._asking = StateLine(theme, icons, "busy", ""), StateLine(theme, icons, "busy", "")
        self._busy.setMinimumHeight(StateLine.height_of_one(theme))
        self._asking.setContentsMargins(0, 8, 0, 0)
        self.recover = LinkLine(
            theme, icons, "key", self.tr("Forgot your passphrase?"), self.tr("Use your recovery kit")
        )
        self.backup = LinkLine(theme, icons, "hard-drives", self.tr("New computer?"), self.tr("Open a backup"))
        self.vaults = VaultChoice(theme, icons)
        self.language = LanguageChoice(theme, icons, language)
        # The place of the second button is kept below the rest until it is needed: what stands above stays there.
        self._room = QSpacerItem(0, _HIGH + _BESIDE, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Maximum)
        self._quick_gap = QSpacerItem(0, 0)
        self._shown = UnlockState()
        self._lay_out()
        self.put_at_foot(self.language)
        self.passphrase.entered.connect(self._ask)
        self.button.clicked.connect(self._ask)
        self.quick.clicked.connect(self.quick_asked)
        self.damage.clicked.connect(self.damage_asked)
        self.recover.clicked.connect(self.recover_asked)
        self.backup.clicked.connect(self.backup_asked)
        self.vaults.chosen.connect(self.vault_chosen)
        self.language.chosen.connect(self.language_chosen)

    def attach(self, presenter: UnlockPresenter) -> None:
        """Give what the customer does to the presenter, which lives as long as the page, and show what it says."""
        presenter.setParent(self)
        presenter.changed.connect(self.show_state)
        presenter.opened.connect(self.passphrase.clear)
        self.unlock_asked.connect(presenter.unlock)
        self.quick_asked.connect(presenter.unlock_quickly)
        self.damage_asked.connect(presenter.look_at_damage)

    def show_state(self, state: UnlockState) -> None:
        """Show the page as it is now."""
        self._locked.setText(state.locked)
        self._waiting.setText(state.waiting)
        self._waiting.setVisible(bool(state.waiting))
        self._failed.tell("error", state.failed)
        self.damage.setVisible(state.damaged)
        self._damage_gap.changeSize(0, _BESIDE if state.damaged else 0)
        self._gap.changeSize(0, _GAP_AFTER_NOTE if state.failed else _GAP)
        self.passphrase.say("error" if state.wrong else "", state.wrong)
        self.passphrase.edit.setReadOnly(state.busy)
        self.button.setEnabled(not state.busy)
        self._show_quick(state)
        self.vaults.show_vaults(state.folder, state.vaults)
        for each in (self.recover.link, self.backup.link, self.vaults.other, self.language):
            each.setEnabled(not state.busy)
        self.form.invalidate()
        self._move_focus(state)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.passphrase.take_focus()

    def _move_focus(self, state: UnlockState) -> None:
        """To the field, where something came of an attempt, or while this computer is asked. Else it stays."""
        tried, asking = self._shown.busy, self._shown.asking
        self._shown = state
        if not self.isVisible() or state.busy:
            return
        if tried or (asking != state.asking and not self.passphrase.edit.hasFocus()):
            self.passphrase.take_focus()

    def _ask(self) -> None:
        self.unlock_asked.emit(self.passphrase.typed())

    def _show_quick(self, state: UnlockState) -> None:
        self.quick.setVisible(state.quick)
        self.quick.setEnabled(not (state.busy or state.asking))
        self._quick_gap.changeSize(0, _BESIDE if state.quick else 0)
        room = 0 if state.quick else _HIGH + _BESIDE
        self._room.changeSize(0, room, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Maximum)
        if state.busy:
            self._busy.set_state("busy", self.tr("Opening your vault. This takes a moment."))
        self._busy.setVisible(state.busy)
        if state.asking:
            said = self.tr("This computer may ask you something. You can also type your passphrase.")
            self._asking.set_state("busy", said)
        self._asking.setVisible(state.asking)

    def _lay_out(self) -> None:
        policy = self._busy.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._busy.setSizePolicy(policy)
        for each in (self._busy, self._asking, self._failed, self.damage, self._waiting, self.quick):
            each.hide()
        rule = QFrame()
        rule.setProperty("rule", True)
        form = self.form
        form.addWidget(self.title)
        form.addSpacing(2)
        form.addWidget(self._locked)
        form.addWidget(self._waiting)
        form.addSpacing(20)
        form.addWidget(self._failed)
        form.addItem(self._damage_gap)
        form.addWidget(self.damage)
        form.addItem(self._gap)
        form.addWidget(self.passphrase)
        form.addSpacing(20)
        form.addWidget(self.button)
        form.addItem(self._quick_gap)
        form.addWidget(self.quick)
        form.addWidget(self._asking)
        form.addSpacing(5)
        form.addWidget(self._busy)
        form.addSpacing(5)
        form.addWidget(rule)
        form.addSpacing(9)
        for line in (self.recover, self.backup, self.vaults):
            form.addWidget(line)
        form.addItem(self._room)

"""The card of what guards the vault."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.parts.state_line import StateLine
from vault.desktop.parts.switch import Switch
from vault.desktop.preference_value import PlainList
from vault.desktop.settings_rows import SettingsCard
from vault.desktop.settings_state import Guarding
from vault.desktop.theme import Theme

_MINUTES = (1, 5, 15, 60, 0)
_DAYS = (30, 90)


class SecurityCard(SettingsCard):
    """Shows a :class:`Guarding`, and says what is pressed."""

    lock_after_chosen = Signal(int)
    with_screen_chosen = Signal(bool)
    quick_chosen = Signal(bool)
    share_days_chosen = Signal(int)
    passphrase_pressed = Signal()
    kit_pressed = Signal()
    delete_pressed = Signal()

    def __init__(self, theme: Theme, icons: Icons, around: QWidget) -> None:
        super().__init__(theme, around)
        self.lock_after, self.share_days = PlainList(), PlainList()
        self.with_screen, self.quick = Switch(theme), Switch(theme)
        self.passphrase = button("", "normal")
        self.kit = button("", "normal")
        self.delete = button("", "danger")
        self._kit_state = StateLine(theme, icons, "ok", "")
        self._rows = [
            self.add_row(control)
            for control in (
                self.lock_after,
                self.with_screen,
                self.quick,
                self.share_days,
                self.passphrase,
                self.kit,
                self.delete,
            )
        ]
        self._name()
        self._rows[5].words.insertWidget(1, self._kit_state)
        self.lock_after.activated.connect(lambda index: self.lock_after_chosen.emit(_MINUTES[index]))
        self.share_days.activated.connect(lambda index: self.share_days_chosen.emit(_DAYS[index]))
        self.with_screen.flipped.connect(self.with_screen_chosen)
        self.quick.flipped.connect(self.quick_chosen)
        self.passphrase.clicked.connect(self.passphrase_pressed)
        self.kit.clicked.connect(self.kit_pressed)
        self.delete.clicked.connect(self.delete_pressed)

    def show_guarding(self, state: Guarding) -> None:
        """Show what is so now."""
        lock_after, _, quick, _, passphrase, kit, delete = self._rows
        with QSignalBlocker(self.lock_after):
            self.lock_after.setCurrentIndex(_MINUTES.index(state.after_minutes))
        lock_after.say(self.tr("After this time without you doing anything."))
        with QSignalBlocker(self.share_days):
            self.share_days.setCurrentIndex(_DAYS.index(state.share_days))
        self.with_screen.setChecked(state.with_screen)
        self.quick.setChecked(state.quick)
        self.quick.setEnabled(state.quick or state.quick_possible is True)
        if state.quick_possible is False and not state.quick:
            quick.say(self.tr("This computer has no safe place for a key."))
        else:
            quick.say(
                self.tr(
                    "Its own key store keeps a key. Anyone who can sign in as you here can then open the vault. "
                    "Sealed items still ask for the passphrase."
                )
            )
        passphrase.say(state.passphrase)
        self._kit_state.set_state("ok" if state.kit_tested else "warning", state.kit)
        kit.say(state.kit_about)
        self.kit.setText(self.tr("Make new kit…") if state.kit_made else self.tr("Make a kit…"))
        self.kit.setAccessibleName(self.kit.text())
        delete.say(state.deleting)

    def _name(self) -> None:
        for row, control, name in zip(
            self._rows,
            (self.lock_after, self.with_screen, self.quick, self.share_days),
            (
                self.tr("Lock by itself"),
                self.tr("Lock with the screen, and in sleep"),
                self.tr("Unlock with this computer"),
                self.tr("Usual time of a share"),
            ),
            strict=False,
        ):
            row.name.setText(name)
            control.setAccessibleName(name)
        for row, name in zip(
            self._rows[4:],
            (self.tr("Passphrase"), self.tr("Recovery kit"), self.tr("Delete this vault")),
            strict=True,
        ):
            row.name.setText(name)
        for minutes in _MINUTES:
            self.lock_after.addItem(self._minutes(minutes))
        self._rows[3].say(self.tr("Or less, if the shop asks for less. You choose for each request."))
        for days in _DAYS:
            self.share_days.addItem(self.tr("{days} days").format(days=days))
        self.passphrase.setText(self.tr("Change…"))
        self.passphrase.setAccessibleName(self.tr("Change the passphrase"))
        self.kit.setText(self.tr("Make new kit…"))
        self.delete.setText(self.tr("Delete…"))
        self.delete.setAccessibleName(self.tr("Delete this vault"))

    def _minutes(self, minutes: int) -> str:
        if minutes == 0:
            return self.tr("Never")
        if minutes == 1:
            return self.tr("1 minute")
        return self.tr("{minutes} minutes").format(minutes=minutes)

"""The second and the third step of the first start: the recovery kit, and that the vault is ready."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout

from vault.desktop.house_picture import SideWords
from vault.desktop.icons import Icons
from vault.desktop.kit_view import KitView
from vault.desktop.parts.buttons import button
from vault.desktop.parts.state_line import StateLine
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme
from vault.desktop.welcome_manner import MannerChoice
from vault.desktop.welcome_page import WelcomePage


class WelcomeKit(WelcomePage):
    """01b: the kit beside the house."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(theme, icons, 2, self.tr("A spare key, on paper"))
        where = self.tr("Keep it where you keep your passport. Not on this computer, not in your email.")
        self.side.addWidget(SideWords(theme, where))
        self.kit = KitView(theme, icons, self.tr("Next: ready"))
        self.form.addWidget(self.kit)


class WelcomeReady(WelcomePage):
    """The vault is made. ``done`` says that the customer goes in."""

    done = Signal()

    def __init__(self, theme: Theme, icons: Icons, *, kit_checked: bool) -> None:
        super().__init__(theme, icons, 3, self.tr("Your house, your shutters"))
        self.side.addWidget(SideWords(theme, self.tr("Everything starts closed. You open what you like.")))
        self.title = WrapLabel(theme, self.tr("Your vault is ready"), "title")
        self.button = button(self.tr("Open my vault"), "main")
        self.button.setStyleSheet(f"QPushButton {{ min-height: {self.BUTTON - 2}px; padding: 0 20px; }}")
        self.button.clicked.connect(self.done)
        if kit_checked:
            kit = StateLine(theme, icons, "ok", self.tr("Your recovery kit works. Keep the paper safe."))
        else:
            kit = StateLine(theme, icons, "warning", self.tr("You did not check a recovery kit. Do it in Settings."))
        self._quick = StateLine(theme, icons, "ok", self.tr("This computer opens it too."))
        self._why_not = WrapLabel(theme, "", "smallSub")
        self.manner = MannerChoice(theme)
        form = self.form
        form.addWidget(self.title)
        form.addSpacing(4)
        form.addWidget(WrapLabel(theme, self.tr("Add what you like, or wait until a shop asks."), "sub"))
        form.addSpacing(20)
        form.addWidget(StateLine(theme, icons, "ok", self.tr("Your passphrase opens it. Only you know it.")))
        form.addSpacing(8)
        form.addWidget(kit)
        for part in (self._quick, self._why_not):
            form.addSpacing(8)
            form.addWidget(part)
            part.hide()
        form.addSpacing(24)
        form.addWidget(self.manner)
        form.addSpacing(32)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        form.addLayout(row)

    def tell_quick(self, problem: str) -> None:
        """Quick unlock was asked for: it is there, or this is why not."""
        if problem:
            self._quick.set_state("warning", self.tr("This computer does not open it yet. You can try it in Settings."))
            self._why_not.setText(problem)
        self._quick.show()
        self._why_not.setVisible(bool(problem))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.button.setFocus()

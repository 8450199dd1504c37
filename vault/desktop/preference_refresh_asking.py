"""The passphrase before a sealed value is sent anew: the dialog over the window, made when it is first needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from vault.desktop.icons import Icons
    from vault.desktop.request_state import Sealed
    from vault.desktop.sealed_dialog import SealedDialog
    from vault.desktop.theme import Theme


class RefreshAsking(QObject):
    """``permitted`` carries the passphrase as typed and the words on the screen; ``kept``: nothing is to be sent."""

    permitted = Signal(str, str)
    kept = Signal()

    def __init__(self, theme: Theme, icons: Icons, page: QWidget) -> None:
        super().__init__(page)
        self._theme, self._icons, self._page = theme, icons, page
        self.dialog: SealedDialog | None = None

    def show_sealed(self, state: Sealed | None) -> bool:
        """Ask this, or nothing; whether something was asked until now."""
        asked = self.dialog is not None and self.dialog.isVisible()
        if state is not None and self.dialog is None:
            from vault.desktop.sealed_dialog import SealedDialog

            self.dialog = SealedDialog(self._theme, self._icons, self._page.window())
            # It lies over the window, and goes with the page.
            self._page.destroyed.connect(self.dialog.overlay.deleteLater)
            self.dialog.permitted.connect(self.permitted)
            self.dialog.kept_off.connect(self.kept)
        if self.dialog is not None:
            self.dialog.show_sealed(state)
        return asked and state is None

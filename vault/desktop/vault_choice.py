"""Which vault the page stands before, and where more are known, another one instead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.other_vault import OtherVault
from vault.desktop.parts.buttons import button
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu

_ICON, _GAP = 18, 8


class VaultChoice(QWidget):
    """Names the vault; ``chosen`` carries the folder of another one."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._vaults: tuple[OtherVault, ...] = ()
        self._menu: QMenu | None = None
        self._words = WrapLabel(theme, "", "smallSub")
        self.other = button(self.tr("Another vault"), "link", small=True)
        self.other.setAccessibleName(self.tr("Open another vault"))
        self.other.hide()
        self.other.clicked.connect(self._open)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(IconLabel(theme, icons, "lock-key", "ink2", _ICON))
        row.addWidget(self._words, 1)
        row.addWidget(self.other)
        self.setMinimumHeight(theme.size("minHitTarget"))  # as with the button, which may come a moment later

    def show_vaults(self, name: str, others: Sequence[OtherVault]) -> None:
        """Show the vault of this ``name``, and offer the others."""
        self._words.setText(self.tr("Vault in the folder “{name}”").format(name=name))
        self.other.setVisible(bool(others))
        if tuple(others) != self._vaults:
            self._vaults, self._menu = tuple(others), None

    def menu_actions(self) -> list[QAction]:
        """What can be chosen, in the order in which it is shown."""
        return self._made_menu().actions()

    def _made_menu(self) -> QMenu:
        if self._menu is None:
            self._menu = vault_menu(self, self._vaults, self.chosen.emit)
        return self._menu

    def _open(self) -> None:
        self._made_menu().popup(self.other.mapToGlobal(QPoint(0, self.other.height())))


def vault_menu(parent: QWidget, vaults: Sequence[OtherVault], chosen: Callable[[Path], object]) -> QMenu:
    """Names each vault and where it is; ``chosen`` gets the folder of the one that is picked."""
    from PySide6.QtWidgets import QMenu

    menu = QMenu(parent)
    menu.setAccessibleName(QCoreApplication.translate("VaultChoice", "Vaults"))
    for each in vaults:
        away = QCoreApplication.translate("VaultChoice", "not there now")
        where = _short(each.folder.parent) if each.there else away
        action = menu.addAction(f"{each.name} ({where})".replace("&", "&&"))
        action.setEnabled(each.there)
        action.setData(each.folder)
    menu.triggered.connect(lambda action: chosen(action.data()))
    return menu


def _short(folder: Path) -> str:
    """A folder as people know it: from their own one on."""
    try:
        return str(Path("~") / folder.relative_to(Path.home()))
    except ValueError:
        return str(folder)

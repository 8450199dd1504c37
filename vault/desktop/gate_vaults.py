"""The vaults of this computer, before one of them: what opens this one, which others there are, and choosing one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from vault.core.errors import VaultError
from vault.desktop.icons import Icons
from vault.desktop.other_vault import OtherVault
from vault.desktop.parts.link_line import LinkLine
from vault.desktop.theme import Theme
from vault.desktop.vault_choice import vault_menu

if TYPE_CHECKING:
    from vault.customer.vault_places import Places
    from vault.desktop.gate import Gate


class OtherVaultsLine(LinkLine):
    """Leads from the page that makes a vault to those that are there. ``chosen`` carries the folder of one."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, icons: Icons, vaults: tuple[OtherVault, ...]) -> None:
        super().__init__(theme, icons, "lock-key", "", "")
        self.question.setText(self.tr("You have another vault here."))
        self.question.show()
        self.offer(self.tr("Open it") if len(vaults) == 1 else self.tr("Choose one"))
        self.menu = vault_menu(self, vaults, self.chosen.emit)
        self.clicked.connect(lambda: self.menu.popup(self.link.mapToGlobal(QPoint(0, self.link.height()))))


def offer_at_first_start(gate: Gate, page: QWidget | None, vaults: tuple[OtherVault, ...]) -> None:
    """Offer the others where a vault is about to be made, such as after one was deleted."""
    from vault.desktop.gate_example import ExampleLine
    from vault.desktop.welcome_presenter import WelcomeState
    from vault.desktop.welcome_view import WelcomeView

    view = page.currentWidget() if isinstance(page, QStackedWidget) else None
    if not vaults or not isinstance(view, WelcomeView) or view.findChild(OtherVaultsLine) is not None:
        return

    def fail(problem: VaultError) -> None:
        view.show_state(WelcomeState(failed=gate.world.sentences.error(problem)))

    line = OtherVaultsLine(gate.world.theme, gate.world.icons, vaults)
    line.chosen.connect(lambda folder: choose_vault(gate, folder, view, fail))
    for example in view.findChildren(ExampleLine):  # for who has no vault yet
        example.hide()
    view.form.addWidget(line)
    QWidget.setTabOrder(view.backup.link, line.link)


def choose_vault(gate: Gate, folder: Path, owner: QObject, fail: Callable[[VaultError], None]) -> None:
    """Stand before this one. It is also the next one that is used where none is named."""
    places = gate.places

    def use() -> None:
        import secrets

        from vault.customer.vaults import find_vault, use_vault

        if places is not None:
            use_vault(places(), find_vault(places(), str(folder), secrets.token_bytes))

    gate.world.tasks.outside(use, lambda _: gate.stand_before(folder), fail, owner=owner)


def look_at_files(folder: Path, places: Callable[[], Places] | None) -> tuple[bool, tuple[OtherVault, ...]]:
    """Whether this computer may open the vault, and which others there are; what cannot be read offers nothing."""
    import secrets

    from vault.customer.other_ways import Kind, ways_in
    from vault.customer.vault_places import State
    from vault.customer.vaults import view_vaults

    try:
        quick = Kind.KEYCHAIN in ways_in(folder)
    except VaultError:
        quick = False
    try:
        known = view_vaults(places(), secrets.token_bytes) if places is not None else ()
    except VaultError:
        known = ()
    here = {folder, folder.resolve()}
    others = [each for each in known if each.folder not in here]
    return quick, tuple(OtherVault(each.name, each.folder, each.state is not State.MISSING) for each in others)

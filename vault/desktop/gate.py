"""What stands before a locked vault, and opens it: making one, or unlocking the one that is there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from vault.desktop.tasks import gui_thread_forbidden

if TYPE_CHECKING:
    from vault.customer.session import Derived
    from vault.desktop.pages import World
    from vault.desktop.tasks import Opening


def gate(world: World, folder: Path, reason: str, opened: Callable[[], None]) -> QWidget:
    """Unlock if there is a vault, else welcome."""
    if folder.exists():
        from vault.desktop.unlock_presenter import UnlockPresenter
        from vault.desktop.unlock_view import UnlockView

        view = UnlockView(world.theme, world.icons)
        presenter = UnlockPresenter(world.tasks, world.sentences, partial(_unlock, world, folder))
        presenter.opened.connect(opened)
        view.attach(presenter)
        presenter.start(folder.name, reason, world.clock.now())
        return view
    from vault.desktop.welcome_presenter import WelcomePresenter
    from vault.desktop.welcome_view import WelcomeView

    welcome = WelcomeView(world.theme, world.icons)
    creating = WelcomePresenter(world.tasks, world.sentences, partial(_create, world, folder))
    creating.opened.connect(opened)
    welcome.attach(creating)
    return welcome


def _unlock(world: World, folder: Path, typed: str) -> Opening:
    from vault.customer.session import Passphrase, derive

    return _opening(world, derive(folder, Passphrase(typed), forbidden_thread=gui_thread_forbidden))


def _create(world: World, folder: Path, typed: str) -> Opening:
    import secrets
    import time

    from vault.customer.session import Passphrase, interactive, make_vault

    made = make_vault(
        folder,
        Passphrase(typed),
        clock=world.clock,
        random=secrets.token_bytes,
        profile=interactive(time.perf_counter),
        forbidden_thread=gui_thread_forbidden,
    )
    return _opening(world, made)


def _opening(world: World, derived: Derived) -> Opening:
    """Opens it on the vault's own thread. A window that was just closed may still hold it for its last stops."""
    import secrets

    from vault.customer.session import PATIENT_TRIES

    catalogue = world.catalogue
    return lambda: derived.open(catalogue=catalogue, clock=world.clock, random=secrets.token_bytes, tries=PATIENT_TRIES)

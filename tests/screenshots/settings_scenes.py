"""11: the settings, and each of their panels."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from tests.unit.desktop.known_links import KnownLinks
from tests.unit.storage.memory_keychain import MemoryKeychain
from vault.customer.keys import Keychain
from vault.desktop.link_choice import LinkChoice
from vault.desktop.program import Program
from vault.desktop.settings_state import DeletionState, DeletionStep, PassphraseState, PassphraseStep
from vault.desktop.system_files import Claimed
from vault.desktop.window import Window


def with_keychain() -> Program:
    """A computer that has a keychain and links of its own for pictures, whatever runs where they are made."""
    links = KnownLinks(taken=Claimed.ALL_BUT_TAKEN)
    return Program(
        find_keychain=partial(Keychain, MemoryKeychain()),
        find_links=lambda: LinkChoice(links, Path(os.devnull) / "none"),
    )


def settings_pictures(window: Window) -> Iterator[tuple[str, QWidget]]:
    """The page, and each panel with something to say."""
    window.show_page("settings")
    window.frame.rail.set_lock_after(5)
    settings = window.presenter("settings")
    settings.look_for_keychain()
    yield "11-settings", window
    settings.links.choose(True)
    yield "11-settings-links", window
    settings.quick.ask()
    settings.quick.turn_on("copper")
    yield "11-settings-quick", window
    settings.quick.cancel()
    settings.kit.ask()
    yield "11-settings-kit", window
    settings.kit.cancel()
    passphrase = settings.passphrase
    passphrase.ask()
    passphrase.change("", "short", "shorter")
    yield "11-settings-passphrase", window
    passphrase._show(PassphraseState(PassphraseStep.CHANGED))
    yield "11-settings-passphrase-changed", window
    lines = (passphrase.tr("1 old backup is gone."),)
    passphrase._show(PassphraseState(PassphraseStep.RENEWED, done=lines))
    yield "11-settings-renewed", window
    passphrase.close()
    settings.ask_deletion()
    yield "11-settings-delete", window
    about = (settings.deletion.about(2), settings.deletion.tr("Telling the shops that you stop."))
    settings.deletion.changed.emit(DeletionState(DeletionStep.UNTOLD, about))
    yield "11-settings-delete-untold", window
    settings.deletion.close()
    window.frame.rail.set_lock_after(0)

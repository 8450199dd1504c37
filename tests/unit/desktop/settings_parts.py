"""What the tests of the settings share: a keychain in memory, and presenters over a real vault."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.unit.desktop.vault_day import Day, sentences
from tests.unit.storage.memory_keychain import MemoryKeychain
from vault.core.errors import StorageError
from vault.customer.keys import Keychain
from vault.desktop.appearance import Appearance
from vault.desktop.link_choice import LinkChoice
from vault.desktop.program import Program, no_links
from vault.desktop.settings_presenter import SettingsPresenter
from vault.storage.kdf import SMALL


@dataclass
class Computer:
    """What the program may do beyond the vault, and what was asked of it."""

    ring: MemoryKeychain = field(default_factory=MemoryKeychain)
    safe: bool = True
    looks: list[Appearance] = field(default_factory=list)
    deleted: list[Path] = field(default_factory=list)
    find_links: Callable[[], LinkChoice | None] = no_links

    def find_keychain(self) -> Keychain:
        if not self.safe:
            raise StorageError("keychain_unsafe")
        return Keychain(self.ring)

    def program(self) -> Program:
        return Program(Appearance(), self.looks.append, self.deleted.append, self.find_keychain, self.find_links)


def settings_over(day: Day, computer: Computer, language: str = "en") -> SettingsPresenter:
    """The page's presenter, with the least that a guess may cost."""
    made = SettingsPresenter(day.tasks, sentences(language), computer.program(), lambda: SMALL)
    day.watch(made)
    return made

"""The pages before a locked vault, over real vault files and on the program's own threads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import shiboken6
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from tests.copied_vaults import copied_vault
from tests.example_day import Street
from tests.unit.core.catalogue_values import shipped
from tests.unit.desktop.vault_day import sentences, themed
from vault.core.clock import SetClock
from vault.customer import keys
from vault.customer.editing import list_preferences, set_words
from vault.customer.keys import Keychain, RecoveryKit
from vault.customer.session import Passphrase, Session
from vault.customer.trust import Trust
from vault.customer.vault_places import Places
from vault.desktop.appearance import Appearance
from vault.desktop.gate import Gate
from vault.desktop.pages import Known, World
from vault.desktop.program import Program
from vault.desktop.tasks import Tasks
from vault.net.testing_shops import TestShops

PASSPHRASE = "copper lantern borrows seven geese"
NEW = "violet harbour counts nine moths"
SHOE_SIZE = "clothing.shoe_size"
NOW = datetime(2026, 5, 12, 12, 4, tzinfo=UTC)
Page = TypeVar("Page", bound=QWidget)


def make(folder: Path) -> Session:
    """A vault with one preference in it, open."""
    session = copied_vault(folder, PASSPHRASE, SetClock(NOW))
    set_words(session, SHOE_SIZE, "EU 43")
    return session


def key_work(session: Session) -> keys.KeyWork:
    """A change of the ways in, by who typed the passphrase."""
    return keys.start(session, session.ask_passphrase().prove(Passphrase(PASSPHRASE)))


def with_kit(folder: Path) -> RecoveryKit:
    """A closed vault with a recovery code."""
    with make(folder) as session:
        return keys.record_recovery(session, key_work(session).make_recovery())


def with_quick_unlock(folder: Path, keychain: Keychain) -> None:
    """A closed vault that this computer may open."""
    with make(folder) as session:
        keys.record(session, key_work(session).turn_on_quick_unlock(keychain))


@dataclass
class Before:
    """A gate in a window of its own."""

    qtbot: QtBot
    gate: Gate
    tasks: Tasks
    looks: list[Appearance]
    entered: list[bool] = field(default_factory=list)
    shown: QStackedWidget = field(default_factory=QStackedWidget)

    def stand(self, reason: str = "") -> None:
        """Show the gate, as the window does."""
        self.shown.addWidget(self.gate(reason, lambda: self.entered.append(True), self.shown))
        self.shown.setCurrentIndex(self.shown.count() - 1)

    def page(self, kind: type[Page]) -> Page:
        """The page that is shown, once it is of this kind."""

        def found() -> list[Page]:
            return [each for each in self.shown.findChildren(kind) if each.isVisible()]

        self.qtbot.waitUntil(lambda: len(found()) == 1, timeout=20_000)
        return found()[0]

    def said(self, text: str) -> None:
        """Wait until these words are seen."""
        self.qtbot.waitUntil(lambda: text in self.words(), timeout=20_000)

    def words(self) -> list[str]:
        """Every word that can be seen."""
        return [each.text() for each in self.shown.findChildren(QLabel) if each.isVisible()]

    def until_open(self) -> None:
        """Wait until the vault is open."""
        self.qtbot.waitUntil(lambda: self.entered == [True], timeout=15000)

    def ask(self, work: Callable[[Session], object]) -> object:
        """What the open vault answers."""
        answers: list[object] = []
        self.tasks.vault(work, answers.append, lambda problem: answers.append(problem.code), owner=self.shown)
        self.qtbot.waitUntil(lambda: len(answers) == 1, timeout=20_000)
        return answers[0]

    def kept(self) -> object:
        """Which preferences the open vault has."""
        return self.ask(lambda session: [each.entry.key for each in list_preferences(session)])


@contextmanager
def before(
    qtbot: QtBot,
    qapp: QApplication,
    folder: Path,
    *,
    places: Places | None = None,
    keychain: Callable[[], Keychain] | None = None,
) -> Iterator[Before]:
    """Stand before the vault in ``folder``."""
    theme, icons = themed(qapp)
    tasks, looks = Tasks(), []
    known = Known(shipped(), Street({}), Trust((), TestShops()))
    program = Program(appear=looks.append)
    if keychain is not None:
        program = program._replace(find_keychain=keychain)
    world = World(theme, icons, sentences(), SetClock(NOW), tasks, lambda: known, lambda address: None, program)
    gate = Gate(world, folder, None if places is None else lambda: places)
    made = Before(qtbot, gate, tasks, looks)
    made.shown.resize(1180, 780)
    made.stand()
    with qtbot.waitExposed(made.shown):
        made.shown.show()
    try:
        yield made
    finally:
        shiboken6.delete(made.shown)  # with its timers, before there is nobody to do what they ask
        tasks.shut_down()


def press(button: QPushButton) -> None:
    """Press what can be seen and used."""
    assert button.isVisible()
    assert button.isEnabled()
    button.click()

"""The first start from page to page, with a real vault behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import Shop
from tests.unit.desktop.test_welcome_view import texts
from tests.unit.desktop.vault_day import sentences, themed
from tests.unit.storage.memory_keychain import MemoryKeychain
from vault.core.clock import SetClock
from vault.core.errors import StorageError
from vault.customer import session as sessions
from vault.customer.keys import Keychain, view_keys
from vault.customer.kit_check import KitState, view_kit
from vault.customer.locking import LockRules, lock_rules
from vault.customer.other_ways import ways_in
from vault.customer.protection import view_protection
from vault.customer.session import Session
from vault.customer.trust import Trust
from vault.desktop.appearance import Appearance
from vault.desktop.kit_view import KitView
from vault.desktop.language_choice import LanguageChoice
from vault.desktop.pages import Known, World
from vault.desktop.program import Program
from vault.desktop.tasks import Tasks
from vault.desktop.welcome_flow import WelcomeFlow, welcome
from vault.desktop.welcome_kit import WelcomeReady
from vault.desktop.welcome_view import WelcomeView
from vault.net.testing_shops import TestShops
from vault.storage.kdf import SMALL, Profile
from vault.storage.open_vault import OpenVault

GOOD = "copper lantern borrows seven geese"
NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)


def no_keychain() -> Keychain:
    raise StorageError("keychain_missing")


def smallest(_: Callable[[], float]) -> Profile:
    return SMALL


class Start:
    """A first start, and who waits for its end."""

    def __init__(self, qtbot: QtBot, world: World, folder: Path) -> None:
        self.qtbot, self.tasks, self.folder = qtbot, world.tasks, folder
        self.told: list[str] = []
        made = welcome(world, folder, lambda: self.told.append("opened"), lambda: self.told.append("begun"))
        assert isinstance(made, WelcomeFlow)
        self.flow = made

    @property
    def first(self) -> WelcomeView:
        page = self.flow.currentWidget()
        assert isinstance(page, WelcomeView)
        return page

    @property
    def kit(self) -> KitView:
        return self.flow.currentWidget().findChildren(KitView)[0]

    @property
    def ready(self) -> WelcomeReady:
        page = self.flow.currentWidget()
        assert isinstance(page, WelcomeReady)
        return page

    def choose(self) -> None:
        """Up to the code on the page."""
        view = self.first
        for field in (view.fields.first, view.fields.again):
            QTest.keyClicks(field.edit, GOOD)
        QTest.mouseClick(view.button, Qt.MouseButton.LeftButton)
        self.qtbot.waitUntil(lambda: self.flow.currentWidget() is not view, timeout=20_000)
        self.qtbot.waitUntil(lambda: bool(self.kit.card.cells()[0].text()), timeout=20_000)

    def check(self) -> None:
        """Up to the last page."""
        kit = self.kit
        for field, number in zip(kit.fields, (3, 7), strict=True):
            QTest.keyClicks(field.edit, kit.card.cells()[number - 1].text())
        QTest.mouseClick(kit.finish, Qt.MouseButton.LeftButton)
        self.qtbot.waitUntil(lambda: isinstance(self.flow.currentWidget(), WelcomeReady))

    def turn_quick_on(self) -> None:
        self.qtbot.waitUntil(self.first.quick.switch.isEnabled)
        self.first.quick.switch.click()

    def ask(self, question: Callable[[Session], object]) -> object:
        found: list[object] = []
        self.tasks.vault(question, found.append, found.append, owner=self.flow)
        self.qtbot.waitUntil(lambda: bool(found))
        return found[0]


@pytest.fixture
def program() -> Program:
    return Program(find_keychain=no_keychain)


@pytest.fixture
def start(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[Program], Start]]:
    monkeypatch.setattr(sessions, "interactive", smallest)
    tasks, flows = Tasks(), list[QWidget]()

    def begin(program: Program) -> Start:
        theme, icons = themed(qapp)
        clock = SetClock(NOON)
        known = Known(shipped(), Shop(now=clock.now), Trust((), TestShops()))
        world = World(theme, icons, sentences(), clock, tasks, lambda: known, lambda address: None, program)
        found = Start(qtbot, world, tmp_path / "vault")
        qtbot.addWidget(found.flow)
        flows.append(found.flow)
        found.flow.resize(1180, 780)
        with qtbot.waitExposed(found.flow):
            found.flow.show()
        return found

    yield begin
    for flow in flows:
        flow.close()
    tasks.shut_down()


def test_passphrase_then_kit_then_ready_then_in(start: Callable[[Program], Start], program: Program) -> None:
    steps = start(program)
    steps.choose()
    assert steps.told == ["begun"]  # from now on it has to be locked if nobody is there
    assert (steps.folder / "vault.db").exists()
    steps.check()
    assert {"Your vault is ready", "Your recovery kit works. Keep the paper safe."} <= set(texts(steps.flow))
    assert steps.told == ["begun"]
    QTest.mouseClick(steps.ready.button, Qt.MouseButton.LeftButton)
    assert steps.told == ["begun", "opened"]
    assert steps.ask(view_kit) == KitState(NOON, NOON)


def test_careful_sets_what_the_vault_begins_with_and_normal_takes_it_back(
    start: Callable[[Program], Start], program: Program
) -> None:
    steps = start(program)
    steps.choose()
    steps.check()
    assert steps.ask(lock_rules) == LockRules(after_minutes=5)
    steps.ready.manner.segments.buttons()[1].click()
    assert any("It locks after 1 minute. A share usually lasts 30 days." in text for text in texts(steps.flow))
    assert steps.ask(lock_rules) == LockRules(after_minutes=1)
    assert steps.ask(lambda session: view_protection(session).share_days) == 30
    steps.ready.manner.segments.buttons()[0].click()
    assert steps.ask(lock_rules) == LockRules(after_minutes=5)


def test_later_is_remembered_and_said(start: Callable[[Program], Start], program: Program) -> None:
    steps = start(program)
    steps.choose()
    QTest.mouseClick(steps.kit.later, Qt.MouseButton.LeftButton)
    assert "You did not check a recovery kit. Do it in Settings." in texts(steps.flow)
    assert steps.ask(view_kit) == KitState(NOON)


def test_no_page_keeps_what_was_typed_or_shown(start: Callable[[Program], Start], program: Program) -> None:
    steps = start(program)
    first = steps.first
    steps.choose()
    kit = steps.kit
    code = [cell.text() for cell in kit.card.cells()]
    steps.check()
    steps.qtbot.waitUntil(lambda: not isValid(first) and not isValid(kit))
    assert not set(code) & set(texts(steps.flow))
    assert steps.flow.count() == 1


def test_quick_unlock_is_offered_where_there_is_a_keychain(start: Callable[[Program], Start]) -> None:
    memory = MemoryKeychain()
    steps = start(Program(find_keychain=lambda: Keychain(memory)))
    steps.turn_quick_on()
    steps.choose()
    steps.check()
    assert "This computer opens it too." in texts(steps.flow)
    found = steps.ask(lambda session: sorted(each.kind for each in view_keys(session)))
    assert found == ["keychain", "passphrase", "recovery"]
    assert len(memory.secrets) == 1


def test_a_keychain_that_fails_stops_nothing_and_is_told(start: Callable[[Program], Start]) -> None:
    memory = MemoryKeychain()
    steps = start(Program(find_keychain=lambda: Keychain(memory)))
    steps.turn_quick_on()
    memory.fails = {"set"}
    steps.choose()
    steps.check()
    said = texts(steps.flow)
    assert "This computer does not open it yet. You can try it in Settings." in said
    assert "The keychain of this computer does not work. Use your passphrase." in said
    assert {each.value for each in ways_in(steps.folder)} == {"passphrase", "recovery"}


def test_slots_that_cannot_be_written_leave_no_secret_behind(
    start: Callable[[Program], Start], monkeypatch: pytest.MonkeyPatch
) -> None:
    memory, real = MemoryKeychain(), OpenVault.replace_slots
    fails = [StorageError("disk_full")]

    def once(vault: OpenVault, *arguments: object) -> None:
        if fails:
            raise fails.pop()
        real(vault, *arguments)  # type: ignore[arg-type]  # handed on

    monkeypatch.setattr(OpenVault, "replace_slots", once)
    steps = start(Program(find_keychain=lambda: Keychain(memory)))
    steps.turn_quick_on()
    steps.choose()
    steps.check()
    assert memory.secrets == {}
    assert "Your recovery kit works. Keep the paper safe." in texts(steps.flow)
    assert "This computer does not open it yet. You can try it in Settings." in texts(steps.flow)


def test_without_a_keychain_it_is_not_offered(start: Callable[[Program], Start], program: Program) -> None:
    steps = start(program)
    steps.qtbot.waitUntil(lambda: "This computer has no safe place for a key." in texts(steps.flow))
    assert not steps.first.quick.switch.isEnabled()


def test_another_language_is_asked_of_the_program(start: Callable[[Program], Start], program: Program) -> None:
    looks: list[Appearance] = []
    steps = start(program._replace(appear=looks.append))
    choice = steps.flow.findChildren(LanguageChoice)[0]
    next(action for action in choice.menu_actions() if action.data() == "nl").trigger()
    assert [each.language for each in looks] == ["nl"]

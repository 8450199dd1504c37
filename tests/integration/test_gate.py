"""Before a locked vault: by passphrase, by this computer, by the recovery kit; and which vault it is."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.integration.before_the_vault import (
    NEW,
    PASSPHRASE,
    SHOE_SIZE,
    Before,
    before,
    make,
    press,
    with_kit,
    with_quick_unlock,
)
from tests.unit.desktop.vault_day import sentences
from tests.unit.storage.memory_keychain import MemoryKeychain
from vault.core.errors import ChoiceError, StorageError
from vault.customer.keys import Keychain
from vault.customer.other_ways import Kind, ways_in
from vault.customer.session import Passphrase, derive
from vault.customer.vault_places import Places
from vault.customer.vaults import current_folder
from vault.desktop.appearance import Appearance
from vault.desktop.gate_vaults import OtherVaultsLine
from vault.desktop.help_view import HelpView
from vault.desktop.lock_reasons import ASKED
from vault.desktop.recover_view import RecoverView
from vault.desktop.unlock_view import UnlockView
from vault.desktop.welcome_view import WelcomeView


def type_passphrase(page: UnlockView, typed: str = PASSPHRASE) -> None:
    page.passphrase.edit.setText(typed)
    press(page.button)


def test_the_passphrase_opens_it(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    make(tmp_path / "vault").lock()
    with before(qtbot, qapp, tmp_path / "vault") as door:
        type_passphrase(door.page(UnlockView))
        door.until_open()
        assert door.kept() == [SHOE_SIZE]


def test_where_nothing_is_a_vault_is_made(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    with before(qtbot, qapp, tmp_path / "vault") as door:
        assert door.page(WelcomeView).isVisible()


# ---- this computer ----


class Asking(MemoryKeychain):
    """A keychain that asks a person, who may take a while."""

    def __init__(self) -> None:
        super().__init__()
        self.answered = threading.Event()
        self.answered.set()

    def get_password(self, service: str, username: str) -> str | None:
        assert self.answered.wait(30)
        return super().get_password(service, username)


@pytest.fixture
def backend() -> Asking:
    return Asking()


@pytest.fixture
def keychain(backend: Asking) -> Callable[[], Keychain]:
    return lambda: Keychain(backend)


def test_this_computer_is_offered_only_where_it_was_turned_on(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, keychain: Callable[[], Keychain]
) -> None:
    make(tmp_path / "vault").lock()
    with before(qtbot, qapp, tmp_path / "vault", keychain=keychain) as door:
        qtbot.waitUntil(lambda: door.gate._ways is not None, timeout=20_000)
        assert not door.page(UnlockView).quick.isVisible()


def test_this_computer_opens_it_and_nothing_above_moves(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, keychain: Callable[[], Keychain]
) -> None:
    with_quick_unlock(tmp_path / "vault", keychain())
    with before(qtbot, qapp, tmp_path / "vault", keychain=keychain) as door:
        page = door.page(UnlockView)
        assert not page.quick.isVisible()
        place = page.passphrase.mapTo(page, page.passphrase.rect().topLeft())
        qtbot.waitUntil(page.quick.isVisible, timeout=20_000)
        QTest.qWait(20)
        assert page.passphrase.mapTo(page, page.passphrase.rect().topLeft()) == place
        press(page.quick)
        door.until_open()
        assert door.kept() == [SHOE_SIZE]


@pytest.mark.parametrize("code", ["keychain_missing", "keychain_unsafe", "keychain_without_key"])
def test_what_the_keychain_refuses_is_said_and_the_passphrase_opens(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, backend: Asking, keychain: Callable[[], Keychain], code: str
) -> None:
    with_quick_unlock(tmp_path / "vault", keychain())
    backend.secrets.clear()

    def find() -> Keychain:
        if code == "keychain_without_key":
            return keychain()
        raise StorageError(code)

    with before(qtbot, qapp, tmp_path / "vault", keychain=find) as door:
        page = door.page(UnlockView)
        qtbot.waitUntil(page.quick.isVisible, timeout=20_000)
        press(page.quick)
        door.said(door.gate.world.sentences.say("errors", code))
        type_passphrase(page)
        door.until_open()


def test_who_does_not_answer_the_keychain_types(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, backend: Asking, keychain: Callable[[], Keychain]
) -> None:
    with_quick_unlock(tmp_path / "vault", keychain())
    with before(qtbot, qapp, tmp_path / "vault", keychain=keychain) as door:
        page = door.page(UnlockView)
        qtbot.waitUntil(page.quick.isVisible, timeout=20_000)
        backend.answered.clear()
        press(page.quick)
        door.said("This computer may ask you something. You can also type your passphrase.")
        assert not page.quick.isEnabled()
        assert page.passphrase.edit.hasFocus()
        QTest.keyClicks(page.passphrase.edit, PASSPHRASE)
        QTest.keyClick(page.passphrase.edit, Qt.Key.Key_Return)
        door.until_open()
        backend.answered.set()
        assert door.kept() == [SHOE_SIZE]  # what the keychain says now changes nothing
        assert door.entered == [True]


def test_quick_unlock_is_there_at_once_when_the_vault_was_locked_again(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, keychain: Callable[[], Keychain]
) -> None:
    with_quick_unlock(tmp_path / "vault", keychain())
    with before(qtbot, qapp, tmp_path / "vault", keychain=keychain) as door:
        qtbot.waitUntil(door.page(UnlockView).quick.isVisible, timeout=20_000)
        door.stand(ASKED)
        assert door.page(UnlockView).quick.isVisible()


# ---- the recovery kit ----


def test_who_forgot_it_types_the_kit_and_chooses_a_new_one(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    code = with_kit(tmp_path / "vault").code
    with before(qtbot, qapp, tmp_path / "vault") as door:
        press(door.page(UnlockView).recover.link)
        page = door.page(RecoverView)
        mistyped = f"{code.text[0:5]}{'0' if code.text[5] != '0' else '2'}{code.text[6:]}".lower()
        QTest.keyClicks(page.code.edit, mistyped)
        QTest.keyClick(page.code.edit, Qt.Key.Key_Return)
        door.said("Look again at group 2.")
        page.code.edit.clear()
        QTest.keyClicks(page.code.edit, code.text.lower().replace("-", " "))
        door.said("All groups are there.")
        press(page.button)
        door.said("Choose a new passphrase")
        assert page.code.edit.text() == ""
        QTest.keyClicks(page.fields.first.edit, NEW)
        QTest.keyClicks(page.fields.again.edit, NEW + "x")
        press(page.button)
        door.said("This is not the same. Type it again.")
        page.fields.again.edit.setText(NEW)
        press(page.button)
        door.until_open()
        assert page.fields.first.typed() == ""
        assert door.kept() == [SHOE_SIZE]
    derive(tmp_path / "vault", Passphrase(NEW))
    with pytest.raises(ChoiceError, match="wrong_passphrase"):
        derive(tmp_path / "vault", Passphrase(PASSPHRASE))
    assert ways_in(tmp_path / "vault") == {Kind.PASSPHRASE, Kind.RECOVERY}


def test_a_vault_without_a_code_says_so_at_once(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    make(tmp_path / "vault").lock()
    with before(qtbot, qapp, tmp_path / "vault") as door:
        press(door.page(UnlockView).recover.link)
        page = door.page(RecoverView)
        door.said("This vault has no recovery code. Use your passphrase, or an older backup.")
        assert not page.code.isVisible()
        press(page.back)
        type_passphrase(door.page(UnlockView))
        door.until_open()


def test_a_code_of_another_vault_is_refused(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    with_kit(tmp_path / "vault")
    other = with_kit(tmp_path / "other").code
    with before(qtbot, qapp, tmp_path / "vault") as door:
        press(door.page(UnlockView).recover.link)
        page = door.page(RecoverView)
        page.code.edit.setText(other.text)
        press(page.button)
        door.said("This code does not open your vault. Look for the newest recovery kit.")


def test_the_kits_page_has_help_and_comes_back_in_another_language(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    with_kit(tmp_path / "vault")
    with before(qtbot, qapp, tmp_path / "vault") as door:
        press(door.page(UnlockView).recover.link)
        page = door.page(RecoverView)
        (help_link,) = [each for each in page.findChildren(QPushButton) if each.accessibleName() == "Help"]
        press(help_link)
        press(door.page(HelpView).back)
        assert page.isVisible()
        assert page.language is not None
        dutch = next(each for each in page.language.menu_actions() if each.data() == "nl")
        dutch.trigger()
        assert [each.language for each in door.looks] == ["nl"]
        door.stand()  # as the window does then
        again = [each for each in door.shown.currentWidget().findChildren(RecoverView) if each is not page]
        assert [each.isVisible() for each in again] == [True]
        press(again[0].back)
        door.stand()
        assert not door.shown.currentWidget().findChildren(RecoverView)


# ---- which vault ----


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places.at(tmp_path / "data", tmp_path / "config")


def test_another_vault_is_chosen_and_used_from_now_on(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, places: Places
) -> None:
    for name in ("vault", "Anna & co"):
        make(places.vaults / name).lock()
    moved: list[Path] = []
    with before(qtbot, qapp, places.first, places=places) as door:
        door.gate.moved.connect(moved.append)
        page = door.page(UnlockView)
        qtbot.waitUntil(page.vaults.other.isVisible, timeout=20_000)
        (action,) = page.vaults.menu_actions()
        assert action.text() == f"Anna && co ({places.vaults})"
        action.trigger()
        door.said("Vault in the folder “Anna & co”")
        assert moved == [places.vaults / "Anna & co"]
        assert current_folder(places, bytes) == places.vaults / "Anna & co"
        type_passphrase(door.page(UnlockView))
        door.until_open()
        assert door.ask(lambda session: session.vault.folder.path.name) == "Anna & co"


def test_where_a_vault_was_deleted_another_is_offered(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, places: Places
) -> None:
    make(places.vaults / "Anna").lock()
    with before(qtbot, qapp, places.first, places=places) as door:
        page = door.page(WelcomeView)
        line = door.page(OtherVaultsLine)
        assert line.link.accessibleName() == "You have another vault here. Open it"
        (action,) = line.menu.actions()
        action.trigger()
        door.said("Vault in the folder “Anna”")
        assert current_folder(places, bytes) == places.vaults / "Anna"
        assert page not in door.shown.findChildren(WelcomeView)
        type_passphrase(door.page(UnlockView))
        door.until_open()


def test_another_that_went_away_meanwhile_is_said_on_the_first_page(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, places: Places
) -> None:
    make(places.vaults / "Anna").lock()
    with before(qtbot, qapp, places.first, places=places) as door:
        (action,) = door.page(OtherVaultsLine).menu.actions()
        shutil.rmtree(places.vaults / "Anna")
        action.trigger()
        door.said(sentences().error(StorageError("vault_missing", folder="Anna")))
        assert door.page(WelcomeView).isVisible()


def test_a_vault_whose_disk_is_out_is_named_and_cannot_be_chosen(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, places: Places
) -> None:
    from vault.customer.vaults import remember_vault

    make(places.first).lock()
    make(tmp_path / "stick" / "away").lock()
    remember_vault(places, tmp_path / "stick" / "away")
    shutil.rmtree(tmp_path / "stick")
    with before(qtbot, qapp, places.first, places=places) as door:
        page = door.page(UnlockView)
        qtbot.waitUntil(page.vaults.other.isVisible, timeout=20_000)
        (action,) = page.vaults.menu_actions()
        assert action.text() == "away (not there now)"
        assert not action.isEnabled()


def test_a_vault_in_use_whose_disk_is_out_is_asked_for_and_opens_when_it_is_back(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, places: Places
) -> None:
    from vault.customer.vault_places import State
    from vault.customer.vaults import KnownVault, use_vault

    folder = tmp_path / "stick" / "mine"
    make(folder).lock()
    use_vault(places, KnownVault("mine", folder, State.THERE))
    (tmp_path / "stick").rename(tmp_path / "out")
    with before(qtbot, qapp, folder, places=places) as door:
        page = door.page(UnlockView)
        door.said(f"Your vault is not in {folder} now. Connect its disk, then unlock.")
        (tmp_path / "out").rename(tmp_path / "stick")
        type_passphrase(page)
        door.until_open()


# ---- what it says ----


@pytest.mark.parametrize(
    ("shops", "said"),
    [
        (1, "One shop hears that you stopped when you open your vault."),
        (2, "2 shops hear that you stopped when you open your vault."),
    ],
)
def test_says_how_many_stops_wait(qtbot: QtBot, qapp: QApplication, tmp_path: Path, shops: int, said: str) -> None:
    make(tmp_path / "vault").lock()
    with before(qtbot, qapp, tmp_path / "vault") as door:
        door.stand(ASKED)
        page = door.page(UnlockView)
        page.passphrase.edit.setText("half a pass")
        page.passphrase.edit.deselect()
        door.gate.stops_left(shops)
        door.said(said)
        assert page.passphrase.typed() == "half a pass"
        assert page.passphrase.edit.selectedText() == ""  # who types goes on typing
        door.gate.stops_left(0)
        assert said not in door.words()


def test_other_looks_tell_the_same(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    make(tmp_path / "vault").lock()
    with before(qtbot, qapp, tmp_path / "vault") as door:
        door.stand(ASKED)
        door.gate.stops_left(2)
        told = door.words()
        door.gate.world.clock.moment = door.gate.world.clock.now().replace(hour=20)  # type: ignore[attr-defined]
        door.gate.dress(door.gate.world)
        door.stand(ASKED)
        assert door.words() == told


def test_a_language_is_chosen(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    make(tmp_path / "vault").lock()
    with before(qtbot, qapp, tmp_path / "vault") as door:
        actions = door.page(UnlockView).language.menu_actions()
        assert [(each.text(), each.isChecked()) for each in actions] == [("English", True), ("Nederlands", False)]
        actions[0].trigger()
        assert door.looks == []
        actions[1].trigger()
        assert door.looks == [Appearance(language="nl")]


def test_a_late_answer_of_a_page_that_is_gone_does_nothing(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    make(tmp_path / "vault").lock()
    with before(qtbot, qapp, tmp_path / "vault") as door:
        old: Before = door
        type_passphrase(old.page(UnlockView), "some other words")
        door.gate.stand_before(tmp_path / "vault")
        assert door.page(UnlockView).passphrase.typed() == ""

"""Before a locked vault: a backup of which a vault is made, and a damaged vault of which what is left is saved."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.integration.before_the_vault import (
    NEW,
    PASSPHRASE,
    SHOE_SIZE,
    Before,
    before,
    key_work,
    make,
    press,
)
from tests.unit.storage.whole_vault import tree
from vault.customer import keys
from vault.customer.backups import keep_backup, save_backup
from vault.customer.editing import set_words
from vault.customer.session import Passphrase, derive
from vault.customer.vault_places import Places
from vault.customer.vaults import current_folder
from vault.desktop.backup_open_view import BackupOpenView
from vault.desktop.damage_view import DamageView
from vault.desktop.gate_pages import show_backup
from vault.desktop.recover_view import RecoverView
from vault.desktop.unlock_view import UnlockView

PAGE = 4096
THE_JOURNALS = 2
"""The page in which the history begins."""


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places.at(tmp_path / "data", tmp_path / "config")


def saved_backup(folder: Path, file: Path) -> str:
    """A backup of a vault that is on another computer, and its recovery code."""
    with make(folder) as session:
        kit = keys.record_recovery(session, key_work(session).make_recovery())
        save_backup(session, file)
    return kit.code.text


def choose(page: BackupOpenView, file: Path) -> None:
    """As a file dialog does."""
    page._choose(file)


# ---- a backup ----


def test_on_a_new_computer_a_backup_becomes_the_vault(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, places: Places
) -> None:
    saved_backup(tmp_path / "elsewhere" / "Anna", tmp_path / "Anna.vaultbackup")
    with before(qtbot, qapp, places.first, places=places) as door:
        show_backup(door.gate)
        page = door.page(BackupOpenView)
        assert not page.button.isVisible()
        choose(page, tmp_path / "Anna.vaultbackup")
        door.said("Anna")
        assert any(each.startswith("Made on 12 May 2026, ") for each in door.words())
        QTest.keyClicks(page.passphrase.edit, "some other words")
        QTest.keyClick(page.passphrase.edit, Qt.Key.Key_Return)
        door.said("This passphrase does not open this backup. Changed it since? Use the old one.")
        assert not (places.vaults / "Anna").exists()
        page.passphrase.edit.setText(PASSPHRASE)
        press(page.button)
        door.until_open()
        assert door.kept() == [SHOE_SIZE]
        assert door.gate.folder == places.vaults / "Anna"
        assert current_folder(places, bytes) == places.vaults / "Anna"


def test_beside_a_vault_of_the_same_name_nothing_is_written_over(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    saved_backup(tmp_path / "elsewhere" / "vault", tmp_path / "vault.vaultbackup")
    with make(tmp_path / "vault") as session:
        set_words(session, "clothing.ring_size", "54")
    stays = tree(tmp_path / "vault")
    with before(qtbot, qapp, tmp_path / "vault") as door:
        press(door.page(UnlockView).backup.link)
        page = door.page(BackupOpenView)
        choose(page, tmp_path / "vault.vaultbackup")
        door.said("The passphrase of that day")
        page.passphrase.edit.setText(PASSPHRASE)
        press(page.button)
        door.until_open()
        assert door.gate.folder == tmp_path / "vault 2"
        assert door.kept() == [SHOE_SIZE]
    assert tree(tmp_path / "vault") == stays


def test_by_its_recovery_code_with_a_new_passphrase(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    code = saved_backup(tmp_path / "elsewhere" / "vault", tmp_path / "vault.vaultbackup")
    with before(qtbot, qapp, tmp_path / "here" / "vault") as door:
        show_backup(door.gate, tmp_path / "vault.vaultbackup")
        page = door.page(BackupOpenView)
        qtbot.waitUntil(page.other.isVisible, timeout=20_000)
        press(page.other.link)
        door.said("The recovery code of that day")
        page.code.edit.setText(code[:-1] + ("0" if code[-1] != "0" else "1"))
        press(page.button)
        door.said("Look again at the check sign, the last one.")
        page.code.edit.setText(code)
        press(page.button)
        again = door.page(RecoverView)
        for field in (again.fields.first, again.fields.again):
            field.edit.setText(NEW)
        press(again.button)
        door.until_open()
        assert door.kept() == [SHOE_SIZE]
    derive(tmp_path / "here" / "vault", Passphrase(NEW))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", secrets.token_bytes(5000)])
def test_what_is_no_backup_is_said(qtbot: QtBot, qapp: QApplication, tmp_path: Path, content: bytes) -> None:
    make(tmp_path / "vault").lock()
    (tmp_path / "no.vaultbackup").write_bytes(content)
    with before(qtbot, qapp, tmp_path / "vault") as door:
        press(door.page(UnlockView).backup.link)
        page = door.page(BackupOpenView)
        choose(page, tmp_path / "no.vaultbackup")
        qtbot.waitUntil(page.failed.isVisible, timeout=20_000)
        assert page.failed.accessibleName()
        assert not page.button.isVisible()
        press(page.back)
        assert door.page(UnlockView).isVisible()


# ---- damage ----


def damaged(folder: Path) -> dict[str, bytes]:
    """A vault with a backup, of whose database a page is broken that its opening needs; its files."""
    with make(folder) as session:
        keep_backup(session)
    flip(folder)
    return tree(folder)


def flip(folder: Path) -> None:
    """One bit of the page."""
    data = bytearray((folder / "vault.db").read_bytes())
    data[THE_JOURNALS * PAGE + 100] ^= 1
    (folder / "vault.db").write_bytes(bytes(data))


def unlock(door: Before) -> None:
    page = door.page(UnlockView)
    page.passphrase.edit.setText(PASSPHRASE)
    press(page.button)


def test_damage_is_told_and_the_newest_backup_comes_back_beside(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    files = damaged(tmp_path / "vault")
    with before(qtbot, qapp, tmp_path / "vault") as door:
        unlock(door)
        page = door.page(DamageView)
        qtbot.waitUntil(page.bring_back.isVisible, timeout=20_000)
        assert "Nothing is deleted. What is damaged stays where it is." in door.words()
        press(page.bring_back)
        backup = door.page(BackupOpenView)
        door.said("The passphrase of that day")
        backup.passphrase.edit.setText(PASSPHRASE)
        press(backup.button)
        door.until_open()
        assert door.kept() == [SHOE_SIZE]
        assert door.gate.folder == tmp_path / "vault 2"
    assert {name: data for name, data in tree(tmp_path / "vault").items() if name in files} == files


def test_what_is_left_is_saved_and_opens(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    files = damaged(tmp_path / "vault")
    with before(qtbot, qapp, tmp_path / "vault") as door:
        unlock(door)
        page = door.page(DamageView)
        qtbot.waitUntil(page.save.isVisible, timeout=20_000)
        assert "not all of it" in door.words()
        press(page.save)
        door.said("Saved in a new vault, “vault 2”. It opens with the same passphrase.")
        assert not page.save.isVisible()
        press(page.open)
        door.until_open()
        assert door.ask(lambda session: session.vault.folder.path.name) == "vault 2"
    assert {name: data for name, data in tree(tmp_path / "vault").items() if name in files} == files
    derive(tmp_path / "vault 2", Passphrase(PASSPHRASE))


def test_without_its_key_only_a_backup_is_offered(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    damaged(tmp_path / "vault")
    (tmp_path / "vault" / "slots.json").write_bytes(b"{")
    with before(qtbot, qapp, tmp_path / "vault") as door:
        unlock(door)
        page = door.page(DamageView)
        qtbot.waitUntil(page.bring_back.isVisible, timeout=20_000)
        assert "Nothing." in door.words()
        assert not page.save.isVisible()
        press(page.back)
        first = door.page(UnlockView)
        press(first.damage)  # it can be seen again
        assert door.page(DamageView).isVisible()


def test_a_vault_that_lost_its_database_and_has_no_backup(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    make(tmp_path / "vault").lock()
    (tmp_path / "vault" / "vault.db").write_bytes(b"")
    with before(qtbot, qapp, tmp_path / "vault") as door:
        unlock(door)
        door.said("There is none in your vault's folder. Is one elsewhere? Go back and choose “Open a backup”.")
        assert "The file vault.db is empty. Put a backup of it back." in door.words()


def test_the_key_of_a_damaged_vault_is_not_kept_for_longer_than_it_serves(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    damaged(tmp_path / "vault")
    make(tmp_path / "other").lock()
    with before(qtbot, qapp, tmp_path / "vault") as door:
        unlock(door)
        door.page(DamageView)
        assert door.gate.damaged is not None
        door.gate.stand_before(tmp_path / "other")
        assert door.gate.damaged is None
        unlock(door)
        door.until_open()
        assert door.gate.damaged is None


def test_damage_found_by_the_recovery_kit_is_saved_with_the_new_passphrase(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    code = saved_backup(tmp_path / "vault", tmp_path / "vault.vaultbackup")
    flip(tmp_path / "vault")
    with before(qtbot, qapp, tmp_path / "vault") as door:
        press(door.page(UnlockView).recover.link)
        again = door.page(RecoverView)
        again.code.edit.setText(code)
        press(again.button)
        door.said("Choose a new passphrase")
        for field in (again.fields.first, again.fields.again):
            field.edit.setText(NEW)
        press(again.button)
        page = door.page(DamageView)
        qtbot.waitUntil(page.save.isVisible, timeout=20_000)
        press(page.save)
        qtbot.waitUntil(page.open.isVisible, timeout=20_000)
        press(page.open)
        door.until_open()
    derive(tmp_path / "vault 2", Passphrase(NEW))

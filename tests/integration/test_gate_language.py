"""Another language before a locked vault, while something is half typed: the code stays, a passphrase goes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.integration.before_the_vault import PASSPHRASE, Before, before, key_work, make, press
from tests.unit.desktop.vault_day import sentences
from vault.customer import keys
from vault.customer.backups import save_backup
from vault.desktop.backup_open_view import BackupOpenView
from vault.desktop.gate_pages import show_backup, show_recovery
from vault.desktop.recover_view import RecoverView

TYPED = "0000 1111 22"


def in_dutch(door: Before) -> None:
    """Another language is chosen, as the window does it."""
    door.gate.dress(door.gate.world._replace(sentences=sentences("nl")))
    door.stand()


def test_a_half_typed_code_is_gone_on_with(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    with make(tmp_path / "vault") as session:
        code = keys.record_recovery(session, key_work(session).make_recovery()).code.text
    with before(qtbot, qapp, tmp_path / "vault") as door:
        show_recovery(door.gate)
        old = door.page(RecoverView)
        QTest.keyClicks(old.code.edit, code[:-1])
        in_dutch(door)
        page = door.page(RecoverView)
        assert page is not old
        assert page.code.edit.text() == code[:-1]
        assert "All groups are there. Now the check sign." in door.words()
        QTest.keyClicks(page.code.edit, code[-1])
        press(page.button)
        door.said("Choose a new passphrase")
        QTest.keyClicks(page.fields.first.edit, "copper lantern")
        in_dutch(door)
        again = door.page(RecoverView)
        assert again is not page
        assert again.fields.isVisible()
        assert (again.fields.first.typed(), again.code.edit.text()) == ("", "")


def test_a_backup_asks_for_the_same_as_before(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    with make(tmp_path / "elsewhere") as session:
        save_backup(session, tmp_path / "vault.vaultbackup")
    with before(qtbot, qapp, tmp_path / "vault") as door:
        show_backup(door.gate, tmp_path / "vault.vaultbackup")
        first = door.page(BackupOpenView)
        qtbot.waitUntil(first.passphrase.isVisible, timeout=20_000)
        QTest.keyClicks(first.passphrase.edit, PASSPHRASE)
        in_dutch(door)
        second = door.page(BackupOpenView)
        qtbot.waitUntil(second.passphrase.isVisible, timeout=20_000)
        assert second.passphrase.typed() == ""
        press(second.other.link)
        QTest.keyClicks(second.code.edit, TYPED)
        in_dutch(door)
        third = door.page(BackupOpenView)
        qtbot.waitUntil(third.code.isVisible, timeout=20_000)
        assert third.code.edit.text() == TYPED
        press(third.other.link)
        assert third.passphrase.isVisible()


def test_the_code_of_one_backup_is_not_offered_for_another(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    with make(tmp_path / "elsewhere") as session:
        save_backup(session, tmp_path / "one.vaultbackup")
        save_backup(session, tmp_path / "two.vaultbackup")
    with before(qtbot, qapp, tmp_path / "vault") as door:
        show_backup(door.gate, tmp_path / "one.vaultbackup", TYPED)
        page = door.page(BackupOpenView)
        qtbot.waitUntil(page.code.isVisible, timeout=20_000)
        assert page.code.edit.text() == TYPED
        page._choose(tmp_path / "two.vaultbackup")
        qtbot.waitUntil(page.button.isEnabled, timeout=20_000)
        in_dutch(door)
        again = door.page(BackupOpenView)
        qtbot.waitUntil(again.code.isVisible, timeout=20_000)
        assert again.code.edit.text() == ""

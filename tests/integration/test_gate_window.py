"""The window before and behind its gate: a vault is opened, locked, and the page says what waits until it is open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusConnection
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.example_day import PASSPHRASE, Street, example_day
from tests.unit.core.catalogue_values import shipped
from tests.unit.desktop.vault_day import sentences, themed
from vault.core.clock import SetClock
from vault.customer.backups import save_backup
from vault.customer.other_ways import recovery_from
from vault.customer.session import Passphrase, derive
from vault.customer.trust import Trust
from vault.desktop.backup_open_view import BackupOpenView
from vault.desktop.clipboard import Clipboard
from vault.desktop.gate import Gate
from vault.desktop.gate_pages import show_backup, show_recovery
from vault.desktop.lock_reasons import Locker
from vault.desktop.pages import Known, World
from vault.desktop.recover_view import RecoverView
from vault.desktop.restored_note import RestoredNote
from vault.desktop.session_watch import SessionWatch
from vault.desktop.tasks import Tasks
from vault.desktop.unlock_view import UnlockView
from vault.desktop.window import Window
from vault.net.testing_shops import TestShops


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    """Before the vault of the example, in which one shop could not be told of a stop; all shops are down."""
    with example_day(tmp_path / "vault") as day:
        clock = SetClock(day.clock.now())
        save_backup(day.session, tmp_path / "vault.vaultbackup")
    theme, icons = themed(qapp)
    tasks = Tasks()
    known = Known(shipped(), Street({}), Trust((), TestShops()))
    world = World(theme, icons, sentences(), clock, tasks, lambda: known, lambda address: None)
    gate = Gate(world, tmp_path / "vault")
    nobody = QDBusConnection("no bus")
    watch = SessionWatch(nobody, nobody, "")
    locker = Locker(tasks, qapp, Clipboard(QGuiApplication.clipboard()), lambda: watch)
    locker.stops_left.connect(gate.stops_left)
    made = Window(world, gate, lambda: locker)
    made.show()
    yield made
    with qtbot.waitSignal(made.closed, timeout=10_000):
        made.close()
    made.deleteLater()
    tasks.shut_down()
    watch.stop()


def page(window: Window) -> UnlockView:
    (found,) = [each for each in window.findChildren(UnlockView) if each.isVisible()]
    return found


def unlock(qtbot: QtBot, window: Window) -> None:
    page(window).passphrase.edit.setText(PASSPHRASE)
    page(window).button.click()
    qtbot.waitUntil(window.inside.frame.isVisible, timeout=15_000)


def test_after_a_backup_came_back_it_says_as_of_when(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    show_backup(window._gate, tmp_path / "vault.vaultbackup")
    (asked,) = window.findChildren(BackupOpenView)
    qtbot.waitUntil(asked.passphrase.isVisible, timeout=15_000)
    asked.passphrase.edit.setText(PASSPHRASE)
    asked.button.click()
    qtbot.waitUntil(window.inside.frame.isVisible, timeout=15_000)
    (note,) = window.findChildren(RestoredNote)
    moment = sentences().minute(window.world.clock.now())
    assert note.words.text() == f"Your vault is back, as it was on {moment}. What came later is not in it."
    assert note.isVisible()
    window.show_page("settings")
    assert note.isVisible()
    window.lock()
    qtbot.waitUntil(lambda: window.findChildren(RestoredNote) == [], timeout=15_000)
    unlock(qtbot, window)
    assert window.findChildren(RestoredNote) == []


def test_after_a_new_passphrase_it_says_what_earlier_backups_need(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    show_recovery(window._gate, recovery_from(derive(tmp_path / "vault", Passphrase(PASSPHRASE))))
    (asked,) = window.findChildren(RecoverView)
    for field in (asked.fields.first, asked.fields.again):
        field.edit.setText("copper lantern borrows seven geese")
    asked.button.click()
    qtbot.waitUntil(window.inside.frame.isVisible, timeout=15_000)
    (note,) = window.findChildren(RestoredNote)
    assert note.words.text() == ("Your new passphrase works from now on. Earlier backups still need the old one.")
    assert note.backups_button.accessibleName() == "Make a new backup"
    note.backups_button.click()
    assert window.inside.frame.shown == "your_data"


def test_the_word_after_a_backup_is_closed(qtbot: QtBot, window: Window) -> None:
    unlock(qtbot, window)
    note = RestoredNote(window.world.theme, window.world.icons, sentences, window.world.clock.now())
    window.ask(note)
    assert note.close_button.accessibleName() == "Close this note"
    note.close_button.click()
    qtbot.waitUntil(lambda: window.findChildren(RestoredNote) == [], timeout=15_000)


def test_locked_it_says_which_stops_wait_and_opens_again(qtbot: QtBot, window: Window) -> None:
    said = "One shop hears that you stopped when you open your vault."
    assert said not in [each.text() for each in window.findChildren(QLabel)]
    unlock(qtbot, window)
    window.lock()
    assert not window.inside.frame.isVisible()

    def shown() -> list[str]:
        return [each.text() for each in page(window).findChildren(QLabel) if each.isVisible()]

    qtbot.waitUntil(lambda: said in shown(), timeout=15_000)
    assert any(each.startswith("Locked at ") for each in shown())
    unlock(qtbot, window)

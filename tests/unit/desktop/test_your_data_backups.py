"""The backups on "Your data" as a person uses them, over a real vault, found by accessible names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.conftest import PASSPHRASE
from tests.unit.desktop.test_activity_view import OneFile
from tests.unit.desktop.vault_day import Day, named, open_day, sentences, texts, themed
from vault.core.errors import StorageError
from vault.customer.backups import care, view_backups
from vault.customer.restoring import by_passphrase, look_into, open_backup
from vault.customer.session import Passphrase
from vault.desktop.backup_presenter import BackupPresenter
from vault.desktop.backup_state import BackupState
from vault.desktop.your_data_presenter import YourDataPresenter
from vault.desktop.your_data_view import YourDataView


class Shown:
    def __init__(self, qapp: QApplication, qtbot: QtBot, day: Day, folder: Path) -> None:
        self.files = OneFile(folder / "mine.vaultbackup")
        self.view = YourDataView(*themed(qapp), sentences(), shipped(), files=self.files)
        self.presenter = YourDataPresenter(day.tasks, sentences(), shipped())
        day.watch(self.presenter.backups)
        self.view.attach(self.presenter)
        qtbot.addWidget(self.view)
        self.view.resize(972, 780)
        self.view.show()
        qtbot.waitExposed(self.view)
        self.presenter.start()

    def press(self, name: str) -> None:
        named(self.view, name).click()


SAVE, TEST = "Save a backup…", "Test the newest backup now"


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot, day: Day, tmp_path: Path) -> Shown:
    return Shown(qapp, qtbot, day, tmp_path)


def test_a_new_vault_has_none_yet(shown: Shown) -> None:
    read = texts(shown.view)
    for expected in ("No backup yet", "One is made each day that you open your vault.", "Not tested yet"):
        assert expected in read
    assert "Kept: 7 days, 4 weeks, 12 months." not in read
    assert not named(shown.view, TEST).isEnabled()
    assert named(shown.view, SAVE).isEnabled()


@pytest.mark.parametrize(
    ("days", "made"), [(0, "Made today at {time}"), (1, "Made yesterday at {time}"), (2, "Made on 12 May 2026")]
)
def test_when_the_newest_was_made(shown: Shown, day: Day, days: int, made: str) -> None:
    time = f"{day.clock.now().astimezone():%H:%M}"
    care(day.session)
    day.later(days=days)
    shown.presenter.start()
    assert made.format(time=time) in texts(shown.view)


def test_how_many_there_are_and_what_room_they_take(shown: Shown, day: Day) -> None:
    care(day.session)
    shown.presenter.start()
    size = round(view_backups(day.session).size / 1000, 1)
    assert f"1 backup takes {size} kB." in texts(shown.view)
    day.later(days=1)
    care(day.session)
    shown.presenter.start()
    size = round(view_backups(day.session).size / 1000, 1)
    assert f"2 backups take {size} kB." in texts(shown.view)
    assert "Tested on 12 May 2026: complete" in texts(shown.view)
    dutch = BackupPresenter(day.tasks, sentences("nl"), shown.presenter)
    day.watch(dutch)
    dutch.start()
    assert f"{size} kB".replace(".", ",") in day.state.room


def test_one_is_saved_elsewhere_and_read_back(shown: Shown, day: Day) -> None:
    day.tasks.hold = True
    shown.press(SAVE)
    assert shown.files.offered == ["vault-2026-05-12.vaultbackup"]
    assert not named(shown.view, SAVE).isEnabled()
    assert "Saving a backup, then reading it back." in texts(shown.view)
    shown.presenter.backups.save(shown.files.path)
    day.tasks.run()
    assert named(shown.view, SAVE).isEnabled()
    read = texts(shown.view)
    assert "Done. Saved as mine.vaultbackup" in read
    assert "It opens with the passphrase that your vault has today." in read
    assert day.kinds()[-1] == "backup_saved"
    assert "Shops, what they hold, and activity (6 lines of history)" in read
    backup = look_into(shown.files.path)
    assert open_backup(backup, by_passphrase(Passphrase(PASSPHRASE))) == day.session.vault.unlocked.key


def test_a_file_that_is_there_stays(shown: Shown, day: Day) -> None:
    shown.files.path.write_bytes(b"mine")
    shown.press(SAVE)
    assert "No backup was saved" in texts(shown.view)
    assert "mine.vaultbackup is already there. Choose another name." in texts(shown.view)
    assert shown.files.path.read_bytes() == b"mine"
    assert "backup_saved" not in day.kinds()


def test_a_folder_that_is_gone(shown: Shown) -> None:
    shown.files.path = shown.files.path.parent / "stick" / "mine.vaultbackup"
    shown.press(SAVE)
    assert "The folder for mine.vaultbackup is not there. Choose another one." in texts(shown.view)


def test_a_saved_backup_counts_also_where_that_cannot_be_written_down(shown: Shown, day: Day) -> None:
    day.tasks.hold = True
    shown.press(SAVE)
    for _ in range(2):
        day.tasks.held.pop(0)()
    day.tasks.fails = StorageError("disk_full")
    day.tasks.run()
    assert day.state.saved.good
    assert day.state.saved.lines[-1] == sentences().error(day.tasks.fails)
    assert shown.files.path.exists()


def test_the_newest_is_tested_by_restoring_it(shown: Shown, day: Day) -> None:
    care(day.session)
    day.later(days=2)
    shown.presenter.start()
    day.tasks.hold = True
    shown.press(TEST)
    assert not named(shown.view, TEST).isEnabled()
    assert "Restoring it and comparing everything." in texts(shown.view)
    shown.presenter.backups.test()
    day.tasks.run()
    read = texts(shown.view)
    assert "Your newest backup is complete" in read
    assert any(line.startswith("Records compared: ") for line in read)
    assert "Tested on 14 May 2026: complete" in read
    assert view_backups(day.session).last_drill == day.clock.now()


def test_a_backup_that_does_not_come_back_is_said(shown: Shown, day: Day) -> None:
    care(day.session)
    (kept,) = view_backups(day.session).kept
    data = bytearray(kept.path.read_bytes())
    data[-len(data) // 3] ^= 1
    kept.path.write_bytes(data)
    day.later(days=2)
    shown.presenter.start()
    shown.press(TEST)
    read = texts(shown.view)
    assert "Your newest backup did not come back" in read
    assert "This backup is damaged. Choose another backup." in read
    assert "Tested on 12 May 2026: complete" in read


def test_backups_that_cannot_be_read_are_said(shown: Shown, day: Day) -> None:
    folder = day.session.vault.folder.backups
    folder.rmdir()
    folder.write_bytes(b"")
    shown.presenter.start()
    assert "Your backups cannot be read" in texts(shown.view)
    assert not named(shown.view, TEST).isEnabled()
    folder.unlink()
    shown.presenter.start()
    assert "No backup yet" in texts(shown.view)


def test_what_became_of_it_comes_into_view(shown: Shown, day: Day, qapp: QApplication) -> None:
    care(day.session)
    shown.view.resize(816, 400)
    shown.press(SAVE)
    for _ in range(5):
        qapp.sendPostedEvents()
        qapp.processEvents()
    saved = shown.view.backups.saved
    top = saved.mapTo(shown.view, QPoint(0, 0)).y()
    assert top >= 0
    assert top + saved.height() <= shown.view.height()


def test_nothing_is_cut_at_any_width(shown: Shown, day: Day, qapp: QApplication) -> None:
    care(day.session)
    shown.press(TEST)
    shown.press(SAVE)
    for width in (972, 816):
        shown.view.resize(width, 600)
        for _ in range(5):
            qapp.sendPostedEvents()
        for label in shown.view.backups.findChildren(QLabel):
            if label.isVisible() and label.wordWrap():
                assert label.height() >= label.heightForWidth(label.width()), (width, label.text())


def test_locking_takes_it_all_off_the_page(shown: Shown, day: Day) -> None:
    care(day.session)
    shown.press(TEST)
    shown.presenter.forget()
    assert day.state == BackupState()
    assert not named(shown.view, SAVE).isEnabled()

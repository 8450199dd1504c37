"""The page "Your data" as a person uses it, over a real vault, found by accessible names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.conftest import PASSPHRASE
from tests.unit.desktop.test_activity_view import OneFile
from tests.unit.desktop.vault_day import Day, name_of, named, names, open_day, sentences, texts, themed
from vault.core.errors import StorageError
from vault.customer.people import add_person
from vault.customer.wishes import Wished, add_wish
from vault.desktop.your_data_files import FileDialogs
from vault.desktop.your_data_presenter import YourDataPresenter
from vault.desktop.your_data_view import YourDataView


class Shown:
    def __init__(self, qapp: QApplication, qtbot: QtBot, day: Day, folder: Path) -> None:
        theme, icons = themed(qapp)
        self.files = OneFile(folder / "copy.json")
        self.view = YourDataView(theme, icons, sentences(), shipped(), files=self.files)
        self.presenter = YourDataPresenter(day.tasks, sentences(), shipped())
        day.watch(self.presenter)
        self.view.attach(self.presenter)
        qtbot.addWidget(self.view)
        self.view.resize(972, 780)
        self.view.show()
        qtbot.waitExposed(self.view)
        self.presenter.start()


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot, day: Day, tmp_path: Path) -> Shown:
    return Shown(qapp, qtbot, day, tmp_path)


def test_people_and_wishes_are_named_among_what_goes_in(shown: Shown, day: Day) -> None:
    lou = add_person(day.session, "Lou")
    add_wish(day.session, Wished("Boots", person=lou.id))
    shown.presenter.start()
    read = texts(shown.view)
    assert {"People you buy for, with their sizes (1)", "Wishes (1)"} <= set(read)
    named(shown.view, "Save copy…").click()
    assert any("1 person, 1 wish, " in each for each in texts(shown.view))


def test_what_goes_in(shown: Shown) -> None:
    read = texts(shown.view)
    for expected in (
        "Preferences (3)",
        "Shops and what they hold (0)",
        "A file that other apps can read (JSON)",
        "Complete. Can be brought in again.",
        "This file is not locked. Anyone who has the file can read it. Keep it in a safe place.",
    ):
        assert expected in read
    assert names(shown.view) == [
        "Sealed items (1)",
        "Save copy…",
        "Choose the file of your own copy",
        "Test the newest backup now",
        "Save a backup…",
    ]
    assert not shown.view.copy.sealed.isChecked()
    assert not shown.view.copy.passphrase.isVisible()


def test_save(shown: Shown, day: Day) -> None:
    day.tasks.hold = True
    save = named(shown.view, "Save copy…")
    save.click()
    assert shown.files.offered == ["preference-vault.json"]
    assert not save.isEnabled()
    assert "Writing your copy, then reading it back." in texts(shown.view)
    day.tasks.run()
    assert save.isEnabled()
    assert "Done. Saved as copy.json" in texts(shown.view)
    assert shown.files.path.exists()
    shown.view.grab()
    day.tasks.hold = False
    save.click()
    assert "No copy was made" in texts(shown.view)


def test_sealed_items_ask_for_the_passphrase(shown: Shown) -> None:
    copy = shown.view.copy
    QTest.mouseClick(copy.sealed, Qt.MouseButton.LeftButton, pos=QPoint(10, copy.sealed.height() // 2))
    assert copy.passphrase.isVisible()
    assert name_of(copy.passphrase.edit) == "Your passphrase"
    assert copy.passphrase.edit.echoMode() is QLineEdit.EchoMode.Password
    named(shown.view, "Save copy…").click()
    assert shown.files.offered == []
    assert copy.passphrase.edit.hasFocus()
    assert "Type your passphrase, or leave sealed items out." in texts(shown.view)
    QTest.keyClicks(copy.passphrase.edit, "wrong")
    QTest.keyClick(copy.passphrase.edit, Qt.Key.Key_Return)
    assert sentences().say("errors", "wrong_passphrase") in texts(shown.view)
    assert copy.passphrase.edit.property("error")
    assert copy.passphrase.typed() == ""
    QTest.keyClicks(copy.passphrase.edit, PASSPHRASE)
    QTest.keyClick(copy.passphrase.edit, Qt.Key.Key_Return)
    assert "4 preferences, 0 shops, 0 receipts, 5 lines of history." in texts(shown.view)
    assert not copy.passphrase.isVisible()
    assert not copy.sealed.isChecked()


def test_changing_ones_mind_forgets_the_passphrase(shown: Shown) -> None:
    copy = shown.view.copy
    copy.sealed.click()
    QTest.keyClicks(copy.passphrase.edit, "half of it")
    copy.sealed.click()
    copy.sealed.click()
    assert copy.passphrase.typed() == ""


def test_bring_in(shown: Shown, day: Day) -> None:
    day.tasks.hold = True
    choose = named(shown.view, "Choose the file of your own copy")
    choose.click()
    assert not choose.isEnabled()
    assert "Reading your copy, then comparing each line." in texts(shown.view)
    day.tasks.run()
    assert "Your vault is not empty. Make a new vault and import into that one." in texts(shown.view)
    shown.view.grab()


def test_an_error_is_read(shown: Shown, day: Day) -> None:
    day.tasks.fails = StorageError("database_damaged")
    shown.presenter.start()
    assert sentences().error(day.tasks.fails) in texts(shown.view)


def test_nothing_is_cut_at_any_width(shown: Shown, qapp: QApplication) -> None:
    shown.view.copy.sealed.click()
    named(shown.view, "Save copy…").click()
    for width in (972, 816, 972):
        shown.view.resize(width, 600)
        for _ in range(5):
            qapp.sendPostedEvents()
        for label in shown.view.findChildren(QLabel):
            if label.isVisible() and label.wordWrap():
                assert label.height() >= label.heightForWidth(label.width()), (width, label.text())


def test_file_dialogs_do_not_stop_the_program(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    """They are windows of their own; a file that is there is refused on the page, not asked about."""
    del qapp
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    chosen: list[Path] = []
    files = FileDialogs()
    files.save(parent, "Save copy", "preference-vault.json", chosen.append)
    (dialog,) = parent.findChildren(QFileDialog)
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    assert dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.fileSelected.emit(str(tmp_path / "copy.json"))
    dialog.reject()
    qtbot.waitUntil(lambda: not parent.findChildren(QFileDialog))
    files.open(parent, "Choose your own copy", ".json", chosen.append)
    (dialog,) = parent.findChildren(QFileDialog)
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptOpen
    assert dialog.nameFilters() == ["*.json"]
    dialog.reject()
    qtbot.waitUntil(lambda: not parent.findChildren(QFileDialog))
    assert chosen == [tmp_path / "copy.json"]

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
from tests.unit.desktop.vault_day import HOST, Day, name_of, named, names, open_day, sentences, texts, themed
from vault.core.errors import StorageError
from vault.core.wording import describe
from vault.customer.editing import list_preferences, set_words
from vault.customer.people import add_person
from vault.customer.session import Passphrase
from vault.customer.taking_along import Form, Part, Take, export_to, needs_passphrase
from vault.customer.wishes import Wished, add_wish
from vault.desktop.pages import FACTORIES
from vault.desktop.parts.note import Note
from vault.desktop.your_data_files import FileDialogs
from vault.desktop.your_data_presenter import YourDataPresenter
from vault.desktop.your_data_state import BringState, Compared, MergeState
from vault.desktop.your_data_view import YourDataView

FOR_FILE = "lantern gravel seven otters"


class Shown:
    def __init__(self, qapp: QApplication, qtbot: QtBot, day: Day, folder: Path) -> None:
        theme, icons = themed(qapp)
        self.files = OneFile(folder / "copy.json")
        self.view = YourDataView(theme, icons, sentences(), shipped(), files=self.files)
        self.presenter = YourDataPresenter(day.tasks, sentences(), shipped(), FACTORIES)
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


def open_json(shown: Shown) -> None:
    """A plain JSON file, by what a person presses."""
    shown.view.copy.kinds.cards[3].click()
    shown.view.copy.lock.tick.click()


def test_people_and_wishes_are_named_among_what_goes_in(shown: Shown, day: Day) -> None:
    lou = add_person(day.session, "Lou")
    add_wish(day.session, Wished("Boots", person=lou.id))
    shown.presenter.start()
    read = texts(shown.view)
    assert {"People you buy for (1)", "Wishes (1)"} <= set(read)
    open_json(shown)
    named(shown.view, "Save copy…").click()
    assert any("1 person, 1 wish, " in each for each in texts(shown.view))


def test_what_goes_in(shown: Shown) -> None:
    read = texts(shown.view)
    for expected in (
        "What kind of file?",
        "Everything (ZIP)",
        "All forms in one file. Can be brought in again.",
        "What goes in?",
        "Preferences (3)",
        "It opens with the free program age, too.",
        "What you saved here before: ZIP, JSON or table.",
        "Files are read on this computer only.",
    ):
        assert expected in read
    assert names(shown.view) == [
        "Everything (ZIP)",
        "To read (HTML, PDF)",
        "Table (CSV)",
        "For another app (JSON)",
        "Preferences (3)",
        "Shops, what they hold, and activity (5 lines of history)",
        "Sealed items (1)",
        "Only one topic or one shop",
        "Lock this file",
        "Show passphrase",
        "Suggest words",
        "Save copy…",
        "Choose file… with your own copy",
        "Choose file… from a shop",
        "Make a letter to a shop",
        "Test the newest backup now",
        "Save a backup…",
        "Leaving? Say goodbye step by step.",
    ]
    assert not shown.view.copy.sealed.isChecked()
    assert not shown.view.copy.passphrase.isVisible()
    assert shown.view.copy.lock.tick.isChecked()


def test_a_way_whose_page_is_not_there_is_not_shown(shown: Shown) -> None:
    shown.view.show_ways({"letters"})
    read = names(shown.view)
    assert "Make a letter to a shop" in read
    assert "Choose file… from a shop" not in read
    assert "Leaving? Say goodbye step by step." not in read


def test_the_kind_of_file(shown: Shown, day: Day) -> None:
    kinds = shown.view.copy.kinds
    assert "HTML" not in names(kinds)
    kinds.cards[0].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(kinds.cards[0], Qt.Key.Key_Right)
    assert kinds.cards[1].isChecked()
    assert kinds.cards[1].hasFocus()
    assert "HTML" in names(kinds)
    assert "A page to read." in texts(shown.view)
    named(kinds, "PDF").click()
    assert "A PDF to read and print." in texts(shown.view)
    kinds.cards[3].click()
    named(kinds, "JSON-LD").click()
    assert "For programs that know schema.org." in texts(shown.view)
    shown.view.copy.lock.tick.click()
    named(shown.view, "Save copy…").click()
    assert shown.files.offered == ["preference-vault.jsonld"]
    kinds.cards[2].click()
    assert "JSON-LD" not in names(kinds)


def test_the_words_of_a_tick_are_as_good_as_its_box(shown: Shown) -> None:
    tick = shown.view.copy.parts[Part.SHOPS]
    QTest.mouseClick(tick, Qt.MouseButton.LeftButton, pos=QPoint(tick.width() // 2, tick.height() // 2))
    assert not tick.box.isChecked()
    shown.view.copy.parts[Part.PREFERENCES].box.click()
    assert not named(shown.view, "Save copy…").isEnabled()
    assert "Choose at least one part." in texts(shown.view)


def test_only_one_topic_or_shop(shown: Shown, day: Day) -> None:
    day.share()
    shown.presenter.start()
    only = shown.view.copy.only
    assert not only.topics.isVisible()
    named(shown.view, "Only one topic or one shop").click()
    assert only.topics.isVisible()
    only.topics.setCurrentIndex(only.topics.findText("Clothing & shoes"))
    assert "Asks for your passphrase first." in texts(shown.view)
    only.topics.activated.emit(only.topics.currentIndex())
    assert "Asks for your passphrase first." not in texts(shown.view)  # of this topic nothing is sealed
    assert "Preferences (2)" in texts(shown.view)
    only.shops.setCurrentIndex(only.shops.findText(HOST))
    only.shops.activated.emit(only.shops.currentIndex())
    assert only.topics.currentText() == "All topics"
    assert f"Shops, what they hold, and activity ({HOST})" in texts(shown.view)


def test_an_open_file_is_warned_about(shown: Shown) -> None:
    warning = "This file is not locked. Anyone who has the file can read it. Keep it in a safe place."
    assert warning not in [name_of(each) for each in shown.view.findChildren(Note) if each.isVisible()]
    shown.view.copy.lock.tick.click()
    assert warning in [name_of(each) for each in shown.view.findChildren(Note) if each.isVisible()]
    assert any("<b>not locked</b>" in each for each in texts(shown.view))
    assert not shown.view.copy.lock.fields.first.isVisible()


def test_save_locked(shown: Shown, day: Day) -> None:
    fields, save = shown.view.copy.lock.fields, named(shown.view, "Save copy…")
    shown.view.copy.kinds.cards[3].click()
    save.click()
    assert shown.files.offered == []
    assert fields.first.edit.hasFocus()
    assert "Type a passphrase for the file, or do not lock it." in texts(shown.view)
    QTest.keyClicks(fields.first.edit, FOR_FILE)
    QTest.keyClicks(fields.again.edit, FOR_FILE)
    day.tasks.hold = True
    QTest.keyClick(fields.again.edit, Qt.Key.Key_Return)
    assert shown.files.offered == ["preference-vault.json.age"]
    assert fields.first.edit.isReadOnly()
    day.tasks.run()
    assert (fields.first.typed(), fields.again.typed()) == ("", "")
    assert needs_passphrase(shown.files.path)
    assert "Keep its passphrase well. Nobody can open the file without it." in texts(shown.view)


def test_save(shown: Shown, day: Day) -> None:
    open_json(shown)
    day.tasks.hold = True
    save = named(shown.view, "Save copy…")
    save.click()
    assert shown.files.offered == ["preference-vault.json"]
    assert not save.isVisible()
    assert "Writing your copy, then reading it back." in texts(shown.view)
    assert named(shown.view, "Cancel").isEnabled()
    assert not shown.view.copy.kinds.cards[0].isEnabled()
    day.tasks.run()
    assert save.isEnabled()
    assert "Done. Saved as copy.json" in texts(shown.view)
    assert shown.files.path.exists()
    shown.view.grab()
    day.tasks.hold = False
    save.click()
    assert "No copy was made" in texts(shown.view)


def test_cancel(shown: Shown, day: Day) -> None:
    open_json(shown)
    day.tasks.hold = True
    save = named(shown.view, "Save copy…")
    save.setFocus()
    save.click()
    cancel = named(shown.view, "Cancel")
    assert cancel.hasFocus()
    cancel.click()
    assert cancel.hasFocus()
    cancel.click()  # once more does no harm
    assert "Stopping after this step." in texts(shown.view)
    day.tasks.run()
    assert "No file was left behind." in texts(shown.view)
    assert save.hasFocus()
    assert not shown.files.path.exists()


def test_sealed_items_ask_for_the_passphrase(shown: Shown) -> None:
    copy = shown.view.copy
    open_json(shown)
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
    assert "4 preferences, 5 lines of history." in texts(shown.view)
    assert not copy.passphrase.isVisible()
    assert not copy.sealed.isChecked()


def test_changing_ones_mind_forgets_what_was_typed(shown: Shown) -> None:
    copy = shown.view.copy
    copy.sealed.click()
    QTest.keyClicks(copy.passphrase.edit, "half of it")
    copy.sealed.click()
    copy.sealed.click()
    assert copy.passphrase.typed() == ""
    QTest.keyClicks(copy.lock.fields.first.edit, "half of it")
    copy.lock.tick.click()
    copy.lock.tick.click()
    assert copy.lock.typed() == ("", "")


def test_a_file_passphrase_is_asked_in_place(shown: Shown, day: Day) -> None:
    export_to(day.session, shown.files.path, what=Take(Form.JSON, lock=Passphrase(FOR_FILE)))
    named(shown.view, "Choose file… with your own copy").click()
    asking = shown.view.bring.asking
    assert asking.field.edit.hasFocus()
    assert "copy.json is locked." in texts(shown.view)
    named(shown.view, "Open file").click()
    assert "Type the passphrase of the file." in texts(shown.view)
    QTest.keyClicks(asking.field.edit, "not this one")
    QTest.keyClick(asking.field.edit, Qt.Key.Key_Return)
    assert asking.field.edit.hasFocus()
    assert "This passphrase does not open the file. " in asking.field.edit.accessibleDescription()
    asking.field.clear()
    QTest.keyClicks(asking.field.edit, FOR_FILE)
    QTest.keyClick(asking.field.edit, Qt.Key.Key_Return)
    assert "Nothing new in this file" in texts(shown.view)
    assert asking.field.typed() == ""
    named(shown.view, "Choose file… with your own copy").click()
    named(shown.view, "Cancel").click()
    assert not asking.isVisible()


def test_bring_in(shown: Shown, day: Day) -> None:
    day.tasks.hold = True
    shown.files.path.write_text("{}")
    choose = named(shown.view, "Choose file… with your own copy")
    choose.click()
    assert not choose.isEnabled()
    assert "Reading your copy, then comparing each line." in texts(shown.view)
    day.tasks.run()
    assert "Nothing was brought in" in texts(shown.view)
    shown.view.grab()


def test_what_differs_is_shown_before_anything_comes_in(shown: Shown, day: Day, qtbot: QtBot) -> None:
    export_to(day.session, shown.files.path)
    set_words(day.session, "clothing.shoe_size", "EU 44")
    set_words(day.session, "media.sports", "hiking")
    choose = named(shown.view, "Choose file… with your own copy")
    choose.setFocus()
    choose.click()
    panel = shown.view.merge
    assert panel is not None
    assert panel.overlay.isVisible()
    assert panel.title.hasFocus()
    assert {"What copy.json would bring", "Shoe size", "Keep mine", "Take from the file"} <= set(texts(panel))
    assert {"Shoe size: Keep mine", "Shoe size: Take from the file", "Add nothing", "Bring in"} <= set(names(panel))
    assert named(panel, "Shoe size: Keep mine").isChecked()
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert panel.overlay.isHidden()
    assert choose.hasFocus()
    choose.click()
    named(panel, "Shoe size: Take from the file").click()
    assert named(panel, "Sports: Keep mine").isChecked()
    named(panel, "Bring in").click()
    assert panel.overlay.isHidden()
    assert "Done. Brought in copy.json" in texts(shown.view)
    kept = {each.entry.key: describe(each.entry, each.value, "en") for each in list_preferences(day.session)}
    assert (kept["clothing.shoe_size"], kept["media.sports"]) == ("EU 43", "Mountain hiking")


def test_many_differences_are_made_bit_by_bit(shown: Shown, qtbot: QtBot) -> None:
    compared = tuple(Compared(f"a.b{each}", f"Name {each}", "1", "2", False, True, False) for each in range(20))
    shown.presenter.bring.changed.emit(BringState(merge=MergeState("copy.json", (), compared, ())))
    panel = shown.view.merge
    assert panel is not None
    assert not panel.bring.isEnabled()
    qtbot.waitUntil(lambda: "Name 19: Take from the file" in names(panel))
    assert panel.bring.isEnabled()
    took: list[frozenset[str]] = []
    panel.taken.connect(took.append)
    named(panel, "Name 19: Take from the file").click()
    panel.bring.click()
    assert took == [frozenset({"a.b19"})]


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
    files.save(parent, "Save copy", "preference-vault.zip.age", chosen.append)
    (dialog,) = parent.findChildren(QFileDialog)
    assert dialog.defaultSuffix() == "zip.age"
    dialog.reject()
    qtbot.waitUntil(lambda: not parent.findChildren(QFileDialog))
    files.open(parent, "Choose your own copy", ".json .zip", chosen.append)
    (dialog,) = parent.findChildren(QFileDialog)
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptOpen
    assert dialog.nameFilters() == ["*.json *.zip"]
    dialog.reject()
    qtbot.waitUntil(lambda: not parent.findChildren(QFileDialog))
    assert chosen == [tmp_path / "copy.json"]

"""A goodbye in the whole window: from the settings to the page where the vault was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.customer.conftest import PASSPHRASE
from tests.unit.desktop.test_settings_window import WAIT, Desk, as_before, desk_over
from tests.unit.desktop.vault_day import Day, named, names, open_day, sentences, texts
from vault.core.errors import ChoiceError
from vault.customer.goodbye import Step
from vault.desktop.farewell_view import FarewellView
from vault.desktop.folder_choice import FolderDialogs
from vault.desktop.goodbye_body import ConfirmBody, DeleteBody, SheetBody, StopBody
from vault.desktop.goodbye_copy import CopyBody
from vault.desktop.goodbye_state import GoodbyeState
from vault.desktop.goodbye_view import GoodbyeView
from vault.desktop.unlock_view import UnlockView
from vault.desktop.welcome_view import WelcomeView

LOCK = "four loose words together"


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with open_day(tmp_path) as made:
        yield made


class Chosen:
    """Stands for the dialog: whoever asks gets this folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def choose(self, parent: QWidget, title: str, chosen: Callable[[Path], None]) -> None:
        assert title == "Choose a folder for your papers"
        chosen(self.folder)


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot, day: Day, tmp_path: Path) -> Iterator[Desk]:
    made = desk_over(qapp, day, tmp_path / "config", "en")
    qtbot.addWidget(made.window)
    made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    made.window.enter()
    yield made
    as_before(qapp)


@pytest.fixture
def page(desk: Desk, tmp_path: Path) -> GoodbyeView:
    desk.window.show_page("goodbye")
    found = desk.window.inside.pages.page("goodbye").view
    assert isinstance(found, GoodbyeView)
    found._folders = Chosen(tmp_path / "papers")
    return found


def press(page: QWidget, name: str) -> None:
    button = named(page, name)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def begin(page: GoodbyeView) -> None:
    press(page, "Another folder…")
    press(page, "Begin")


def copy(page: GoodbyeView) -> None:
    begin(page)
    named(page, "What becomes of your sealed items? Leave them behind. Then they are lost.").click()
    QTest.keyClicks(page.body(CopyBody).new.first.edit, LOCK)
    QTest.keyClicks(page.body(CopyBody).new.again.edit, LOCK)
    press(page, "Make the copy")


def test_the_settings_lead_to_it(desk: Desk) -> None:
    desk.window.show_page("settings")
    named(desk.page, "Delete this vault").click()
    named(desk.window, "Leaving? Say goodbye step by step.").click()
    assert desk.window.frame.shown == "goodbye"
    assert "Say goodbye" in texts(desk.window)
    assert "Delete my vault" not in names(desk.window)


def test_one_step_is_open_and_has_the_keyboard(desk: Desk, page: GoodbyeView) -> None:
    assert page.rows[0].head.accessibleName() == "Step 1 of 5: Take a copy. Later."
    copy(page)
    assert page.rows[0].head.accessibleName() == "Step 1 of 5: Take a copy. Done."
    assert page.rows[1].head.accessibleName() == "Step 2 of 5: Stop all sharing. Now."
    assert desk.window.focusWidget() is page.rows[1].head
    shown = [page.body(kind).isVisible() for kind in (CopyBody, StopBody, ConfirmBody, SheetBody, DeleteBody)]
    assert shown == [False, True, False, False, False]
    assert page.body(CopyBody).new.first.typed() == ""


def test_what_is_told_stands_as_far_above_the_steps_as_parts_from_each_other(page: GoodbyeView, qtbot: QtBot) -> None:
    told, card = page._told, page._first
    for text, above in (("2 letters are ready.", told), ("", page._about)):
        page.show_state(GoodbyeState(step=Step.BEGIN, told=text))
        gap = 16 if text else 20
        qtbot.waitUntil(
            lambda above=above, gap=gap: card.mapTo(page, QPoint(0, 0)).y() == above.geometry().bottom() + 1 + gap
        )
        assert told.isVisible() is bool(text)


def test_what_is_wrong_is_said_where_it_is(desk: Desk, page: GoodbyeView) -> None:
    begin(page)
    press(page, "Make the copy")
    assert "Say first what becomes of it." in texts(page)
    assert desk.window.focusWidget() is page.body(CopyBody).along
    page.body(CopyBody).along.click()
    QTest.keyClicks(page.body(CopyBody).new.first.edit, LOCK)
    QTest.keyClicks(page.body(CopyBody).new.again.edit, "another")
    QTest.keyClick(page.body(CopyBody).new.again.edit, Qt.Key.Key_Return)
    assert "This is not the same. Type it again." in texts(page)
    assert desk.window.focusWidget() is page.body(CopyBody).passphrase.edit
    page.body(CopyBody).open.click()
    assert "This file is not locked. Anyone who has the file can read it." in texts(page)
    assert not page.body(CopyBody).new.isVisible()


def test_the_keyboard_waits_with_the_copy_and_comes_back(desk: Desk, page: GoodbyeView, qtbot: QtBot) -> None:
    begin(page)
    page.body(CopyBody).behind.click()
    QTest.keyClicks(page.body(CopyBody).new.first.edit, LOCK)
    page.body(CopyBody).new.again.edit.setFocus()
    QTest.keyClicks(page.body(CopyBody).new.again.edit, LOCK)
    desk.day.tasks.hold = True
    QTest.keyClick(page.body(CopyBody).new.again.edit, Qt.Key.Key_Return)
    assert desk.window.focusWidget() is page.rows[0].head
    desk.window.inside.pages.page("goodbye").presenter._how_far.take(1, 3)
    qtbot.waitUntil(lambda: desk.window.focusWidget() is page.body(CopyBody).cancel)
    press(page, "Cancel")
    assert desk.window.focusWidget() is page.body(CopyBody).cancel
    desk.day.tasks.run()
    assert "You cancelled it. There is no copy." in texts(page)
    assert desk.window.focusWidget() is page.body(CopyBody).new.again.edit
    desk.day.tasks.hold = False


def test_a_wrong_passphrase_has_the_keyboard_again(desk: Desk, page: GoodbyeView) -> None:
    begin(page)
    page.body(CopyBody).along.click()
    for field in (page.body(CopyBody).new.first, page.body(CopyBody).new.again):
        QTest.keyClicks(field.edit, LOCK)
    QTest.keyClicks(page.body(CopyBody).passphrase.edit, "wrong")
    press(page, "Make the copy")
    assert sentences().say("errors", "wrong_passphrase") in texts(page)
    assert desk.window.focusWidget() is page.body(CopyBody).passphrase.edit


def test_to_the_end(desk: Desk, page: GoodbyeView, qtbot: QtBot, tmp_path: Path) -> None:
    desk.day.share()
    desk.day.deliver()
    folder = desk.day.session.vault.folder.path
    copy(page)
    press(page, "Stop everything")
    qtbot.waitUntil(lambda: page.body(SheetBody).isVisible() or page.body(ConfirmBody).isVisible(), timeout=WAIT)
    assert len(desk.day.shop.stops) == 1
    if page.body(ConfirmBody).isVisible():
        press(page, "Leave it at that")
    press(page, "Write the sheet")
    assert "What is sealed is not in your copy. It is lost." in texts(page)
    press(page, "Delete my vault")
    assert "Type your passphrase first." in texts(page)
    assert folder.exists()
    QTest.keyClicks(page.body(DeleteBody).field.edit, PASSPHRASE)
    QTest.keyClick(page.body(DeleteBody).field.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not folder.exists(), timeout=WAIT)
    (farewell,) = desk.window.findChildren(FarewellView)
    said = " ".join(texts(farewell)).replace("\u200b", "")
    assert "Your vault is gone" in said
    for name in ("vault-copy.zip.age", "goodbye.pdf"):
        assert str(tmp_path / "papers" / name) in said
        assert (tmp_path / "papers" / name).exists()
    named(farewell, "Go on").click()
    assert desk.window.findChildren(WelcomeView)


def test_who_writes_letters_is_asked_for_a_name_where_it_is_typed(desk: Desk, page: GoodbyeView, qtbot: QtBot) -> None:
    desk.day.share()
    desk.day.deliver()
    copy(page)
    desk.day.shop.mood = "down"
    press(page, "Stop everything")
    qtbot.waitUntil(page.body(ConfirmBody).isVisible, timeout=WAIT)
    for field, code in (
        (page.body(ConfirmBody).name, "letter_name_missing"),
        (page.body(ConfirmBody).reply, "letter_reply_missing"),
    ):
        press(page, "Write the letters")
        assert sentences().say("errors", code) in texts(page)
        assert desk.window.focusWidget() is field
        assert field.property("error")
        QTest.keyClicks(field, "Noor")
        assert not field.property("error")
        (label,) = (each for each in page.findChildren(QLabel) if each.buddy() is field)
        assert field.mapTo(page, QPoint()).y() - label.mapTo(page, QPoint(0, label.height())).y() < 8


def test_a_copy_that_goes_in_the_last_moment_keeps_the_vault(
    desk: Desk, page: GoodbyeView, qtbot: QtBot, tmp_path: Path
) -> None:
    copy(page)
    press(page, "Go on")
    press(page, "Write the sheet")
    real = desk.window.world.program.send_off

    def gone_by_then(cleared: object) -> None:
        (tmp_path / "papers" / "vault-copy.zip.age").unlink()
        real(cleared)  # type: ignore[arg-type]

    world = desk.window.world
    desk.window.world = world._replace(program=world.program._replace(send_off=gone_by_then))
    QTest.keyClicks(page.body(DeleteBody).field.edit, PASSPHRASE)
    press(page, "Delete my vault")
    qtbot.waitUntil(lambda: "Your vault could not be deleted" in texts(desk.window), timeout=WAIT)
    assert sentences().error(ChoiceError("goodbye_copy_first")) in texts(desk.window)
    assert desk.day.session.vault.folder.database.exists()
    named(desk.window, "Go back").click()
    assert desk.window.findChildren(UnlockView)


def test_it_goes_on_another_day(desk: Desk, page: GoodbyeView) -> None:
    begin(page)
    press(page, "Back")
    assert desk.window.frame.shown == "your_data"
    desk.window.show_page("goodbye")
    assert page._step is Step.COPY
    press(page, "I stay after all")
    assert sentences().say("cli", "goodbye_stays") in texts(page)
    assert desk.window.focusWidget() is page.begin


def test_the_dialog_for_a_folder_does_not_stop_the_program(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    del qapp
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    chosen: list[Path] = []
    FolderDialogs().choose(parent, "Choose a folder for your papers", chosen.append)
    (dialog,) = parent.findChildren(QFileDialog)
    assert dialog.fileMode() is QFileDialog.FileMode.Directory
    dialog.fileSelected.emit(str(tmp_path))
    dialog.reject()
    qtbot.waitUntil(lambda: not parent.findChildren(QFileDialog))
    assert chosen == [tmp_path]

"""People I buy for as a person uses it: by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.core.catalogue_values import shipped
from tests.unit.desktop.desk import Desk
from tests.unit.desktop.fits import cut
from tests.unit.desktop.vault_day import Day, named, names, open_day, sentences, texts, themed
from vault.customer.people import list_people
from vault.desktop.parts.state_line import StateLine
from vault.desktop.people_presenter import PeoplePresenter
from vault.desktop.people_view import PeopleView


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication, day: Day) -> PeopleView:
    theme, icons = themed(qapp)
    made = PeopleView(theme, icons, sentences(), shipped())
    presenter = PeoplePresenter(day.tasks, sentences(), shipped(), day.clock)
    presenter.setParent(made)
    made.attach(presenter)
    qtbot.addWidget(made)
    made.resize(972, 780)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    presenter.start()
    return made


def typed(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    field.setFocus()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_an_empty_page_says_what_it_is_for(view: PeopleView) -> None:
    assert any(each.startswith("Nobody yet.") for each in texts(view))
    assert names(view) == ["Back", "Add"]


def test_by_keyboard_from_a_nickname_to_a_size(view: PeopleView, qtbot: QtBot, day: Day) -> None:
    typed(qtbot, view.nickname, "Lou")
    assert view.nickname.text() == ""
    assert not any(each.startswith("Nobody yet.") for each in texts(view))
    view.person.possible.setCurrentIndex(view.person.possible.findText("Shoe size"))
    qtbot.mouseClick(named(view, "Add this"), Qt.MouseButton.LeftButton)
    editor = view.person.editor
    assert editor is not None
    field = editor.value.first()
    assert isinstance(field, QLineEdit)
    assert field.hasFocus()
    typed(qtbot, field, "38")
    (lou,) = list_people(day.session)
    assert [each.value.value for each in lou.preferences] == ["38"]
    assert "EU 38" in texts(view)
    assert {"Copy Shoe size", "Change Shoe size", "Remove Lou", "Name and note"} <= set(names(view))


def test_escape_closes_the_editor_and_the_row_has_the_keyboard(view: PeopleView, qtbot: QtBot) -> None:
    typed(qtbot, view.nickname, "Lou")
    view.person.possible.setCurrentIndex(view.person.possible.findText("Shoe size"))
    qtbot.mouseClick(named(view, "Add this"), Qt.MouseButton.LeftButton)
    assert view.person.editor is not None
    typed(qtbot, view.person.editor.value.first(), "38")  # type: ignore[arg-type]  # a line
    qtbot.mouseClick(named(view, "Change Shoe size"), Qt.MouseButton.LeftButton)
    assert view.person.editor is not None
    qtbot.keyClick(view.person.editor.value.first(), Qt.Key.Key_Escape)
    assert view.person.editor is None
    assert named(view, "Change Shoe size").hasFocus()


def test_a_note_is_kept_and_shown(view: PeopleView, qtbot: QtBot) -> None:
    typed(qtbot, view.nickname, "Lou")
    qtbot.mouseClick(named(view, "Name and note"), Qt.MouseButton.LeftButton)
    assert view.person.nickname.hasFocus()
    view.person.note.setPlainText("likes green")
    qtbot.mouseClick(named(view, "Save name"), Qt.MouseButton.LeftButton)
    assert "likes green" in texts(view)
    qtbot.mouseClick(named(view, "Remove Lou"), Qt.MouseButton.LeftButton)
    assert not view.person.isVisibleTo(view)


@pytest.mark.parametrize("words", ["Add", "Toevoegen", "Nog iemand toevoegen"])
@pytest.mark.parametrize("width", [816, 972])
def test_a_nickname_is_seen_while_it_is_typed(qapp: QApplication, view: PeopleView, width: int, words: str) -> None:
    view.add.setText(words)
    view.resize(width, 600)
    qapp.processEvents()
    assert view.nickname.width() >= view.letters(18)
    assert cut(view) == []


@pytest.mark.parametrize("scale", [1.0, 1.3, 2.0])
@pytest.mark.parametrize("width", [816, 972])
def test_nothing_is_cut(qapp: QApplication, view: PeopleView, qtbot: QtBot, width: int, scale: float) -> None:
    view._theme.set_text_scale(scale)
    view.resize(width, 600)
    typed(qtbot, view.nickname, "Somebodywithaverylongnicknameindeed")
    qtbot.mouseClick(named(view, "Name and note"), Qt.MouseButton.LeftButton)
    qapp.processEvents()
    assert cut(view) == []


def fill(view: PeopleView, qtbot: QtBot, **sizes: str) -> None:
    """Add somebody with these sizes, of shoes or rings."""
    typed(qtbot, view.nickname, "Lou")
    for key, size in sizes.items():
        view.person.possible.setCurrentIndex(view.person.possible.findText(f"{key.title()} size"))
        qtbot.mouseClick(named(view, "Add this"), Qt.MouseButton.LeftButton)
        assert view.person.editor is not None
        typed(qtbot, view.person.editor.value.first(), size)  # type: ignore[arg-type]  # a line


def test_the_search_field_comes_with_the_first_person(view: PeopleView, qtbot: QtBot) -> None:
    assert not view.search.isVisible()
    view.focus_search()  # Ctrl+F
    assert not view.search.hasFocus()
    fill(view, qtbot, shoe="38")
    view.focus_search()
    assert view.search.hasFocus()
    qtbot.keyClicks(view.search, "nothing")
    assert any(each.startswith("Nobody found.") for each in texts(view))
    assert not view.person.isVisible()
    qtbot.keyClick(view.search, Qt.Key.Key_Escape)
    assert view.search.text() == ""
    assert view.person.isVisible()


def test_the_keyboard_goes_from_a_name_to_the_sizes_and_stays_near_what_went(
    view: PeopleView, qtbot: QtBot, day: Day
) -> None:
    fill(view, qtbot, shoe="38", ring="54")
    view.people.setFocus()
    qtbot.keyClick(view.people, Qt.Key.Key_Return)
    assert named(view, "Change Shoe size").hasFocus()
    qtbot.keyClick(named(view, "Change Shoe size"), Qt.Key.Key_Delete)
    assert named(view, "Change Ring size").hasFocus()
    qtbot.keyClick(named(view, "Change Ring size"), Qt.Key.Key_Delete)
    assert view.person.possible.hasFocus()
    view.people.setFocus()
    qtbot.keyClick(view.people, Qt.Key.Key_Delete)
    assert list_people(day.session) == ()
    assert view.nickname.hasFocus()


def test_a_name_that_is_kept_leaves_the_keyboard_at_its_button(view: PeopleView, qtbot: QtBot) -> None:
    fill(view, qtbot)
    for leave in (view.person.keep, view.person.leave):
        qtbot.mouseClick(view.person.name, Qt.MouseButton.LeftButton)
        assert view.person.nickname.hasFocus()
        qtbot.mouseClick(leave, Qt.MouseButton.LeftButton)
        assert view.person.name.hasFocus()


def test_printing_and_saving_are_there_when_there_is_something(view: PeopleView, qtbot: QtBot, tmp_path: Path) -> None:
    fill(view, qtbot)
    assert not view.person.paper.isVisible()
    fill_more = view.person.possible.findText("Shoe size")
    view.person.possible.setCurrentIndex(fill_more)
    qtbot.mouseClick(named(view, "Add this"), Qt.MouseButton.LeftButton)
    assert view.person.editor is not None
    typed(qtbot, view.person.editor.value.first(), "38")  # type: ignore[arg-type]  # a line
    view.person.paper.files = view.person.paper.printing = Desk(tmp_path / "lou.pdf")
    qtbot.mouseClick(named(view, "Print A6…"), Qt.MouseButton.LeftButton)
    assert "Sent to the printer." in texts(view)
    qtbot.mouseClick(named(view, "Save as file…"), Qt.MouseButton.LeftButton)
    assert "Saved as lou.pdf. This file is not locked." in texts(view)
    assert (tmp_path / "lou.pdf").read_bytes().startswith(b"%PDF")


TAKEN = "You already have somebody with this name. Choose another."


def two(view: PeopleView, qtbot: QtBot) -> None:
    """Noor, and Lou who is shown."""
    for nickname in ("Noor", "Lou"):
        typed(qtbot, view.nickname, nickname)


def test_a_wrong_size_is_said_at_its_field_with_a_sign_and_the_keyboard_there(view: PeopleView, qtbot: QtBot) -> None:
    typed(qtbot, view.nickname, "Lou")
    view.person.possible.setCurrentIndex(view.person.possible.findText("Shoe size"))
    qtbot.mouseClick(named(view, "Add this"), Qt.MouseButton.LeftButton)
    editor = view.person.editor
    assert editor is not None
    field = editor.value.first()
    qtbot.keyClicks(field, "99")
    editor.save.setFocus()
    qtbot.mouseClick(editor.save, Qt.MouseButton.LeftButton)
    assert field.hasFocus()
    (line,) = told(view)
    assert line.accessibleName() == "EU does not have this size. It goes from 16 to 50."
    assert at(field, line, view)


def told(view: PeopleView) -> list[StateLine]:
    """The lines that say what is wrong, as a person sees them."""
    return [each for each in view.findChildren(StateLine) if each.isVisible() and each.accessibleName()]


def at(field: QWidget, line: StateLine, view: PeopleView) -> bool:
    """Whether this line stands right below the field, which is marked."""
    below = line.mapTo(view, QPoint(0, 0)).y() - field.mapTo(view, QPoint(0, field.height())).y()
    return 0 <= below <= 12 and field.property("error") is True


def test_a_name_that_is_taken_is_said_once_at_its_field(qapp: QApplication, view: PeopleView, qtbot: QtBot) -> None:
    two(view, qtbot)
    qtbot.mouseClick(view.person.name, Qt.MouseButton.LeftButton)
    view.person.nickname.setText("Noor")
    qtbot.mouseClick(view.person.keep, Qt.MouseButton.LeftButton)
    qapp.processEvents()
    (line,) = told(view)
    assert line.accessibleName() == view.person.nickname.accessibleDescription() == TAKEN
    assert at(view.person.nickname, line, view)
    assert view.person.nickname.hasFocus()
    typed(qtbot, view.nickname, "Lou")  # and what is wrong now is said, not what was
    qapp.processEvents()
    (line,) = told(view)
    assert at(view.nickname, line, view)
    assert view.person.nickname.property("error") is False
    typed(qtbot, view.nickname, "ise")
    assert told(view) == []
    assert view.nickname.property("error") is False


def test_a_note_that_cannot_be_kept_is_said_at_the_note(qapp: QApplication, view: PeopleView, qtbot: QtBot) -> None:
    two(view, qtbot)
    qtbot.mouseClick(view.person.name, Qt.MouseButton.LeftButton)
    view.person.note.setPlainText("x" * 2001)
    qtbot.mouseClick(view.person.keep, Qt.MouseButton.LeftButton)
    qapp.processEvents()
    (line,) = told(view)
    assert at(view.person.note, line, view)
    assert view.person.note.hasFocus()


def test_where_the_button_stands_below_the_field_what_is_wrong_stands_between(
    qapp: QApplication, view: PeopleView, qtbot: QtBot
) -> None:
    two(view, qtbot)
    typed(qtbot, view.nickname, "Lou")
    for words in ("Nog iemand toevoegen", "Add"):
        view.add.setText(words)
        view.resize(view.width() - 1, view.height())
        qapp.processEvents()
        (line,) = told(view)
        assert at(view.nickname, line, view), words

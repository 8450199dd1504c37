"""Hundreds of letters: the newest, and a button that brings the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.core.catalogue_values import shipped
from tests.unit.desktop.letter_day import ACCESS, BAKERY, Letters
from tests.unit.desktop.vault_day import Day, named, open_day, sentences, texts, themed
from vault.customer import letters as written
from vault.desktop.letters_view import LettersView


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with open_day(tmp_path) as made:
        for number in range(70):
            written.make(made.session, replace(ACCESS, to=replace(BAKERY, name=f"Shop {number}")))
        yield made


@pytest.fixture
def letters(qapp: QApplication, day: Day) -> Letters:
    del qapp
    return Letters(day)


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication, letters: Letters) -> LettersView:
    theme, icons = themed(qapp)
    made = LettersView(theme, icons, sentences(), shipped())
    letters.setParent(made)
    made.attach(letters)
    qtbot.addWidget(made)
    made.resize(972, 780)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    letters.start()
    return made


def shops(view: LettersView) -> list[str]:
    return [each.open.accessibleName().rpartition(", ")[2] for each in view.rows()]


def test_the_newest_are_there_and_a_button_brings_the_next(view: LettersView, qtbot: QtBot) -> None:
    assert shops(view) == [f"Shop {number}" for number in range(69, 9, -1)]
    assert "You see 60 of 70." in texts(view)
    more = named(view, "Show 10 more")
    more.setFocus()
    qtbot.keyClick(more, Qt.Key.Key_Space)
    assert view.rows()[60].open.hasFocus()
    assert shops(view) == [f"Shop {number}" for number in range(69, -1, -1)]
    assert not view.more.isVisible()


def test_tab_goes_from_the_last_row_to_the_button(view: LettersView, qtbot: QtBot) -> None:
    last = view.rows()[-1].stops[-1]
    last.setFocus()
    qtbot.keyClick(last, Qt.Key.Key_Tab)
    assert view.more.more.hasFocus()


def test_a_letter_that_was_removed_comes_back(view: LettersView, letters: Letters) -> None:
    last = view.rows()[-1]
    letters.open(last.line_id)
    letters.letter.remove()
    letters.gone[0].bring_back()
    assert last.line_id in {each.line_id for each in view.rows()}


def test_a_new_letter_is_the_first(view: LettersView, letters: Letters) -> None:
    letters.write()
    letters.show_list()
    assert shops(view)[0] == BAKERY.name

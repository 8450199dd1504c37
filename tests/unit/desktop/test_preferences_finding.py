"""The preferences page as a person uses it: searching, adding, and how one begins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QToolButton

from tests.unit.core.catalogue_values import shipped
from tests.unit.desktop.preferences_screen import (
    SHOE_SIZE,
    new_session,
)
from vault import bundled
from vault.core.clock import SetClock
from vault.core.value import Value
from vault.customer.editing import set_words
from vault.customer.session import Session
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.theme import Theme, parse_tokens

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot
from tests.unit.desktop.preferences_shown import KEPT, Page, value_of


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False)
    made.apply(qapp)
    return made


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 5, 12, 12, 4, tzinfo=UTC))


@pytest.fixture
def session(tmp_path: Path, clock: SetClock) -> Iterator[Session]:
    with new_session(tmp_path, clock) as made:
        yield made


@pytest.fixture
def page(qtbot: QtBot, session: Session, theme: Theme) -> Page:
    for key, words in KEPT.items():
        set_words(session, key, words)
    return Page(qtbot, session, theme)


def test_search_narrows_as_one_types_and_esc_clears_it(page: Page) -> None:
    page.view.focus_search()
    assert QApplication.focusWidget() is page.view.search
    page.bot.keyClicks(page.view.search, "schoen")
    page.settle()
    assert [name.split(",")[0] for name in page.names()] == ["Shoe size", "Shoe width"]
    page.key(Qt.Key.Key_Escape)
    assert page.view.search.text() == ""
    assert len(page.names()) == 4


def test_a_search_that_finds_nothing_goes_on_among_what_can_be_added(page: Page) -> None:
    page.view.focus_search()
    page.bot.keyClicks(page.view.search, "heel height")
    page.settle()
    assert page.names() == []
    page.view.rows.add_asked.emit()
    assert page.view.search.text() == "heel height"
    assert [name.split(".")[0] for name in page.names()] == ["Add Heel height"]
    clear = page.view.search.findChild(QToolButton)
    page.press("Add Heel height")
    assert page.view.search.text() == ""
    page.bot.waitUntil(lambda: not clear.isVisible())


def test_an_open_editor_takes_no_letters_from_the_search(page: Page) -> None:
    page.press("Shoe size")
    page.view.focus_search()
    page.bot.keyClicks(page.view.search, "schoen")
    page.settle()
    assert QApplication.focusWidget() is page.view.search
    assert page.view.search.text() == "schoen"


def test_adding_finds_opens_and_keeps_a_preference(page: Page, session: Session) -> None:
    page.press("Add preference")
    assert QApplication.focusWidget() is page.view.search
    page.bot.keyClicks(page.view.search, "heel height")
    page.settle()
    page.press("Add Heel height")
    assert page.view.title.text() == "Preferences"
    page.key(Qt.Key.Key_Down)
    page.press("Save")
    assert value_of(session, "clothing.heel_height") == Value(shipped().entry("clothing.heel_height").options[0].id)


def test_adding_is_left_by_back_and_by_esc(page: Page) -> None:
    for leave in (lambda: page.press("Back"), lambda: page.key(Qt.Key.Key_Escape)):
        page.press("Add preference")
        assert page.view.title.text() == "Add preference"
        leave()
        assert page.view.title.text() == "Preferences"


def test_a_topic_without_preferences_says_so_and_offers_to_add(page: Page) -> None:
    page.presenter.choose_topic("money")
    page.settle()
    adds = [each for each in page.view.rows.findChildren(QAbstractButton) if each.isVisible()]
    assert [each.accessibleName() for each in adds] == ["Add preference"]
    page.bot.mouseClick(adds[0], Qt.MouseButton.LeftButton)
    page.settle()
    assert len(page.names()) == len([each for each in shipped().entries.values() if each.topic == "money"])


def test_an_empty_vault_offers_three_ways_to_start(qtbot: QtBot, session: Session, theme: Theme) -> None:
    page = Page(qtbot, session, theme)
    assert page.view.empty.isVisible()
    with qtbot.waitSignal(page.presenter.navigate) as asked:
        page.press("Bring in a file")
    assert asked.args == ["your_data"]
    page.press("Choose a topic")
    assert page.view.title.text() == "Add preference"
    page.press("Back")
    page.press("Start with your sizes")
    assert page.editor.key == SHOE_SIZE
    page.bot.keyClicks(page.size.size_line, "43")
    page.press("Save")
    assert page.editor.key == "clothing.top_size"


def test_a_size_that_was_laid_out_is_skipped_and_the_next_one_opens(
    qtbot: QtBot, session: Session, theme: Theme
) -> None:
    page = Page(qtbot, session, theme)
    page.press("Start with your sizes")
    laid_out = page.names()
    assert page.editor.cancel.text() == "Skip"
    page.press("Skip")
    assert page.editor.key == "clothing.top_size"
    assert page.editor.isAncestorOf(page.view.focusWidget())
    assert page.names() == laid_out[1:]
    page.key(Qt.Key.Key_Escape)
    assert page.names() == laid_out[2:]
    for _ in laid_out[2:]:
        page.press("Skip")
    assert page.view.empty.isVisible()


def test_what_is_wrong_with_a_value_has_a_sign_before_its_words(page: Page) -> None:
    page.presenter.open_row(SHOE_SIZE)
    page.settle()
    page.size.size_line.clear()
    page.bot.keyClicks(page.size.size_line, "99")
    page.press("Save")
    assert page.error() == "EU does not have this size. It goes from 16 to 50."
    (sign,) = [each for each in page.editor.error.findChildren(IconLabel) if each.isVisible()]
    (words,) = [each for each in page.editor.error.findChildren(QLabel) if each.text() == page.error()]
    assert sign.mapTo(page.editor, QPoint(0, 0)).x() < words.mapTo(page.editor, QPoint(0, 0)).x()


def test_a_size_that_is_kept_is_cancelled_and_stays(page: Page) -> None:
    page.presenter.open_row(SHOE_SIZE)
    page.settle()
    assert page.editor.cancel.text() == "Cancel"
    before = page.names()
    page.press("Cancel")
    assert page.names() == before
    assert page.view.rows.editor is None


def test_what_was_being_added_is_left_by_the_pages_own_word(page: Page) -> None:
    page.presenter.add()
    page.settle()
    assert page.view.title.text() == "Add preference"
    page.presenter.leave_adding()
    page.settle()
    assert page.view.title.text() == "Preferences"
    page.view.searched.emit("shoe")
    page.presenter.leave_adding()  # nothing to leave
    page.settle()
    assert page.view.search.text() == "shoe"

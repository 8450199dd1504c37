"""The preferences page as a person uses it: by keyboard and mouse, over a real vault, found by accessible names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import Shop
from tests.unit.desktop.preferences_screen import (
    COLOURS,
    SHOE_SIZE,
    WIDTH,
    new_session,
    sentences,
    share_with,
)
from vault import bundled
from vault.core.clock import SetClock
from vault.core.errors import StorageError
from vault.core.sensitivity import Level
from vault.core.value import Precision, Value
from vault.customer.editing import list_preferences, set_words
from vault.customer.session import Session
from vault.desktop.preference_fields import RangeEditor
from vault.desktop.preference_paint import PaintedRow
from vault.desktop.preference_state import TopicLine
from vault.desktop.theme import Theme, parse_tokens
from vault.desktop.topic_list import TopicModel

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot
from tests.unit.desktop.preferences_shown import KEPT, PRICE, Page, value_of


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


def test_nothing_stays_on_the_page_when_the_vault_locks(page: Page) -> None:
    page.press("Shoe size")
    page.presenter.forget()
    page.settle()
    assert (page.names(), page.view.rows.editor, page.view.topics.isVisible()) == ([], None, False)
    page.presenter.start()
    page.settle()
    assert page.names()[0].startswith("Shoe size, EU 43")


def test_rows_say_name_value_level_and_who_sees_it(page: Page) -> None:
    assert page.names()[:2] == ["Shoe size, EU 43, Everyday, Not shared", "Shoe width, Width H, Everyday, Not shared"]


def test_topics_are_a_model_that_keeps_its_word(qtmodeltester: object, page: Page) -> None:
    model = TopicModel("Sealed")
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    topic = TopicLine("food", "Food", "fork-knife", False, 2)
    sealed = TopicLine("health", "Health", "heartbeat", True, 1)
    model.set_rows((topic, sealed))
    assert [model.index(row).data() for row in range(model.rowCount())] == ["Food", "Sealed", "Health"]
    assert not model.flags(model.index(1))
    model.set_rows((TopicLine("food", "Food", "fork-knife", False, 3), sealed))
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Food, 3"
    model.set_rows((topic,))
    assert model.rowCount() == 1


def test_arrows_walk_the_topics_and_enter_goes_to_the_rows(page: Page) -> None:
    page.view.topics.setFocus()
    page.key(Qt.Key.Key_Down)
    assert page.names()[0].startswith("How strong I like coffee, Strong")
    page.key(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.named("How strong I like coffee")


def test_arrows_step_over_the_head_of_the_sealed_topics(page: Page) -> None:
    page.view.topics.setFocus()
    for _ in range(7):
        page.key(Qt.Key.Key_Down)
    assert page.names() == ["Foot health, My own insoles, Sealed, Not shared"]


def test_a_row_opens_and_closes_with_enter_and_esc(page: Page) -> None:
    row = page.named("Shoe size")
    row.setFocus()
    page.key(Qt.Key.Key_Return)
    assert page.editor.isVisible()
    assert QApplication.focusWidget() is page.size.size_line
    page.key(Qt.Key.Key_Escape)
    assert page.view.rows.editor is None
    assert QApplication.focusWidget() is row


def test_arrows_walk_the_rows(page: Page) -> None:
    page.named("Shoe size").setFocus()
    page.key(Qt.Key.Key_Up)
    page.key(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is page.named("Shoe width")


def test_tab_goes_through_the_open_editor_from_top_to_bottom(page: Page) -> None:
    page.press("Shoe size")
    page.named("Shoe size, ").setFocus()
    names = []
    for _ in range(14):
        page.key(Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        names.append(focused.accessibleName())
    assert names[:4] == ["Shoe size, size system", "Shoe size, size", "Size help", "Everyday"]
    assert "Save" in names
    assert names.index("Save") < names.index("Cancel") < names.index("Delete")
    assert names[names.index("Delete") + 1].startswith("Shoe width")


def test_typing_and_saving_changes_the_row(page: Page, session: Session) -> None:
    page.press("Shoe size")
    page.size.size_line.selectAll()
    page.bot.keyClicks(page.size.size_line, "44")
    assert "Exact, EU 44, 1 of 4" in [step.accessibleName() for step in page.editor.most.steps()]
    page.press("Save")
    assert value_of(session, SHOE_SIZE) == Value("44", system="EU")
    assert page.names()[0] == "Shoe size, EU 44, Everyday, Not shared"
    assert QApplication.focusWidget() is page.named("Shoe size")


def test_enter_in_a_field_saves(page: Page, session: Session) -> None:
    page.press("Shoe size")
    page.size.size_line.setText("45")
    page.size.edited.emit()
    page.key(Qt.Key.Key_Return, page.size.size_line)
    assert value_of(session, SHOE_SIZE) == Value("45", system="EU")


def test_a_wrong_size_has_the_keyboard_and_its_error_in_sight(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr("vault.desktop.preference_editor.announce", lambda _, text: said.append(text))
    page.view.resize(816, 420)
    page.press("Shoe size")
    line = page.size.size_line
    line.selectAll()
    page.bot.keyClicks(line, "99")
    page.editor.save.setFocus()
    bar = page.view.rows.verticalScrollBar()
    bar.setValue(bar.maximum())
    page.press("Save")
    assert line.hasFocus()
    assert page.error() == "EU does not have this size. It goes from 16 to 50."
    assert line.accessibleDescription() == page.error()
    assert said == [page.error()]
    for each in (line, page.editor.error):
        page.bot.waitUntil(lambda part=each: part.visibleRegion().boundingRect().height() == part.height())
    page.editor.cancel.setFocus()
    page.bot.keyClicks(line, "9")  # what is still wrong takes the keyboard from nobody
    assert page.editor.cancel.hasFocus()
    assert len(said) == 1


@pytest.mark.parametrize("width", [972, 816])
def test_nothing_moves_while_a_size_is_typed(page: Page, width: int) -> None:
    page.view.resize(width, 780)
    page.press("Shoe size")
    page.settle()
    parts = (page.editor.levels, page.editor.most, page.editor.save)
    line = page.editor.value.first()
    places = []
    for text in ("", "4", "43", "99"):
        line.selectAll()
        page.key(Qt.Key.Key_Delete, line)
        page.bot.keyClicks(line, text)
        page.settle()
        places.append([each.mapTo(page.view, QPoint(0, 0)) for each in parts])
        elsewhere = page.editor.elsewhere
        assert elsewhere is not None
        assert elsewhere.said.isVisible() == (text == "43")
    assert places == places[:1] * len(places)


def test_an_error_stands_below_the_field_and_what_is_typed_stays(page: Page, session: Session) -> None:
    page.press("Price per pair")
    fields = page.editor.value
    assert isinstance(fields, RangeEditor)
    fields.high.selectAll()
    page.bot.keyClicks(fields.high, "7")
    page.press("Save")
    assert fields.high.hasFocus()
    assert page.error() == "Use steps of €5."
    assert (fields.high.property("error"), fields.low.property("error")) == (True, False)
    assert (fields.low.text(), fields.high.text()) == ("80", "7")
    page.bot.keyClicks(fields.high, "00")
    assert page.error() == "Use a number from €0 to €500."
    page.key(Qt.Key.Key_Backspace, fields.high)
    page.key(Qt.Key.Key_Backspace, fields.high)
    page.key(Qt.Key.Key_Backspace, fields.high)
    page.bot.keyClicks(fields.high, "150")
    assert page.error() == ""
    page.press("Save")
    assert value_of(session, PRICE) == Value(minimum="80", maximum="150", unit="EUR")


def test_a_save_that_fails_is_said_in_the_editor(page: Page) -> None:
    page.press("Shoe size")
    page.size.size_line.setText("44")
    page.size.edited.emit()
    page.tasks.fails = StorageError("disk_full")
    page.press("Save")
    assert page.editor.failed.isVisible()
    assert page.editor.failed.accessibleName() == sentences().error(StorageError("disk_full"))
    assert page.size.size_line.text() == "44"


def test_a_level_below_the_catalogues_cannot_be_chosen(page: Page, session: Session) -> None:
    page.press("Price per pair")
    everyday, personal, sealed = page.editor.levels.buttons()
    assert [each.isEnabled() for each in (everyday, personal, sealed)] == [False, True, True]
    page.bot.mouseClick(sealed, Qt.MouseButton.LeftButton)
    page.press("Save")
    kept = next(each for each in list_preferences(session) if each.entry.key == PRICE)
    assert kept.level is Level.SEALED


def test_the_most_a_shop_may_see_can_be_closed(page: Page, session: Session) -> None:
    page.press("Shoe size")
    names = [step.accessibleName() for step in page.editor.most.steps()]
    assert names == [
        "Exact, EU 43, 1 of 4",
        "Range, EU 42–44, 2 of 4",  # noqa: RUF001 - as ranges are printed
        "Category, Adult, 3 of 4",
        "Closed, Don’t share, 4 of 4",  # noqa: RUF001
    ]
    page.bot.mouseClick(page.editor.most.steps()[3], Qt.MouseButton.LeftButton)
    page.press("Save")
    assert next(each.most for each in list_preferences(session) if each.entry.key == SHOE_SIZE) is Precision.CLOSED


@pytest.mark.parametrize("key", KEPT)
def test_every_type_opens_saves_unchanged_and_has_names(page: Page, session: Session, key: str) -> None:
    before = value_of(session, key)
    page.presenter.choose_topic(shipped().entry(key).topic)
    page.presenter.open_row(key)
    page.settle()
    for button in page.editor.findChildren(QAbstractButton):
        spoken = QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name)
        assert spoken or not button.isVisible(), button
    page.press("Save")
    assert value_of(session, key) == before


def test_shops_that_see_it_are_shown_and_stopped(page: Page, session: Session, clock: SetClock) -> None:
    for host in ("schoenenhuis.example", "fietsplein.example"):
        share_with(session, Shop(host=host, now=clock.now))
    page.presenter.start()
    assert page.names()[0] == "Shoe size, EU 43, Everyday, With 2 shops"
    page.press("Shoe size")
    assert page.named("Stop sharing this with 2 shops").text() == "Stop both"
    stopped: list[object] = []
    page.presenter.stopped.connect(stopped.append)
    page.press("Stop sharing this with 2 shops")
    assert len(stopped) == 1
    assert page.names()[0] == "Shoe size, EU 43, Everyday, Not shared"
    assert not page.editor.seen_by.isVisible()


def test_one_shop_is_stopped_by_name(page: Page, session: Session, clock: SetClock) -> None:
    share_with(session, Shop(now=clock.now))
    page.presenter.start()
    page.press("Shoe size")
    assert page.named("Stop sharing this with schoenenhuis.example").text() == "Stop"


def test_del_deletes_and_can_be_undone(page: Page, session: Session) -> None:
    deleted: list[object] = []
    page.presenter.deleted.connect(deleted.append)
    page.named("Shoe width").setFocus()
    page.key(Qt.Key.Key_Delete)
    assert not any(name.startswith("Shoe width") for name in page.names())
    page.presenter.undo_delete(deleted[0])  # type: ignore[arg-type] - a Signal carries plain objects
    assert value_of(session, WIDTH) == Value("h")


def test_del_in_a_field_deletes_a_letter_only(page: Page, session: Session) -> None:
    page.press("Shoe size")
    page.size.size_line.home(False)
    page.size.size_line.setFocus()
    page.key(Qt.Key.Key_Delete)
    assert page.size.size_line.text() == "3"
    assert value_of(session, SHOE_SIZE) == Value("43", system="EU")


def test_the_delete_button_deletes_the_open_row(page: Page) -> None:
    page.press("Shoe size")
    page.press("Delete")
    assert not any(name.startswith("Shoe size") for name in page.names())


def test_what_was_typed_waits_in_its_row(page: Page) -> None:
    page.press("Shoe size")
    page.size.size_line.setText("44")
    page.size.edited.emit()
    page.press("Shoe width")
    assert page.names()[0] == "Shoe size, EU 43, Everyday, Not saved"
    page.press("Shoe size")
    assert page.size.size_line.text() == "44"


def in_dutch_window(page: Page) -> None:
    page.view.resize(816, 600)


def in_wide_window(page: Page) -> None:
    page.view.resize(972, 780)


@pytest.mark.parametrize("resize", [in_wide_window, in_dutch_window])
@pytest.mark.parametrize("key", [SHOE_SIZE, PRICE, COLOURS, "food.coffee_strength", "media.phone_model"])
def test_nothing_is_wider_than_its_room(page: Page, key: str, resize: Callable[[Page], None]) -> None:
    resize(page)
    page.presenter.choose_topic(shipped().entry(key).topic)
    page.presenter.open_row(key)
    page.settle()
    room = page.view.rows.viewport().width()
    assert page.editor.width() <= room
    for part in page.editor.findChildren(QWidget):
        if part.isVisible():
            assert part.mapTo(page.editor, QPoint(part.width(), 0)).x() <= page.editor.width(), part
    for row in page.view.findChildren(PaintedRow):
        assert row.height() >= row.heightForWidth(row.width())


def test_with_large_letters_in_a_small_window_the_topics_are_one_list(page: Page, theme: Theme) -> None:
    theme.set_text_scale(2.0)
    try:
        page.view.resize(816, 600)
        page.settle()
        assert not page.view.topics.isVisible()
        assert page.view.choice.isVisible()
        assert page.view.choice.currentText() == "Clothing & shoes (4)"
        other = next(each for each in page.presenter._catalogue.topics if each.id != "clothing")
        page.view.choice.setCurrentIndex(page.view.choice.findData(other.id))
        page.settle()
        assert page.view.topics.currentIndex().data() == other.label["en"]
        page.view.resize(1116, 780)
        page.settle()
        assert page.view.choice.isVisible()
        page.view.resize(1800, 780)
        page.settle()
        assert page.view.topics.isVisible()
        assert not page.view.choice.isVisible()
    finally:
        theme.set_text_scale(1.0)

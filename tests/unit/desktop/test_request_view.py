"""The request page as a person uses it: by keyboard and mouse, over a real vault, found by accessible names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.unit.customer.asking import FEET, SHOE, SPORTS, WIDTH, item
from tests.unit.customer.conftest import PASSPHRASE
from tests.unit.desktop.asking_request import NEEDED
from tests.unit.desktop.request_shown import SMALL, WIDE, Page
from tests.unit.desktop.vault_day import HOST, Day, name_of, named, names, open_day, texts
from vault.core.value import Precision
from vault.customer.editing import remove_preference, set_words
from vault.desktop.request_state import Fetching


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def page(qapp: QApplication, qtbot: QtBot, day: Day) -> Page:
    return Page(qapp, qtbot, day)


def test_a_link_is_pasted(page: Page) -> None:
    assert "No shop asks you anything now. You have nothing to do." in texts(page)
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    page.bot.keyClicks(QApplication.focusWidget(), page.asking.link(SHOE))
    page.key(Qt.Key.Key_Return)
    assert f"{HOST} asks to see 1 preference" in texts(page)
    assert page.focused() == f"{HOST} asks to see 1 preference"


def test_share_with_mouse_and_go_back(page: Page) -> None:
    page.asking.ask(NEEDED, SPORTS)
    page.settle()
    assert named(page, "Share nothing").isEnabled()
    page.press("Share Shoe size. Everyday. Needed")
    page.press("Range, EU 42–44, 2 of 3")  # noqa: RUF001 - an en dash
    assert "EU 42–44" in texts(page.view.asked.side.preview)  # noqa: RUF001
    page.press(f"Share this one with {HOST} until 10 August 2026")
    assert f"You shared 1 thing with {HOST}" in texts(page)
    assert "Shoe size, range" in texts(page)
    page.press("Go back to the shop")
    assert len(page.asking.opened) == 2
    page.press("Close")
    assert "No shop asks you anything now. You have nothing to do." in texts(page)


def test_how_we_check_and_data_fold_out_in_the_page(page: Page) -> None:
    page.asking.ask(NEEDED)
    page.asking.on("shoe_size")
    page.settle()
    code = f"Code {page.asking.asked.asker.code}"
    assert code not in texts(page)
    page.press("How we check")
    assert code in texts(page)
    page.press("How we check")
    assert code not in texts(page)
    page.press("Show as data")
    assert '"value": "43"' in page.view.asked.side.preview.data.toPlainText()
    assert page.view.asked.side.preview.data.isVisible()
    page.press("Show as words")
    assert not page.view.asked.side.preview.data.isVisible()


def test_never_ask_again_is_off_and_quiet(page: Page) -> None:
    page.asking.ask(SHOE)
    page.settle()
    check = named(page, "And it may not ask again")
    assert not check.isChecked()
    page.press("And it may not ask again")
    page.press("Share nothing")
    assert "The shop only hears “no”. It may not ask you again." in texts(page)


def test_the_words_of_a_tick_take_a_click_too(page: Page) -> None:
    page.asking.ask(SHOE)
    page.settle()
    check = named(page, "And it may not ask again")
    (words,) = [each for each in page.view.asked.foot.findChildren(QLabel) if each.text() == "And it may not ask again"]
    for ticked in (True, False):
        QTest.mouseClick(words, Qt.MouseButton.LeftButton)
        page.settle()
        assert check.isChecked() is ticked


def test_the_share_shutter_stands_as_far_open_as_the_most_precise_item(page: Page) -> None:
    asking = page.asking
    asking.ask(NEEDED, SPORTS)
    assert asking.asked.decision.precision is Precision.CLOSED
    asking.on("shoe_size", "sports")
    asking.choosing.pick("sports", Precision.CATEGORY)
    for precision in (Precision.EXACT, Precision.RANGE, Precision.CATEGORY):
        asking.choosing.pick("shoe_size", precision)
        assert asking.asked.decision.precision is precision
    page.settle()
    share = page.view.asked.foot.pair.share_button
    category = share.grab().toImage()
    asking.choosing.pick("sports", Precision.EXACT)
    page.settle()
    assert share.grab().toImage() != category


def test_what_cannot_be_answered_has_only_close(page: Page) -> None:
    page.asking.open_link("openid4vp://?nothing=here")
    page.settle()
    assert [name for name in names(page) if name] == ["Close"]
    page.key(Qt.Key.Key_Escape)
    assert "No shop asks you anything now. You have nothing to do." in texts(page)


def test_an_item_that_is_not_in_the_vault(page: Page) -> None:
    remove_preference(page.asking.day.session, "clothing.shoe_width")
    page.asking.ask(SHOE, WIDTH)
    page.settle()
    assert not named(page, "Share Shoe width. Everyday").isEnabled()
    assert "Not in your vault" in texts(page)
    with page.bot.waitSignal(page.asking.add_wanted) as wanted:
        page.press("Add Shoe width to your vault")
    assert wanted.args == ["clothing.shoe_width"]


def test_a_bundle_has_one_switch(page: Page) -> None:
    page.asking.ask(NEEDED, {**SPORTS, "required": True})
    page.settle()
    page.press("Share Shoe size, Sports. This shop wants these 2 together.")
    assert f"Share these 2 with {HOST} until 10 August 2026" in names(page)


def test_a_sealed_switch_stays_off_and_the_dialog_is_over_everything(page: Page) -> None:
    page.asking.ask(SHOE, FEET)
    page.settle()
    switch = named(page, "Share Foot health. Sealed")
    switch.setFocus()
    page.key(Qt.Key.Key_Space)
    dialog = page.view.sealed
    assert dialog is not None
    assert dialog.isVisible()
    assert not switch.isChecked()
    page.bot.keyClicks(QApplication.focusWidget(), PASSPHRASE)
    page.key(Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert switch.isChecked()
    assert QApplication.focusWidget() is switch


def test_a_shop_s_words_are_never_more_than_words(page: Page) -> None:
    page.asking.ask(item("shoe_size", "clothing.shoe_size", reason={"en": "a &amp; b  *c* [d](e)"}))
    page.settle()
    assert "“a &amp; b  *c* [d](e)”" in texts(page)
    labels = [each for each in page.findChildren(QLabel) if "&amp;" in each.text()]
    assert {each.textFormat() for each in labels} == {Qt.TextFormat.PlainText}


def test_every_control_has_a_name_and_room_for_a_finger(page: Page) -> None:
    page.asking.ask(NEEDED, SPORTS, FEET, duration="P365D")
    page.asking.on("shoe_size", "sports")
    page.settle()
    for each in page.findChildren(QPushButton):
        if each.isVisible():
            assert name_of(each)
            assert min(each.width(), each.height()) >= 32, name_of(each)
    for name in names(page):
        assert name


def test_what_is_said_to_screen_readers_is_polite(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    heard = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", heard.append)
    page.view.announce("Shoe size: EU 43.")
    (event,) = heard
    assert event.message() == "Shoe size: EU 43."
    assert event.politeness() == QAccessible.AnnouncementPoliteness.Polite


@pytest.mark.parametrize("size", [WIDE, SMALL])
def test_title_preview_and_decision_are_always_in_view(
    qapp: QApplication, qtbot: QtBot, day: Day, size: tuple[int, int]
) -> None:
    keys = ("clothing.colours_worn", "clothing.fit", "home.style", "home.colours", "home.floor", "media.reading_form")
    words = ("navy, grey, white, dark_green", "regular", "scandinavian", "sage, wood", "wood", "paperback")
    for key, word in zip(keys, words, strict=True):
        set_words(day.session, key, word)
    page = Page(qapp, qtbot, day, size)
    asked = [item(key.replace(".", "_"), key) for key in keys]
    page.asking.ask(NEEDED, SPORTS, WIDTH, *asked, FEET)
    page.asking.on("shoe_size", "sports", "width", *(each["credential_id"] for each in asked))
    page.settle()
    shown = page.view.asked
    for each in (shown.head.title, shown.side.preview, shown.foot.pair, shown.foot.later, shown.head.fold):
        assert page.whole(each)
    last = shown.list.rows["feet"].switch
    assert not page.whole(last) or last.visibleRegion().isEmpty()
    shown.side.preview.fold.setFocus(Qt.FocusReason.TabFocusReason)
    page.key(Qt.Key.Key_Backtab)  # into the list from its other end
    assert page.focused() == "Share Foot health. Sealed"
    assert page.whole(last)
    assert last.visibleRegion().boundingRect() == last.rect()


def test_a_small_window_puts_the_picker_below_and_folds_the_promises(
    qapp: QApplication, qtbot: QtBot, day: Day
) -> None:
    page = Page(qapp, qtbot, day, SMALL)
    page.asking.ask(NEEDED, SPORTS, duration="P365D")
    page.asking.on("shoe_size")
    page.settle()
    row = page.view.asked.list.rows["shoe_size"]
    assert row.picker.y() > row.switch.y() + row.switch.height() - 8
    assert page.view.asked.side.width() == 280
    assert page.view.asked.side.duration.list.isVisible()
    assert "Deletes within 30 days after you stop" not in texts(page)
    page.press("3 promises")
    assert "Deletes within 30 days after you stop" in texts(page)
    page.resize(*WIDE)
    page.settle()
    assert row.picker.x() > 300
    assert page.view.asked.side.width() == 344
    assert page.view.asked.side.duration.segments.isVisible()


def test_the_lines_of_the_preview_move_together_before_anything_has_to_scroll(page: Page) -> None:
    page.asking.ask(NEEDED, SPORTS, WIDTH, duration="P365D")
    page.asking.on("shoe_size", "sports", "width")
    page.settle()
    side = page.view.asked.side
    roomy, rest = side.preview.height(), side.duration.height() + side.promises.height()
    spare = side.height() - roomy - rest - 24
    assert spare > 0
    page.resize(page.width(), page.height() - spare - 20)
    page.settle()
    assert side.preview.height() < roomy
    assert page.whole(side.promises)
    assert side.promises.visibleRegion().boundingRect() == side.promises.rect()
    page.resize(page.width(), page.height() + 20)
    page.settle()
    assert side.preview.height() == roomy


def test_a_request_that_was_waited_for_is_filled_before_it_is_shown(qapp: QApplication, qtbot: QtBot, day: Day) -> None:
    page = Page(qapp, qtbot, day)
    page.view.show_state(Fetching(HOST, "Asking the shop what it wants to see."))
    page.settle()
    page.asking.ask(NEEDED)
    assert page.view.asked.list.rows
    assert not page.view.asked.isVisible()
    page.settle()
    assert page.view.asked.isVisible()
    assert page.focused() == page.view.asked.head.title.text()


def test_nothing_is_cut_in_a_small_window(qapp: QApplication, qtbot: QtBot, day: Day) -> None:
    page = Page(qapp, qtbot, day, SMALL)
    page.asking.ask(NEEDED, SPORTS, FEET)
    page.settle()
    for label in page.findChildren(QLabel):
        if label.isVisible() and label.wordWrap() and label.text():
            assert label.height() >= label.heightForWidth(label.width()), label.text()


def test_a_long_name_wraps_beside_its_value(qapp: QApplication, qtbot: QtBot, day: Day) -> None:
    set_words(day.session, "food.wine_price", "8-15")
    page = Page(qapp, qtbot, day, SMALL)
    page.asking.ask(item("wine", "food.wine_price"), FEET)
    page.asking.on("wine")
    page.settle()
    preview = page.view.asked.side.preview
    for label in preview.findChildren(QLabel):
        if label.isVisible() and label.text():
            right = label.mapTo(preview, QPoint(label.width(), 0)).x()
            assert right <= preview.width() - 14, label.text()
            assert label.height() >= label.heightForWidth(label.width()), label.text()

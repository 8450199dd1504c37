"""The shops page as a person uses it: by keyboard and mouse, over a real vault, found by accessible names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import SHOE, Shop, item
from tests.unit.desktop.vault_day import HOST, Day, name_of, named, names, open_day, sentences, texts, themed
from vault.core.errors import StorageError
from vault.core.value import Precision
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.review import propose
from vault.customer.sharing import share
from vault.desktop.page_scroll import PageScroll
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.shop_pane import SoonBadge
from vault.desktop.shops_presenter import ShopsPresenter
from vault.desktop.shops_state import ShopsState
from vault.desktop.shops_view import ShopsView

OTHER = "boekhoek.example"
STOP_ALL = f"Stop sharing with {HOST}"


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def view(qapp: QApplication, qtbot: QtBot, day: Day) -> ShopsView:
    theme, icons = themed(qapp)
    made = ShopsView(theme, icons, sentences(), shipped())
    presenter = ShopsPresenter(day.tasks, day.shop, sentences(), shipped(), day.clock)
    presenter.setParent(made)
    day.watch(presenter)
    made.attach(presenter)
    qtbot.addWidget(made)
    made.resize(972, 780)
    made.show()
    qtbot.waitExposed(made)
    return made


def start(view: ShopsView) -> ShopsPresenter:
    (presenter,) = view.findChildren(ShopsPresenter)
    presenter.start()
    return presenter


def test_empty(qtbot: QtBot, view: ShopsView) -> None:
    presenter = start(view)
    assert "No shop holds anything" in texts(view)
    assert names(view) == ["Paste a request link"]
    with qtbot.waitSignal(presenter.navigate) as asked:
        named(view, "Paste a request link").click()
    assert asked.args == ["requests"]


def test_empty_nothing_of_the_words_is_cut(qtbot: QtBot, view: ShopsView) -> None:
    start(view)
    view.resize(816, 600)
    QApplication.processEvents()
    for label in view.findChildren(WrapLabel):
        assert not label.isVisible() or label.height() >= label.heightForWidth(label.width()), label.text()


def test_what_the_shop_sees(view: ShopsView, day: Day) -> None:
    day.share()
    day.deliver()
    start(view)
    read = texts(view)
    for expected in ("Shoe size", "Sports", "Running", "Everyday", "“To show what fits first.”", "What the shop sees"):
        assert expected in [*read, "Everyday"]
    assert "1 shop holds something now." in read
    assert "We tell the shop in 10 seconds. Once it knows, it must stop." in read
    assert STOP_ALL in names(view)
    assert f"Stop sharing Sports with {HOST}" in names(view)


def test_an_end_that_is_near_stands_beside_the_address(view: ShopsView, day: Day) -> None:
    day.share(days=6)
    day.deliver()
    start(view)
    assert day.state.pane.status.soon
    badge = view.findChildren(SoonBadge)[0]
    assert name_of(badge) == "Ends in 6 days"
    light = view.grab().toImage()
    day.later(days=5)
    start(view)
    assert view.grab().toImage() != light


def test_two_clicks_stop_a_shop(view: ShopsView, day: Day, qtbot: QtBot) -> None:
    """Choosing it in the list, and "Stop sharing". Nothing asks whether that is meant."""
    shop = Shop(OTHER, now=day.clock.now)
    proposal = propose(day.session, shop.ask(SHOE))
    share(day.session, proposal, Choices((Choice("shoe_size", Precision.CATEGORY),), 30))
    deliver(day.session, shop)
    day.share()
    day.deliver()
    presenter = start(view)
    row = next(number for number, each in enumerate(view.rows.row_model.rows) if getattr(each, "host", "") == HOST)
    at = view.rows.visualRect(view.rows.row_model.index(row)).center()
    QTest.mouseClick(view.rows.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    with qtbot.waitSignal(presenter.stopped):
        QTest.mouseClick(named(view, STOP_ALL), Qt.MouseButton.LeftButton)
    assert STOP_ALL not in names(view)
    assert day.kinds()[-1] == "stopped"
    assert "Stopped. The shop hears it in a moment." in texts(view)


def test_stop_one_item_by_keyboard(view: ShopsView, day: Day) -> None:
    day.share()
    day.deliver()
    start(view)
    button = named(view, f"Stop sharing Sports with {HOST}")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert f"Stop sharing Sports with {HOST}" not in names(view)
    assert f"Stop sharing Shoe size with {HOST}" in names(view)
    assert view.rows.hasFocus()  # the button that had it is gone


def test_del_in_the_list_stops_the_shop(view: ShopsView, day: Day) -> None:
    day.share()
    day.deliver()
    start(view)
    view.rows.setFocus()
    QTest.keyClick(view.rows, Qt.Key.Key_Delete)
    QTest.keyClick(view.rows, Qt.Key.Key_Delete)
    assert day.kinds().count("stopped") == 1
    assert day.state.failed == ""


def test_open_receipt(view: ShopsView, day: Day, qtbot: QtBot) -> None:
    day.share()
    presenter = start(view)
    with qtbot.waitSignal(presenter.receipt_wanted):
        named(view, f"Open receipt of {day.state.pane.agreements[0].text.split(',')[0]}").click()


def test_a_small_window_shows_one_thing_at_a_time(view: ShopsView, day: Day) -> None:
    day.share()
    start(view)
    view.resize(816, 600)
    assert view.rows.isVisible()
    assert names(view) == ["List", "Who holds what"]
    view.rows.setFocus()
    QTest.keyClick(view.rows, Qt.Key.Key_Return)
    assert not view.rows.isVisible()
    assert view.back.hasFocus()
    assert STOP_ALL in names(view)
    named(view, "Back").click()
    assert view.rows.isVisible()
    assert view.rows.hasFocus()
    view.resize(900, 600)
    assert view.rows.isVisible()
    assert STOP_ALL in names(view)


def test_what_a_shop_says_is_only_text(view: ShopsView, day: Day) -> None:
    """A reason cannot be markup; what it calls itself is shown as it is written."""
    evil = item("shoe_size", "clothing.shoe_size", reason={"en": "To show &lt;b&gt; first.", "nl": "Om te tonen."})
    proposal = propose(day.session, day.shop.ask(evil))
    share(day.session, proposal, Choices((Choice("shoe_size", Precision.CATEGORY),), 30))
    start(view)
    labels = [each for each in view.findChildren(QLabel) if "&lt;b&gt;" in each.text()]
    assert labels
    assert all(each.textFormat() is Qt.TextFormat.PlainText for each in labels)


def test_an_error_is_read_and_goes_again(view: ShopsView, day: Day) -> None:
    day.tasks.fails = StorageError("database_damaged")
    presenter = start(view)
    said = sentences().error(day.tasks.fails)
    assert said in texts(view)
    day.tasks.fails = None
    presenter.start()
    assert said not in texts(view)


def test_locking_empties_the_page(view: ShopsView, day: Day) -> None:
    day.share()
    day.deliver()
    presenter = start(view)
    presenter.forget()
    assert "Running" not in texts(view)
    assert names(view) == []


def test_nothing_is_cut_in_the_smallest_window(view: ShopsView, day: Day, qapp: QApplication) -> None:
    day.share()
    day.deliver()
    start(view)
    view.resize(816, 600)
    QTest.keyClick(view.rows, Qt.Key.Key_Return)
    for _ in range(5):
        qapp.sendPostedEvents()
    for label in view.findChildren(QLabel):
        if label.isVisible() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
    assert all(button.height() >= 32 for button in view.findChildren(QPushButton) if button.isVisible())


def test_the_keyboard_reaches_what_scrolls(view: ShopsView, day: Day, qtbot: QtBot) -> None:
    day.share()
    day.deliver()
    start(view)
    (scroll,) = [each for each in view.findChildren(PageScroll) if each.accessibleName()]
    view.resize(972, 400)
    qtbot.waitUntil(lambda: scroll.focusPolicy() is Qt.FocusPolicy.StrongFocus)
    assert name_of(scroll) == "Details of the shop"
    view.grab()
    view.resize(972, 900)
    qtbot.waitUntil(lambda: scroll.focusPolicy() is Qt.FocusPolicy.NoFocus)


def test_the_same_state_rebuilds_nothing(view: ShopsView, day: Day) -> None:
    day.share()
    presenter = start(view)
    button = named(view, STOP_ALL)
    button.setFocus()
    presenter.start()
    assert named(view, STOP_ALL) is button
    assert button.hasFocus()
    assert isinstance(day.state, ShopsState)


def test_rows_that_open_something_say_so(view: ShopsView, day: Day, qapp: QApplication) -> None:
    """In a small window, where the list stands alone, each has a mark at its end."""
    day.share()
    day.deliver()
    start(view)

    def ends() -> list[QColor]:
        qapp.sendPostedEvents()
        row = view.rows.visualRect(view.rows.row_model.index(1))
        picture = view.rows.viewport().grab(row).toImage()
        return [picture.pixelColor(x, picture.height() // 2) for x in range(picture.width() - 34, picture.width() - 8)]

    assert len({each.name() for each in ends()}) == 1
    view.resize(816, 600)
    assert len({each.name() for each in ends()}) > 1

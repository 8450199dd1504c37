"""Who holds what, as a person uses it: by keyboard and mouse, over a real vault, found by accessible names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import FEET, SHOE, SPORTS, WIDTH, Shop
from tests.unit.desktop.fits import cut
from tests.unit.desktop.vault_day import HOST, Day, named, names, open_day, sentences, texts, themed
from vault.core.value import Precision
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.ending import end_what_is_over
from vault.customer.review import propose
from vault.customer.sharing import share
from vault.desktop.shops_matrix import MatrixPart
from vault.desktop.shops_matrix_state import CellBar
from vault.desktop.shops_matrix_table import MatrixTable
from vault.desktop.shops_presenter import ShopsPresenter
from vault.desktop.shops_view import ShopsView

OTHER = "boekhoek.example"
SIZE, SPORT = "clothing.shoe_size", "media.sports"
STOP_SPORTS = f"Stop sharing Sports with {HOST}"


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


def share_with_other(day: Day, step: Precision = Precision.EXACT) -> Shop:
    shop = Shop(OTHER, now=day.clock.now)
    names_of = {name: f"https://{OTHER}/{name}" for name in ("stop", "nonce", "refresh")}
    proposal = propose(day.session, shop.ask(SHOE, WIDTH, SPORTS, FEET, endpoints=names_of))
    share(day.session, proposal, Choices((Choice("shoe_size", step),), 30))
    deliver(day.session, shop)
    return shop


def opened(view: ShopsView, day: Day) -> MatrixPart:
    """The table, over two shops, opened by its segment."""
    day.share()
    day.deliver()
    share_with_other(day)
    presenter_of(view).start()
    named(view, "Who holds what").click()
    assert view.matrix is not None
    view.matrix.table.setFocus(Qt.FocusReason.TabFocusReason)
    return view.matrix


def presenter_of(view: ShopsView) -> ShopsPresenter:
    (presenter,) = view.findChildren(ShopsPresenter)
    return presenter


def table_of(view: ShopsView) -> MatrixTable:
    assert view.matrix is not None
    return view.matrix.table


def press(view: ShopsView, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(table_of(view), key)


def said(view: ShopsView) -> list[list[str]]:
    """What a screen reader says of each head and cell, row by row."""
    table = table_of(view)
    found = QAccessible.queryAccessibleInterface(table)
    assert found is not None
    across = table.matrix_model.columnCount() + 1
    every = [found.child(number).text(QAccessible.Text.Name) for number in range(found.childCount())]
    cells = every[: across * (table.matrix_model.rowCount() + 1)]
    return [cells[start : start + across] for start in range(0, len(cells), across)]


def test_each_cell_says_what_it_is(view: ShopsView, day: Day) -> None:
    opened(view, day)
    heads, *rows = said(view)
    assert heads[1:] == [f"{OTHER}, Active until 11 Jun 2026", f"{HOST}, Active until 10 Aug 2026"]
    assert rows == [
        [
            "Shoe size",
            f"Shoe size, {OTHER}, exact, EU 43",
            f"Shoe size, {HOST}, range, EU 42–44",  # noqa: RUF001 - as it is printed
        ],
        ["Sports", f"Sports, {OTHER}, not shared", f"Sports, {HOST}, category, Running"],
    ]
    assert "Who holds what. An empty cell means: not shared." in texts(view)
    assert "You keep 1 sealed item. No shop holds it." in texts(view)


def test_the_bar_follows_the_current_cell(view: ShopsView, day: Day) -> None:
    matrix = opened(view, day)
    press(view, Qt.Key.Key_Right)
    assert matrix.bar.isVisible()
    assert bar_words(view) == f"Shoe size at {HOST}. Range: EU 42–44"  # noqa: RUF001
    assert "“To show what fits first.” Until 10 August 2026." in texts(view)
    press(view, Qt.Key.Key_Home, Qt.Key.Key_Down)
    assert bar_words(view) == f"Sports is not shared with {OTHER}."
    assert STOP_SPORTS not in names(view)
    press(view, Qt.Key.Key_End)
    assert STOP_SPORTS in names(view)


def bar_words(view: ShopsView) -> str:
    assert view.matrix is not None
    return view.matrix.bar._title.accessibleName()


def test_typing_goes_to_a_row_and_then_to_a_shop(view: ShopsView, day: Day) -> None:
    opened(view, day)
    QTest.keyClicks(table_of(view), "spo")
    assert presenter_of(view).matrix._state.at == (SPORT, OTHER)
    table_of(view)._since.invalidate()  # as after a while
    QTest.keyClicks(table_of(view), "schoe")
    assert presenter_of(view).matrix._state.at == (SPORT, HOST)


def test_del_stops_this_one_and_undo_brings_it_back(view: ShopsView, day: Day, qtbot: QtBot) -> None:
    opened(view, day)
    press(view, Qt.Key.Key_Down)
    press(view, Qt.Key.Key_Delete)
    assert "stopped" not in day.kinds()  # nothing is shared there
    press(view, Qt.Key.Key_Right)
    with qtbot.waitSignal(presenter_of(view).stopped) as stopped:
        press(view, Qt.Key.Key_Delete, Qt.Key.Key_Delete)
    assert stopped.args is not None
    assert [each.keys for each in stopped.args[0]] == [(SPORT,)]
    assert stopped.args[0][0].letters  # so it can be undone
    assert day.kinds().count("stopped") == 1
    assert said(view)[2][2] == f"Sports, {HOST}, category, Running. Stopped. The shop hears it in a moment."
    assert table_of(view).hasFocus()


def test_the_button_stops_and_hands_the_keyboard_to_the_table(view: ShopsView, day: Day) -> None:
    opened(view, day)
    press(view, Qt.Key.Key_Down, Qt.Key.Key_Right)
    button = named(view, STOP_SPORTS)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert day.kinds()[-1] == "stopped"
    assert STOP_SPORTS not in names(view)
    assert table_of(view).hasFocus()


def test_enter_opens_the_shop_in_the_list(view: ShopsView, day: Day) -> None:
    opened(view, day)
    press(view, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert view.views.chosen == "list"
    assert not table_of(view).isVisible()
    assert day.state.pane.host == HOST
    assert view.rows.hasFocus()


def test_enter_goes_into_the_shop_in_a_small_window(view: ShopsView, day: Day) -> None:
    opened(view, day)
    view.resize(816, 600)
    assert table_of(view).isVisible()
    press(view, Qt.Key.Key_Return)
    assert day.state.pane.host == OTHER
    assert f"Stop sharing with {OTHER}" in names(view)
    assert view.back.hasFocus()


def test_less_is_shown_before_it_is_sent(view: ShopsView, day: Day, qtbot: QtBot) -> None:
    matrix = opened(view, day)
    less = named(view, f"Show the shop less: Shoe size at {OTHER}")
    assert less.text() == "Show the shop less…"
    less.setFocus()
    QTest.keyClick(less, Qt.Key.Key_Space)
    assert "The shop gets this instead. Then it deletes what it has." in texts(view)
    step = named(view, f"Show the shop less: Shoe size at {OTHER}. Range: EU 42–44")  # noqa: RUF001
    assert step.hasFocus()
    QTest.keyClick(step, Qt.Key.Key_Escape)
    assert less.hasFocus()
    assert "refreshed" not in day.kinds()
    less.click()
    with qtbot.waitSignal(presenter_of(view).removed) as undoable:
        named(view, f"Show the shop less: Shoe size at {OTHER}. Range: EU 42–44").click()  # noqa: RUF001
    assert undoable.args[0].text == f"{OTHER} gets a less exact value."
    assert day.kinds()[-1] == "refreshed"
    assert any("On its way to the shop: range, EU 42–44." in each for each in texts(view))  # noqa: RUF001
    assert matrix.bar.isVisible()


def test_less_is_taken_back_before_the_shop_is_told(view: ShopsView, day: Day, qtbot: QtBot) -> None:
    opened(view, day)
    named(view, f"Show the shop less: Shoe size at {OTHER}").click()
    with qtbot.waitSignal(presenter_of(view).removed) as undoable:
        named(view, f"Show the shop less: Shoe size at {OTHER}. Range: EU 42–44").click()  # noqa: RUF001
    asked = len(day.shop.seen)
    day.deliver()
    undoable.args[0].bring_back()
    day.later(minutes=1)
    day.deliver()
    assert len(day.shop.seen) == asked
    assert not any("On its way to the shop" in each for each in texts(view))
    assert f"Show the shop less: Shoe size at {OTHER}" in names(view)


def test_on_the_shops_own_page_less_is_shown_before_it_is_sent(view: ShopsView, day: Day, qtbot: QtBot) -> None:
    share_with_other(day)
    presenter_of(view).select(OTHER)
    less = named(view, "Show the shop less: Shoe size")
    assert less.text() == "Show the shop less…"
    less.setFocus()
    QTest.keyClick(less, Qt.Key.Key_Return)
    assert "The shop gets this instead. Then it deletes what it has." in texts(view)
    step = named(view, "Show the shop less: Shoe size. Range: EU 42–44")  # noqa: RUF001
    assert step.hasFocus()
    QTest.keyClick(step, Qt.Key.Key_Escape)
    assert less.hasFocus()
    assert "The shop gets this instead. Then it deletes what it has." not in texts(view)
    less.click()
    with qtbot.waitSignal(presenter_of(view).removed) as undoable:
        named(view, "Show the shop less: Shoe size. Range: EU 42–44").click()  # noqa: RUF001
    assert undoable.args[0].text == f"{OTHER} gets a less exact value."
    assert day.kinds()[-1] == "refreshed"
    undoable.args[0].bring_back()
    assert "Show the shop less: Shoe size" in names(view)


def test_on_the_page_of_a_shop_that_takes_no_refreshes_there_is_no_less(view: ShopsView, day: Day) -> None:
    day.share()
    day.deliver()
    presenter_of(view).select(HOST)
    assert [each for each in names(view) if each.startswith("Show the shop less")] == []


def test_choosing_less_is_left_alone_when_the_page_is_read_again(view: ShopsView, day: Day) -> None:
    opened(view, day)
    named(view, f"Show the shop less: Shoe size at {OTHER}").click()
    presenter_of(view).start()
    assert "The shop gets this instead. Then it deletes what it has." in texts(view)
    press(view, Qt.Key.Key_Right)
    assert "The shop gets this instead. Then it deletes what it has." not in texts(view)


def test_a_shop_that_takes_no_refreshes_is_offered_nothing(view: ShopsView, day: Day) -> None:
    opened(view, day)
    press(view, Qt.Key.Key_Right)
    assert [each for each in names(view) if each.startswith("Show the shop less")] == []


def test_what_is_over_leaves_the_table_and_the_place_stays_beside_it(view: ShopsView, day: Day) -> None:
    opened(view, day)
    press(view, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Delete)
    day.later(minutes=1)
    day.deliver()
    presenter_of(view).start()
    assert [row[0] for row in said(view)[1:]] == ["Shoe size"]
    assert bar_words(view) == f"Shoe size at {HOST}. Range: EU 42–44"  # noqa: RUF001


def test_nobody_holds_anything_any_more(view: ShopsView, day: Day) -> None:
    day.share(days=1)
    day.deliver()
    presenter_of(view).start()
    named(view, "Who holds what").click()
    day.later(days=2)
    end_what_is_over(day.session)
    presenter_of(view).start()
    assert "No shop holds anything now." in texts(view)
    assert not table_of(view).isVisible()
    named(view, "List").click()
    assert view.rows.isVisible()


def test_the_vault_locks_and_nothing_is_left(view: ShopsView, day: Day) -> None:
    opened(view, day)
    presenter_of(view).forget()
    assert table_of(view).matrix_model.matrix.cells == {}
    assert presenter_of(view).matrix._state.bar == CellBar()
    assert not any("EU 43" in each for each in texts(view))


@pytest.mark.parametrize("size", [(972, 780), (816, 600), (816, 480)])
@pytest.mark.parametrize("scale", [1.0, 1.3, 2.0])
def test_nothing_is_cut(view: ShopsView, day: Day, size: tuple[int, int], scale: float) -> None:
    matrix = opened(view, day)
    matrix._theme.set_text_scale(scale)
    view.resize(*size)
    QApplication.processEvents()
    named(view, f"Show the shop less: Shoe size at {OTHER}").click()
    QApplication.processEvents()
    QApplication.processEvents()
    assert cut(view) == []


def test_the_first_column_stays_where_it_is(view: ShopsView, day: Day) -> None:
    """The other columns scroll under it, and the current one is scrolled to."""
    matrix = opened(view, day)
    matrix._theme.set_text_scale(2.0)
    view.resize(520, 780)
    QApplication.processEvents()
    press(view, Qt.Key.Key_End)
    assert matrix.table.horizontalScrollBar().value() > 0
    assert matrix.table.names.x() == 0
    assert matrix.table.columnViewportPosition(1) >= 0


def test_it_never_scrolls_sideways_for_a_few_pixels(view: ShopsView, day: Day) -> None:
    """Columns are a little narrower where all of them are seen so."""
    matrix = opened(view, day)
    matrix._theme.set_text_scale(2.0)
    hidden = []
    for width in range(480, 800, 16):
        view.resize(width, 780)
        QApplication.processEvents()
        hidden.append(matrix.table.horizontalScrollBar().maximum())
    assert (hidden[0] > 0, hidden[-1]) == (True, 0)
    assert all(not each or each >= 60 for each in hidden), hidden


def test_the_current_cell_stays_in_sight_where_there_is_less_room(view: ShopsView, day: Day) -> None:
    matrix = opened(view, day)
    table = matrix.table
    press(view, Qt.Key.Key_End)
    press(view, *[Qt.Key.Key_Down] * table.matrix_model.rowCount())
    matrix._theme.set_text_scale(2.0)
    for width, height in ((972, 780), (700, 780), (520, 780), (520, 420)):
        view.resize(width, height)
        QApplication.processEvents()
        assert table.viewport().rect().contains(table.visualRect(table.currentIndex()))

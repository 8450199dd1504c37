"""A shop's file that is open is not lost when the window looks different, or another page is shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.example_day import Day, example_day
from tests.screenshots.scenes import world_of
from tests.unit.customer.shop_files import write_orders, write_unknown
from tests.unit.desktop.vault_day import named, sentences, texts, themed
from vault.desktop.import_presenter import ImportPresenter
from vault.desktop.import_state import Answered, Stage
from vault.desktop.window import Window

TOPS, PAIR = "clothing.top_size", "clothing.price_per_pair"
GONE = "The file is closed. Nothing of it was added."


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with example_day(tmp_path / "vault") as made:
        yield made


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, day: Day) -> Window:
    made = Window(world_of(day, themed(qapp)[0], "en"), lambda *_: QWidget())
    qtbot.addWidget(made)
    made.enter()
    made.resize(1180, 780)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    return write_orders(tmp_path / "mine")


def page(window: Window) -> ImportPresenter:
    found: ImportPresenter = window.presenter("import_review")
    return found


def answers(window: Window) -> dict[str, Answered]:
    return {each.id: each.answered for each in page(window)._state.rows if each.answered is not Answered.NOT_YET}


def answer(window: Window, orders: Path) -> dict[str, Answered]:
    window.inside.review_file(orders)
    page(window).accept(TOPS)
    page(window).skip(PAIR)
    found = answers(window)
    assert {found[TOPS], found[PAIR]} == {Answered.TAKEN, Answered.SKIPPED}
    return found


def in_dutch(window: Window) -> None:
    window.renew(window.world._replace(sentences=sentences("nl")), lambda *_: QWidget())


def shown(window: Window) -> list[str]:
    view: Any = window.inside.pages.page(window.frame.shown).view
    return texts(view)


def to_data(window: Window) -> None:
    named(window.frame.rail, "Your data").click()


def test_another_language_keeps_the_answers_and_says_them_anew(window: Window, orders: Path) -> None:
    before = answer(window, orders)
    page(window).keep_lines(True)
    window.show_page("settings")
    in_dutch(window)
    in_dutch(window)  # once more, before the file is looked at
    to_data(window)
    assert window.frame.shown == "import_review"
    assert answers(window) == before
    assert page(window)._state.keep_lines
    assert "Schoenmaat bij Groenekom" in shown(window)
    page(window).add()
    assert page(window)._state.done.added == ("Maat bovenkleding: INT L",)


def test_a_value_of_ones_own_is_kept_too(window: Window, orders: Path) -> None:
    window.inside.review_file(orders)
    page(window).begin_change(PAIR)
    in_dutch(window)
    (row,) = [each for each in page(window)._state.rows if each.id == PAIR]
    assert row.opened.change is not None
    page(window).use_own()
    in_dutch(window)
    (row,) = [each for each in page(window)._state.rows if each.id == PAIR]
    assert (row.answered, row.own) == (Answered.TAKEN, True)


@pytest.mark.parametrize("by_key", [False, True])
def test_the_way_back_to_an_open_file_is_the_rail(window: Window, orders: Path, by_key: bool) -> None:
    before = answer(window, orders)
    window.show_page("shops")
    if by_key:
        QTest.keyClick(window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    else:
        to_data(window)
    assert (window.frame.shown, answers(window)) == ("import_review", before)


@pytest.mark.parametrize("leave", ["go_back", "add_nothing"])
def test_without_an_open_file_the_rail_leads_to_ones_data(window: Window, orders: Path, leave: str) -> None:
    window.inside.review_file(orders)
    getattr(page(window), leave)()
    window.show_page("shops")
    to_data(window)
    assert window.frame.shown == "your_data"


def test_nothing_of_a_file_outlives_a_lock(window: Window, orders: Path) -> None:
    answer(window, orders)
    window.show_page("settings")
    in_dutch(window)
    assert window.inside.pages._carried
    window.lock()
    assert not window.inside.pages._carried
    window.enter()
    assert page(window)._state.stage is Stage.CLOSED


def test_leaving_a_file_with_answers_can_be_undone(window: Window, orders: Path) -> None:
    before = answer(window, orders)
    named(window, "Back to Your data").click()
    assert window.frame.shown == "your_data"
    assert GONE in texts(window.frame.undo_bar)
    named(window.frame.undo_bar, "Undo").click()
    assert (window.frame.shown, answers(window)) == ("import_review", before)


def test_leaving_a_file_without_answers_says_nothing(window: Window, orders: Path) -> None:
    window.inside.review_file(orders)
    named(window, "Back to Your data").click()
    assert not window.frame.undo_bar.isVisible()


def test_another_file_can_be_taken_back_for_the_first(window: Window, orders: Path, tmp_path: Path) -> None:
    before = answer(window, orders)
    window.inside.review_file(write_unknown(tmp_path / "x.csv"))
    assert page(window)._state.stage is Stage.COLUMNS
    named(window.frame.undo_bar, "Undo").click()
    assert answers(window) == before


def test_columns_that_were_chosen_stay(window: Window, tmp_path: Path) -> None:
    window.inside.review_file(write_unknown(tmp_path / "x.csv"))
    page(window).columns.choose("product", 1)
    page(window).columns.set_remember(False)
    before = {each.id: each.place for each in page(window)._state.columns.fields}
    in_dutch(window)
    columns = page(window)._state.columns
    assert ({each.id: each.place for each in columns.fields}, columns.remember) == (before, False)
    page(window).read_columns()
    assert page(window)._state.stage is Stage.REVIEW


def test_a_file_that_was_being_read_is_read_anew(window: Window, orders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(type(window.world.tasks), "outside", lambda *_, **__: None)  # it takes long
        window.inside.review_file(orders)
        assert page(window)._state.stage is Stage.READING
    in_dutch(window)
    assert page(window)._state.stage is Stage.REVIEW

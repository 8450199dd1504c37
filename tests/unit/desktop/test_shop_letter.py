"""From a shop's page to a letter: the one that is ready after a stop without an answer, and any other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.core.catalogue_values import shipped
from tests.unit.desktop.letter_day import ACCESS, Letters
from tests.unit.desktop.vault_day import HOST, Day, named, names, open_day, sentences, texts, themed
from vault.customer import letters
from vault.customer.ending import end_what_is_over
from vault.customer.letters import Ground, LetterKind
from vault.customer.stopping import stop
from vault.customer.trust import Trust
from vault.desktop.pages import Known, World
from vault.desktop.shops_presenter import ShopsPresenter
from vault.desktop.shops_view import ShopsView
from vault.desktop.window import Window
from vault.net.testing_shops import TestShops


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with open_day(tmp_path) as made:
        made.share()
        made.deliver()
        yield made


@pytest.fixture
def wanted() -> list[tuple[str, bool]]:
    return []


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication, day: Day, wanted: list[Any]) -> ShopsView:
    theme, icons = themed(qapp)
    made = ShopsView(theme, icons, sentences(), shipped())
    presenter = ShopsPresenter(day.tasks, day.shop, sentences(), shipped(), day.clock)
    presenter.setParent(made)
    presenter.setObjectName("presenter")
    presenter.letter_wanted.connect(lambda host, ready: wanted.append((host, ready)))
    made.attach(presenter)
    qtbot.addWidget(made)
    made.resize(972, 780)
    made.show()
    presenter.start()
    return made


def read_again(view: ShopsView) -> None:
    presenter = view.findChild(ShopsPresenter, "presenter")
    assert presenter is not None
    presenter.start()


def unanswered(day: Day) -> None:
    stop(day.session, HOST)
    day.shop.mood = "slow"
    day.deliver()
    day.later(days=31)
    end_what_is_over(day.session)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, day: Day) -> Window:
    theme, icons = themed(qapp)
    known = Known(day.session.catalogue, day.shop, Trust((), TestShops()))
    world = World(theme, icons, sentences(), day.clock, day.tasks, lambda: known, lambda address: None)
    made = Window(world, lambda reason, opened, around: QWidget(around))
    qtbot.addWidget(made)
    made.show()
    made.enter()
    return made


def test_the_window_goes_to_the_letter_and_back_to_the_shop(window: Window, qtbot: QtBot, qapp: QApplication) -> None:
    window.show_page("shops")
    qtbot.mouseClick(named(window, f"Write a letter to {HOST}"), Qt.MouseButton.LeftButton)
    assert (window.frame.shown, "Write a letter" in texts(window)) == ("letters", True)
    qapp.processEvents()
    view: Any = window.inside.pages.page("letters").view
    assert view.form.to_name.text()
    window.inside.help.open()
    assert any(each.startswith("The shop has one month to answer.") for each in texts(window))
    window.inside.help.back()
    assert view.form.isVisible()
    qtbot.mouseClick(named(view, "Back"), Qt.MouseButton.LeftButton)
    assert window.frame.shown == "shops"
    window.show_page("letters")
    assert "No letters yet" in texts(window)
    qtbot.mouseClick(named(view, "Back"), Qt.MouseButton.LeftButton)
    assert window.frame.shown == "your_data"


def test_any_shop_can_be_written_to(view: ShopsView, wanted: list[Any], qtbot: QtBot) -> None:
    assert "A letter is ready." not in texts(view)
    qtbot.mouseClick(named(view, f"Write a letter to {HOST}"), Qt.MouseButton.LeftButton)
    assert wanted == [(HOST, False)]


def test_a_stop_without_an_answer_has_its_letter_ready(
    view: ShopsView, day: Day, wanted: list[Any], qtbot: QtBot
) -> None:
    unanswered(day)
    read_again(view)
    assert "A letter is ready." in texts(view)
    assert f"Write a letter to {HOST}" not in names(view)
    qtbot.mouseClick(named(view, f"Open the letter to {HOST}"), Qt.MouseButton.LeftButton)
    assert wanted == [(HOST, True)]


def test_once_it_is_written_it_is_no_longer_ready_until_that_is_settled(
    view: ShopsView, day: Day, qapp: QApplication
) -> None:
    del qapp
    unanswered(day)
    writing = Letters(day)
    writing.write_to(HOST, ready=True)
    writing.type(name="Noor", reply="noor@example.org")
    writing.form.make()
    read_again(view)
    assert "A letter is ready." not in texts(view)
    writing.letter.remove()
    read_again(view)
    assert "A letter is ready." in texts(view)


def test_a_letter_about_something_else_leaves_it_ready(view: ShopsView, day: Day) -> None:
    unanswered(day)
    letters.make(day.session, replace(ACCESS, host=HOST))
    read_again(view)
    assert "A letter is ready." in texts(view)
    letters.make(day.session, replace(ACCESS, host=HOST, kind=LetterKind.ERASURE, ground=Ground.WITHDRAWN))
    read_again(view)
    assert "A letter is ready." not in texts(view)

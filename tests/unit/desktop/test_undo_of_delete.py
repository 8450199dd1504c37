"""Deleting a preference, in the real window: what the bar at the foot says, takes back and stops."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.core.catalogue_values import shipped
from tests.unit.desktop.vault_day import HOST, Day, named, names, open_day, sentences, themed
from vault.customer.editing import list_preferences
from vault.customer.trust import Trust
from vault.desktop.pages import Known, World
from vault.desktop.undo_bar import UndoBar
from vault.desktop.window import Window
from vault.net.testing_shops import TestShops

SHOE = "clothing.shoe_size"


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, day: Day) -> Window:
    theme, icons = themed(qapp)
    known = Known(shipped(), day.shop, Trust((), TestShops()))
    world = World(theme, icons, sentences(), day.clock, day.tasks, lambda: known, lambda address: None)
    made = Window(world, lambda reason, opened, around: QWidget(around))
    qtbot.addWidget(made)
    made.show()
    made.enter()
    made.show_page("preferences")
    return made


def bar(window: Window) -> UndoBar:
    found = window.findChild(UndoBar)
    assert isinstance(found, UndoBar)
    return found


def said(window: Window) -> str:
    return bar(window).findChild(QLabel).text() if bar(window).isVisible() else ""


def kept(day: Day) -> set[str]:
    return {each.entry.key for each in list_preferences(day.session)}


def test_the_bar_names_what_is_gone_and_what_stays(window: Window, day: Day) -> None:
    window.presenter("preferences").delete(SHOE)
    assert said(window) == ("Deleted: Shoe size. Earlier values stay in the history of your vault.")
    assert names(bar(window)) == ["Undo"]
    named(window, "Undo").click()
    assert SHOE in kept(day)
    assert said(window) == ""


def test_a_shop_that_still_has_it_is_told_of_and_can_be_stopped_there(window: Window, day: Day) -> None:
    day.share()
    day.deliver()
    window.show_page("preferences")
    window.presenter("preferences").delete(SHOE)
    assert " 1 shop keeps it until you stop or it ends." in said(window)
    assert names(bar(window)) == ["Stop sharing", "Undo"]
    named(bar(window), "Stop sharing").click()
    assert SHOE not in kept(day)
    assert day.kinds()[-1] == "stopped"
    assert said(window).startswith(f"You stopped sharing with {HOST}.")
    named(window, "Undo").click()
    assert day.kinds()[-1] == "stop_undone"
    assert SHOE not in kept(day)


def test_a_new_offer_has_no_stop_of_the_one_before(window: Window, day: Day) -> None:
    day.share()
    day.deliver()
    window.show_page("preferences")
    window.presenter("preferences").delete(SHOE)
    window.presenter("preferences").delete("clothing.shoe_width")
    assert "Shoe width" in said(window)
    assert names(bar(window)) == ["Undo"]

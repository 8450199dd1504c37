"""The room of the request page: beside a request the rail has icons, beside the list of requests its words stay."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.example_day import Day, example_day
from tests.screenshots.scenes import link, world_of
from tests.unit.desktop.vault_day import themed
from vault.desktop.window import Window


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with example_day(tmp_path / "vault") as made:
        yield made


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, day: Day) -> Window:
    made = Window(world_of(day, themed(qapp)[0], "en"), lambda *_: QWidget())
    qtbot.addWidget(made)
    made.resize(1180, 780)
    made.enter()
    made.show()
    return made


def test_the_rail_keeps_its_words_where_no_request_is_open(window: Window) -> None:
    rail = window.frame.rail
    before = rail.width()
    window.show_page("requests")
    assert rail.width() == before
    window.open_link(link(1))
    assert rail.width() < before
    window.show_page("overview")
    assert rail.width() == before
    window.show_page("requests")
    assert rail.width() < before
    window.presenter("requests").later()
    assert rail.width() == before


def test_what_is_made_for_a_request_beside_words_is_as_wide_as_it_will_be(window: Window, qtbot: QtBot) -> None:
    window.show_page("requests")
    view = window.inside.pages.page("requests").view
    qtbot.waitUntil(lambda: view._asked is not None)
    made = view.asked._shape
    window.open_link(link(1))
    qtbot.waitUntil(view.asked.isVisible)
    assert view.asked.width() == 1180 - window.world.theme.size("railCollapsed")
    assert view.asked._shape == made == (False, False)


def test_in_a_small_window_the_rail_stays_narrow(window: Window) -> None:
    window.resize(880, 600)
    narrow = window.frame.rail.width()
    for page_id in ("requests", "overview"):
        window.show_page(page_id)
        assert window.frame.rail.width() == narrow

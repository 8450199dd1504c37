"""Every screen by keyboard: Tab comes round in the order of the page, shows where it is, and big enough to press."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.example_day import example_day
from tests.screenshots.scenes import empty_pictures, empty_window, pictures, world_of
from tests.unit.desktop.tab_stops import Round, go_round
from vault import bundled
from vault.desktop.fonts import load_fonts
from vault.desktop.parts.focus_ring import FocusRing
from vault.desktop.parts_page import PartsPage
from vault.desktop.settings_view import SettingsView
from vault.desktop.theme import Theme, parse_tokens
from vault.desktop.window import Window

LAST = "Decide later"
"""Left of the two decisions that Tab comes to first: nobody shall land on it, or on them, by chance."""


@pytest.fixture(scope="module")
def rounds(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Round]]:
    """Of every screen, in the smallest window there is."""
    load_fonts()
    theme = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False)
    theme.apply(qapp)
    found: dict[str, Round] = {}
    folder = tmp_path_factory.mktemp("screens")
    seen: list[QWidget] = []
    rings: list[FocusRing] = []

    def take(name: str, widget: QWidget) -> None:
        seen.append(widget)
        widget.resize(880, 600)
        widget.show()
        if not isinstance(widget, PartsPage):  # parts without a page, and no one's
            rings.append(widget.findChild(FocusRing) or FocusRing(theme, widget))
            found[name] = go_round(widget, rings[-1])

    with example_day(folder / "vault") as day, empty_window(folder / "new", theme, "en") as new:
        world = world_of(day, theme, "en")
        window = Window(world, lambda *_: QWidget())
        window.enter()
        for name, widget in pictures(world, window, day):
            take(name, widget)
        for name, widget in empty_pictures(new):
            take(name, widget)
        yield found
        for each in seen:
            each.hide()
            each.deleteLater()


def wrong(rounds: dict[str, Round], what: Callable[[Round], Iterator[str]]) -> dict[str, list[str]]:
    return {name: found for name, each in rounds.items() if (found := list(what(each)))}


def test_tab_reaches_something_everywhere_and_comes_round(rounds: dict[str, Round]) -> None:
    assert len(rounds) > 50
    assert {name: each.trap for name, each in rounds.items() if each.trap} == {}
    assert [name for name, each in rounds.items() if not each.stops] == []


def test_tab_goes_as_the_page_is_read(rounds: dict[str, Round]) -> None:
    def but_last(each: Round) -> Iterator[str]:
        return (found for found in each.out_of_order() if not found.endswith(f"“{LAST}”"))

    assert wrong(rounds, but_last) == {}


def test_the_ring_is_seen_on_every_stop(rounds: dict[str, Round]) -> None:
    assert wrong(rounds, Round.without_ring) == {}


def test_names_have_the_words_that_are_seen(rounds: dict[str, Round]) -> None:
    assert wrong(rounds, Round.said_otherwise) == {}


def test_everything_that_is_pressed_has_room_for_a_finger(rounds: dict[str, Round]) -> None:
    assert wrong(rounds, Round.too_small) == {}


def test_shift_tab_goes_the_same_way_back(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> None:
    theme = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False)
    theme.apply(qapp)
    with example_day(tmp_path / "vault") as day:
        window = Window(world_of(day, theme, "en"), lambda *_: QWidget())
        window.enter()
        window.show()
        for page in ("overview", "preferences", "shops", "your_data", "settings"):
            window.show_page(page)
            if page == "settings":  # whether this computer can keep a key is looked up once the page is drawn
                shown = window.findChild(SettingsView)
                assert shown is not None
                qtbot.waitUntil(shown.security.quick.isEnabled)
            ring = window.findChild(FocusRing)
            forth = go_round(window, ring)
            back = go_round(window, ring, Qt.Key.Key_Backtab)
            assert forth.trap == back.trap == ""
            assert {stop.name for stop in forth.stops} == {stop.name for stop in back.stops}, page
        window.hide()
        window.deleteLater()


def test_no_shortcut_is_a_letter_alone_and_help_lists_each(tmp_path: Path, qapp: QApplication) -> None:
    theme = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False)
    with example_day(tmp_path / "vault") as day:
        window = Window(world_of(day, theme, "en"), lambda *_: QWidget())
        window.enter()
        for page in ("overview", "requests", "preferences", "shops", "activity", "your_data", "settings", "card"):
            window.show_page(page)
        keys = [each.key().toString() for each in window.findChildren(QShortcut)]
        window.deleteLater()
    assert len(keys) > 10
    assert [key for key in keys if "Ctrl+" not in key and "Alt+" not in key and not re.fullmatch(r"F\d+", key)] == []
    for language, pages in (("en", "Ctrl+1 to Ctrl+7"), ("nl", "Ctrl+1 tot en met Ctrl+7")):
        listed = bundled.read(f"help/{language}.md").decode()
        assert pages in listed
        between = {f"Ctrl+{number}" for number in range(1, 8)}
        assert [key for key in keys if key not in between and f"- {key}:" not in listed] == []

"""The overview in the real window: what is read, pressed and reached by keyboard, and where it leads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.example_day import Day, example_day
from tests.screenshots.scenes import empty_window, link, world_of
from tests.unit.desktop.vault_day import name_of, named, names, texts, themed
from vault.customer.holdings import view_shops
from vault.customer.review import count_waiting
from vault.desktop.overview_view import OverviewView
from vault.desktop.rail import RailItem
from vault.desktop.request_state import Asked
from vault.desktop.window import Window

HOST = "schoenenhuis.example"


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with example_day(tmp_path / "vault") as made:
        yield made


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, day: Day) -> Window:
    made = Window(world_of(day, themed(qapp)[0], "en"), lambda *_: QWidget())
    qtbot.addWidget(made)
    made.enter()
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def asked(window: Window) -> Window:
    """With a request that waits."""
    window.open_link(link(1))
    window.presenter("requests").later()
    window.show_page("overview")
    return window


def page(window: Window) -> OverviewView:
    view = window.inside.pages.page("overview").view
    assert isinstance(view, OverviewView)
    return view


def shown(window: Window) -> list[str]:
    """The page that the rail marks."""
    return [name_of(item).partition(",")[0] for item in window.findChildren(RailItem) if item.isChecked()]


def holding(day: Day) -> set[str]:
    return {shop.host for shop in view_shops(day.session) if shop.holds}


def test_it_opens_first_and_says_who_holds_what(window: Window) -> None:
    assert shown(window) == ["Overview"]
    read = texts(page(window))
    for words in (
        "Tuesday 12 May. 4 shops hold something now.",
        "No shop waits for you. You have nothing to do.",
        "Novels I read, languages I read in",
        "Active until 3 Nov 2026",
        "Ends in 6 days",
        "Monday 18 May, in 6 days",
        "Shoe size: is this still EU 43?",
        "Nobody holds these",
    ):
        assert words in read
    assert {"Stop sharing with boekhoek.example", "Details of zeepenzo.example"} <= set(names(page(window)))


def test_a_link_still_opens_its_request(window: Window) -> None:
    window.open_link(link(1))
    assert shown(window) == ["Requests"]


def test_stop_is_undone_from_the_bar_and_the_keyboard_stays(window: Window, day: Day) -> None:
    stop = named(page(window), "Stop sharing with boekhoek.example")
    stop.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(stop, Qt.Key.Key_Space)
    assert "boekhoek.example" not in holding(day)
    assert name_of(window.focusWidget()) == "Details of boekhoek.example"
    named(window, "Undo").click()
    assert "boekhoek.example" in holding(day)
    assert named(page(window), "Stop sharing with boekhoek.example").isVisible()


def test_share_nothing_from_here_counts_everywhere(asked: Window, day: Day) -> None:
    assert f"{HOST} asks to see 6 preferences" in texts(page(asked))
    waiting = count_waiting(day.session)
    named(page(asked), f"Share nothing with {HOST}").click()
    assert count_waiting(day.session) == waiting - 1
    assert f"You shared nothing with {HOST}." in texts(page(asked))
    assert named(asked, "Requests").isVisible()  # without a count
    asked.show_page("requests")
    assert not [text for text in texts(asked) if "You can answer until" in text]


def test_share_nothing_closes_the_request_that_is_open_on_its_page(window: Window, day: Day) -> None:
    window.open_link(link(1))
    requests = window.presenter("requests")
    assert requests.choosing.open is not None
    window.show_page("overview")
    named(page(window), f"Share nothing with {HOST}").click()
    assert requests.choosing.open is None


def test_look_and_choose_opens_that_request(asked: Window) -> None:
    states: list[object] = []
    asked.presenter("requests").changed.connect(states.append)
    named(page(asked), f"Look at the request of {HOST} and choose").click()
    assert shown(asked) == ["Requests"]
    assert isinstance(states[-1], Asked)
    assert states[-1].asker.host == HOST


def test_look_keeps_what_was_chosen_there_already(window: Window) -> None:
    window.open_link(link(1))
    window.presenter("requests").choosing.switch("shoe_size", True)
    window.show_page("overview")
    named(page(window), f"Look at the request of {HOST} and choose").click()
    assert window.presenter("requests").choosing.asked().preview.values


def test_the_ways_to_other_pages(window: Window) -> None:
    named(page(window), "Who holds what").click()
    assert shown(window) == ["Shops"]
    assert window.presenter("shops").matrix.open
    window.show_page("overview")
    named(page(window), "Details of zeepenzo.example").click()
    assert shown(window) == ["Shops"]
    assert window.presenter("shops")._open.host == "zeepenzo.example"
    window.show_page("overview")
    named(page(window), "Change shoe size").click()
    assert shown(window) == ["Preferences"]
    assert window.presenter("preferences")._drafts.open == "clothing.shoe_size"


def test_a_suggestion_that_is_right_makes_room_for_the_next(window: Window) -> None:
    named(page(window), "Shoe size is still right").click()
    assert "Shoe size: is this still EU 43?" not in texts(page(window))
    named(page(window), "Hide: do not ask about sports again").click()
    assert not [text for text in texts(page(window)) if text.startswith("Sports:")]


def test_review_day_and_back_by_keyboard(window: Window) -> None:
    link_ = named(page(window), "Look everything over")
    link_.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(link_, Qt.Key.Key_Space)
    assert page(window).title.text() == "Look everything over"
    assert name_of(window.focusWidget()) == "Back"
    read = texts(page(window))
    assert "Promised 30 days, deleted within 4 days." in read
    right = named(page(window), "Shoe size is still right")
    right.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(right, Qt.Key.Key_Space)
    assert "Shoe size: still right." in texts(page(window))
    assert page(window).isAncestorOf(window.focusWidget())
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert page(window).title.text() == "Overview"
    assert name_of(window.focusWidget()) == "Look everything over"


def test_every_button_is_reached_by_tab(asked: Window) -> None:
    asked.resize(1180, 900)  # what does not scroll takes no key
    QApplication.processEvents()
    asked.findChild(RailItem).setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(asked.focusWidget(), Qt.Key.Key_F6)
    reached = []
    while page(asked).isAncestorOf(asked.focusWidget()) and len(reached) < 60:
        reached.append(name_of(asked.focusWidget()))
        QTest.keyClick(asked.focusWidget(), Qt.Key.Key_Tab)
    assert reached[0] == f"Share nothing with {HOST}"
    assert set(names(page(asked))) <= set(reached)


def test_locking_leaves_nothing_of_it(asked: Window, day: Day) -> None:
    view, presenter = page(asked), asked.presenter("overview")
    presenter.review.enter()
    presenter.forget()
    assert not [text for text in texts(view) if "example" in text or "EU 43" in text]
    assert not presenter.review.open


@pytest.mark.parametrize(
    ("pressed", "reached"),
    [("Start with your sizes", "Preferences"), ("Paste a request link", "Requests"), ("Bring in a file", "Your data")],
)
def test_a_new_vault_shows_where_to_begin(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, pressed: str, reached: str
) -> None:
    with empty_window(tmp_path / "new", themed(qapp)[0], "en") as window:
        qtbot.addWidget(window)
        window.show()
        assert shown(window) == ["Overview"]
        assert "Your vault is ready" in texts(window)
        named(page(window), pressed).click()
        assert shown(window) == [reached]
        if reached == "Preferences":
            assert window.presenter("preferences")._drafts.open is not None


def test_a_new_vault_has_the_keyboard_at_the_first_way_to_begin(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    with empty_window(tmp_path / "new", themed(qapp)[0], "en") as window:
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        first = named(page(window), "Start with your sizes")
        qtbot.waitUntil(first.hasFocus)
        (rail,) = [each for each in window.findChildren(RailItem) if name_of(each) == "Overview"]
        rail.setFocus()
        window.show_page("shops")
        rail.click()
        assert shown(window) == ["Overview"]
        assert rail.hasFocus()  # gone to, it leaves the keyboard where that is


def test_where_another_page_is_shown_by_then_the_keyboard_stays_there(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    with empty_window(tmp_path / "new", themed(qapp)[0], "en") as window:
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.show_page("requests")
        window.frame.rail.take_focus()
        page(window).begin()
        assert shown(window) == ["Requests"]
        assert name_of(window.focusWidget()) == "Requests"


def test_a_vault_with_something_in_it_does_not_move_the_keyboard(window: Window) -> None:
    (rail,) = [each for each in window.findChildren(RailItem) if name_of(each) == "Overview"]
    assert rail.hasFocus()


def announced(window: Window, act: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    update = QAccessible.updateAccessibility

    def hear(event: object) -> None:
        if hasattr(event, "message"):
            said.append(event.message())
        update(event)  # type: ignore[arg-type]

    monkeypatch.setattr(QAccessible, "updateAccessibility", staticmethod(hear))
    act()
    return said


def test_a_no_is_said_to_who_does_not_see_it(asked: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    press = named(page(asked), f"Share nothing with {HOST}").click
    assert f"You shared nothing with {HOST}." in announced(asked, press, monkeypatch)


def test_a_request_that_is_answered_leaves_nothing_that_another_theme_would_look_for(asked: Window) -> None:
    named(page(asked), f"Share nothing with {HOST}").click()
    asked.show_page("overview")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    asked.world.theme.set_dark(True)
    assert "No shop waits for you. You have nothing to do." in texts(page(asked))

"""The window and the shop's page together: the page changes only by what was shared, for who shared it, until a stop.

The window is the real one, offscreen; the page is read in Debian's Chromium, by two people.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from PySide6.QtWidgets import QApplication

from tests.end2end.test_shop_page import fresh, shop_browser
from vault.customer.stopping import UNDO_SECONDS
from vault.demo.schoenenhuis import HOST
from vault.demo.window_journey import SHARED, Theatre, flip, open_theatre, unlock_window

SECONDS = 2
"""After the undo window the page must be as before within this time."""
A_WHILE = 0.1
"""Seconds between two looks at the page."""
SHELF = f"https://{HOST}/running"


@pytest.fixture
def theatre(qapp: QApplication, tmp_path: Path) -> Iterator[Theatre]:
    """The window, open on the vault, and the shop."""
    with open_theatre(qapp, tmp_path, "en") as opened:
        opened.window.show()
        unlock_window(opened)
        opened.wait("preferences", lambda: opened.named("Preferences") is not None)
        yield opened


@pytest.fixture
def chromium(theatre: Theatre) -> Iterator[Browser]:
    with shop_browser(theatre.shop.address.port) as browser:
        yield browser


def shelf(page: Page) -> bytes:
    """The page as the server sends it to this person, byte by byte."""
    answer = page.goto(SHELF)
    assert answer is not None
    return answer.body()


def ask(stage: Theatre, page: Page) -> None:
    """Press the shop's button, and take the link to the window."""
    page.goto(SHELF)
    page.get_by_role("link", name="Personalise with your vault").click()
    stage.window.open_link(page.get_by_role("link", name="Open your vault").get_attribute("href") or "")


def go_back(stage: Theatre, page: Page) -> None:
    """Where the vault sends the browser."""
    stage.wait("way back to the shop", lambda: bool(stage.went_to))
    page.goto(stage.went_to.pop())


def told(page: Page, waiting: str) -> bool:
    """Whether the shop's waiting page says that the answer was no."""
    page.goto(waiting)
    return page.get_by_role("heading", name="You shared nothing").count() > 0


def share_all(stage: Theatre, page: Page) -> None:
    ask(stage, page)
    for key in SHARED:
        flip(stage, key)
    stage.press("Share these 4")
    stage.wait("delivered", lambda: bool(stage.shop.holds()))
    go_back(stage, page)


def stop_all(stage: Theatre) -> float:
    """Stop everything in the window. Returns when the time to undo began."""
    stage.window.show_page("shops")
    stage.press("Stop sharing with")
    stage.wait("undo", lambda: stage.named("Undo") is not None)
    return time.monotonic()


def work_until(stage: Theatre, moment: float) -> None:
    """Let the window work."""
    stage.wait("time", lambda: time.monotonic() > moment)


def test_nothing_shared_nothing_changed(theatre: Theatre, chromium: Browser) -> None:
    page = fresh(chromium).new_page()
    before = shelf(page)
    ask(theatre, page)
    waiting = page.url
    theatre.press("Share nothing")
    theatre.wait("the shop to hear it", lambda: told(page, waiting))
    assert shelf(page) == before
    assert theatre.shop.holds() == 0


def test_the_page_changes_for_one_person_and_back_after_the_stop(theatre: Theatre, chromium: Browser) -> None:
    mine, stranger = fresh(chromium).new_page(), fresh(chromium).new_page()
    before = shelf(mine)
    assert shelf(stranger) == before

    share_all(theatre, mine)
    changed = shelf(mine)
    assert changed != before
    assert shelf(stranger) == before

    stop_all(theatre)
    theatre.press("Undo")
    theatre.wait("undone", lambda: theatre.named("Undo") is None)
    assert shelf(mine) == changed

    began = stop_all(theatre)
    assert shelf(mine) == changed
    assert shelf(stranger) == before
    work_until(theatre, began + UNDO_SECONDS)
    while shelf(mine) != before:
        assert time.monotonic() < began + UNDO_SECONDS + SECONDS
        work_until(theatre, time.monotonic() + A_WHILE)
    assert time.monotonic() < began + UNDO_SECONDS + SECONDS
    assert shelf(stranger) == before
    for page in (mine, stranger):
        page.goto(f"https://{HOST}/why")
        assert "EU 43" not in page.content()


def test_a_stranger_with_the_way_back_sees_nothing(theatre: Theatre, chromium: Browser) -> None:
    mine, stranger = fresh(chromium).new_page(), fresh(chromium).new_page()
    before = shelf(stranger)
    ask(theatre, mine)
    flip(theatre, SHARED[0])
    theatre.press("Share this one")
    theatre.wait("way back to the shop", lambda: bool(theatre.went_to))
    stranger.goto(theatre.went_to[-1])
    assert shelf(stranger) == before

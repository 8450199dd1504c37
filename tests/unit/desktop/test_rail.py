"""The rail: what stands where, wide and narrow."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.desktop.vault_day import name_of, texts, themed
from vault.desktop.parts.focus_ring import FocusRing
from vault.desktop.rail import Rail, RailItem, RailPage

PAGES = (RailPage("requests", "tray", "Requests"), RailPage("shops", "storefront", "Shops"))


@pytest.fixture
def rail(qtbot: QtBot, qapp: QApplication) -> Rail:
    theme, icons = themed(qapp)
    made = Rail(theme, icons, PAGES)
    made.set_chosen("requests")
    made.resize(208, 600)
    qtbot.addWidget(made)
    made.show()
    return made


def item(rail: Rail, number: int = 0) -> RailItem:
    return rail.findChildren(RailItem)[number]


def pill(rail: Rail) -> QRectF:
    """Where the count stands in its item; it is seen from edge to edge."""
    found = item(rail).count_rect()
    seen = item(rail).grab().toImage()
    middle = found.center().toPoint()
    ends = (found.left() + 1, middle.y()), (found.right() - 2, middle.y()), (middle.x(), found.top() + 1)
    for x, y in (*ends, (middle.x(), found.bottom() - 2)):
        assert seen.pixelColor(round(x), round(y)) == rail._theme.color("sand")
    return found


def test_narrow_the_count_stands_over_the_corner_and_leaves_the_icon_free(rail: Rail) -> None:
    rail.set_narrow(True)
    rail.set_count("requests", 1)
    found, filled = pill(rail), QRectF(item(rail).ring_rect())
    assert (found.width(), found.height()) == (18, 18)
    assert (found.right() - filled.right(), found.top() - filled.top()) == (3, -3)
    icon = QRectF(0, 0, 20, 20)
    icon.moveCenter(filled.center())
    covered = found & icon
    assert covered.width() * covered.height() <= 30  # the corner of the icon's box, where nothing is drawn


def test_with_large_letters_the_icon_makes_room_for_the_count(qapp: QApplication, rail: Rail) -> None:
    rail._theme.set_text_scale(2.0)
    rail._theme.apply(qapp)
    try:
        rail.set_narrow(True)
        rail.set_count("requests", 2)
        found, filled = pill(rail), QRectF(item(rail).ring_rect())
        seen, at = item(rail).grab().toImage(), rail._theme.color("railSelected")
        box = QRectF(0, 0, 20, 20)
        box.moveBottomLeft(filled.bottomLeft())
        box.translate(5, -5)
        drawn = [
            (x, y)
            for x in range(round(box.left()), round(box.right()))
            for y in range(round(box.top()), round(box.bottom()))
            if seen.pixelColor(x, y) != at and not found.contains(x, y)
        ]
        assert (found & box).width() * (found & box).height() <= 100  # a quarter of its box
        assert min(x for x, _ in drawn) < box.center().x() < max(x for x, _ in drawn)  # both of its sides are seen
    finally:
        rail._theme.set_text_scale(1.0)
        rail._theme.apply(qapp)


def test_wide_the_count_stands_at_the_end_of_the_line(rail: Rail) -> None:
    rail.set_count("requests", 12)
    found, filled = pill(rail), QRectF(item(rail).ring_rect())
    assert found.height() == 22
    assert found.width() > 22
    assert abs(found.center().y() - filled.center().y()) <= 0.5
    assert filled.right() - found.right() == 10


def test_more_than_fits_makes_the_count_wider(rail: Rail) -> None:
    rail.set_narrow(True)
    rail.set_count("requests", 128)
    found, filled = pill(rail), QRectF(item(rail).ring_rect())
    assert found.width() > 18
    assert found.right() == filled.right() + 3
    assert found.left() > 0


def test_the_keyboard_goes_on_at_the_page_that_is_shown_if_it_was_in_the_rail(qtbot: QtBot, rail: Rail) -> None:
    rail.activateWindow()
    qtbot.waitUntil(rail.isActiveWindow)
    rail.take_focus()
    first = item(rail)
    assert first.hasFocus()
    item(rail, 1).click()
    rail.move_focus()
    assert item(rail, 1).hasFocus()
    item(rail, 1).clearFocus()
    rail.move_focus()
    assert not item(rail, 1).hasFocus()


def test_the_focus_ring_stands_on_the_rail_in_its_own_colour(qtbot: QtBot, rail: Rail) -> None:
    ring = FocusRing(rail._theme, rail)
    rail.activateWindow()
    qtbot.waitUntil(rail.isActiveWindow)
    rail.take_focus()
    qtbot.keyClick(item(rail), Qt.Key.Key_Down)
    qtbot.keyClick(item(rail, 1), Qt.Key.Key_Up)
    focused = item(rail)
    assert focused.hasFocus()
    assert ring.isVisible()
    assert rail.rect().contains(ring.geometry())
    assert ring.geometry().width() < focused.width()
    seen = rail.grab(ring.geometry()).toImage()
    assert seen.pixelColor(seen.width() // 2, 1) == rail._theme.color("focusOnRail")


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (1, ["Locks by itself after\n1 minute"]),
        (60, ["Locks by itself after\n60 minutes"]),
        (0, []),
    ],
)
def test_when_the_vault_locks_by_itself_stands_above_the_lock(rail: Rail, minutes: int, said: list[str]) -> None:
    rail.set_lock_after(5)
    rail.set_lock_after(minutes)
    assert texts(rail) == said


def test_narrow_there_is_no_room_for_it(rail: Rail) -> None:
    rail.set_lock_after(5)
    rail.set_narrow(True)
    assert texts(rail) == []
    rail.set_narrow(False)
    assert texts(rail) == ["Locks by itself after\n5 minutes"]


def test_pages_get_the_words_of_another_language(rail: Rail) -> None:
    rail.set_count("requests", 2)
    rail.set_narrow(True)
    rail.set_words({"requests": "Verzoeken", "shops": "Winkels"})
    assert [name_of(each) for each in rail.findChildren(RailItem)] == ["Verzoeken, 2", "Winkels", "Help"]
    assert item(rail).toolTip() == "Verzoeken"


def test_the_name_grows_with_the_letters(rail: Rail) -> None:
    brand = rail._brand.height()
    rail._theme.set_text_scale(1.3)
    assert rail._brand.height() > brand
    rail._theme.set_text_scale(1.0)
    assert rail._brand.height() == brand


def test_words_that_have_no_room_are_not_cut(qtbot: QtBot, qapp: QApplication) -> None:
    theme, icons = themed(qapp)
    pages = (*PAGES, RailPage("preferences", "sliders-horizontal", "Preferences"))
    frame = Rail(theme, icons, pages)
    qtbot.addWidget(frame)
    assert frame.fits_words
    theme.set_text_scale(2.0)
    assert not frame.fits_words
    theme.set_text_scale(1.0)

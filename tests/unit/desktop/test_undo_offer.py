"""One thing at a time can be taken back, for as long as the bar is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.unit.desktop.vault_day import HOST, Day, named, open_day, texts, themed
from vault.core.errors import StorageError, VaultError
from vault.customer import stopping
from vault.customer.editing import list_preferences
from vault.customer.stopping import UNDO_SECONDS, Stopped, stop
from vault.desktop.app import translate
from vault.desktop.preference_state import Deleted
from vault.desktop.undo_bar import UndoBar
from vault.desktop.undo_offer import Removed, UndoOffer


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with open_day(tmp_path) as made:
        made.share()
        yield made


@pytest.fixture
def bar(qtbot: QtBot, qapp: QApplication) -> UndoBar:
    theme, _ = themed(qapp)
    made = UndoBar(theme)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def parent(bar: UndoBar) -> QObject:
    return QObject()


@pytest.fixture
def offer(bar: UndoBar, parent: QObject, day: Day) -> UndoOffer:
    return UndoOffer(day.tasks, bar, parent)


def _stop(day: Day) -> Stopped:
    day.deliver()
    return stop(day.session, HOST, undo_seconds=UNDO_SECONDS)


def _delete(offer: UndoOffer, day: Day, back: Callable[[], None]) -> None:
    offer.offer_delete(Deleted(list_preferences(day.session)[0], "Shoe size", 0), back, pytest.fail)


def test_a_stop_is_offered_and_the_post_hears_of_it_at_once(
    qtbot: QtBot, offer: UndoOffer, bar: UndoBar, day: Day
) -> None:
    """Also if another stop takes its place in the bar: the first must not wait for the second's time."""
    with qtbot.waitSignal(offer.due):
        offer.offer_stop((_stop(day),))
    assert texts(bar) == [f"You stopped sharing with {HOST}. We tell the shop in 10 seconds."]


def test_taken_back(qtbot: QtBot, offer: UndoOffer, bar: UndoBar, day: Day) -> None:
    offer.offer_stop((_stop(day),))
    with qtbot.waitSignal(offer.taken_back):
        named(bar, "Undo").click()
    assert bar.isHidden()
    assert day.kinds()[-1] == "stop_undone"
    named(bar, "Undo").click()
    assert day.kinds()[-1] == "stop_undone"


def test_a_stop_that_may_have_left_is_not_offered(qtbot: QtBot, offer: UndoOffer, bar: UndoBar, day: Day) -> None:
    with qtbot.waitSignal(offer.due):
        offer.offer_stop((stop(day.session, HOST, undo_seconds=UNDO_SECONDS),))  # the answer had not left
    assert bar.isHidden()


def test_its_time_ends(qtbot: QtBot, offer: UndoOffer, bar: UndoBar, day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = _stop(day)
    monkeypatch.setattr(stopping, "UNDO_SECONDS", 0)
    offer.offer_stop((stopped,))
    with qtbot.waitSignal(offer.due):
        pass
    assert bar.isHidden()
    assert bar.findChild(QLabel).text() == ""


def test_a_deleted_preference_comes_back(offer: UndoOffer, bar: UndoBar, day: Day) -> None:
    back: list[str] = []
    _delete(offer, day, lambda: back.append("back"))
    assert texts(bar)[0].startswith("Deleted: Shoe size.")
    named(bar, "Undo").click()
    assert back == ["back"]


def test_the_last_thing_only(offer: UndoOffer, bar: UndoBar, day: Day) -> None:
    back: list[str] = []
    _delete(offer, day, lambda: back.append("first"))
    _delete(offer, day, lambda: back.append("second"))
    named(bar, "Undo").click()
    assert back == ["second"]


def test_leaving_the_vault_takes_the_offer_away(offer: UndoOffer, bar: UndoBar, day: Day) -> None:
    back: list[str] = []
    _delete(offer, day, lambda: back.append("back"))
    offer.forget()
    assert bar.isHidden()
    named(bar, "Undo").click()
    assert back == []


def test_a_problem_with_taking_back_is_told(offer: UndoOffer, bar: UndoBar, day: Day) -> None:
    told: list[VaultError] = []
    offer.failed.connect(told.append)
    offer.offer_stop((_stop(day),))
    day.tasks.fails = StorageError("disk_full")
    named(bar, "Undo").click()
    assert told == [day.tasks.fails]


def test_something_that_no_shop_has_is_brought_back(qtbot: QtBot, offer: UndoOffer, bar: UndoBar) -> None:
    back: list[str] = []
    offer.offer_removed(Removed("Removed: Lou.", lambda: back.append("Lou")))
    assert "Removed: Lou." in texts(bar)
    named(bar, "Undo").click()
    assert back == ["Lou"]
    assert bar.isHidden()


def test_with_large_letters_the_bar_says_the_least_and_the_rest_where_it_is_asked(
    offer: UndoOffer, bar: UndoBar, day: Day
) -> None:
    offer.offer_stop((_stop(day),))
    bar.resize(816, 100)
    whole = f"You stopped sharing with {HOST}. We tell the shop in 10 seconds."
    theme = bar._theme
    theme.set_text_scale(2.0)
    try:
        assert texts(bar) == [f"You stopped sharing with {HOST}."]
        (label,) = bar.findChildren(QLabel)
        assert label.toolTip() == whole
        assert label.heightForWidth(label.width()) < 2 * label.fontMetrics().height()
    finally:
        theme.set_text_scale(1.0)
    assert texts(bar) == [whole]


@pytest.mark.parametrize(
    ("shops", "said", "lines"),
    [
        (0, "Verwijderd: Schoenmaat.", 1),
        (2, "Verwijderd: Schoenmaat. 2 winkels houden het tot je stopt of het afloopt.", 2),
    ],
)
def test_in_dutch_a_deletion_takes_few_lines_of_large_letters_and_says_which_shops_stop_is_about(
    qapp: QApplication, offer: UndoOffer, bar: UndoBar, day: Day, shops: int, said: str, lines: int
) -> None:
    theme = bar._theme
    theme.set_text_scale(2.0)
    translate(qapp, "nl")
    try:
        kept = list_preferences(day.session)[0]
        offer.offer_delete(Deleted(kept, "Schoenmaat", shops), lambda: None, lambda: None)
        bar.resize(816, 100)
        bar.grab()
        (label,) = bar.findChildren(QLabel)
        assert label.text() == said
        assert label.heightForWidth(label.width()) < (lines + 1) * label.fontMetrics().height()
        assert label.toolTip() == f"{said} Oudere waarden blijven in de geschiedenis van je kluis."
    finally:
        theme.set_text_scale(1.0)
        translate(qapp, "en")


def test_pages_that_are_made_anew_take_their_offers_along(
    qtbot: QtBot, offer: UndoOffer, bar: UndoBar, day: Day
) -> None:
    """What would bring it back is gone with the page, so that the shops hear of it now."""
    _delete(offer, day, pytest.fail)
    assert not bar.isHidden()
    with qtbot.waitSignal(offer.due):
        offer.pages_gone()
    assert bar.isHidden()
    offer.offer_removed(Removed("Removed: Lou.", pytest.fail))
    assert not bar.isHidden()
    offer.pages_gone()
    assert bar.isHidden()


def test_a_stop_can_be_taken_back_in_another_language_too(
    qtbot: QtBot, offer: UndoOffer, bar: UndoBar, day: Day
) -> None:
    offer.offer_stop((_stop(day),))
    offer.pages_gone()
    with qtbot.waitSignal(offer.taken_back):
        named(bar, "Undo").click()

"""The logic of the preferences page: who sees a preference, stopping that, and deleting it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.unit.customer.asking import Shop
from tests.unit.desktop.preferences_screen import (
    COLOURS,
    SHOE_SIZE,
    WIDTH,
    Screen,
    new_session,
    screen_on,
    sentences,
    share_with,
)
from vault.core.clock import SetClock
from vault.core.errors import StorageError
from vault.core.sensitivity import Level
from vault.core.value import Precision, Value
from vault.customer import stopping
from vault.customer.delivery import deliver
from vault.customer.editing import list_preferences, set_words
from vault.customer.holdings import view_shops
from vault.customer.session import Session


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 5, 12, 12, 4, tzinfo=UTC))


@pytest.fixture
def session(tmp_path: Path, clock: SetClock) -> Iterator[Session]:
    with new_session(tmp_path, clock) as made:
        yield made


@pytest.fixture
def screen(session: Session) -> Screen:
    """The page over a vault with four preferences of two topics."""
    for key, words in ((SHOE_SIZE, "EU 43"), (WIDTH, "H"), (COLOURS, "navy, green"), ("media.sports", "running_road")):
        set_words(session, key, words)
    shown = screen_on(session)
    shown.presenter.start()
    return shown


def test_shops_that_see_it_are_named_with_what_they_were_given(
    screen: Screen, session: Session, clock: SetClock
) -> None:
    shop = Shop(now=clock.now)
    share_with(session, shop)
    clock.moment += timedelta(hours=1)
    set_words(session, SHOE_SIZE, "EU 38")
    screen.presenter.start()
    assert (screen.lines()[SHOE_SIZE].shops, screen.state.groups[0].shared) == (1, 1)
    screen.presenter.open_row(SHOE_SIZE)
    (seen,) = screen.editor.seen_by
    # The shop still has what left, not what the vault keeps now.
    assert (seen.host, seen.precision, seen.text) == ("schoenenhuis.example", Precision.RANGE, "EU 42–44")  # noqa: RUF001


def test_stop_stops_only_this_with_every_shop_and_can_be_undone(
    screen: Screen, session: Session, clock: SetClock
) -> None:
    for host in ("schoenenhuis.example", "fietsplein.example"):
        share_with(session, Shop(host=host, now=clock.now))
    screen.presenter.start()
    screen.presenter.open_row(SHOE_SIZE)
    assert len(screen.editor.seen_by) == 2
    screen.presenter.stop_sharing(SHOE_SIZE)
    (stopped,) = screen.stopped
    assert {each.host for each in stopped} == {"schoenenhuis.example", "fietsplein.example"}
    assert screen.editor.seen_by == ()
    held = [item.key for shop in view_shops(session) for item in shop.holds]
    assert held == ["media.sports", "media.sports"]
    assert all(stopping.undo(session, each) for each in stopped)
    screen.presenter.start()
    assert len(screen.editor.seen_by) == 2


def test_a_stop_is_not_told_to_the_shop_for_ten_seconds(screen: Screen, session: Session, clock: SetClock) -> None:
    shop = Shop(now=clock.now)
    share_with(session, shop)
    screen.presenter.start()
    screen.presenter.stop_sharing(SHOE_SIZE)
    deliver(session, shop)
    assert shop.stops == []
    clock.moment += timedelta(seconds=10)
    deliver(session, shop)
    assert len(shop.stops) == 1


def test_delete_takes_it_away_and_undo_brings_it_back_as_it_was(screen: Screen, session: Session) -> None:
    screen.presenter.open_row(SHOE_SIZE)
    screen.presenter.set_level(Level.PERSONAL)
    screen.presenter.set_most(Precision.CLOSED)
    screen.presenter.save()
    screen.presenter.open_row(SHOE_SIZE)
    screen.presenter.delete(SHOE_SIZE)
    assert (screen.state.editor, SHOE_SIZE in screen.lines()) == (None, False)
    (deleted,) = screen.deleted
    assert (deleted.name, deleted.shops) == ("Shoe size", 0)
    screen.presenter.undo_delete(deleted)
    assert screen.lines()[SHOE_SIZE].values == ("EU 43",)
    kept = list_preferences(session)[0]
    assert (kept.value, kept.level, kept.most) == (Value("43", system="EU"), Level.PERSONAL, Precision.CLOSED)


def test_deleting_says_how_many_shops_still_have_it(screen: Screen, session: Session, clock: SetClock) -> None:
    share_with(session, Shop(now=clock.now))
    screen.presenter.start()
    screen.presenter.delete(SHOE_SIZE)
    assert screen.deleted[0].shops == 1


def test_a_delete_that_fails_is_said_on_the_page(screen: Screen) -> None:
    screen.tasks.fails = StorageError("disk_full")
    screen.presenter.delete(SHOE_SIZE)
    assert screen.state.failed == sentences().error(StorageError("disk_full"))
    assert SHOE_SIZE in screen.lines()

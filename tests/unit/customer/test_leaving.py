"""Every shop is stopped at once, as before a vault is deleted, and it is known which have heard it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.example_day import Street
from tests.unit.customer.asking import SHOE, SPORTS, Shop
from vault.core.clock import SetClock
from vault.core.value import Precision
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver, due
from vault.customer.holdings import view_shops
from vault.customer.leaving import not_told, stop_everything
from vault.customer.review import propose
from vault.customer.session import Session
from vault.customer.sharing import share
from vault.customer.stopping import UNDO_SECONDS, undo

FIRST, SECOND = "schoenenhuis.example", "boekhoek.example"


@pytest.fixture
def shops(session: Session, clock: SetClock) -> dict[str, Shop]:
    made = {host: Shop(host=host, now=clock.now) for host in (FIRST, SECOND)}
    for shop in made.values():
        choices = (Choice("shoe_size", Precision.RANGE), Choice("sports", Precision.CATEGORY))
        share(session, propose(session, shop.ask(SHOE, SPORTS)), Choices(choices, 90))
        deliver(session, shop)
    return made


def test_every_shop_is_stopped_and_nothing_waits_to_be_taken_back(session: Session, shops: dict[str, Shop]) -> None:
    assert {each.host for each in stop_everything(session)} == shops.keys()
    assert not any(shop.holds for shop in view_shops(session))
    assert set(not_told(session)) == shops.keys()
    assert {row.outgoing.host for row in due(session)} == shops.keys()  # at once
    assert stop_everything(session) == ()


def test_who_was_reached_knows(session: Session, shops: dict[str, Shop]) -> None:
    stop_everything(session)
    shops[FIRST].mood = "down"
    deliver(session, Street(shops))
    assert not_told(session) == (FIRST,)
    assert len(shops[SECOND].stops) == 1


def test_with_nothing_shared_there_is_nobody_to_tell(session: Session) -> None:
    assert stop_everything(session) == ()
    assert not_told(session) == ()


def test_every_stop_can_be_taken_back_for_a_while(session: Session, shops: dict[str, Shop]) -> None:
    stopped = stop_everything(session, undo_seconds=UNDO_SECONDS)
    assert due(session) == ()
    assert all(undo(session, each) for each in stopped)
    assert all(shop.shared for shop in view_shops(session))
    assert not any(shop.stops for shop in shops.values())


def test_a_shop_where_all_has_just_ended_holds_up_no_other(session: Session, clock: SetClock) -> None:
    """It still looks shared until somebody looks at the time."""
    for host, days in ((FIRST, 30), (SECOND, 90)):
        shop = Shop(host=host, now=clock.now)
        share(session, propose(session, shop.ask(SHOE)), Choices((Choice("shoe_size", Precision.RANGE),), days))
        deliver(session, shop)
    clock.moment += timedelta(days=31)
    assert [each.host for each in stop_everything(session)] == [SECOND]
    assert not any(shop.holds for shop in view_shops(session))

"""Who holds what: what is in the table after sharing, stopping and erasing, and what is said of one item."""

from __future__ import annotations

import pytest

from tests.unit.customer.asking import FEET, SHOE, SPORTS, WIDTH, Shop
from vault.core.clock import SetClock
from vault.core.consent import ItemState
from vault.core.value import Precision
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.review import propose
from vault.customer.session import Session
from vault.customer.sharing import refuse, share
from vault.customer.stopping import stop, stop_items
from vault.customer.who_holds import Holding, WhoHolds, look_closer, view_who_holds


def shared(session: Session, shop: Shop) -> WhoHolds:
    proposal = propose(session, shop.ask(SHOE, SPORTS, WIDTH, FEET))
    share(session, proposal, Choices((Choice("shoe_size", Precision.EXACT), Choice("sports", Precision.CATEGORY)), 30))
    deliver(session, shop)
    return view_who_holds(session)


def one(found: WhoHolds, key: str) -> Holding:
    (holding,) = [each for each in found.holdings if each.item.key == key]
    return holding


def test_nobody_holds_anything(session: Session, shop: Shop) -> None:
    assert view_who_holds(session) == WhoHolds((), (), 1, any_shop=False)
    refuse(session, propose(session, shop.ask(SHOE)), never_ask=True)
    assert view_who_holds(session) == WhoHolds((), (), 1, any_shop=True)


def test_each_item_with_its_value(session: Session, shop: Shop) -> None:
    found = shared(session, shop)
    assert [each.host for each in found.shops] == [shop.host]
    size, sports = one(found, "clothing.shoe_size"), one(found, "media.sports")
    assert size.values["clothing.shoe_size"].value == "43"
    assert sports.values["media.sports"].precision is Precision.CATEGORY
    assert size.held
    assert "'43'" not in repr(found)  # the digits alone may stand in an identifier


def test_what_is_stopped_stays_until_the_shop_says_it_is_gone(session: Session, shop: Shop, clock: SetClock) -> None:
    shop.mood = "slow"
    jti = one(shared(session, shop), "clothing.shoe_size").item.jti
    stop(session, shop.host, jti=jti)
    stopping = one(view_who_holds(session), "clothing.shoe_size")
    assert not stopping.held
    assert stopping.values
    deliver(session, shop)
    told = one(view_who_holds(session), "clothing.shoe_size")
    assert told.item.state is ItemState.TOLD
    assert told.values == {}
    shop.mood = "fine"
    clock.moment = clock.moment.replace(hour=20)
    deliver(session, shop)
    assert [each.item.key for each in view_who_holds(session).holdings] == ["media.sports"]


def test_the_reason_of_one_item(session: Session, shop: Shop) -> None:
    jti = one(shared(session, shop), "clothing.shoe_size").item.jti
    assert look_closer(session, jti).reason["en"] == "To show what fits first."
    assert look_closer(session, jti).less == ()  # this shop takes no refreshes
    assert look_closer(session, "urn:uuid:unknown").reason == {}


@pytest.mark.parametrize("delivered", [True, False])
def test_several_items_are_stopped_one_by_one(session: Session, shop: Shop, delivered: bool) -> None:
    """An answer that never left is taken back whole with its first item, so there is one stop less."""
    if not delivered:
        shop.mood = "down"
    jtis = [each.item.jti for each in shared(session, shop).holdings]
    stopped = stop_items(session, shop.host, jtis, undo_seconds=10)
    assert len(stopped) == (2 if delivered else 1)
    assert {jti for each in stopped for jti in (*each.items, *each.untold)} == set(jtis)
    assert not any(each.held for each in view_who_holds(session).holdings)

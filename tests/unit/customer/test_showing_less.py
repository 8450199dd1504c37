"""A shop can be given less than it has: what is offered says nothing new, and nothing sealed is offered."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.catalogue_values import entries, exact_values, shipped
from tests.unit.customer.asking import FEET, SHOE, SPORTS, Shop
from vault.core.catalogue import Entry
from vault.core.clock import SetClock
from vault.core.errors import ChoiceError
from vault.core.precision import covers
from vault.core.sensitivity import Level
from vault.core.value import Precision, Value
from vault.core.value_check import level_of
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.editing import set_words
from vault.customer.holdings import view_shops
from vault.customer.refreshing import RefreshOffer
from vault.customer.review import propose
from vault.customer.session import Session
from vault.customer.sharing import share
from vault.customer.showing_less import coarser, less_offers, show_less, undo_less
from vault.customer.stopping import stop

ENDPOINTS = ("stop", "nonce", "refresh")


def shared(session: Session, shop: Shop, step: Precision, *names: str, duration: str = "P90D") -> str:
    """Share a shoe size; its ``jti``."""
    endpoints = {name: f"https://{shop.host}/{name}" for name in names or ENDPOINTS}
    proposal = propose(session, shop.ask(SHOE, SPORTS, FEET, endpoints=endpoints, duration=duration))
    share(session, proposal, Choices((Choice("shoe_size", step), Choice("sports", Precision.EXACT)), 30))
    deliver(session, shop)
    (item,) = [each for each in view_shops(session)[0].items if each.key == "clothing.shoe_size"]
    return item.jti


def words(offers: tuple[RefreshOffer, ...]) -> list[tuple[str, str]]:
    return [(each.items[0].after.precision.word, str(each.items[0].after.minimum)) for each in offers]


def test_each_coarser_step_is_offered(session: Session, shop: Shop) -> None:
    offers = less_offers(session, shared(session, shop, Precision.EXACT))
    assert words(offers)[0] == ("range", "42")
    assert [each.items[0].after.precision for each in offers] == [Precision.RANGE, Precision.CATEGORY]


def test_a_newer_value_is_not_told_along(session: Session, shop: Shop) -> None:
    jti = shared(session, shop, Precision.EXACT)
    set_words(session, "clothing.shoe_size", "EU 46")
    assert words(less_offers(session, jti))[0] == ("range", "42")


def test_of_a_range_the_category_is_offered_only_if_it_is_still_true(session: Session, shop: Shop) -> None:
    jti = shared(session, shop, Precision.RANGE)
    assert [each.items[0].after.precision for each in less_offers(session, jti)] == [Precision.CATEGORY]
    set_words(session, "clothing.shoe_size", "EU 27")
    assert less_offers(session, jti) == ()


def test_nothing_is_offered_to_a_shop_that_takes_no_refreshes(session: Session, shop: Shop) -> None:
    assert less_offers(session, shared(session, shop, Precision.EXACT, "stop")) == ()


def test_nothing_is_offered_of_what_is_stopped_or_unknown(session: Session, shop: Shop) -> None:
    jti = shared(session, shop, Precision.EXACT)
    (offer, *_) = less_offers(session, jti)
    stop(session, shop.host, jti=jti)
    assert less_offers(session, jti) == ()
    assert less_offers(session, "urn:uuid:unknown") == ()
    with pytest.raises(ChoiceError, match="refresh_changed"):
        show_less(session, offer)


def test_what_is_sent_waits_and_the_old_value_stays_until_then(session: Session, shop: Shop) -> None:
    jti = shared(session, shop, Precision.EXACT)
    show_less(session, less_offers(session, jti)[0])
    mine = [each for each in view_shops(session)[0].holds if each.key == "clothing.shoe_size"]
    assert {(each.state.value, each.precision) for each in mine} == {
        ("active", Precision.EXACT),
        ("sending", Precision.RANGE),
    }
    show_less(session, less_offers(session, jti)[1])  # takes the place of what did not leave yet
    mine = [each for each in view_shops(session)[0].holds if each.key == "clothing.shoe_size"]
    assert sorted(each.precision for each in mine) == [Precision.CATEGORY, Precision.EXACT]


def test_for_a_while_it_can_be_undone_and_the_shop_hears_nothing(session: Session, shop: Shop, clock: SetClock) -> None:
    jti = shared(session, shop, Precision.EXACT)
    offer = less_offers(session, jti)[0]
    show_less(session, offer, undo_seconds=10)
    assert deliver(session, shop) == ()
    assert undo_less(session, offer)
    assert not undo_less(session, offer)
    clock.moment += timedelta(days=1)
    assert deliver(session, shop) == ()
    mine = [each for each in view_shops(session)[0].holds if each.key == "clothing.shoe_size"]
    assert [(each.state.value, each.precision) for each in mine] == [("active", Precision.EXACT)]
    assert offer in less_offers(session, jti)


def test_after_that_it_goes(session: Session, shop: Shop, clock: SetClock) -> None:
    offer = less_offers(session, shared(session, shop, Precision.EXACT))[0]
    show_less(session, offer, undo_seconds=10)
    clock.moment += timedelta(seconds=10)
    shop.mood = "down"
    assert [(each.host, each.state) for each in deliver(session, shop)] == [(shop.host, "not_reached")]
    assert undo_less(session, offer)  # it still did not hear of it


@given(st.data())
def test_a_coarser_value_covers_and_is_never_sealed(data: st.DataObject) -> None:
    entry = data.draw(entries())
    value = data.draw(exact_values(entry))
    for step in entry.ladder:
        _says_less(entry, value, step)


def _says_less(entry: Entry, value: Value, step: Precision) -> None:
    after = coarser(entry, value, step, value)
    if after is not None:
        assert covers(entry, after, value)
        assert after.precision < value.precision
        assert level_of(entry, after) is not Level.SEALED


def test_the_catalogue_has_something_to_offer() -> None:
    """Else the property above says nothing."""
    size = shipped().entry("clothing.shoe_size")
    assert coarser(size, Value("43", system="EU"), Precision.RANGE, Value("43", system="EU")) is not None

"""What one shop ever had: every item counts once for each of its parts, and the least settled is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.catalogue_values import shipped
from vault.core.consent import GONE, HELD, ItemState
from vault.core.sensitivity import Level
from vault.core.value import Precision
from vault.customer.holdings import HeldItem, ShopView
from vault.customer.shop_total import Knows, ShopTotal, shop_total
from vault.storage.consents import SharedPart

NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)
KEYS = ("food.cuisines", "media.reading_language", "media.sports")


def item(number: int, key: str, state: ItemState, step: Precision = Precision.EXACT, *also: str) -> HeldItem:
    at = NOON + timedelta(days=number)
    parts = tuple(SharedPart(each, step) for each in also)
    return HeldItem(f"urn:uuid:{number}", key, step, Level.EVERYDAY, None, at, False, state, at, parts)


def total(*items: HeldItem) -> ShopTotal:
    return shop_total(ShopView("shop.example", "Shop", True, NOON, False, items, None), shipped())


items_of_shops = st.lists(
    st.builds(
        item,
        st.integers(0, 99),
        st.sampled_from(KEYS),
        st.sampled_from(ItemState),
        st.sampled_from([Precision.EXACT, Precision.CATEGORY]),
    )
)


@given(items_of_shops)
def test_nothing_that_arrived_is_left_out_and_nothing_else_is_in(items: list[HeldItem]) -> None:
    found = total(*items)
    arrived = [each for each in items if each.state is not ItemState.NOT_DELIVERED]
    assert sum(each.times for each in found.things) == len(arrived)
    assert {(each.key, each.precision) for each in found.things} == {(each.key, each.precision) for each in arrived}
    there = {each.key for each in arrived if each.state not in GONE}
    assert {each.key for each in found.things if each.knows <= Knows.MAY_HAVE} == there
    assert {each.key for each in items if each.state is ItemState.ACTIVE} <= there
    assert [each.knows for each in found.things] == sorted(each.knows for each in found.things)


def test_the_least_settled_is_said_with_its_day() -> None:
    (thing,) = total(
        item(1, "media.sports", ItemState.ERASED),
        item(2, "media.sports", ItemState.OVERDUE),
        item(3, "media.sports", ItemState.EXPIRED),
    ).things
    assert (thing.times, thing.knows, thing.since) == (3, Knows.MAY_HAVE, NOON + timedelta(days=2))


def test_a_bundle_counts_for_each_of_its_parts() -> None:
    found = total(item(1, "media.sports", ItemState.ACTIVE, Precision.EXACT, "clothing.shoe_size"))
    assert [(each.key, each.knows) for each in found.things] == [
        ("media.sports", Knows.HAS),
        ("clothing.shoe_size", Knows.HAS),
    ]


def test_what_is_known_together_is_only_what_may_still_be_there() -> None:
    both = item(1, "food.cuisines", ItemState.ACTIVE), item(2, "media.reading_language", ItemState.OVERDUE)
    assert [each.id for each in total(*both).together] == ["origin"]
    assert total(both[0], item(2, "media.reading_language", ItemState.ERASED)).together == ()


def test_every_state_is_thought_of() -> None:
    for state in ItemState:
        found = total(item(1, "media.sports", state)).things
        assert bool(found) == (state is not ItemState.NOT_DELIVERED)
        assert not found or (found[0].knows <= Knows.MAY_HAVE) == (state in HELD or state not in GONE)


def test_what_is_of_somebody_else_is_no_fact_about_the_customer() -> None:
    gift = replace(item(3, "media.sports", ItemState.ACTIVE), about_other=True)
    found = total(item(1, "media.sports", ItemState.SUPERSEDED), gift)
    assert [(each.knows, each.about_other, each.times) for each in found.things] == [
        (Knows.HAS, True, 1),
        (Knows.DELETED, False, 1),
    ]


@given(items_of_shops)
def test_gifts_make_no_combination(items: list[HeldItem]) -> None:
    assert total(*(replace(each, about_other=True) for each in items)).together == ()

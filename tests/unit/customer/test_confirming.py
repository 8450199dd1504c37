"""What was not looked at for a year, saying that it is still right, and not being asked again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import FEET, SHOE, SPORTS, Shop
from vault.core.clock import SetClock
from vault.core.errors import ChoiceError
from vault.core.sensitivity import Level
from vault.core.value import Precision
from vault.customer.choosing import Choice, Choices
from vault.customer.confirming import ASK_AFTER, OldValue, confirm, hide, old_values
from vault.customer.delivery import deliver
from vault.customer.editing import list_preferences, set_words
from vault.customer.ending import end_what_is_over
from vault.customer.glance import Glance, look_over
from vault.customer.holdings import ShopView, view_shops
from vault.customer.review import propose
from vault.customer.session import Session
from vault.customer.sharing import share
from vault.storage import settings as stored

SIZE, RUNS = "clothing.shoe_size", "media.sports"
JUST = timedelta(seconds=1)


def shared(session: Session, shop: Shop, *items: str, days: int = 90) -> None:
    """Share these with the shop."""
    request = shop.ask(SHOE, SPORTS, FEET, duration="P366D")
    share(session, propose(session, request), Choices(tuple(Choice(each, Precision.CATEGORY) for each in items), days))
    deliver(session, shop)


def old(session: Session) -> dict[str, tuple[str, ...]]:
    return {each.kept.entry.key: each.hosts for each in old_values(session, view_shops(session))}


def asked(session: Session) -> str | None:
    found = look_over(session, view_shops(session)).suggestion
    return found.kept.entry.key if found is not None else None


def test_a_value_is_old_after_a_year_and_not_before(session: Session, clock: SetClock) -> None:
    clock.moment += ASK_AFTER - JUST
    assert old(session) == {}
    clock.moment += JUST
    assert set(old(session)) == {SIZE, "clothing.shoe_width", RUNS, "health.foot_health"}


def test_only_what_some_shop_holds_is_asked_about(session: Session, clock: SetClock, shop: Shop) -> None:
    clock.moment += ASK_AFTER
    assert asked(session) is None
    shared(session, shop, "sports")
    assert old(session)[RUNS] == (shop.host,)
    assert asked(session) == RUNS
    clock.moment += timedelta(days=91)
    end_what_is_over(session)
    assert asked(session) is None


def test_still_right_for_another_year(session: Session, clock: SetClock, shop: Shop) -> None:
    clock.moment += ASK_AFTER
    shared(session, shop, "sports", days=365)
    confirm(session, RUNS)
    assert RUNS not in old(session)
    clock.moment += ASK_AFTER
    assert RUNS in old(session)


def test_a_change_counts_as_looking_at_it(session: Session, clock: SetClock) -> None:
    clock.moment += ASK_AFTER
    set_words(session, SIZE, "EU 44")
    assert SIZE not in old(session)


def test_what_was_hidden_is_never_asked_again(session: Session, clock: SetClock, shop: Shop) -> None:
    clock.moment += ASK_AFTER
    shared(session, shop, "sports", "shoe_size")
    first = asked(session)
    assert first is not None
    hide(session, first)
    assert asked(session) not in {None, first}
    assert first in old(session)  # there to be looked at
    confirm(session, first)
    clock.moment += ASK_AFTER - timedelta(days=300)
    assert asked(session) != first


def relied_on(session: Session, *keys: str) -> tuple[ShopView, ...]:
    """The shops, as if what the first one holds were of these keys."""
    first, *others = view_shops(session)
    held = first.shared[0]
    return replace(first, items=tuple(replace(held, key=key, also=()) for key in keys)), *others


def test_what_is_sealed_is_never_asked_about(session: Session, clock: SetClock, shop: Shop) -> None:
    clock.moment += ASK_AFTER
    shared(session, shop, "sports")
    sealed = [each.kept.entry.key for each in old_values(session, ()) if each.kept.level is Level.SEALED]
    assert sealed == ["health.foot_health"]
    assert look_over(session, relied_on(session, *sealed)).suggestion is None
    assert look_over(session, relied_on(session, *sealed, SIZE)).suggestion is not None


@pytest.mark.parametrize("raised", [Level.PERSONAL, Level.SEALED])
def test_a_glance_says_what_a_look_at_every_value_says(
    session: Session, clock: SetClock, shop: Shop, raised: Level
) -> None:
    set_words(session, "clothing.shoe_width", "H", level=raised)
    set_words(session, "beauty.skin_type", "sensitive")  # that answer alone is sealed
    clock.moment += ASK_AFTER
    shared(session, shop, "sports", days=365)
    shops = relied_on(session, SIZE, RUNS, "clothing.shoe_width", "health.foot_health", "beauty.skin_type")

    def expected() -> Glance:
        kept = list_preferences(session)
        asked: list[OldValue] = [
            each
            for each in old_values(session, shops)
            if each.hosts and not each.hidden and each.kept.level is not Level.SEALED
        ]
        return Glance(len(kept), sum(each.level is Level.SEALED for each in kept), next(iter(asked), None))

    while (found := look_over(session, shops)).suggestion is not None:
        assert found == expected()
        hide(session, found.suggestion.kept.entry.key)
    assert found == expected()


def test_what_is_not_kept_cannot_be_right(session: Session) -> None:
    for work in (confirm, hide):
        with pytest.raises(ChoiceError, match="not_kept"):
            work(session, "food.cuisines")
        with pytest.raises(ChoiceError, match="not_kept"):
            work(session, "no.such")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(2**53), 2**53),
        st.text(max_size=30),
        st.lists(st.text(max_size=3), max_size=2),
    )
)
def test_what_an_import_says_of_it_is_not_taken_at_its_word(session: Session, clock: SetClock, said: object) -> None:
    with session.database.transaction() as transaction:
        stored.put(transaction, f"confirmed.{SIZE}", said)  # type: ignore[arg-type]
    moment = clock.moment
    clock.moment += ASK_AFTER
    assert SIZE in old(session)
    clock.moment = moment


def test_a_day_to_come_is_of_a_wrong_clock(session: Session, clock: SetClock) -> None:
    clock.moment += timedelta(days=4000)
    confirm(session, SIZE)
    clock.moment -= timedelta(days=4000) - ASK_AFTER
    assert SIZE in old(session)


def test_the_settings_name_what_the_catalogue_has(session: Session) -> None:
    confirm(session, SIZE)
    hide(session, SIZE)
    with session.database.read() as reader:
        assert {key.partition(".")[2] for key in stored.travelling(reader)} == {SIZE}
    assert SIZE in shipped().entries

"""What review day tells of a real vault: what ends, what shops used, how fast they deleted, and of no other shop."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.customer.asking import SHOE, SPORTS, Shop
from vault.core.clock import SetClock
from vault.core.value import Precision
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.review import propose
from vault.customer.review_day import Ending, Erased, Used, view_review_day
from vault.customer.session import Session
from vault.customer.sharing import share
from vault.customer.stopping import stop
from vault.storage import journal


def shared(session: Session, shop: Shop, days: int, delete_within: str = "P30D") -> None:
    request = shop.ask(SHOE, SPORTS, duration="P366D", delete_within=delete_within)
    choices = (Choice("shoe_size", Precision.RANGE), Choice("sports", Precision.CATEGORY))
    share(session, propose(session, request), Choices(choices, days))
    deliver(session, shop)


def answered(session: Session, host: object, **counts: object) -> None:
    """The history of a question what a shop has."""
    with session.database.transaction() as transaction:
        journal.append(transaction, session.clock.now(), "held_asked", {"host": host, **counts})  # type: ignore[dict-item]


def test_a_new_vault_has_nothing_to_look_at(session: Session) -> None:
    found = view_review_day(session)
    assert (found.ending, found.unconfirmed, found.used, found.old, found.erased) == ((), (), (), (), ())


def test_what_ends_within_a_month_the_soonest_first(session: Session, clock: SetClock, shop: Shop) -> None:
    later, last = Shop("b.example", now=clock.now), Shop("a.example", now=clock.now)
    for each, days in ((later, 29), (shop, 7), (last, 60)):
        shared(session, each, days)
    assert [each.host for each in view_review_day(session).ending] == [shop.host, later.host]
    first = view_review_day(session).ending[0]
    assert first == Ending(shop.host, first.until)
    assert timedelta(days=6) < first.until - clock.now() < timedelta(days=8)
    stop(session, shop.host)
    assert [each.host for each in view_review_day(session).ending] == [later.host]


def test_old_values_stand_by_whether_a_shop_has_them(session: Session, clock: SetClock, shop: Shop) -> None:
    clock.moment += timedelta(days=400)
    shared(session, shop, 30)
    found = view_review_day(session)
    assert {each.kept.entry.key for each in found.unconfirmed} == {"clothing.shoe_size", "media.sports"}
    assert {each.kept.entry.key for each in found.old} == {"clothing.shoe_width", "health.foot_health"}


def test_the_newest_answer_of_each_shop_that_holds_something(session: Session, clock: SetClock, shop: Shop) -> None:
    shared(session, shop, 30)
    answered(session, shop.host, held=2, used=0)
    clock.moment += timedelta(days=1)
    answered(session, shop.host, held=2, used=1)
    answered(session, "gone.example", held=2, used=1)
    assert view_review_day(session).used == (Used(shop.host, clock.now(), 2, 1),)
    stop(session, shop.host)
    assert view_review_day(session).used == ()


def test_an_answer_from_before_uses_were_counted_tells_nothing(session: Session, shop: Shop) -> None:
    shared(session, shop, 30)
    answered(session, shop.host, held=2, differences=0, incidents=0)
    assert view_review_day(session).used == ()


ANYTHING = st.one_of(st.none(), st.booleans(), st.integers(-9, 9), st.text(max_size=5), st.lists(st.integers(0, 9)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.one_of(st.just("schoenenhuis.example"), ANYTHING), ANYTHING, ANYTHING)
def test_an_imported_history_says_what_it_likes(
    session: Session, shop: Shop, host: object, held: object, used: object
) -> None:
    if not view_review_day(session).ending:
        shared(session, shop, 30)
    answered(session, shop.host, held=8, used=1)
    answered(session, host, held=held, used=used)
    (found,) = view_review_day(session).used or (None,)
    if host == shop.host and type(held) is int and type(used) is int and held >= 0 and used >= 0:
        assert (found and (found.held, found.used)) == (None if used > held else (held, used))
    else:
        assert found is not None
        assert (found.held, found.used) == (8, 1)


def test_how_fast_a_shop_deleted_from_when_it_heard(session: Session, clock: SetClock, shop: Shop) -> None:
    shared(session, shop, 90, "P7D")
    shop.mood = "down"
    stop(session, shop.host)
    deliver(session, shop)
    assert view_review_day(session).erased == ()
    clock.moment += timedelta(days=3)
    shop.mood = "slow"
    deliver(session, shop)
    assert view_review_day(session).erased == ()
    clock.moment += timedelta(days=1, hours=2)
    shop.mood = "fine"
    deliver(session, shop)
    assert view_review_day(session).erased == (Erased(shop.host, clock.now(), 7, 2),)


def test_at_once_is_within_a_day(session: Session, clock: SetClock, shop: Shop) -> None:
    shared(session, shop, 90)
    stop(session, shop.host)
    deliver(session, shop)
    assert view_review_day(session).erased == (Erased(shop.host, clock.now(), 30, 1),)

"""Where a shop forgot an item, or the stop itself: it is told again until it proves the end, and no longer."""

from __future__ import annotations

from datetime import timedelta

from tests.unit.customer.asking import SHOE, SPORTS, Shop
from vault.core.clock import SetClock
from vault.core.value import Precision
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver, hurry
from vault.customer.happened import states_from_journal
from vault.customer.history import view_history
from vault.customer.holdings import view_shops
from vault.customer.review import propose
from vault.customer.session import Session
from vault.customer.sharing import Shared, share
from vault.customer.stopping import stop
from vault.storage import consents, outbox

HOST = "schoenenhuis.example"


def share_two(session: Session, shop: Shop) -> Shared:
    proposal = propose(session, shop.ask(SHOE, SPORTS))
    items = (Choice("shoe_size", Precision.RANGE), Choice("sports", Precision.CATEGORY))
    shared = share(session, proposal, Choices(items, 90))
    deliver(session, shop)
    return shared


def states(session: Session) -> list[str]:
    with session.database.read() as reader:
        assert states_from_journal(reader) == {item.jti: item.state for item in consents.items(reader)}
    return [item.state.value for shop in view_shops(session) for item in shop.items]


def waiting(session: Session) -> list[str]:
    with session.database.read() as reader:
        return [row.outgoing.kind.value for row in outbox.waiting(reader)]


def test_what_a_shop_had_no_more_is_asked_for_by_name(session: Session, shop: Shop) -> None:
    """As after a stop by code, or when a database was brought back that is older than the share."""
    shared = share_two(session, shop)
    del shop.holds[shared.items[0]]
    stop(session, HOST)
    assert [each.state for each in deliver(session, shop)] == ["told", "told", "told", "erased"]
    assert states(session) == ["erased", "erased"]
    assert [event.token_jti for event in shop.stops] == [None, shared.items[0]]
    assert waiting(session) == []
    assert sum(len(each.keys) for each in view_history(session) if each.kind == "erased") == 2


def test_what_an_old_database_brought_back_is_erased_with_everything_else(
    session: Session, shop: Shop, clock: SetClock
) -> None:
    """The shop has an item again that had ended, and says truly that it erased that too."""
    before = share_two(session, shop)
    copy = dict(shop.holds)
    stop(session, HOST, jti=before.items[0])
    deliver(session, shop)
    clock.moment += timedelta(minutes=1)
    share_two(session, shop)
    shop.holds = copy | shop.holds
    stop(session, HOST)
    assert [each.state for each in deliver(session, shop)] == ["told", "erased"]
    assert states(session) == ["erased"] * 4
    assert waiting(session) == []
    assert shop.holds == {}


def test_a_proof_of_the_end_of_what_is_still_shared_is_not_believed(
    session: Session, shop: Shop, clock: SetClock
) -> None:
    """Everything is what was shared before the stop: of what came after it the proof says something false."""
    share_two(session, shop)
    stop(session, HOST)
    shop.mood = "slow"
    deliver(session, shop)
    clock.moment += timedelta(seconds=10)
    newer = share_two(session, shop)
    assert newer.items[0] in shop.holds
    shop.mood = "fine"
    clock.moment += timedelta(minutes=10)
    deliver(session, shop)
    assert sorted(states(session)) == ["active", "active", "told", "told"]
    assert waiting(session) == ["erasure_poll"]


def test_a_shop_that_forgot_the_stop_is_told_again(session: Session, shop: Shop, clock: SetClock) -> None:
    shared = share_two(session, shop)
    stop(session, HOST)
    shop.mood = "stop forgotten"
    assert {each.state for each in deliver(session, shop)} == {"told"}
    assert waiting(session) == ["erasure_poll"] * 2
    assert states(session) == ["told", "told"]
    assert {event.token_jti for event in shop.stops[1:]} == set(shared.items)
    shop.mood = "fine"
    clock.moment += timedelta(minutes=10)
    deliver(session, shop)
    assert states(session) == ["erased", "erased"]
    assert waiting(session) == []


def test_a_newer_share_is_not_meant_when_a_shop_is_told_again(session: Session, shop: Shop, clock: SetClock) -> None:
    share_two(session, shop)
    stop(session, HOST)
    shop.mood = "slow"
    deliver(session, shop)
    clock.moment += timedelta(minutes=1)
    newer = share_two(session, shop)
    shop.mood = "stop forgotten"
    clock.moment += timedelta(minutes=1)
    deliver(session, shop)
    assert all(event.token_jti not in {None, *newer.items} for event in shop.stops[1:])
    assert set(newer.items) <= shop.holds.keys()


def test_a_shop_that_always_forgets_is_not_told_for_ever(session: Session, shop: Shop, clock: SetClock) -> None:
    share_two(session, shop)
    stop(session, HOST)
    shop.mood = "stop forgotten"
    for _ in range(600):
        deliver(session, shop)
        clock.moment += timedelta(hours=9)
        if not waiting(session):
            break
    assert waiting(session) == []
    assert len(shop.stops) == 1 + 2 * 100
    assert states(session) == ["overdue", "overdue"]


def test_a_shop_that_heard_the_stop_and_later_knows_nothing(session: Session, shop: Shop, clock: SetClock) -> None:
    share_two(session, shop)
    stop(session, HOST)
    shop.mood = "slow"
    deliver(session, shop)
    shop.mood = "forgot"
    clock.moment += timedelta(minutes=10)
    deliver(session, shop)
    assert states(session) == ["denied", "denied"]
    assert waiting(session) == []


def test_a_shop_whose_reply_was_lost_has_erased_before_it_is_told_again(
    session: Session, shop: Shop, clock: SetClock
) -> None:
    share_two(session, shop)
    stop(session, HOST)
    shop.mood = "loses reply"
    deliver(session, shop)
    assert states(session) == ["stopping", "stopping"]
    shop.mood = "fine"
    clock.moment += timedelta(hours=3)
    deliver(session, shop)
    assert states(session) == ["erased", "erased"]


def test_what_was_shared_right_after_a_stop_can_be_stopped_at_once(session: Session, shop: Shop) -> None:
    """Within one second: stop, share again, stop again. The second share is presented after the first stop's second."""
    share_two(session, shop)
    stop(session, HOST)
    deliver(session, shop)
    for _ in range(2):
        shared = share_two(session, shop)
        stop(session, HOST)
        deliver(session, shop)
        assert set(states(session)) == {"erased"}
        assert {event.token_jti for event in shop.stops[-2:]} == set(shared.items)


def test_what_was_tried_in_vain_is_tried_when_the_vault_is_opened(
    session: Session, shop: Shop, clock: SetClock
) -> None:
    """Not what was tried just now, and not what can still be undone."""
    share_two(session, shop)
    stop(session, HOST)
    shop.mood = "down"
    for _ in range(10):
        deliver(session, shop)
        clock.moment += timedelta(hours=7)
    deliver(session, shop)
    shop.mood = "fine"
    clock.moment += timedelta(seconds=9)
    hurry(session)
    assert deliver(session, shop) == ()
    clock.moment += timedelta(seconds=1)
    assert deliver(session, shop) == ()
    hurry(session)
    assert [each.state for each in deliver(session, shop)] == ["told", "erased"]
    share_two(session, shop)
    stop(session, HOST, undo_seconds=10)
    hurry(session)
    assert deliver(session, shop) == ()

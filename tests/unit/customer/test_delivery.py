"""From a decision to what is true of each item, with a shop that works, fails, refuses and lies."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.customer.asking import SHOE, SPORTS, WIDTH, Shop
from vault.core.clock import SetClock
from vault.core.errors import ChoiceError
from vault.core.value import Precision
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver, due, record, send
from vault.customer.ending import end_what_is_over
from vault.customer.happened import states_from_journal
from vault.customer.history import view_history
from vault.customer.holdings import view_shops
from vault.customer.review import propose
from vault.customer.session import Session
from vault.customer.sharing import Shared, refuse, share
from vault.customer.stopping import Stopped, stop, undo
from vault.storage import consents, outbox, receipts
from vault.storage.connection import Reader
from vault.tokens.keys import SigningKey

HOST = "schoenenhuis.example"


def share_two(session: Session, shop: Shop, days: int = 90) -> Shared:
    proposal = propose(session, shop.ask(SHOE, SPORTS))
    items = (Choice("shoe_size", Precision.RANGE), Choice("sports", Precision.CATEGORY))
    return share(session, proposal, Choices(items, days))


def states(session: Session) -> list[str]:
    with session.database.read() as reader:
        stored = {item.jti: item.state for item in consents.items(reader)}
        assert states_from_journal(reader) == stored
    return [item.state.value for shop in view_shops(session) for item in shop.items]


def disclosed(reader: Reader, jti: str) -> str | None:
    token = consents.token(reader, jti)
    assert token is not None
    return token.disclosure


def waiting(session: Session) -> list[str]:
    with session.database.read() as reader:
        return [row.outgoing.kind.value for row in outbox.waiting(reader)]


def test_share_arrives_with_exactly_what_was_chosen(session: Session, shop: Shop) -> None:
    shared = share_two(session, shop)
    assert states(session) == ["sending", "sending"]
    (delivered,) = deliver(session, shop)
    assert (delivered.state, delivered.problem) == ("delivered", None)
    assert delivered.redirect_uri == f"https://{HOST}/back?response_code=abc"
    assert states(session) == ["active", "active"]
    held = {found.key: found.value for found in shop.holds.values()}
    assert held["media.sports"] == {"value": ["running"], "precision": "category"}
    assert held["clothing.shoe_size"]["precision"] == "range"
    assert {found.claims.exp for found in shop.holds.values()} == {shared.until}
    with session.database.read() as reader:
        assert [receipt.kind for receipt in receipts.receipts(reader, host=HOST)] == ["consent"]
    assert waiting(session) == []


def test_stop_is_told_and_erased(session: Session, shop: Shop) -> None:
    share_two(session, shop)
    deliver(session, shop)
    stopped = stop(session, HOST)
    assert states(session) == ["stopping", "stopping"]
    assert [each.state for each in deliver(session, shop)] == ["told", "erased"]
    assert states(session) == ["erased", "erased"]
    assert shop.holds == {}
    assert len(stopped.items) == 2
    with session.database.read() as reader:
        assert {receipt.kind for receipt in receipts.receipts(reader)} == {"consent", "erasure"}
        assert [disclosed(reader, jti) for jti in stopped.items] == [None, None]


def test_one_item_is_stopped_and_the_rest_stays(session: Session, shop: Shop) -> None:
    shared = share_two(session, shop)
    deliver(session, shop)
    stop(session, HOST, jti=shared.items[0])
    deliver(session, shop)
    assert sorted(states(session)) == ["active", "erased"]
    assert list(shop.holds) == [shared.items[1]]


def test_a_shop_that_is_down_is_told_later(session: Session, shop: Shop, clock: SetClock) -> None:
    share_two(session, shop)
    deliver(session, shop)
    shop.mood = "down"
    stop(session, HOST)
    (failed,) = deliver(session, shop)
    assert failed.state == "not_reached"
    assert failed.next_try == clock.now() + timedelta(seconds=30)
    assert states(session) == ["stopping", "stopping"]
    assert deliver(session, shop) == ()
    shop.mood = "fine"
    clock.moment += timedelta(minutes=1)
    assert [each.state for each in deliver(session, shop)] == ["told", "erased"]


def test_waits_double_up_to_six_hours(session: Session, shop: Shop, clock: SetClock) -> None:
    share_two(session, shop)
    deliver(session, shop)
    shop.mood = "broken"
    stop(session, HOST)
    waits = []
    for _ in range(14):
        (failed,) = deliver(session, shop)
        assert failed.next_try is not None
        waits.append((failed.next_try - clock.now()).total_seconds())
        clock.moment = failed.next_try
    assert waits[:3] == [30, 60, 120]
    assert waits[-1] == 6 * 3600


def test_a_stop_is_given_up_after_thirty_days_of_trying(session: Session, shop: Shop, clock: SetClock) -> None:
    share_two(session, shop, days=90)
    deliver(session, shop)
    shop.mood = "down"
    stop(session, HOST)
    for _ in range(30):
        deliver(session, shop)
        clock.moment += timedelta(days=1)
    assert states(session) == ["unreachable", "unreachable"]
    assert waiting(session) == []


def test_a_stop_is_not_tried_for_ever_by_a_vault_that_is_seldom_open(
    session: Session, shop: Shop, clock: SetClock
) -> None:
    share_two(session, shop, days=90)
    deliver(session, shop)
    shop.mood = "down"
    stop(session, HOST)
    deliver(session, shop)
    clock.moment += timedelta(days=367)
    deliver(session, shop)
    assert states(session) == ["unreachable", "unreachable"]
    assert waiting(session) == []


def test_what_came_of_a_delivery_shows_no_response_code(session: Session, shop: Shop) -> None:
    share_two(session, shop)
    (delivered,) = deliver(session, shop)
    assert delivered.redirect_uri is not None
    assert "response_code" not in repr(delivered)


def test_an_answer_is_not_kept_trying_past_the_request(session: Session, shop: Shop, clock: SetClock) -> None:
    share_two(session, shop)
    shop.mood = "down"
    deliver(session, shop)
    clock.moment += timedelta(minutes=11)
    assert len(end_what_is_over(session).not_delivered) == 2
    assert states(session) == ["not_delivered", "not_delivered"]
    assert waiting(session) == []
    with session.database.read() as reader:
        assert [disclosed(reader, item.jti) for item in consents.items(reader)] == [None, None]


def test_a_refused_answer_is_final_and_can_be_stopped_for_the_shop_has_seen_it(session: Session, shop: Shop) -> None:
    share_two(session, shop)
    shop.mood = "refuses"
    (found,) = deliver(session, shop)
    assert found.state == "not_delivered"
    assert states(session) == ["uncertain", "uncertain"]
    assert waiting(session) == []
    shop.mood = "forgot"
    stop(session, HOST)
    deliver(session, shop)
    assert states(session) == ["denied", "denied"]


def test_a_shop_that_refuses_each_answer_does_not_collect_a_combination_unseen(session: Session, shop: Shop) -> None:
    shop.mood = "refuses"
    share_two(session, shop)
    deliver(session, shop)
    assert propose(session, shop.ask(WIDTH)).held == {"clothing.shoe_size", "media.sports"}


@pytest.mark.parametrize(("mood", "code"), [("no receipt", "receipt_missing"), ("false receipt", "signature_invalid")])
def test_a_missing_or_false_receipt_is_told_and_not_kept(session: Session, shop: Shop, mood: str, code: str) -> None:
    share_two(session, shop)
    shop.mood = mood
    (found,) = deliver(session, shop)
    assert found.state == "delivered"
    assert found.problem is not None
    assert found.problem.code == code
    with session.database.read() as reader:
        assert receipts.receipts(reader) == []


def test_an_erasure_receipt_confirms_what_it_names_and_nothing_else(session: Session, shop: Shop) -> None:
    share_two(session, shop)
    deliver(session, shop)
    stop(session, HOST)
    shop.mood = "keeps one"
    deliver(session, shop)
    assert sorted(states(session)) == ["erased", "told"]
    assert waiting(session) == ["erasure_poll"]


def test_a_promise_that_passes_is_shown(session: Session, shop: Shop, clock: SetClock) -> None:
    share_two(session, shop)
    deliver(session, shop)
    stop(session, HOST)
    shop.mood = "slow"
    deliver(session, shop)
    assert states(session) == ["told", "told"]
    clock.moment += timedelta(days=31)
    assert len(end_what_is_over(session).overdue) == 2
    assert states(session) == ["overdue", "overdue"]
    shop.mood = "fine"
    deliver(session, shop)
    assert states(session) == ["erased", "erased"]


def test_undo_before_the_letter_goes(session: Session, shop: Shop, clock: SetClock) -> None:
    share_two(session, shop)
    deliver(session, shop)
    stopped = stop(session, HOST, undo_seconds=10)
    assert deliver(session, shop) == ()
    assert undo(session, stopped)
    assert states(session) == ["active", "active"]
    stopped = stop(session, HOST, undo_seconds=10)
    clock.moment += timedelta(seconds=10)
    assert not undo(session, stopped)
    deliver(session, shop)
    assert states(session) == ["erased", "erased"]


def test_an_answer_that_never_left_is_taken_back(session: Session, shop: Shop) -> None:
    shared = share_two(session, shop)
    stopped = stop(session, HOST)
    assert set(stopped.untold) == set(shared.items)
    assert states(session) == ["not_delivered", "not_delivered"]
    assert (waiting(session), shop.seen) == ([], [])


def test_an_answer_that_may_have_arrived_is_stopped_too(session: Session, shop: Shop, clock: SetClock) -> None:
    share_two(session, shop)
    shop.mood = "broken"
    deliver(session, shop)
    stop(session, HOST)
    assert states(session) == ["stopping", "stopping"]
    assert waiting(session) == ["stop"]


def test_an_answer_that_reached_nobody_is_taken_back(session: Session, shop: Shop) -> None:
    share_two(session, shop)
    shop.mood = "down"
    deliver(session, shop)
    stop(session, HOST)
    assert states(session) == ["not_delivered", "not_delivered"]
    assert waiting(session) == []


def test_stop_and_share_again_with_another_size(session: Session, shop: Shop) -> None:
    share_two(session, shop)
    deliver(session, shop)
    stop(session, HOST)
    deliver(session, shop)
    again = propose(session, shop.ask(SHOE))
    assert again.first_time
    share(session, again, Choices((Choice("shoe_size", Precision.EXACT),), 30))
    deliver(session, shop)
    assert sorted(states(session)) == ["active", "erased", "erased"]
    (found,) = shop.holds.values()
    assert found.value["value"] == "43"
    assert found.presented_at > shop.stops[0].iat  # in the same second, and yet not covered by the stop


def test_two_shops_know_two_people(session: Session, shop: Shop) -> None:
    other = Shop(host="fietsplein.example", now=shop.now)
    for each in (shop, other):
        share_two(session, each)
        deliver(session, each)
    first, second = ({found.did for found in each.holds.values()} for each in (shop, other))
    assert len(first) == len(second) == 1
    assert first != second


def test_a_share_ends_by_itself(session: Session, shop: Shop, clock: SetClock) -> None:
    share_two(session, shop, days=30)
    deliver(session, shop)
    clock.moment += timedelta(days=30)
    assert len(end_what_is_over(session).expired) == 2
    assert states(session) == ["expired", "expired"]
    with pytest.raises(ChoiceError, match="nothing_to_stop"):
        stop(session, HOST)


def test_no_is_told_in_two_words(session: Session, shop: Shop) -> None:
    refuse(session, propose(session, shop.ask(SHOE)))
    (found,) = deliver(session, shop)
    assert found.state == "refusal_heard"
    assert shop.seen[0].body == b"error=access_denied&state=state-1"


def test_a_request_is_answered_once(session: Session, shop: Shop) -> None:
    proposal = propose(session, shop.ask(SHOE))
    choices = Choices((Choice("shoe_size", Precision.EXACT),), 30)
    share(session, proposal, choices)
    for again in (lambda: share(session, proposal, choices), lambda: refuse(session, proposal)):
        with pytest.raises(ChoiceError, match="request_answered"):
            again()


def test_a_link_opened_twice_is_one_request(session: Session, shop: Shop, clock: SetClock) -> None:
    request = shop.ask(SHOE)
    first = propose(session, request)
    clock.moment += timedelta(seconds=5)
    assert propose(session, replace(request, raw=request.raw + " ")).id == first.id
    assert [entry.kind for entry in view_history(session, host=HOST)] == ["asked"]


def test_a_share_of_another_vault_cannot_be_told(session: Session, shop: Shop) -> None:
    share_two(session, shop)
    deliver(session, shop)
    with session.database.transaction() as transaction:
        fresh = SigningKey.generate().private_bytes()
        transaction.execute("UPDATE shop SET pairwise_key = ?", (fresh,))  # as after bringing in an export
    stop(session, HOST)
    assert states(session) == ["unreachable", "unreachable"]
    assert waiting(session) == []


def test_a_stop_without_its_letter_is_not_shown_as_on_its_way(session: Session, shop: Shop) -> None:
    share_two(session, shop)
    deliver(session, shop)
    stop(session, HOST)
    with session.database.transaction() as transaction:
        transaction.execute("DELETE FROM outbox")
    end_what_is_over(session)
    assert states(session) == ["unreachable", "unreachable"]


def test_what_comes_back_after_undo_is_dropped(session: Session, shop: Shop) -> None:
    share_two(session, shop)
    (row,) = due(session)
    sent = send(row, shop)
    stop(session, HOST)
    assert record(session, sent).state == "superseded"


def test_an_old_page_cannot_bring_a_stopped_share_to_life(session: Session, shop: Shop) -> None:
    share_two(session, shop)
    deliver(session, shop)
    stop(session, HOST)
    deliver(session, shop)
    with session.database.transaction() as transaction:
        transaction.execute("UPDATE consent_item SET state = 'active'")
    assert len(end_what_is_over(session).mended) == 2
    assert states(session) == ["erased", "erased"]


def test_the_history_names_items_and_never_values(session: Session, shop: Shop) -> None:
    proposal = propose(session, shop.ask(SHOE, WIDTH))
    share(session, proposal, Choices((Choice("shoe_size", Precision.EXACT),), 30))
    deliver(session, shop)
    stop(session, HOST)
    deliver(session, shop)
    found = view_history(session, host=HOST)
    assert [entry.kind for entry in found] == ["asked", "shared", "delivered", "stopped", "told", "erased"]
    assert found[0].keys == ("clothing.shoe_size", "clothing.shoe_width")
    assert found[1].keys == ("clothing.shoe_size",)
    assert '"43"' not in str([entry.facts for entry in found]) + str(view_shops(session))


def test_stopping_nothing_or_nobody_is_said(session: Session, shop: Shop) -> None:
    with pytest.raises(ChoiceError, match="shop_unknown"):
        stop(session, "nobody.example")
    assert not undo(session, Stopped(HOST, (), (), (), ()))

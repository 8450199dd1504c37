"""What reaches another system and what goes there again, through every interruption."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.unit.shop.example import (
    CLIENT_ID,
    NEVER,
    SIZE,
    SPORT_IDEAS,
    SPORTS,
    WEEKLY,
    Example,
    Vault,
    adding,
    item,
    urn,
)
from tests.unit.shop.outward.places import Memory, all_of, away, naming, with_target
from vault.core.errors import NetworkError
from vault.core.value import Value
from vault.shop import tables
from vault.shop.background import send_waiting
from vault.shop.outward import ledger
from vault.shop.outward.sending import MAX_REFUSED, Sent, send, tell_stop
from vault.shop.profile import Outcome
from vault.shop.retention import drop_expired
from vault.shop.stopping import finish_stops, receive_stop
from vault.tokens.security_event import stop_event


def stop(shop: Example, vault: Vault, token: str | None = None) -> None:
    event = stop_event(vault.key, aud=CLIENT_ID, jti=urn(), iat=shop.clock.now(), token_jti=token)
    receive_stop(shop.shop, event)
    finish_stops(shop.shop)


def rows(shop: Example) -> list[Any]:
    with shop.shop.store.reading() as connection:
        return list(connection.execute(select(tables.sent)).all())


def number_of(shop: Example) -> str:
    with shop.shop.store.reading() as connection:
        return connection.execute(select(tables.customer.c.number)).scalars().all()[-1] or ""


def test_what_is_shared_goes_once_and_only_the_items_named(shop: Example, vault: Vault) -> None:
    target = Memory()
    shop, opened = with_target(naming(shop), target, "shoe_size", "sports")
    shop.share(vault, {"shoe_size": SIZE, "sports": SPORTS, "sport_ideas": SPORT_IDEAS})
    assert send(shop.shop, opened) == Sent(sent=1)
    assert all_of(target) == [{"shoe_size": "EU 43", "sports": "running_trail,hiking"}]
    assert send(shop.shop, opened) == Sent()
    assert target.calls == ["send"]


def test_what_was_shared_under_terms_without_the_recipient_stays(shop: Example, vault: Vault) -> None:
    target = Memory()
    shop.share(vault, {"shoe_size": SIZE})
    shop, opened = with_target(naming(shop), target)
    assert send(shop.shop, opened) == Sent()
    shop.share(vault, {"sports": SPORTS})
    assert send(shop.shop, opened) == Sent(sent=1)
    assert all_of(target) == [{"sports": "running_trail,hiking"}]


def test_sending_is_reading(shop: Example, vault: Vault) -> None:
    shop, opened = with_target(naming(shop), Memory())
    shop.share(vault, {"shoe_size": SIZE})
    send(shop.shop, opened)
    with shop.shop.store.transaction() as connection:
        read = connection.execute(select(tables.reading)).one()
    assert (read.key, read.outcome) == ("clothing.shoe_size", Outcome.READ)


def test_a_share_anew_replaces_and_the_one_presented_last_counts(shop: Example, vault: Vault) -> None:
    target = Memory()
    shop, opened = with_target(naming(shop), target)
    shop.share(vault, {"shoe_size": SIZE})
    send(shop.shop, opened)
    shop.clock.moment += timedelta(minutes=1)
    shop.share(vault, {"shoe_size": Value("44", system="EU")})
    assert ledger.Ledger(shop.shop, opened.settings).waiting() == 1
    assert send(shop.shop, opened) == Sent(sent=1)
    assert all_of(target) == [{"shoe_size": "EU 44"}]
    assert send(shop.shop, opened) == Sent()


def test_a_stop_takes_it_back_at_once(shop: Example, vault: Vault) -> None:
    target = Memory()
    shop, opened = with_target(naming(shop), target)
    shop.share(vault, {"shoe_size": SIZE, "sports": SPORTS})
    send(shop.shop, opened)
    stop(shop, vault, vault.issued[0].jti)
    assert all_of(target) == [{"sports": "running_trail,hiking"}]
    stop(shop, vault)
    assert target.has == {}
    assert target.calls == ["send", "erase", "erase last"]
    assert rows(shop) == []


def test_a_stop_while_the_target_is_away_waits_and_gets_there(shop: Example, vault: Vault) -> None:
    target = Memory()
    shop, opened = with_target(naming(shop), target)
    shop.share(vault, {"shoe_size": SIZE})
    send(shop.shop, opened)
    target.trouble = [away()]
    stop(shop, vault)
    assert target.has
    finish_stops(shop.shop)
    assert target.has == {}


def test_what_ended_by_itself_is_erased_there_too(shop: Example, vault: Vault) -> None:
    target = Memory()
    shop, opened = with_target(naming(shop), target)
    shop.share(vault, {"shoe_size": SIZE})
    send(shop.shop, opened)
    shop.clock.moment += timedelta(days=91)
    drop_expired(shop.shop)
    assert target.has == {}
    assert rows(shop) == []


def test_past_its_end_nothing_stays_though_no_sweep_came(shop: Example, vault: Vault) -> None:
    target = Memory()
    shop, opened = with_target(naming(shop), target)
    shop.share(vault, {"shoe_size": SIZE})
    send(shop.shop, opened)
    shop.clock.moment += timedelta(days=91)
    assert send(shop.shop, opened) == Sent(erased=1)
    assert target.has == {}


def test_an_item_that_is_no_longer_named_goes_from_the_target(shop: Example, vault: Vault) -> None:
    target = Memory()
    shop, opened = with_target(naming(shop), target, "shoe_size", "sports")
    shop.share(vault, {"shoe_size": SIZE, "sports": SPORTS})
    send(shop.shop, opened)
    shop, opened = with_target(shop, target, "sports")
    assert send(shop.shop, opened) == Sent(erased=1)
    assert all_of(target) == [{"sports": "running_trail,hiking"}]


def test_a_target_that_is_away_loses_nothing(shop: Example) -> None:
    target = Memory(at_once=1)
    shop, opened = with_target(naming(shop), target)
    for _ in range(3):
        shop.share(Vault(), {"shoe_size": SIZE})
    problem = away()
    target.trouble = [problem]
    assert send(shop.shop, opened) == Sent(problem=problem)
    assert target.has == {}
    assert send(shop.shop, opened) == Sent(sent=3)
    assert len(target.has) == 3


def test_a_refusal_holds_up_nobody_else_and_many_end_the_run(shop: Example) -> None:
    target = Memory(at_once=1)
    shop, opened = with_target(naming(shop), target)
    for _ in range(3):
        shop.share(Vault(), {"shoe_size": SIZE})
    target.trouble = [NetworkError("target_refused", target="x")]
    assert send(shop.shop, opened) == Sent(sent=2, refused=1)
    for _ in range(MAX_REFUSED):
        shop.share(Vault(), {"shoe_size": SIZE})
    target.trouble = [NetworkError("target_refused", target="x") for _ in range(MAX_REFUSED)]
    found = send(shop.shop, opened)
    assert (found.refused, found.problem is not None) == (MAX_REFUSED, True)


def test_whatever_a_plugin_raises_is_a_target_away(shop: Example, vault: Vault) -> None:
    target = Memory(trouble=[ZeroDivisionError("EU 43")])
    shop, opened = with_target(naming(shop), target)
    shop.share(vault, {"shoe_size": SIZE})
    problem = send(shop.shop, opened).problem
    assert problem is not None
    assert problem.code == "target_failed"
    assert "43" not in str(problem)
    assert send(shop.shop, opened) == Sent(sent=1)


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("arrived", [False, True])
def test_a_kill_on_the_way_is_made_good(shop: Example, vault: Vault, *, arrived: bool) -> None:
    """Before anything left, or after all arrived, of which the shop learns nothing."""

    class Dying(Memory):
        def send(self, profiles: Any) -> None:
            if arrived:
                super().send(profiles)
            raise Killed

    dying = Dying()
    shop, opened = with_target(naming(shop), dying)
    shop.share(vault, {"shoe_size": SIZE})
    with pytest.raises(Killed):
        send(shop.shop, opened)
    again = replace(opened, target=Memory(has=dying.has))
    assert send(shop.shop, again) == Sent()  # somebody may still be at it
    assert not tell_stop(shop.shop, again, number_of(shop), ["clothing.shoe_size"])
    shop.clock.moment += timedelta(seconds=ledger.LEASE)
    assert send(shop.shop, again) == Sent(sent=1)
    assert all_of(dying) == [{"shoe_size": "EU 43"}]


def test_a_stop_that_comes_while_something_is_going_is_told_after_it(shop: Example, vault: Vault) -> None:
    class Slow(Memory):
        def send(self, profiles: Any) -> None:
            stop(example, vault)
            assert self.calls == []
            super().send(profiles)

    target = Slow()
    example, opened = with_target(naming(shop), target)
    example.share(vault, {"shoe_size": SIZE})
    assert send(example.shop, opened) == Sent(sent=1, erased=1)
    assert target.has == {}
    finish_stops(example.shop)
    assert rows(example) == []
    with example.shop.store.reading() as connection:
        assert connection.execute(select(tables.stop.c.told, tables.stop.c.number)).one() == ('["Other system"]', None)


def test_a_customer_whom_the_target_does_not_know_is_counted_and_forgotten(shop: Example, vault: Vault) -> None:
    target = Memory(at_once=1)
    shop, opened = with_target(naming(shop), target)
    shop.share(vault, {"shoe_size": SIZE})
    target.unknown = {number_of(shop)}
    assert send(shop.shop, opened) == Sent(unknown=1)
    assert rows(shop) == []
    stop(shop, vault)
    with shop.shop.store.reading() as connection:
        assert connection.execute(select(tables.stop.c.told)).scalar_one() == '["Other system"]'


def test_one_who_was_known_and_is_no_more_is_not_said_to_be_told(shop: Example, vault: Vault) -> None:
    target = Memory()
    shop, opened = with_target(naming(shop), target)
    shop.share(vault, {"shoe_size": SIZE})
    send(shop.shop, opened)
    target.unknown = {number_of(shop)}
    assert not tell_stop(shop.shop, opened, number_of(shop), ["clothing.shoe_size"])


def test_a_no_reaches_the_target_and_stays_the_last_word(shop: Example, vault: Vault) -> None:
    target = Memory()
    shop, opened = with_target(naming(shop), target)
    shop.share(vault, {"email": WEEKLY})
    send(shop.shop, opened)
    shop.clock.moment += timedelta(minutes=1)
    shop.share(vault, {"email": NEVER}, change=lambda _, claims: replace(claims, objection=True))
    send(shop.shop, opened)
    assert all_of(target) == [{"email": "never"}]


def test_profiles_and_what_is_going_say_nothing_in_a_log(shop: Example, vault: Vault) -> None:
    shop, opened = with_target(naming(shop), Memory())
    shop.share(vault, {"shoe_size": SIZE})
    (going,), _ = ledger.Ledger(shop.shop, opened.settings).claim("", 10)
    assert "43" not in repr(going)
    assert number_of(shop) not in repr(going)


def test_what_was_claimed_and_not_sent_is_free_for_the_next_run(shop: Example) -> None:
    """The target goes away in the middle of a page: nobody has to wait for a lease to end."""
    target = Memory(at_once=1)
    shop, opened = with_target(naming(shop), target)
    for _ in range(ledger.PAGE + 2):
        shop.share(Vault(), {"shoe_size": SIZE})
    target.trouble = [NetworkError("target_refused", target="x"), away()]
    assert send(shop.shop, opened).problem is not None
    assert {row.going for row in rows(shop)} == {None}
    assert send(shop.shop, opened) == Sent(sent=ledger.PAGE + 2)


def test_a_stale_value_of_a_target_that_is_away_goes_later(shop: Example) -> None:
    target = Memory()
    shop, opened = with_target(naming(shop), target)
    for _ in range(3):
        shop.share(Vault(), {"shoe_size": SIZE})
    send(shop.shop, opened)
    shop.clock.moment += timedelta(days=91)
    target.trouble = [NetworkError("target_refused", target="x"), away()]
    found = send(shop.shop, opened)
    assert (found.erased, found.refused, found.problem is not None) == (0, 1, True)
    assert send(shop.shop, opened) == Sent(erased=3)
    assert target.has == {}


def test_an_erasure_that_overtakes_a_send_is_made_good(shop: Example, vault: Vault) -> None:
    """As by a program that was taken for gone: what it brought after all is sent again, so that its row is there."""
    target = Memory()
    shop, opened = with_target(naming(shop), target)
    shop.share(vault, {"shoe_size": SIZE})
    book = ledger.Ledger(shop.shop, opened.settings)
    going, _ = book.claim("", 10)
    book.gone(number_of(shop), ["shoe_size"])
    book.arrived(going, there=True)
    assert [row.there for row in rows(shop)] == [False]
    assert send(shop.shop, opened) == Sent(sent=1)


def test_what_somebody_else_is_sending_is_left_to_them(shop: Example, vault: Vault) -> None:
    target = Memory()
    shop, opened = with_target(naming(shop), target)
    shop.share(vault, {"shoe_size": SIZE})
    assert len(ledger.Ledger(shop.shop, opened.settings).claim("", 10)[0]) == 1
    shop.share(vault, {"sports": SPORTS})
    assert send(shop.shop, opened) == Sent()
    shop.clock.moment += timedelta(seconds=ledger.LEASE)
    assert send(shop.shop, opened) == Sent(sent=1)


def test_what_the_connector_does_by_itself_sends(sqlite_shop: Example, vault: Vault) -> None:
    target = Memory()
    shop, _ = with_target(naming(sqlite_shop), target)
    shop.share(vault, {"shoe_size": SIZE})
    send_waiting(shop.shop)
    assert all_of(target) == [{"shoe_size": "EU 43"}]


def test_a_single_answer_that_is_sealed_goes_nowhere(shop: Example, vault: Vault) -> None:
    target = Memory()
    named = naming(shop).with_policy(adding(item("skin", "beauty.skin_type")))
    shop, opened = with_target(named, target, "skin", "shoe_size")
    shop.share(vault, {"shoe_size": SIZE})
    shop.share(vault, {"skin": Value("sensitive")})
    assert send(shop.shop, opened) == Sent(sent=1)
    assert all_of(target) == [{"shoe_size": "EU 43"}]
    assert send(shop.shop, opened) == Sent()
    shop.clock.moment += timedelta(seconds=1)
    shop.share(vault, {"skin": Value("oily")})
    send(shop.shop, opened)
    assert all_of(target) == [{"shoe_size": "EU 43", "skin": "oily"}]

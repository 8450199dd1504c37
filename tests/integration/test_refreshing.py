"""A changed preference reaches the shops that hold it: never wider, never twice, never two shops at one moment."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.integration.connected import KEPT, PASSPHRASE, Wire, share_with, shop_at, vault_at
from tests.unit.shop.example import HOST, NOW, Example
from vault.cli.main import load_sentences
from vault.core.clock import SetClock
from vault.core.errors import ChoiceError
from vault.core.precision import coarsen
from vault.core.strict_json import dumps
from vault.core.value import Precision, Value
from vault.core.wording import read_words
from vault.customer.choosing import Choice, Choices, explicit_words
from vault.customer.delivery import deliver, next_due
from vault.customer.editing import set_preference, set_words
from vault.customer.happened import states_from_journal
from vault.customer.holdings import view_shops
from vault.customer.refreshing import ask_sealed_refresh, offers, refresh, refresh_words
from vault.customer.review import propose
from vault.customer.session import Session
from vault.customer.sharing import ask_sealed, share
from vault.customer.shop_detail import view_shop
from vault.customer.stopping import stop, undo
from vault.shop import tables
from vault.storage import consents, receipts
from vault.storage.secret import Passphrase

SIZE, SPORTS, FEET = tuple(KEPT)
OTHER = "other.example"


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
def session(tmp_path: Path, clock: SetClock) -> Iterator[Session]:
    with vault_at(tmp_path / "vault", clock) as opened:
        yield opened


@pytest.fixture
def wire(tmp_path: Path, clock: SetClock) -> Iterator[Wire]:
    made = Wire({host: shop_at(tmp_path / host, clock, host) for host in (HOST, OTHER)})
    yield made
    for each in made.shops.values():
        each.shop.store.close()


def held(made: Example) -> dict[str, str]:
    """What stands in the shop's database, by key."""
    item, content = tables.item.c, tables.content
    with made.shop.store.transaction() as connection:
        rows = connection.execute(select(item.key, content).join_from(tables.item, content)).all()
        said = made.shop.store.contents.opened(connection, rows)
    return {row.key: said[row.jti].raw for row in rows}


def states(session: Session) -> list[str]:
    with session.database.read() as reader:
        stored = {item.jti: item.state for item in consents.items(reader)}
        assert states_from_journal(reader) == stored
    return sorted(state.value for state in stored.values())


def shared(session: Session, wire: Wire, *hosts: str) -> None:
    for host in hosts or (HOST,):
        share_with(session, wire.shops[host], wire, {"shoe_size": Precision.RANGE, "sports": Precision.EXACT})


def test_the_shop_has_the_new_value_and_the_old_one_is_gone(session: Session, wire: Wire) -> None:
    shared(session, wire)
    assert offers(session, SIZE) == ()
    set_words(session, SIZE, "EU 46")
    (offer,) = offers(session, SIZE)
    (item,) = offer.items
    assert (offer.host, item.before.minimum, item.after.minimum) == (HOST, "42", "44.5")
    assert refresh(session, [offer]) == (HOST,)
    assert [each.state for each in deliver(session, wire)] == ["refresh_ready", "refreshed"]
    assert '"min":"44.5"' in held(wire.shops[HOST])[SIZE]
    assert states(session) == ["active", "active", "superseded"]
    assert offers(session, SIZE) == ()
    assert {value.minimum for seen in view_shop(session, HOST).items for value in seen.values.values()} >= {"44.5"}
    with session.database.read() as reader:
        assert [each.kind for each in receipts.receipts(reader, host=HOST)] == ["consent", "consent"]
        assert consents.token(reader, item.jti).disclosure is None  # type: ignore[union-attr]  # it is there


def test_never_more_precise_and_never_longer_than_before(session: Session, wire: Wire) -> None:
    shared(session, wire)
    before = {item.key: (item.precision, item.until) for item in view_shops(session)[0].holds}
    set_words(session, SIZE, "EU 46")
    set_words(session, SPORTS, "hiking")
    wire.shops[HOST].clock.moment += timedelta(days=3)
    for key in (SIZE, SPORTS):
        refresh(session, offers(session, key))
    deliver(session, wire)
    assert {item.key: (item.precision, item.until) for item in view_shops(session)[0].holds} == before


def test_a_lower_ceiling_counts(session: Session, wire: Wire) -> None:
    shared(session, wire)
    set_preference(session, SPORTS, Value(("hiking",)), most=Precision.CATEGORY)
    (offer,) = offers(session, SPORTS)
    assert offer.items[0].after.precision is Precision.CATEGORY
    refresh(session, [offer])
    deliver(session, wire)
    assert '"precision":"category"' in held(wire.shops[HOST])[SPORTS]


def test_a_preference_that_may_not_leave_any_more_is_not_offered(session: Session, wire: Wire) -> None:
    shared(session, wire)
    set_preference(session, SPORTS, Value(("hiking",)), most=Precision.CLOSED)
    assert offers(session, SPORTS) == ()


def test_several_shops_hear_at_different_times_within_the_hour(session: Session, wire: Wire) -> None:
    shared(session, wire, HOST, OTHER)
    set_words(session, SIZE, "EU 46")
    fractions = iter([64, 192])
    session.random = lambda count: bytes([next(fractions)]) * 4 if count == 4 else secrets.token_bytes(count)
    assert refresh(session, offers(session, SIZE)) == (OTHER, HOST)
    wire.seen.clear()
    moments: dict[str, int] = {}
    for minute in range(61):
        deliver(session, wire)
        for host, _ in wire.seen:
            moments.setdefault(host, minute)
        wire.shops[HOST].clock.moment += timedelta(minutes=1)
    assert moments == {OTHER: 16, HOST: 46}


def test_after_a_long_night_shops_are_still_not_told_together(session: Session, wire: Wire) -> None:
    shared(session, wire, HOST, OTHER)
    set_words(session, SIZE, "EU 46")
    refresh(session, offers(session, SIZE))
    wire.seen.clear()
    wire.shops[HOST].clock.moment += timedelta(days=1)
    deliver(session, wire)
    assert len({host for host, _ in wire.seen}) == 1
    following = next_due(session)
    assert following is not None
    assert following <= wire.shops[HOST].clock.now() + timedelta(hours=1)


@pytest.mark.parametrize("lost", ["nonce", "refresh"])
def test_a_lost_reply_changes_nothing_in_the_end(session: Session, wire: Wire, lost: str) -> None:
    shared(session, wire)
    set_words(session, SIZE, "EU 46")
    refresh(session, offers(session, SIZE))
    wire.loses.add(lost)
    for _ in range(10):
        deliver(session, wire)
        wire.shops[HOST].clock.moment += timedelta(minutes=2)
    assert states(session) == ["active", "active", "sending"]
    wire.loses.clear()
    for _ in range(12):
        wire.shops[HOST].clock.moment += timedelta(hours=1)
        deliver(session, wire)
    assert states(session) == ["active", "active", "superseded"]
    assert '"min":"44.5"' in held(wire.shops[HOST])[SIZE]
    with wire.shops[HOST].shop.store.transaction() as connection:
        assert len(connection.execute(select(tables.item)).all()) == 3


def test_a_shop_that_is_never_reached_keeps_the_older_value_and_that_is_said(session: Session, wire: Wire) -> None:
    shared(session, wire)
    set_words(session, SIZE, "EU 46")
    refresh(session, offers(session, SIZE))
    wire.down.add(HOST)
    said = []
    for _ in range(9 * 4):
        said += [each.state for each in deliver(session, wire)]
        wire.shops[HOST].clock.moment += timedelta(hours=6)
    assert set(said) == {"not_reached", "not_refreshed"}
    assert states(session) == ["active", "active", "not_delivered"]
    assert len(offers(session, SIZE)) == 1


def test_a_stop_takes_back_what_has_not_gone(session: Session, wire: Wire) -> None:
    shared(session, wire)
    set_words(session, SIZE, "EU 46")
    (offer,) = offers(session, SIZE)
    refresh(session, [offer])
    stopped = stop(session, HOST, jti=offer.items[0].jti, undo_seconds=10)
    assert undo(session, stopped)
    assert states(session) == ["active", "active", "not_delivered"]
    refresh(session, offers(session, SIZE))
    stop(session, HOST)
    deliver(session, wire)
    assert states(session) == ["erased", "erased", "not_delivered", "not_delivered"]
    assert held(wire.shops[HOST]) == {}


def test_a_stop_after_a_lost_reply_ends_both(session: Session, wire: Wire) -> None:
    shared(session, wire)
    set_words(session, SIZE, "EU 46")
    refresh(session, offers(session, SIZE))
    wire.loses.add("refresh")
    deliver(session, wire)
    stop(session, HOST)
    for _ in range(8):
        deliver(session, wire)
        wire.shops[HOST].clock.moment += timedelta(minutes=10)
    assert states(session) == ["erased", "erased", "erased"]
    assert held(wire.shops[HOST]) == {}


def test_a_stop_is_not_held_up_by_a_refresh_that_waits(session: Session, wire: Wire) -> None:
    shared(session, wire, HOST, OTHER)
    set_words(session, SIZE, "EU 46")
    refresh(session, offers(session, SIZE))
    sports = next(i for shop in view_shops(session) if shop.host == HOST for i in shop.holds if i.key == SPORTS)
    stop(session, HOST, jti=sports.jti)
    deliver(session, wire)
    assert SPORTS not in held(wire.shops[HOST])


def test_a_newer_change_replaces_one_that_waits(session: Session, wire: Wire) -> None:
    shared(session, wire, HOST, OTHER)
    set_words(session, SIZE, "EU 46")
    refresh(session, offers(session, SIZE))
    set_words(session, SIZE, "EU 40")
    refresh(session, [each for each in offers(session, SIZE) if each.host == HOST])
    deliver(session, wire)
    assert '"min":"39.5"' in held(wire.shops[HOST])[SIZE]


def test_what_was_shown_must_still_be_so(session: Session, wire: Wire) -> None:
    shared(session, wire)
    set_words(session, SIZE, "EU 46")
    found = offers(session, SIZE)
    set_words(session, SIZE, "EU 40")
    with pytest.raises(ChoiceError, match="refresh_changed"):
        refresh(session, found)
    assert states(session) == ["active", "active"]


def test_a_sealed_item_goes_after_the_passphrase_for_its_own_words(session: Session, wire: Wire) -> None:
    made, english = wire.shops[HOST], load_sentences("en")
    request = made.ask("feet")
    proposal = propose(session, request)
    said = explicit_words(proposal, proposal.items[0], 30, NOW, session.catalogue, english)
    check = ask_sealed(session, proposal, "feet", Precision.EXACT, 30, said, english)
    permission = session.permit(check.prove(Passphrase(PASSPHRASE)))
    share(session, proposal, Choices((Choice("feet", Precision.EXACT, permission),), 30))
    deliver(session, wire)
    set_words(session, FEET, "flat_feet")
    (offer,) = offers(session, FEET)
    assert offer.sealed
    with pytest.raises(ChoiceError, match="sealed_needs_passphrase"):
        refresh(session, [offer])
    words = refresh_words(session, offer, english)
    assert words == said
    with pytest.raises(ChoiceError, match="words_differ"):
        ask_sealed_refresh(session, offer, "Yes.", english)
    proof = ask_sealed_refresh(session, offer, words, english).prove(Passphrase(PASSPHRASE))
    given = session.permit(proof)
    refresh(session, [offer], [given])
    deliver(session, wire)
    assert "flat_feet" in held(made)[FEET]
    set_words(session, FEET, "insoles")
    with pytest.raises(ChoiceError, match="sealed_needs_passphrase"):
        refresh(session, offers(session, FEET), [given])


def test_what_was_shared_for_a_visit_or_without_an_address_is_not_offered(session: Session, wire: Wire) -> None:
    share_with(session, wire.shops[HOST], wire, {"shoe_size": Precision.EXACT}, days=0)
    wire.without(OTHER, "refresh")
    share_with(session, wire.shops[OTHER], wire, {"shoe_size": Precision.EXACT})
    set_words(session, SIZE, "EU 46")
    assert offers(session, SIZE) == ()


def test_a_no_is_not_undone_by_a_refresh(session: Session, wire: Wire) -> None:
    set_words(session, "contact.email", "weekly")
    share_with(session, wire.shops[HOST], wire, {"email": Precision.EXACT})
    set_words(session, "contact.email", "never")
    assert offers(session, "contact.email") == ()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["EU 36", "EU 40", "EU 43", "EU 46"]), min_size=1, max_size=4))
def test_the_shop_holds_one_value_and_it_is_the_last(session: Session, wire: Wire, sizes: list[str]) -> None:
    made = wire.shops[HOST]
    set_words(session, SIZE, "EU 43")
    if not any(shop.holds for shop in view_shops(session)):
        shared(session, wire)
    for size in sizes:
        set_words(session, SIZE, size)
        if found := offers(session, SIZE):
            refresh(session, found)
        deliver(session, wire)
    (item,) = [each for each in view_shops(session)[0].holds if each.key == SIZE]
    entry = session.catalogue.entry(SIZE)
    last = coarsen(entry, read_words(entry, sizes[-1]), Precision.RANGE)
    assert held(made)[SIZE] == dumps(last.to_json()).decode()
    assert item.precision is Precision.RANGE

"""Stopped at the shop without the vault: the vault learns of it when it asks, and shows what is true."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from sqlalchemy import insert, select

from tests.integration.connected import Wire, share_with, shop_at, vault_at
from tests.unit.core.catalogue_values import shipped
from tests.unit.desktop.vault_day import sentences
from tests.unit.shop.example import HOST, NOW, SESSION
from vault.core.clock import SetClock
from vault.core.consent import ItemState
from vault.core.value import Precision
from vault.customer.asking_held import ask_held, prepare, record
from vault.customer.delivery import deliver
from vault.customer.editing import set_words
from vault.customer.ending import end_what_is_over
from vault.customer.history import view_history
from vault.customer.holdings import HeldItem, view_shops
from vault.customer.refreshing import offers, refresh
from vault.customer.session import Session
from vault.customer.shop_detail import view_shop
from vault.customer.stopping import stop
from vault.customer.taking_along import export_to
from vault.desktop.activity_sentences import EventTeller
from vault.desktop.shops_words import ShopsWords
from vault.shop import tables
from vault.shop.service import session_hash
from vault.shop.stopping import stop_by_code
from vault.shop.stopping_here import stop_here
from vault.tokens.holding_statement import EndedItem, HoldingStatement, Why

SIZE = "clothing.shoe_size"


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
def session(tmp_path: Path, clock: SetClock) -> Iterator[Session]:
    with vault_at(tmp_path / "vault", clock) as opened:
        yield opened


@pytest.fixture
def wire(tmp_path: Path, clock: SetClock, session: Session) -> Iterator[Wire]:
    """With a shop that has two things."""
    made = Wire({HOST: shop_at(tmp_path / HOST, clock)})
    two = {"shoe_size": Precision.RANGE, "sports": Precision.EXACT}
    share_with(session, made.shops[HOST], made, two, days=90)
    yield made
    made.shops[HOST].shop.store.close()


def stop_with_code(session: Session, wire: Wire) -> None:
    """With the code that the vault shows of this shop."""
    stop_by_code(wire.shops[HOST].shop, view_shop(session, HOST).code)


def items(session: Session) -> tuple[HeldItem, ...]:
    return view_shops(session)[0].items


def test_until_it_asks_the_vault_cannot_know(session: Session, wire: Wire) -> None:
    stop_with_code(session, wire)
    end_what_is_over(session)
    deliver(session, wire)
    assert {item.state for item in items(session)} == {ItemState.ACTIVE}


@pytest.mark.parametrize("how", ["code", "page"])
def test_asked_the_shop_says_so_and_the_vault_shows_when(
    session: Session, wire: Wire, clock: SetClock, how: str, qapp: QApplication
) -> None:
    del qapp
    shop = wire.shops[HOST].shop
    clock.moment += timedelta(hours=1)
    if how == "code":
        stop_with_code(session, wire)
    else:
        with shop.store.transaction() as connection:
            customer = connection.execute(select(tables.customer.c.id)).scalar_one()
            mine = {"session_hash": session_hash(SESSION), "customer": customer, "expires": 2**40}
            connection.execute(insert(tables.session).values(mine))
        stop_here(shop, SESSION)
    stopped = clock.now()
    clock.moment += timedelta(days=9)
    assert not ask_held(session, HOST, wire).differs
    assert {(item.state, item.changed_at) for item in items(session)} == {(ItemState.STOPPED_THERE, stopped)}
    assert not view_shops(session)[0].holds
    words = ShopsWords(sentences(), shipped())
    (group,) = words.groups(view_shops(session), clock.now())
    said = f"Stopped at the shop itself on {sentences().date(stopped)}, without your vault."
    assert (group.title, group.lines[0].status.text) == ("Stopped", said)
    pane = words.pane(view_shop(session, HOST), clock.now())
    assert {line.status.text for line in pane.items if line.status is not None} == {said}
    assert pane.stop_name == ""


def test_the_history_tells_it_once_with_the_day_of_the_shop(
    session: Session, wire: Wire, clock: SetClock, qapp: QApplication
) -> None:
    del qapp
    stop_with_code(session, wire)
    day = sentences().date(clock.now())
    clock.moment += timedelta(days=3)
    for _ in range(2):
        ask_held(session, HOST, wire)
    told = [entry for entry in view_history(session) if entry.kind == "stopped_there"]
    assert len(told) == 2  # an entry for each item, and none for the second question
    words = ShopsWords(sentences(), shipped())
    teller = EventTeller(sentences(), words, view_shops(session), clock.now())
    title, more = teller.tell(told[0], ["Shoe size"])
    assert title == f"Stopped at {HOST} itself, without your vault"
    assert more == f"Shoe size. The shop says: on {day}."


def test_a_share_after_it_lives(session: Session, wire: Wire, clock: SetClock) -> None:
    """The shop has another number for this customer then; the earlier stop is told all the same."""
    stop_with_code(session, wire)
    clock.moment += timedelta(minutes=1)
    share_with(session, wire.shops[HOST], wire, {"sports": Precision.EXACT}, days=90)
    report = ask_held(session, HOST, wire)
    assert not report.differs
    states = [item.state for item in items(session)]
    assert sorted(states) == sorted([ItemState.STOPPED_THERE, ItemState.STOPPED_THERE, ItemState.ACTIVE])


def test_a_newer_value_that_waits_is_not_sent_after_it(session: Session, wire: Wire, clock: SetClock) -> None:
    set_words(session, SIZE, "EU 46")
    refresh(session, offers(session, SIZE))
    clock.moment += timedelta(seconds=5)
    stop_with_code(session, wire)
    ask_held(session, HOST, wire)
    before = list(wire.seen)
    clock.moment += timedelta(hours=2)
    deliver(session, wire)
    assert wire.seen == before
    assert ItemState.NOT_DELIVERED in {item.state for item in items(session)}
    assert not view_shops(session)[0].holds


def test_what_was_stopped_here_stays_as_it_is(session: Session, wire: Wire) -> None:
    """The shop names it as ended too, and knows nothing more than the vault."""
    stop(session, HOST)
    deliver(session, wire)
    before = {item.jti: (item.state, item.changed_at) for item in items(session)}
    ask_held(session, HOST, wire)
    assert {item.jti: (item.state, item.changed_at) for item in items(session)} == before


def test_a_shop_can_end_only_its_own_and_no_date_is_out_of_reach(session: Session, wire: Wire, clock: SetClock) -> None:
    question = prepare(session, HOST)
    first, second = items(session)
    ended = (
        EndedItem(first.jti, clock.now() + timedelta(days=400), Why.STOPPED),
        EndedItem(second.jti, clock.now() - timedelta(days=400), Why.UNREAD),
        EndedItem("urn:uuid:of-another-shop", clock.now(), Why.STOPPED),
    )
    statement = HoldingStatement(question.did, clock.now(), "nonce", (), (), ended)
    clock.moment += timedelta(days=1)
    with_other_host = replace(question, host="boekhoek.example")
    record(session, with_other_host, statement)
    assert {item.state for item in items(session)} == {ItemState.ACTIVE}
    record(session, question, statement)
    found = {item.jti: item for item in items(session)}
    assert (found[first.jti].state, found[first.jti].changed_at) == (ItemState.STOPPED_THERE, clock.now())
    assert (found[second.jti].state, found[second.jti].changed_at) == (ItemState.UNREAD, NOW)


def test_it_is_taken_along_in_an_export(session: Session, wire: Wire, tmp_path: Path) -> None:
    stop_with_code(session, wire)
    ask_held(session, HOST, wire)
    export_to(session, tmp_path / "all.json")  # which reads it back and compares
    assert '"stopped_there"' in (tmp_path / "all.json").read_text("utf-8")

"""Asking one shop what it holds, and telling it what one thinks, against its real connector."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from tests.integration.connected import Wire, share_with, shop_at, vault_at
from tests.unit.shop.example import HOST, NOW, SESSION, Vault
from vault.core.clock import SetClock
from vault.core.consent import ItemState
from vault.core.errors import ChoiceError, NetworkError, TokenError
from vault.core.value import Precision
from vault.customer.asking_held import Difference, HeldReport, ask_held
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.feedback import Says, give_feedback
from vault.customer.history import view_history
from vault.customer.holdings import view_shops
from vault.customer.review import propose
from vault.customer.session import Session
from vault.customer.sharing import share
from vault.customer.stopping import stop
from vault.demo.for_you import read_shared
from vault.shop import tables
from vault.shop.held import add_incident
from vault.shop.profile import SERVICE_PERSONALISATION, profile_for
from vault.shop.retention import UNREAD_KEPT, drop_expired

SIZE, SPORTS = "clothing.shoe_size", "media.sports"


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
def session(tmp_path: Path, clock: SetClock) -> Iterator[Session]:
    with vault_at(tmp_path / "vault", clock) as opened:
        yield opened


@pytest.fixture
def wire(tmp_path: Path, clock: SetClock) -> Iterator[Wire]:
    made = Wire({HOST: shop_at(tmp_path / HOST, clock)})
    yield made
    for each in made.shops.values():
        each.shop.store.close()


def shared(session: Session, wire: Wire) -> None:
    two = {"shoe_size": Precision.RANGE, "sports": Precision.EXACT}
    share_with(session, wire.shops[HOST], wire, two, days=90)


def asked(session: Session, wire: Wire) -> HeldReport:
    return ask_held(session, HOST, wire)


def differences(report: HeldReport) -> dict[str, Difference | None]:
    return {item.key: item.difference for item in report.items}


def test_the_shop_says_what_it_holds_and_it_is_as_the_vault_has_it(session: Session, wire: Wire) -> None:
    shared(session, wire)
    report = asked(session, wire)
    assert differences(report) == {SIZE: None, SPORTS: None}
    assert not report.differs
    assert {item.key: item.precision for item in report.items} == {SIZE: Precision.RANGE, SPORTS: Precision.EXACT}
    assert view_history(session)[-1].kind == "held_asked"
    assert wire.seen[-2:] == [(HOST, "nonce"), (HOST, "held")]


def test_a_stop_that_is_on_its_way_is_no_difference(session: Session, wire: Wire) -> None:
    shared(session, wire)
    size = next(item for item in view_shops(session)[0].holds if item.key == SIZE)
    stop(session, HOST, jti=size.jti)
    assert not asked(session, wire).differs
    deliver(session, wire)
    assert differences(asked(session, wire)) == {SPORTS: None}


def test_what_a_shop_did_not_read_is_gone_and_it_says_so(session: Session, wire: Wire) -> None:
    shared(session, wire)
    made = wire.shops[HOST]
    made.clock.moment += UNREAD_KEPT + timedelta(days=1)
    drop_expired(made.shop)
    dropped = made.clock.now()
    made.clock.moment += timedelta(days=2)
    assert differences(asked(session, wire)) == {}
    (view,) = view_shops(session)
    assert {(item.state, item.changed_at) for item in view.items} == {(ItemState.UNREAD, dropped)}
    assert view.holds == ()


def test_what_a_shop_holds_no_more_and_says_nothing_of_is_missing(session: Session, wire: Wire) -> None:
    shared(session, wire)
    with wire.shops[HOST].shop.store.transaction() as connection:
        connection.execute(delete(tables.content))
    assert differences(asked(session, wire)) == {SIZE: Difference.MISSING, SPORTS: Difference.MISSING}
    assert len(view_shops(session)[0].holds) == 2


def test_a_shop_that_keeps_more_or_else_is_seen(session: Session, wire: Wire) -> None:
    shared(session, wire)
    size = next(item for item in view_shops(session)[0].holds if item.key == SIZE)
    sports = next(item for item in view_shops(session)[0].holds if item.key == SPORTS)
    item = tables.item
    with wire.shops[HOST].shop.store.transaction() as connection:
        connection.execute(update(item).where(item.c.jti == sports.jti).values(exp=item.c.exp + 3600))
    assert differences(asked(session, wire)) == {SIZE: None, SPORTS: Difference.OTHER}
    stop(session, HOST, jti=size.jti)
    wire.loses.add("stop")
    deliver(session, wire)
    with session.database.transaction() as transaction:
        transaction.execute("DELETE FROM consent_item WHERE jti = ?", (sports.jti,))
    assert differences(asked(session, wire)) == {SPORTS: Difference.UNKNOWN}


def test_a_leak_comes_with_the_answer(session: Session, wire: Wire) -> None:
    shared(session, wire)
    add_incident(wire.shops[HOST].shop, at=NOW, what="A list was open.", advice="Do nothing.", keys=[SIZE])
    (incident,) = asked(session, wire).incidents
    assert (incident.what, incident.date) == ("A list was open.", NOW)


def test_a_shop_that_forgot_everybody_says_so(session: Session, wire: Wire) -> None:
    shared(session, wire)
    with wire.shops[HOST].shop.store.transaction() as connection:
        for table in reversed(tables.metadata.sorted_tables):
            connection.execute(delete(table))
    with pytest.raises(NetworkError, match="shop_knows_nothing"):
        asked(session, wire)


def test_an_answer_signed_by_a_key_that_was_never_named_is_refused(session: Session, wire: Wire) -> None:
    shared(session, wire)
    made = wire.shops[HOST]
    other = Vault().key
    keys = replace(made.shop.keys, receipts=(other,))
    wire.shops[HOST] = replace(made, shop=replace(made.shop, keys=keys))
    wire.apps.clear()
    with pytest.raises(TokenError, match="receipt_key_unknown"):
        asked(session, wire)


def test_who_cannot_be_asked_is_not_asked(session: Session, wire: Wire) -> None:
    with pytest.raises(ChoiceError, match="shop_unknown"):
        asked(session, wire)
    wire.without(HOST, "held", "feedback")
    shared(session, wire)
    for work in (lambda: asked(session, wire), lambda: give_feedback(session, HOST, SIZE, Says.THANKS, wire)):
        with pytest.raises(ChoiceError, match="shop_takes_no_letters"):
            work()


def test_the_next_page_changes_by_feedback(session: Session, wire: Wire) -> None:
    made = wire.shops[HOST]
    proposal = propose(session, made.ask("shoe_size", "sports"))
    choices = (Choice("shoe_size", Precision.RANGE), Choice("sports", Precision.EXACT))
    share(session, proposal, Choices(choices, 30))
    (done,) = deliver(session, wire)
    made.bring({"redirect_uri": done.redirect_uri})
    profile = profile_for(made.shop, SESSION)
    assert set(read_shared(profile)) == {SIZE, SPORTS}
    give_feedback(session, HOST, SPORTS, Says.WRONG_FOR_ME, wire)
    assert set(read_shared(profile)) == {SIZE}
    assert profile.value(SPORTS, purpose=SERVICE_PERSONALISATION) is not None
    give_feedback(session, HOST, SIZE, Says.TOO_MUCH, wire)
    give_feedback(session, HOST, SPORTS, Says.THANKS, wire)
    assert set(read_shared(profile)) == {SPORTS}
    last = view_history(session)[-1]
    assert (last.kind, last.host, last.keys) == ("feedback_given", HOST, (SPORTS,))


@pytest.mark.parametrize("about", ["", "a\nb", "r" * 65])
def test_feedback_is_about_one_short_line(session: Session, wire: Wire, about: str) -> None:
    shared(session, wire)
    with pytest.raises(ChoiceError, match="feedback_about_refused"):
        give_feedback(session, HOST, about, Says.THANKS, wire)

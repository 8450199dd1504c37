"""A newer value has its own place on the status host's lists, and the one before it is marked there as stopped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.integration.connected import Wire, share_with, shop_at, vault_at
from tests.unit.customer.test_status_pool import NAME, Net, filled, free
from tests.unit.shop.example import HOST, NOW
from vault.core.clock import SetClock
from vault.core.consent import ItemState
from vault.core.value import Precision
from vault.customer.delivery import deliver
from vault.customer.editing import set_words
from vault.customer.holdings import view_shops
from vault.customer.refreshing import call_off, offers, refresh
from vault.customer.session import Session
from vault.customer.status_pool import POOL
from vault.customer.stopping import stop
from vault.status.service import open_host
from vault.status.settings import Settings
from vault.storage import consents, status_slots
from vault.tokens import preference_token

SIZE = "clothing.shoe_size"


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
    made.shops[HOST].shop.store.close()


@pytest.fixture
def net(tmp_path: Path, wire: Wire, clock: SetClock, session: Session) -> Iterator[Net]:
    """A real shop and a real status host; the vault shared a size, and has a newer one."""
    host = open_host(Settings(NAME, tmp_path / "status.db", 300, 90, 10_000, 10_000, 200_000), clock)
    made = Net(wire, host)  # type: ignore[arg-type]
    filled(session, made, clock)
    share_with(session, wire.shops[HOST], wire, {"shoe_size": Precision.EXACT}, days=90)
    set_words(session, SIZE, "EU 46")
    yield made
    host.store.close()


def places(session: Session) -> dict[ItemState, int]:
    """The index that each token itself names, by the state of its item."""
    found = {}
    for shop in view_shops(session):
        for item in shop.items:
            with session.database.read() as reader:
                token, consent = consents.token(reader, item.jti), consents.consents(reader, shop.host)[0]
            assert token is not None
            status = preference_token.verify(token.jwt, aud=consent.client_id).claims.status
            assert status is not None
            assert status[0] == f"https://{NAME}/lists/1"
            found[item.state] = status[1]
    return found


def test_the_newer_token_takes_a_place_and_the_older_ones_is_marked(session: Session, net: Net) -> None:
    refresh(session, offers(session, SIZE))
    assert free(session) == POOL - 2
    deliver(session, net)
    found = places(session)
    assert found.keys() == {ItemState.ACTIVE, ItemState.SUPERSEDED}
    assert found[ItemState.ACTIVE] != found[ItemState.SUPERSEDED]
    assert net.stopped() == {found[ItemState.SUPERSEDED]}


def test_a_stop_after_it_marks_the_newer_one_too(session: Session, net: Net, clock: SetClock) -> None:
    refresh(session, offers(session, SIZE))
    deliver(session, net)
    marked = set(places(session).values())
    clock.moment += timedelta(seconds=1)
    stop(session, HOST)
    deliver(session, net)
    assert net.stopped() == marked
    with session.database.read() as reader:
        assert len(status_slots.free(reader)) == POOL - 2


def test_until_the_shop_has_the_newer_one_the_older_is_not_marked(
    session: Session, net: Net, wire: Wire, clock: SetClock
) -> None:
    refresh(session, offers(session, SIZE))
    wire.down.add(HOST)
    deliver(session, net)
    assert net.stopped() == set()
    wire.down.clear()
    wire.loses.add("refresh")
    clock.moment += timedelta(minutes=1)
    deliver(session, net)
    assert net.stopped() == set()
    wire.loses.clear()
    for _ in range(12):
        clock.moment += timedelta(minutes=11)
        deliver(session, net)
    found = places(session)
    assert net.stopped() == {found[ItemState.SUPERSEDED]}


def test_a_newer_one_that_never_left_is_marked_and_the_older_lives(session: Session, net: Net) -> None:
    """Its place was drawn for it alone; nobody looks there for anything else."""
    refresh(session, offers(session, SIZE))
    call_off(session, SIZE)
    deliver(session, net)
    found = places(session)
    assert found.keys() == {ItemState.ACTIVE, ItemState.NOT_DELIVERED}
    assert net.stopped() == {found[ItemState.NOT_DELIVERED]}

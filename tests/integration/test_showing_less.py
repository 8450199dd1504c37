"""A shop is given less than it had: it takes that, and what it had is gone from its database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.connected import KEPT, Wire, share_with, shop_at, vault_at
from tests.integration.test_refreshing import held
from tests.unit.shop.example import HOST, NOW
from vault.core.clock import SetClock
from vault.core.value import Precision
from vault.customer.delivery import deliver
from vault.customer.holdings import view_shops
from vault.customer.session import Session
from vault.customer.showing_less import less_offers, show_less
from vault.customer.stopping import stop

SIZE = next(iter(KEPT))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with vault_at(tmp_path / "vault", SetClock(NOW)) as opened:
        yield opened


@pytest.fixture
def wire(tmp_path: Path) -> Iterator[Wire]:
    made = Wire({HOST: shop_at(tmp_path / HOST, SetClock(NOW))})
    yield made
    made.shops[HOST].shop.store.close()


def size(session: Session) -> dict[str, str]:
    return {item.state.value: item.jti for item in view_shops(session)[0].items if item.key == SIZE}


def test_each_step_down_to_the_coarsest(session: Session, wire: Wire) -> None:
    shop = wire.shops[HOST]
    share_with(session, shop, wire, {"shoe_size": Precision.RANGE, "sports": Precision.EXACT})
    until = view_shops(session)[0].holds[0].until
    assert '"min":"42"' in held(shop)[SIZE]
    (offer,) = less_offers(session, size(session)["active"])
    show_less(session, offer)
    assert [each.state for each in deliver(session, wire)] == ["refresh_ready", "refreshed"]
    assert "42" not in held(shop)[SIZE]
    assert sorted(size(session)) == ["active", "superseded"]
    assert {item.until for item in view_shops(session)[0].holds} == {until}
    assert less_offers(session, size(session)["active"]) == ()


def test_a_stop_takes_both_along(session: Session, wire: Wire) -> None:
    share_with(session, wire.shops[HOST], wire, {"shoe_size": Precision.RANGE, "sports": Precision.EXACT})
    (offer,) = less_offers(session, size(session)["active"])
    show_less(session, offer)
    stop(session, HOST, jti=size(session)["active"])
    deliver(session, wire)
    assert SIZE not in held(wire.shops[HOST])
    assert "active" not in size(session)
    assert "sending" not in size(session)

"""An old copy of a PostgreSQL database that was put back brings nothing back that a customer stopped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import make_url, select

from tests.real_postgresql import Places, Postgresql
from tests.unit.shop.example import CLIENT_ID, PHONE, SIZE, Example, Vault, example
from vault.shop import tables
from vault.shop.stop_log import LOGGED
from vault.shop.stop_replay import replay_stops
from vault.shop.stopping import erasure_receipt_at, finish_stops, receive_stop
from vault.shop.store import open_store
from vault.tokens.security_event import stop_event


@pytest.fixture
def places(server: Postgresql, tmp_path: Path) -> Places:
    return Places(server.new(), server.new(), tmp_path / "ring")


@pytest.fixture
def shop(tmp_path: Path, places: Places) -> Iterator[Example]:
    made = example(tmp_path, places)
    yield made
    made.shop.store.close()


def test_what_was_stopped_is_ended_again_and_has_its_receipt(
    shop: Example, vault: Vault, server: Postgresql, places: Places
) -> None:
    shop.share(vault, {"phone": PHONE, "shoe_size": SIZE})
    phone, size = (each.jti for each in vault.issued)
    shop.shop.store.close()
    old = server.new(like=str(make_url(str(places.database)).database))
    shop.shop = replace(shop.shop, store=places.open())
    event = stop_event(vault.key, aud=CLIENT_ID, iat=shop.clock.now(), jti="urn:uuid:1", token_jti=phone)
    location = receive_stop(shop.shop, event)
    finish_stops(shop.shop)
    shop.shop.store.close()
    shop.shop = replace(shop.shop, store=open_store(old, key_store=places.key_store, key_ring=places.key_ring))
    with shop.shop.store.transaction() as connection:
        jtis = connection.execute(select(tables.content.c.jti)).scalars().all()
        assert set(jtis) == {phone, size}
        assert shop.shop.store.contents.of(connection, jtis).keys() == {size}
    assert replay_stops(shop.shop) == 1
    finish_stops(shop.shop)
    assert erasure_receipt_at(shop.shop, location) is not None
    with shop.shop.store.transaction() as connection:
        assert connection.execute(select(tables.content.c.jti)).scalars().all() == [size]
    assert replay_stops(shop.shop) == 0
    shop.clock.moment += LOGGED
    replay_stops(shop.shop)
    assert list(shop.shop.store.stops.read()) == []

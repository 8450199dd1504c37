"""Opening a shop: who may be told of stops, and what an old database is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.shop.example import NOW, shop_folder
from vault.core.clock import to_seconds
from vault.core.errors import PolicyError, StorageError
from vault.demo.authority import ThrowAwayAuthority
from vault.shop.opening import open_shop
from vault.shop.service import Downstream
from vault.shop.stop_log import LoggedStop, append, log_of


def adapter(name: str) -> Downstream:
    return Downstream(name, lambda _, keys: bool(keys))


def test_an_adapter_is_for_a_recipient_that_the_terms_name(tmp_path: Path) -> None:
    policy = shop_folder(tmp_path, ThrowAwayAuthority(NOW))
    found = open_shop(policy, downstream=[adapter("Pakhuis Hosting")])
    assert [each.name for each in found.downstream] == ["Pakhuis Hosting"]
    found.store.close()
    with pytest.raises(PolicyError, match="recipient_not_named"):
        open_shop(policy, downstream=[adapter("Pakhuis Hosting"), adapter("Data Broker")])


def test_stops_that_the_database_lost_are_carried_out_when_it_opens(tmp_path: Path) -> None:
    policy = shop_folder(tmp_path, ThrowAwayAuthority(NOW))
    found = open_shop(policy)
    path, now = log_of(found.policy.store), to_seconds(found.clock.now())
    append(path, LoggedStop("t" * 43, "did:jwk:x", "urn:uuid:1", None, now, now))
    found.store.close()
    found = open_shop(policy)
    with found.store.transaction() as connection:
        assert connection.exec_driver_sql("SELECT jti FROM stop").scalars().all() == ["urn:uuid:1"]
    found.store.close()


def test_without_its_log_a_shop_does_not_open(tmp_path: Path) -> None:
    policy = shop_folder(tmp_path, ThrowAwayAuthority(NOW))
    log_of(tmp_path / "preferences.db").mkdir()
    with pytest.raises(StorageError, match="store_failed"):
        open_shop(policy)

"""A stop that goes over the list alone: a vault's places, a real status host over HTTPS, and a shop that asks it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.integration.status_server import HOST, ServedHost, serve_status
from tests.unit.shop.example import PHONE, SIZE, Vault, example
from tests.unit.shop.stops import read
from vault.demo.authority import ThrowAwayAuthority
from vault.net.https_client import HttpsClient
from vault.net.testing_shops import TestShops
from vault.shop.status_checks import check_statuses
from vault.status.places import allocate, stop
from vault.tokens.preference_token import TokenClaims


@pytest.fixture
def served(tmp_path: Path) -> Iterator[ServedHost]:
    with serve_status(tmp_path, ThrowAwayAuthority(datetime.now(UTC))) as found:
        yield found


def test_a_shop_erases_what_the_list_says_was_stopped(served: ServedHost, tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    folder.mkdir()
    made = example(folder).with_policy(lambda policy: replace(policy, status_hosts=(HOST,)))
    made.clock.moment = datetime.now(UTC).replace(microsecond=0)
    places = allocate(served.host.store, 2, served.host.random)
    waiting = iter(places)

    def with_place(_: str, claims: TokenClaims) -> TokenClaims:
        return replace(claims, status=(served.host.settings.uri(1), next(waiting).index))

    fetcher = HttpsClient(TestShops((served.shop,)))
    made.share(Vault(), {"shoe_size": SIZE, "phone": PHONE}, change=with_place)
    assert check_statuses(made.shop, fetcher) == 0
    stop(served.host.store, places[0].number, places[0].index, places[0].secret)
    served.host.publisher.refresh()
    made.clock.moment += timedelta(seconds=served.host.settings.ttl)
    assert check_statuses(made.shop, fetcher) == 1
    assert read(made, "clothing.shoe_size") is None
    assert read(made, "media.phone_model") == PHONE
    made.shop.store.close()

"""Several sweep at once on PostgreSQL: nothing ends twice, and nobody waits for whom somebody else is about."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.real_postgresql import Places
from tests.unit.shop.example import PHONE, SIZE, Example, Vault, example
from vault.shop import retention, tables
from vault.shop.conflicts import hold_customer
from vault.shop.own_items import hold_own
from vault.shop.retention import drop_expired
from vault.shop.rights.own_list import keep_list, read_list
from vault.shop.service import Downstream
from vault.shop.store import open_store

WORKERS, CUSTOMERS = 4, 12


@pytest.fixture
def busy(on_postgresql: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Example]:
    """A shop with customers whose items have ended, and a row of its own list."""
    monkeypatch.setattr(retention, "AT_ONCE", 3)
    made = example(tmp_path, on_postgresql, downstream=(Downstream("Mailing", lambda *_: True),))
    for number in range(CUSTOMERS):
        made.share(Vault(), {"phone": PHONE, "shoe_size": SIZE}, session=f"browser-session-number-{number:020}")
    listed = tmp_path / "list.csv"
    line = "K-1,media.phone_model,Own Phone 3,dpv:ServicePersonalisation,2026-11-18,form 12"
    listed.write_text(f"number,key,value,purpose,given,proof\n{line}\n")
    keep_list(made.shop, read_list(made.shop, listed)[0])
    made.clock.moment += timedelta(days=90)
    yield made
    made.shop.store.close()


def test_each_item_ends_once(busy: Example) -> None:
    with ThreadPoolExecutor(WORKERS) as workers:
        dropped = list(workers.map(lambda _: drop_expired(busy.shop), range(WORKERS)))
    dropped.append(drop_expired(busy.shop))
    assert sum(each.items for each in dropped) == 2 * CUSTOMERS + 1
    with busy.shop.store.transaction() as connection:
        erased = connection.execute(select(tables.stop.c.erased)).scalars().all()
        states = set(connection.execute(select(tables.item.c.state)).scalars())
    named = [jti for each in erased for jti in json.loads(each)]
    assert (len(named), len(set(named)), states) == (2 * CUSTOMERS, 2 * CUSTOMERS, {"expired"})


def test_whom_somebody_is_about_is_left_to_the_next_sweep(busy: Example) -> None:
    policy = busy.shop.policy
    other = open_store(policy.database or "", key_store=policy.key_store, key_ring=policy.key_ring)
    with other.transaction() as connection:
        row = connection.execute(select(tables.customer).order_by(tables.customer.c.id)).first()
        assert row is not None
        hold_customer(connection, row.thumbprint)
        hold_own(connection, "K-1")
        first = drop_expired(busy.shop).items
    assert first < 2 * CUSTOMERS
    assert first + drop_expired(busy.shop).items == 2 * CUSTOMERS + 1
    other.close()

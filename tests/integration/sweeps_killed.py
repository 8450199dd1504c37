"""A sweep killed before every write step of it, and what is true after the next: run by ``test_sweeps_killed.py``.

A program of its own, because it forks. Prints the number of steps and of kills.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from tests.integration.write_steps import killed_before, recorded
from tests.unit.shop.example import NOW, PHONE, SIZE, Example, Vault, example
from vault.core.value import Value
from vault.shop import retention, tables
from vault.shop.key_store import item_key
from vault.shop.own_items import OwnItem, keep_own
from vault.shop.profile import SERVICE_PERSONALISATION
from vault.shop.service import Downstream
from vault.shop.store import open_store

CUSTOMERS = 3
EVERY = 19
"""One step of so many is killed at: no divisor of how many a transaction has, so that every kind of step is met."""


class Told:
    """Another system; it writes down whom it was told of, outside the shop's database."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "told"

    def erase(self, number: str, keys: Sequence[str]) -> bool:
        with self.file.open("a", encoding="ascii") as file:
            file.write(f"{number} {' '.join(keys)}\n")
        return True


def reopened(made: Example, folder: Path) -> Example:
    """The same shop on the files in ``folder``, with the other system."""
    store = open_store(folder / "preferences.db")
    told = Downstream("Mailing", Told(folder).erase)
    return replace(made, shop=replace(made.shop, store=store, downstream=(told,)))


def fill(made: Example) -> set[str]:
    """Customers whose items end, and one whose own item does; their numbers."""
    for number in range(CUSTOMERS):
        made.share(Vault(), {"phone": PHONE, "shoe_size": SIZE}, session=f"browser-session-number-{number:020}")
    with made.shop.store.transaction() as connection:
        own = OwnItem("K-1", "media.phone_model", SERVICE_PERSONALISATION, Value("Own phone"), NOW, "form 1")
        assert keep_own(made.shop, connection, own, NOW)
        return {str(number) for number in connection.execute(select(tables.customer.c.number)).scalars()}


def check(made: Example, numbers: set[str]) -> None:
    """Everything ended once, its proof is there, nothing can be read, and everybody was told."""
    store = made.shop.store
    with store.transaction() as connection:
        items = connection.execute(select(tables.item)).all()
        assert len(items) == 2 * CUSTOMERS
        assert all((row.state, row.customer) == ("expired", None) and row.proof_until for row in items)
        assert connection.execute(select(tables.content)).all() == []
        assert connection.execute(select(tables.erased_key)).all() == []
        assert len(connection.execute(select(tables.receipt)).all()) == CUSTOMERS
        own = connection.execute(select(tables.own_item)).one()
        assert (own.state, own.sealed, own.number) == ("expired", None, None)
        stops = connection.execute(select(tables.stop)).all()
        named = [jti for row in stops for jti in json.loads(row.erased)]
        assert sorted(named) == sorted(row.jti for row in items)  # each once
        assert all(row.receipt and row.number is None for row in stops)
    with store.keys.reading() as connection:
        assert connection.execute(select(item_key)).all() == []
    told = (made.folder / "told").read_text("ascii").splitlines()
    assert {line.split()[0] for line in told} == numbers


def main(folder: Path) -> None:
    retention.AT_ONCE = 3
    (folder / "full").mkdir()
    made = example(folder / "full")
    numbers = fill(made)
    made.shop.store.close()
    made.clock.moment += timedelta(days=90)

    def ready_in(run: Path) -> Callable[[], Callable[[], object]]:
        def ready() -> Callable[[], object]:
            shop = reopened(made, run).shop
            return lambda: retention.drop_expired(shop)

        return ready

    shutil.copytree(folder / "full", folder / "all")
    steps = len(recorded(ready_in(folder / "all")))
    kills = 0
    for number in range(0, steps, EVERY):
        run = folder / "run"
        shutil.copytree(folder / "full", run)
        killed_before(ready_in(run), number)
        policy = replace(made.shop.policy, store=run / "preferences.db")
        again = reopened(replace(made, shop=replace(made.shop, policy=policy)), run)
        retention.drop_expired(again.shop)
        check(again, numbers)
        again.shop.store.close()
        shutil.rmtree(run)
        kills += 1
    print(steps, kills)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Two shops put their databases side by side: which customers can they tell to be the same?"""

from __future__ import annotations

import random
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from tests.figures.figure import Figure
from tests.integration.connected import Wire, share_with, shop_at, vault_at
from tests.unit.shop.example import HOST, Example
from vault.core.clock import SetClock
from vault.core.value import Precision
from vault.shop import tables

OTHER = "boekhoek.example"
CUSTOMERS, CUSTOMERS_FULL = 8, 100
ITEMS = {"shoe_size": Precision.EXACT, "sports": Precision.EXACT}
HOUR = 3600

Seen = Mapping[tuple[str, str], Mapping[Any, set[int]]]
"""Table and column, value, and the customers in whose rows it stands."""


def measure_joined(*, full: bool) -> Figure:
    """How many customers have a value in a column of one that nobody else has in any column of the other."""
    count = CUSTOMERS_FULL if full else CUSTOMERS
    clock, chance = SetClock(datetime(2026, 5, 12, 12, 4, 7, tzinfo=UTC)), random.Random(count)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        shops = {host: shop_at(folder / host, clock, host) for host in (HOST, OTHER)}
        wire = Wire(shops)
        order = {host: list(range(count)) for host in shops}
        turn = chance.randrange(1, count)  # nobody comes to both as the same in their order
        order[OTHER] = order[OTHER][turn:] + order[OTHER][:turn]
        vaults = [vault_at(folder / f"vault-{number}", clock) for number in range(count)]
        for here, there in zip(*order.values(), strict=True):
            for host, number in ((HOST, here), (OTHER, there)):
                share_with(vaults[number], shops[host], wire, ITEMS)
                clock.moment += timedelta(seconds=61 + chance.randrange(100))
        for vault in vaults:
            vault.lock()
        seen = {host: _seen(shop, order[host]) for host, shop in shops.items()}
        for shop in shops.values():
            shop.shop.store.close()
    linked, pairs = _linked(seen[HOST], seen[OTHER])
    how = (
        f"{count} customers shared the same {len(ITEMS)} things with both; {pairs} pairs of columns were joined; "
        f"times on the hour aside, equal were of one customer: {', '.join(sorted(linked)) or 'nothing'}"
    )
    customers = {each for found in linked.values() for each in found}
    return Figure("two shops' databases joined, customers linked", str(len(customers)), "0", not customers, how)


def _linked(ours: Seen, theirs: Seen) -> tuple[dict[str, set[int]], int]:
    linked: dict[str, set[int]] = defaultdict(set)
    for here, values in ours.items():
        for there, others in theirs.items():
            for value in values.keys() & others.keys():
                one, other = values[value], others[value]
                on_the_hour = isinstance(value, int) and value > HOUR and value % HOUR == 0
                if len(one) == 1 and one == other and not on_the_hour:
                    linked[f"{'.'.join(here)} = {'.'.join(there)}"] |= one
    return linked, len(ours) * len(theirs)


def _seen(made: Example, order: list[int]) -> Seen:
    """Every value of every row that leads to a customer. ``order`` says who came when."""
    seen: dict[tuple[str, str], dict[Any, set[int]]] = defaultdict(lambda: defaultdict(set))
    whose: dict[Any, int] = {}
    with made.shop.store.reading() as connection:
        for table in tables.metadata.sorted_tables:
            for row in connection.execute(select(table)).mappings():
                who = _who(table.name, row, whose, order)
                if who is None:
                    continue
                for name in ("id", "jti", "owner", "number", "thumbprint"):
                    if isinstance(row.get(name), str):
                        whose[row[name]] = who
                for name, value in row.items():
                    if value is not None:
                        seen[table.name, name][value].add(who)
    if len({each for values in seen.values() for found in values.values() for each in found}) != len(order):
        raise ValueError("not every customer is there")
    return seen


def _who(table: str, row: Mapping[Any, Any], whose: Mapping[Any, int], order: list[int]) -> int | None:
    number = row["id"] if table == "customer" else row.get("customer")
    if number is not None:
        return order[number - 1]
    return next((whose[row[name]] for name in ("consent", "jti", "owner") if row.get(name) in whose), None)

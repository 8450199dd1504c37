"""How many customers share what: in groups of twenty or more, each with noise, and the error said beside it.

A group under twenty is never shown, and what is not shown cannot be worked out by taking the rest from the total: that
has noise of its own. The numbers of a day are kept, so that asking again does not take the noise away. What is sealed
in the catalogue is not counted, be it a question or one of its answers.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, delete, select

from vault.core.catalogue import Entry, Type
from vault.core.clock import to_seconds
from vault.core.errors import PolicyError
from vault.core.sensitivity import Level
from vault.core.strict_json import dumps, loads
from vault.core.value import MAX_CHOICES, Value, value_from_json
from vault.core.value_check import level_of
from vault.shop import tables
from vault.shop.conflicts import hold
from vault.shop.contents import MAX_VALUE
from vault.shop.outward.noise import error_of, noisy
from vault.shop.service import Shop

LEAST: Final = 20
"""Customers in the smallest group that is shown."""
_PAGE: Final = 500


@dataclass(frozen=True)
class Group:
    """Customers who share the same. ``number`` has noise."""

    value: Value
    number: int


@dataclass(frozen=True)
class GroupReport:
    """One key. ``total`` is None, and ``groups`` empty, if there are too few customers; both have noise, and 19 numbers
    of 20 are off by no more than ``error``. The largest group comes first."""

    key: str
    total: int | None
    groups: tuple[Group, ...]
    error: int


def group_report(shop: Shop, key: str, *, noise: Callable[[int], Callable[[int], int]] = noisy) -> GroupReport:
    """The report of today on one key of the catalogue.

    Raises :class:`PolicyError` ``report_sealed``, :class:`ChoiceError` ``key_unknown``, and :class:`StorageError`.
    """
    entry = shop.catalogue.entry(key)
    if entry.level is Level.SEALED:
        raise PolicyError("report_sealed", key=key)
    day, kept = f"{shop.clock.now():%Y-%m-%d}", tables.group_report
    with shop.store.transaction() as connection:
        hold(connection, "report", key)
        connection.execute(delete(kept).where(kept.c.day < day))
        known = select(kept.c.numbers).where(kept.c.key == key, kept.c.day == day)
        numbers = connection.execute(known).scalar_one_or_none()
        if numbers is None:
            made = _made(shop, connection, entry, noise)
            numbers = json.dumps(made)
            connection.execute(kept.insert().values(key=key, day=day, numbers=numbers))
    found = json.loads(numbers)
    groups = tuple(Group(value_from_json(loads(raw, max_bytes=MAX_VALUE)), number) for raw, number in found["groups"])
    return GroupReport(key, found["total"], groups, error_of(sensitivity_of(entry)))


def sensitivity_of(entry: Entry) -> int:
    """How much one customer can change all counts of a report together: the total, and each group they are in."""
    many = min(MAX_CHOICES, max(len(entry.options), len(entry.categories), 1))
    return 1 + (many if entry.type is Type.CHOICES else 1)


def _made(
    shop: Shop, connection: Connection, entry: Entry, noise: Callable[[int], Callable[[int], int]]
) -> dict[str, Any]:
    counts: Counter[str] = Counter()
    total = 0
    for value in _last_values(shop, connection, entry):
        total += 1
        counts.update({_raw(each) for each in _parts(value)})
    with_noise = noise(sensitivity_of(entry))
    shown = [(raw, with_noise(count)) for raw, count in sorted(counts.items()) if count >= LEAST]
    groups = sorted((each for each in shown if each[1] >= LEAST), key=lambda each: -each[1])
    all_of_them = with_noise(total) if total >= LEAST else 0
    return {"total": all_of_them if all_of_them >= LEAST else None, "groups": groups if total >= LEAST else []}


def _last_values(shop: Shop, connection: Connection, entry: Entry) -> Iterator[Value]:
    """One value a customer: the one presented last, of what is held."""
    item, content, after = tables.item, tables.content, 0
    now = to_seconds(shop.clock.now())
    held = item.c.key == entry.key, item.c.state == "held", item.c.exp > now
    while (
        customers := connection.execute(
            select(item.c.customer)
            .distinct()
            .where(*held, item.c.customer > after)
            .order_by(item.c.customer)
            .limit(_PAGE)
        )
        .scalars()
        .all()
    ):
        rows: Sequence[Any] = connection.execute(
            select(item.c.jti, item.c.customer, content.c.sealed)
            .join(content)
            .where(*held, item.c.customer.in_(customers))
            .order_by(item.c.presented)
        ).all()
        last = {row.customer: row.jti for row in rows}
        counted = set(last.values())
        said = shop.store.contents.opened(connection, [row for row in rows if row.jti in counted])
        values = (each.value for each in said.values())
        yield from (value for value in values if level_of(entry, value) is not Level.SEALED)
        after = customers[-1]


def _parts(value: Value) -> Sequence[Value]:
    """A customer who chose several is in the group of each."""
    if isinstance(value.value, tuple):
        return [Value((each,), precision=value.precision) for each in value.value]
    return [value]


def _raw(value: Value) -> str:
    return dumps(value.to_json()).decode()

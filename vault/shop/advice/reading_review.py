"""What the shop asks for beside what its pages read of it in the last 60 days, by the log of readings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from vault.core.catalogue import Catalogue
from vault.core.clock import to_seconds
from vault.core.plain_text import plain
from vault.core.request_check import Finding, Severity
from vault.shop import tables
from vault.shop.advice.refused_ends import end_of_purpose
from vault.shop.database import looking, open_database, translated
from vault.shop.migrations import version_of
from vault.shop.policy import Policy

LOOKED_BACK = timedelta(days=60)
"""As long as an item is kept that nothing reads."""


@dataclass(frozen=True)
class Asked:
    """How often pages asked for ``key`` for ``purpose``, whatever the answer was."""

    key: str
    purpose: str | None
    times: int


@dataclass(frozen=True)
class Readings:
    """What the log says. ``shared_since`` is the first share that is known of each key and purpose, in seconds."""

    asked: tuple[Asked, ...]
    shared_since: dict[tuple[str, str], int]


def readings_of(policy: Policy, now: datetime) -> Readings | None:
    """What the shop's database says of the last 60 days; None if there is nothing in it yet.

    It is only looked at: a former version stays one, and a shop that runs is not disturbed.

    Raises :class:`StorageError` ``store_away``, ``store_failed`` or ``store_not_a_database``.
    """
    if policy.database is None and not policy.store.exists():
        return None
    engine = open_database(policy.database or policy.store)
    try:
        with translated(), looking(engine).connect() as connection, connection.begin():
            return look(connection, now) if version_of(connection) is not None else None
    finally:
        engine.dispose()


def look(connection: Connection, now: datetime) -> Readings:
    """What the log says, from an open database."""
    reading, item = tables.reading.c, tables.item.c
    counted = (
        select(reading.key, reading.purpose, func.count().label("times"))
        .where(reading.at > to_seconds(now - LOOKED_BACK))
        .group_by(reading.key, reading.purpose)
        .order_by(reading.key, reading.purpose)
    )
    first = select(item.key, item.purpose, func.min(item.presented).label("first")).group_by(item.key, item.purpose)
    return Readings(
        tuple(Asked(row.key, row.purpose, row.times) for row in connection.execute(counted).all()),
        {(row.key, row.purpose): row.first for row in connection.execute(first).all()},
    )


def review_readings(found: Readings, policy: Policy, catalogue: Catalogue, now: datetime) -> Iterator[Finding]:
    """Items that nothing reads, and questions that the settings know nothing of."""
    pairs = {(item.key, item.purpose) for item in policy.items}
    keys = {item.key for item in policy.items}
    used = {(each.key, each.purpose) for each in found.asked}
    for item in policy.items:
        first = found.shared_since.get((item.key, item.purpose))
        long_enough = first is not None and first <= to_seconds(now - LOOKED_BACK)
        if long_enough and (item.key, item.purpose) not in used:
            facts: dict[str, str | int] = {"key": item.key, "days": LOOKED_BACK.days}
            yield Finding("never_read", Severity.WARNING, item.id, facts)
    for each in found.asked:
        if (each.key, each.purpose) in pairs:
            continue
        facts = {"key": plain(each.key), "purpose": plain(each.purpose or ""), "times": each.times}
        end = end_of_purpose(each.purpose, catalogue) if each.purpose is not None else None
        if end is not None:
            yield Finding("read_for_refused", Severity.REFUSAL, None, {**facts, "end": end})
        elif each.key not in keys:
            yield Finding("read_not_asked", Severity.NOTE, None, facts)
        elif each.purpose is None:
            yield Finding("read_without_purpose", Severity.WARNING, None, facts)
        else:
            yield Finding("read_other_purpose", Severity.WARNING, None, facts)

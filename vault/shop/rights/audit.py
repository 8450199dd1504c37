"""Who was asked about, what for, when, and how it ended: the log of questions, of one customer or of all together.

Of all together a number under twenty is not said: a question that is rare is a question about somebody.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from vault.core.clock import from_seconds, to_seconds
from vault.shop import tables
from vault.shop.rights.subjects import find_subject, ids_of, pages
from vault.shop.service import Shop

SMALLEST_GROUP = 20


@dataclass(frozen=True)
class Question:
    """One question about one customer. ``purpose`` None: none was given."""

    at: datetime
    key: str
    purpose: str | None
    outcome: str


@dataclass(frozen=True)
class Questions:
    """All of one key, purpose and outcome. ``count`` is None below :data:`SMALLEST_GROUP`, and so are the days."""

    key: str
    purpose: str | None
    outcome: str
    count: int | None
    first: datetime | None
    last: datetime | None


def audit_customer(shop: Shop, named: str, *, since: datetime, key: str | None = None) -> list[Question]:
    """Every question about what this customer shared, the oldest first.

    Those that found nothing name nobody, and are in :func:`audit_all` alone. Raises :class:`ChoiceError`
    ``customer_unknown``, and :class:`StorageError`.
    """
    reading = tables.reading
    with shop.store.transaction() as connection:  # with the readings that wait
        rows = [
            row
            for page in pages(ids_of(connection, find_subject(shop, connection, named)))
            for row in connection.execute(
                select(reading).where(reading.c.jti.in_(page), reading.c.at >= to_seconds(since))
            ).all()
        ]
    ordered = sorted(rows, key=lambda row: (row.at, row.id))
    return [
        Question(from_seconds(row.at), row.key, row.purpose, row.outcome)
        for row in ordered
        if key is None or row.key == key
    ]


def audit_all(shop: Shop, *, since: datetime, key: str | None = None) -> Iterable[Questions]:
    """The questions by key, purpose and outcome. Raises :class:`StorageError`."""
    reading = tables.reading.c
    group = (reading.key, reading.purpose, reading.outcome)
    counted = select(
        *group, func.count().label("times"), func.min(reading.at).label("first"), func.max(reading.at).label("last")
    ).where(reading.at >= to_seconds(since))
    if key is not None:
        counted = counted.where(reading.key == key)
    with shop.store.transaction() as connection:
        rows = connection.execute(counted.group_by(*group).order_by(*group)).all()
    return [
        Questions(row.key, row.purpose, row.outcome, row.times, from_seconds(row.first), from_seconds(row.last))
        if row.times >= SMALLEST_GROUP
        else Questions(row.key, row.purpose, row.outcome, None, None, None)
        for row in rows
    ]

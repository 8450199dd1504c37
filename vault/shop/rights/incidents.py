"""A leak: written down once, told to each customer's vault that asks, and said to the authority (GDPR art. 33, 34)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, insert, or_, select

from vault.core.clock import from_seconds, to_seconds
from vault.core.errors import ChoiceError
from vault.shop import tables
from vault.shop.rights.subjects import find_subject, items_of
from vault.shop.service import Shop

REPORT_WITHIN = timedelta(hours=72)
"""From when the shop learned of it (art. 33(1))."""
MAX_SENTENCE = 120
"""Characters of a sentence on the customer's screen."""


@dataclass(frozen=True)
class Leak:
    """What happened ``at`` a moment and what customers can do, a line each. ``noticed`` is when the shop learned of it.

    Concerned is what was held at that moment of these ``keys``, or of all for None, and of these customers (numbers or
    stop codes), or of all for None.
    """

    at: datetime
    noticed: datetime
    what: str
    advice: str
    keys: frozenset[str] | None = None
    customers: frozenset[str] | None = None


@dataclass(frozen=True)
class IncidentFacts:
    """What an authority asks (art. 33(3)), as far as the database knows it. ``vaults`` are customers who are told by
    their vaults; ``listed`` are rows of the shop's own list, whose customers it must tell itself."""

    id: int
    at: datetime
    noticed: datetime
    what: str
    advice: str
    keys: tuple[str, ...]
    items: int
    vaults: int
    listed: int

    @property
    def report_by(self) -> datetime:
        """When the authority must know."""
        return self.noticed + REPORT_WITHIN


def record_leak(shop: Shop, leak: Leak) -> IncidentFacts:
    """Write it down. Every customer concerned is told when their vault asks what is held.

    Raises :class:`ChoiceError` ``incident_text`` for a text that is not one line of 120 characters, and
    ``customer_unknown``; and :class:`StorageError`.
    """
    if not all(0 < len(each) <= MAX_SENTENCE and each.isprintable() for each in (leak.what, leak.advice)):
        raise ChoiceError("incident_text", limit=MAX_SENTENCE)
    item, at = tables.item.c, to_seconds(leak.at)
    concerned = select(item.jti).where(item.presented <= at, or_(item.erased.is_(None), item.erased > at))
    if leak.keys is not None:
        concerned = concerned.where(item.key.in_(leak.keys))
    with shop.store.transaction() as connection:
        row = {"at": at, "what": leak.what, "advice": leak.advice, "noticed": to_seconds(leak.noticed)}
        number = connection.execute(insert(tables.incident).values(row).returning(tables.incident.c.id)).scalar_one()
        jtis = set(connection.execute(concerned).scalars())
        if leak.customers is not None:
            jtis &= _theirs(shop, connection, leak.customers)
        if jtis:
            rows = [{"incident": number, "jti": jti} for jti in sorted(jtis)]
            connection.execute(insert(tables.incident_item), rows)
        return _facts(connection, number, _listed(shop, connection, leak))


def incidents(shop: Shop) -> list[IncidentFacts]:
    """Every leak that was written down, the newest first. ``listed`` is not kept, so it is 0. Raises
    :class:`StorageError`."""
    with shop.store.reading() as connection:
        ids = connection.execute(select(tables.incident.c.id).order_by(tables.incident.c.id.desc())).scalars()
        return [_facts(connection, number, 0) for number in list(ids)]


def _theirs(shop: Shop, connection: Connection, customers: Collection[str]) -> set[str]:
    return {
        row.jti for named in sorted(customers) for row in items_of(connection, find_subject(shop, connection, named))
    }


def _listed(shop: Shop, connection: Connection, leak: Leak) -> int:
    """Rows of the shop's own list that were held then."""
    own, at = tables.own_item.c, to_seconds(leak.at)
    wanted = select(func.count()).where(own.imported <= at, or_(own.erased.is_(None), own.erased > at))
    if leak.keys is not None:
        wanted = wanted.where(own.key.in_(leak.keys))
    if leak.customers is not None:
        owners = {find_subject(shop, connection, each).owner for each in leak.customers}
        wanted = wanted.where(own.owner.in_(owners))
    return int(connection.execute(wanted).scalar_one())


def _facts(connection: Connection, number: int, listed: int) -> IncidentFacts:
    incident, concerned, item = tables.incident, tables.incident_item.c, tables.item
    row = connection.execute(select(incident).where(incident.c.id == number)).one()
    of_this = select(item).join(tables.incident_item, concerned.jti == item.c.jti).where(concerned.incident == number)
    found = of_this.subquery()
    keys = connection.execute(select(found.c.key).distinct().order_by(found.c.key)).scalars()
    counts = select(func.count(), func.count(found.c.owner.distinct())).select_from(found)
    items, vaults = connection.execute(counts).one()
    noticed = row.noticed if row.noticed is not None else row.at
    return IncidentFacts(
        row.id, from_seconds(row.at), from_seconds(noticed), row.what, row.advice, tuple(keys), items, vaults, listed
    )

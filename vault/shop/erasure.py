"""The end of what a shop holds: stopped or replaced by the customer, at its end date, or unread for too long.

Erased are value, disclosure with its salt and key binding; the answer itself was never kept. What stays until the
terms' ``proof_until`` is the signed part of the token with the terms, under a keyed hash instead of the customer
number: it proves that there was consent (GDPR art. 7(1)) and no longer holds what was said (art. 17).
"""

from __future__ import annotations

import calendar
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, select, update

from vault.core.clock import from_seconds, to_seconds
from vault.core.terms import parse_terms
from vault.shop import tables
from vault.shop.contents import erase_contents

STOPPED, EXPIRED, SUPERSEDED, UNREAD = "stopped", "expired", "superseded", "unread"
"""States of an item after ``held``."""

ItemRow = Row[Any]


@dataclass(frozen=True)
class Erased:
    """What was erased of one customer. ``proof_until`` is None, and ``terms`` empty, if it was nothing."""

    jtis: tuple[str, ...]
    keys: tuple[str, ...]
    terms: tuple[str, ...]
    """The terms strings, newest consent first."""
    proof_until: datetime | None

    @property
    def recipients(self) -> tuple[str, ...]:
        """Who else had the data, as the terms named them."""
        return tuple(dict.fromkeys(each.name for raw in self.terms for each in parse_terms(raw).recipients))


def erase(connection: Connection, rows: Sequence[ItemRow], *, state: str, now: datetime) -> Erased:
    """Erase held items of one customer and keep their proof. ``rows`` are of ``tables.item``."""
    jtis = [row.jti for row in rows]
    erase_contents(connection, jtis)
    connection.execute(delete(tables.status_reference).where(tables.status_reference.c.jti.in_(jtis)))
    found = connection.execute(
        select(tables.consent.c.id, tables.terms.c.raw)
        .join(tables.terms)
        .where(tables.consent.c.id.in_({row.consent for row in rows}))
        .order_by(tables.consent.c.given.desc())
    ).all()
    months = {each.id: parse_terms(each.raw).proof_months for each in found}
    ends = []
    for row in rows:
        ended = min(now, from_seconds(row.exp))  # a sweep that comes late prolongs nothing
        ends.append(months_after(ended, months[row.consent]))
        connection.execute(
            update(tables.item)
            .where(tables.item.c.jti == row.jti)
            .values(state=state, erased=to_seconds(now), customer=None, proof_until=to_seconds(ends[-1]))
        )
    unlink(connection, {row.consent for row in rows}, {row.customer for row in rows})
    return Erased(
        tuple(jtis),
        tuple(sorted({row.key for row in rows})),
        tuple(dict.fromkeys(each.raw for each in found)),
        max(ends, default=None),
    )


def erase_expired(connection: Connection, customer: int, now: datetime) -> Erased:
    """Erase what of this customer is past its end."""
    items = tables.item
    ended = select(items).where(items.c.customer == customer, items.c.exp <= to_seconds(now))
    return erase(connection, connection.execute(ended).all(), state=EXPIRED, now=now)


def months_after(moment: datetime, months: int) -> datetime:
    """The same day some months later, or the last day of a month that is shorter."""
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    day = min(moment.day, calendar.monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)


def unlink(connection: Connection, consents: Collection[str], customers: Collection[int]) -> None:
    """Take the customer off those consents without a held item, and the number off those customers without one.

    A number for which the shop has items of its own stays: a stop of everything has to find those by it.
    """
    held_of_consent = exists().where(tables.item.c.consent == tables.consent.c.id, tables.item.c.customer.is_not(None))
    connection.execute(
        update(tables.consent).where(tables.consent.c.id.in_(consents), ~held_of_consent).values(customer=None)
    )
    held_of_customer = exists().where(tables.item.c.customer == tables.customer.c.id)
    objects = exists().where(tables.suppression.c.customer == tables.customer.c.id)  # whom not to contact
    listed = exists().where(tables.own_item.c.number == tables.customer.c.number)
    connection.execute(
        update(tables.customer)
        .where(tables.customer.c.id.in_(customers), ~held_of_customer, ~objects, ~listed)
        .values(number=None)
    )
    nobody = select(tables.customer.c.id).where(tables.customer.c.id.in_(customers), tables.customer.c.number.is_(None))
    connection.execute(delete(tables.feedback).where(tables.feedback.c.customer.in_(nobody)))

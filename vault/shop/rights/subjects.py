"""Who a customer is that is named at the counter, in a letter or by another system of the shop."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, or_, select

from vault.core.errors import ChoiceError
from vault.shop import tables
from vault.shop.own_items import owner_of
from vault.shop.service import Shop
from vault.shop.stop_codes import as_printed
from vault.shop.stopping import issuer_of

MOST_IN = 500
"""Ids in one statement."""


@dataclass(frozen=True)
class Subject:
    """A customer. ``row`` is of ``tables.customer``; None for one that only the shop's own list knows.

    ``number`` is None once nothing is held; ``owner`` is its keyed hash.
    """

    row: Row[Any] | None = field(repr=False)
    number: str | None
    owner: str

    @property
    def id(self) -> int | None:
        """Of the row."""
        return self.row.id if self.row is not None else None


def find_subject(shop: Shop, connection: Connection, named: str) -> Subject:
    """The customer with this number, or with this stop code, as it is on receipts.

    Raises :class:`ChoiceError` ``customer_unknown``.
    """
    customer, own = tables.customer, tables.own_item.c
    typed = named.strip()
    either = or_(customer.c.number == typed, customer.c.stop_code == as_printed(typed))
    row = connection.execute(select(customer).where(either)).first()
    if row is not None:
        return Subject(row, row.number, row.owner)
    owner = owner_of(shop, typed)
    if connection.execute(select(own.id).where(own.owner == owner)).first() is None:
        raise ChoiceError("customer_unknown")
    held = connection.execute(select(own.id).where(own.number == typed)).first() is not None
    return Subject(None, typed if held else None, owner)


def items_of(connection: Connection, subject: Subject) -> list[Row[Any]]:
    """Every item that is known to be theirs, held or kept as proof, the newest first.

    A customer who came back has another number since; what ended before is found by their stops, as long as these are
    known.
    """
    if subject.row is None:
        return []
    item, stop = tables.item.c, tables.stop.c
    heard = connection.execute(select(stop.erased).where(stop.thumbprint == subject.row.thumbprint)).scalars()
    stopped = sorted({str(jti) for each in heard for jti in json.loads(each)})
    rows = _where(connection, or_(item.customer == subject.row.id, item.owner == subject.owner))
    for start in range(0, len(stopped), MOST_IN):
        more = _where(connection, item.jti.in_(stopped[start : start + MOST_IN]))
        rows |= {jti: row for jti, row in more.items() if issuer_of(row.jwt) == subject.row.did}
    return sorted(rows.values(), key=lambda row: (-row.presented, row.jti))


def own_rows_of(connection: Connection, subject: Subject) -> list[Row[Any]]:
    """Rows of the shop's own list, held or kept as proof, the newest first."""
    own = tables.own_item
    mine = select(own).where(own.c.owner == subject.owner).order_by(own.c.given.desc(), own.c.id)
    return list(connection.execute(mine).all())


def ids_of(connection: Connection, subject: Subject) -> set[str]:
    """Everything that readings and leaks name as theirs."""
    return {row.jti for row in items_of(connection, subject)} | {row.id for row in own_rows_of(connection, subject)}


def pages(ids: Collection[str]) -> list[list[str]]:
    """The ids, as many at once as one statement takes."""
    ordered = sorted(ids)
    return [ordered[start : start + MOST_IN] for start in range(0, len(ordered), MOST_IN)]


def _where(connection: Connection, condition: ColumnElement[bool]) -> dict[str, Row[Any]]:
    return {row.jti: row for row in connection.execute(select(tables.item).where(condition)).all()}

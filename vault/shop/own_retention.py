"""The end of what a shop had already (:mod:`vault.shop.own_items`): the same as of everything else that is held."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, select

from vault.core.clock import to_seconds
from vault.shop import tables
from vault.shop.conflicts import try_customer, try_hold
from vault.shop.erasure import EXPIRED, UNREAD, unlink
from vault.shop.own_items import end_own, numbers_of
from vault.shop.profile import Outcome
from vault.shop.service import Shop


def end_expired_own(shop: Shop, now: datetime, at_once: int) -> int:
    """Erase what is past its end, ``at_once`` in a transaction; how many. Raises :class:`StorageError`."""
    return _end(shop, tables.own_item.c.exp <= to_seconds(now), EXPIRED, now, at_once)


def end_unread_own(shop: Shop, now: datetime, since: int, at_once: int) -> int:
    """Erase what came before ``since`` (seconds) and was not read after. As :func:`end_expired_own`."""
    own, reading = tables.own_item.c, tables.reading.c
    read = exists().where(reading.jti == own.id, reading.outcome == Outcome.READ, reading.at > since)
    return _end(shop, (own.imported <= since) & (own.exp > to_seconds(now)) & ~read, UNREAD, now, at_once)


def _end(shop: Shop, condition: ColumnElement[bool], state: str, now: datetime, at_once: int) -> int:
    own, customer, count = tables.own_item, tables.customer, 0
    wanted: Any = select(own).where(own.c.state == "held", condition).order_by(own.c.exp, own.c.id).limit(at_once)
    while True:
        done = 0
        with shop.store.transaction() as connection:
            rows = connection.execute(wanted.with_for_update(skip_locked=True)).all()
            for number in numbers_of(rows):
                known = connection.execute(select(customer).where(customer.c.number == number)).all()
                free = all(try_customer(connection, each.thumbprint) for each in known)
                if free and try_hold(connection, "number", number):
                    mine = [row for row in rows if row.number == number]
                    done += len(end_own(shop, connection, mine, state=state, now=now).jtis)
                    unlink(connection, (), [each.id for each in known])
        if not done:
            return count
        count += done

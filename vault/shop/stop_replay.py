"""After an old copy of the database was brought back: every stop that it does not know is carried out again.

The place of the erasure receipt follows from the shop's keys, so a vault that still asks there gets its receipt.
"""

from __future__ import annotations

from sqlalchemy import Connection, select

from vault.core.clock import from_seconds, to_seconds
from vault.shop import tables
from vault.shop.conflicts import hold, hold_customer
from vault.shop.service import Shop
from vault.shop.stop_log import LOGGED, LoggedStop
from vault.shop.stopping import RECEIPT_KEPT, Order, carry_out


def replay_stops(shop: Shop) -> int:
    """Carry out every logged stop that the database lost, and drop old lines. Returns how many there were.

    Call it once before the shop is used. Raises :class:`StorageError`.
    """
    log, now = shop.store.stops, shop.clock.now()
    with shop.store.transaction() as connection:  # the write lock keeps other processes from appending meanwhile
        hold(connection, "stop log")
        logged = list(log.read())
        known = {
            (row.thumbprint, row.jti) for row in connection.execute(select(tables.stop.c.thumbprint, tables.stop.c.jti))
        }
        lost = [each for each in logged if (each.thumbprint, each.jti) not in known]
        again = sum(_again(shop, connection, each) for each in lost)
        log.drop_until(to_seconds(now - LOGGED))
    return again


def _again(shop: Shop, connection: Connection, logged: LoggedStop) -> bool:
    """One stop; False if there is nothing left to erase, and nobody waits for its receipt: its time is over, or it is
    only what a newer value replaced."""
    now = shop.clock.now()
    hold_customer(connection, logged.thumbprint)
    stop = tables.stop.c
    mine = (stop.thumbprint == logged.thumbprint) & (stop.jti == logged.jti)
    if connection.execute(select(stop.jti).where(mine)).first() is not None:
        return False  # another process was carrying it out just now
    customer = connection.execute(
        select(tables.customer).where(tables.customer.c.thumbprint == logged.thumbprint)
    ).one_or_none()
    over = logged.received <= to_seconds(now - RECEIPT_KEPT) or logged.jti == logged.token
    if over and (customer is None or not _held(connection, customer.id, logged)):
        return False
    order = Order(logged.thumbprint, logged.did, logged.jti, logged.token, from_seconds(logged.issued))
    carry_out(shop, connection, order, customer, [], now)
    return True


def _held(connection: Connection, customer: int, logged: LoggedStop) -> bool:
    """Whether something is held that this stop ended."""
    items = tables.item.c
    everything = items.objection.is_(False) & (items.presented <= logged.issued)
    meant = items.jti == logged.token if logged.token is not None else everything
    return connection.execute(select(items.jti).where(items.customer == customer, meant)).first() is not None

"""Stopping on the shop's own page: the customer of one browser session, without their vault and without a code."""

from __future__ import annotations

from sqlalchemy import delete, select

from vault.core.clock import to_seconds
from vault.shop import tables
from vault.shop.service import Shop, session_hash
from vault.shop.stopping import stop_by_code


def stop_here(shop: Shop, browser_session: str) -> None:
    """Erase all of the customer of this browser session, as :func:`stop_by_code`; the session is nobody's then.

    A session that is nobody's changes nothing. Raises :class:`StorageError`.
    """
    mine = session_hash(browser_session)
    with shop.store.transaction() as connection:
        code = connection.execute(
            select(tables.customer.c.stop_code)
            .join(tables.session)
            .where(tables.session.c.session_hash == mine, tables.session.c.expires > to_seconds(shop.clock.now()))
        ).scalar_one_or_none()
    shop.visits.close(mine)
    if code is not None:
        stop_by_code(shop, code)
    with shop.store.transaction() as connection:
        connection.execute(delete(tables.session).where(tables.session.c.session_hash == mine))

"""Where the status of an item stands, as its token names it, and what a list at hand says of one that comes in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, insert

from vault.core.errors import RequestError, TokenError
from vault.core.web_address import checked_url
from vault.shop import tables
from vault.shop.service import Shop
from vault.shop.verification import VerifiedItem


def refuse_stopped(shop: Shop, items: Sequence[VerifiedItem], now: datetime) -> None:
    """Of an answer that comes in. Raises :class:`TokenError` ``status_revoked`` if a list at hand says so."""
    for item in items:
        if item.claims.status is not None and shop.statuses.status(*item.claims.status, now):
            raise TokenError("status_revoked")


def keep_references(shop: Shop, connection: Connection, items: Sequence[VerifiedItem]) -> None:
    """Write down where the status of stored items is, if it is at a host that this shop asks."""
    rows = [
        {"jti": item.claims.jti, "uri": item.claims.status[0], "idx": item.claims.status[1]}
        for item in items
        if item.claims.status is not None and is_listed(shop, item.claims.status[0])
    ]
    if rows:
        connection.execute(insert(tables.status_reference), rows)


def is_listed(shop: Shop, uri: str) -> bool:
    """Whether a list is at a host that the shop's settings name."""
    try:
        return checked_url(uri).host in shop.policy.status_hosts
    except RequestError:
        return False

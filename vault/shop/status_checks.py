"""Status lists, for tokens that name one: fetched ahead, once in a list's ``ttl``, and looked at in memory.

Only hosts that the shop's own settings list are asked. A token that names another is held with its stop and its end
alone, and so is one whose host cannot be reached: its list says nothing then. What a list says was stopped is erased as
by a stop.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import delete, exists, select, update

from vault.core.clock import to_seconds
from vault.core.errors import NetworkError, TokenError
from vault.core.web_address import checked_url
from vault.net.fetcher import Fetcher, HttpRequest
from vault.shop import status_ends, tables
from vault.shop.conflicts import hold_customer, insert_or
from vault.shop.service import Shop
from vault.shop.status_cache import MAX_LISTS
from vault.shop.status_references import is_listed
from vault.shop.stopping import Order, carry_out, finish_stops, log_stop
from vault.tokens.status_list import (
    MAX_HOST_DOCUMENT,
    MAX_LIST_TOKEN,
    MEDIA_TYPE,
    VerifiedStatusList,
    read_host_document,
    verify_status_list,
)

LOOK_SECONDS: Final = 10
"""How often it is looked whether a list is due."""
MIN_TTL: Final = 30
"""Seconds: whatever a host says, it is not asked more often."""
LEASE: Final = 60
"""Seconds for one fetch, so that two processes do not fetch one list."""
RETRY: Final = 60
"""Seconds after a failure, doubled with each one more."""
LONGEST_RETRY: Final = 6 * 3600
_log = logging.getLogger("vault.shop")


def check_statuses(shop: Shop, fetcher: Fetcher | None = None) -> int:
    """Fetch the lists that are due and erase what they say was stopped; how many items that was.

    Call it every few seconds, from one place or from many: each list is fetched once in its ``ttl``. What a host does
    wrong is logged, and tried again later. Raises :class:`StorageError`.
    """
    if not shop.policy.status_hosts:
        return 0
    fetched = []
    for uri in _due(shop):
        try:
            found = _fetch(shop, uri, fetcher or _https())
        except (NetworkError, TokenError) as problem:
            _log.warning("status list %s: %s", checked_url(uri).host, problem.code)
            _failed(shop, uri)
            continue
        shop.statuses.put(found)
        _fetched(shop, uri, found.ttl)
        fetched.append(uri)
    count = _erase_stopped(shop, fetched) if fetched else 0
    if count:
        finish_stops(shop)
    return count


def _due(shop: Shop) -> list[str]:
    """The lists to fetch now, taken so that nobody else does."""
    now = to_seconds(shop.clock.now())
    fetch, reference = tables.status_fetch, tables.status_reference
    with shop.store.transaction() as connection:
        connection.execute(delete(fetch).where(~exists().where(reference.c.uri == fetch.c.uri)))
        named = select(reference.c.uri).distinct().where(~exists().where(fetch.c.uri == reference.c.uri))
        for uri in connection.execute(named).scalars().all():
            new = insert_or(connection, fetch).values(uri=uri, next_fetch=now, failures=0)
            connection.execute(new.on_conflict_do_nothing())
        due = select(fetch.c.uri).where(fetch.c.next_fetch <= now).order_by(fetch.c.next_fetch).limit(MAX_LISTS)
        due = due.with_for_update(skip_locked=True)
        found = [uri for uri in connection.execute(due).scalars() if is_listed(shop, uri)]
        connection.execute(update(fetch).where(fetch.c.uri.in_(found)).values(next_fetch=now + LEASE))
    return found


def _fetch(shop: Shop, uri: str, fetcher: Fetcher) -> VerifiedStatusList:
    """One list, signed by its host. Raises :class:`NetworkError` or :class:`TokenError`."""
    host, now = checked_url(uri).host, shop.clock.now()
    text = _body(fetcher, uri, MEDIA_TYPE, MAX_LIST_TOKEN).decode("latin-1")
    keys = shop.statuses.keys(host, now)
    if keys is not None:
        try:
            return verify_status_list(text, keys=keys, uri=uri, now=now)
        except TokenError as problem:
            if problem.code != "status_key_unknown":
                raise
    document = _body(fetcher, f"https://{host}/.well-known/preference-status", "application/json", MAX_HOST_DOCUMENT)
    keys = read_host_document(document)
    shop.statuses.put_keys(host, keys, now)
    return verify_status_list(text, keys=keys, uri=uri, now=now)


def _body(fetcher: Fetcher, url: str, media_type: str, most: int) -> bytes:
    response = fetcher.fetch(HttpRequest("GET", url, accept=(media_type,), max_bytes=most))
    if response.status != 200:
        raise NetworkError("shop_error", host=checked_url(url).host, status=response.status)
    return response.body


def _fetched(shop: Shop, uri: str, ttl: int) -> None:
    at = shop.clock.now() + timedelta(seconds=max(ttl, MIN_TTL))
    with shop.store.transaction() as connection:
        mine = tables.status_fetch.c.uri == uri
        connection.execute(update(tables.status_fetch).where(mine).values(next_fetch=to_seconds(at), failures=0))


def _failed(shop: Shop, uri: str) -> None:
    fetch = tables.status_fetch
    with shop.store.transaction() as connection:
        failures = connection.execute(select(fetch.c.failures).where(fetch.c.uri == uri)).scalar_one_or_none() or 0
        at = to_seconds(shop.clock.now()) + min(RETRY * 2 ** min(failures, 20), LONGEST_RETRY)
        connection.execute(update(fetch).where(fetch.c.uri == uri).values(next_fetch=at, failures=failures + 1))


def _erase_stopped(shop: Shop, fetched: Sequence[str]) -> int:
    """Erase every held item whose bit is set in a list that just came, each as its customer's stop would."""
    now, item, reference = shop.clock.now(), tables.item, tables.status_reference
    count = 0
    with shop.store.transaction() as connection:
        held = (
            select(reference.c.jti, reference.c.uri, reference.c.idx, item.c.customer)
            .join(item, item.c.jti == reference.c.jti)
            .where(item.c.state == "held", reference.c.uri.in_(fetched))
            .order_by(item.c.customer, item.c.jti)
        )
        for row in connection.execute(held).all():
            if not shop.statuses.status(row.uri, row.idx, now):
                continue
            whose = select(tables.customer).where(tables.customer.c.id == row.customer)
            hold_customer(connection, connection.execute(whose).one().thumbprint)
            customer = connection.execute(whose).one()
            order = Order(customer.thumbprint, customer.did, shop.urn(), row.jti, now)
            carry_out(shop, connection, order, customer, [], now)
            log_stop(shop, order, now)
            status_ends.note(connection, customer.thumbprint, [row.jti])
            count += 1
        connection.execute(
            delete(reference).where(~exists().where(item.c.jti == reference.c.jti, item.c.state == "held"))
        )
    return count


def _https() -> Fetcher:
    from vault.net.https_client import HttpsClient

    return HttpsClient()

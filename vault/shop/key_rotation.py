"""Care of item keys: another key of the ring for all of them, and what is missing or left over after a mishap.

Everything here can be interrupted and called again, beside a shop that runs.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import bindparam, select, update

from vault.shop import tables
from vault.shop.conflicts import try_customer
from vault.shop.erasure import UNREAD, erase
from vault.shop.key_store import PAGE, KeyStore, item_key
from vault.shop.outward.private_file import alone
from vault.shop.service import Shop
from vault.shop.stopping import note_expiry

OLD_ENOUGH: Final = 24 * 3600
"""Seconds: a key that opens nothing is left this long, since an answer may just be coming in with it."""


@dataclass(frozen=True)
class Mended:
    """Held items ended because their key was gone, and keys deleted because nothing was left for them to open."""

    items: int
    keys: int


def add_key(keys: KeyStore) -> str:
    """A new key in the ring, not in use yet: with several machines, bring the file to each before :func:`rotate`.

    Returns its id. Raises :class:`StorageError` as :meth:`KeyRing.add` and :func:`alone`.
    """
    with alone(keys.ring.path):
        return keys.ring.add()


def rotate(keys: KeyStore, told: Callable[[int], None] = lambda _: None) -> int:
    """Encrypt every item's key under the ring's newest key, and destroy the others; how many were encrypted.

    A ring of one key gets another first; one of several is that of a rotation that was begun, or of :func:`add_key`.
    Whatever an old copy of the key store has can be read no more then. ``told`` hears how many are done. Raises
    :class:`StorageError`. Two at once take turns, or each would destroy the key that the other uses.
    """
    with alone(keys.ring.path):
        return _rotate(keys, told)


def _rotate(keys: KeyStore, told: Callable[[int], None]) -> int:
    ids = keys.ring.ids
    newest = keys.ring.add() if len(ids) == 1 else ids[-1]
    keys.use(newest)
    count, after = 0, ""
    old = select(item_key).where(item_key.c.kek != newest).order_by(item_key.c.jti).limit(PAGE)
    change = update(item_key).where(item_key.c.jti == bindparam("of"))
    while True:
        with keys.transaction() as connection:
            rows = connection.execute(old.where(item_key.c.jti > after).with_for_update()).all()
            if not rows:
                break
            fresh = [
                {
                    "of": row.jti,
                    "kek": newest,
                    "wrapped": keys.ring.wrap(newest, keys.ring.unwrap(row.kek, row.wrapped, row.jti), row.jti),
                }
                for row in rows
            ]
            connection.execute(change, fresh)
        count, after = count + len(rows), rows[-1].jti
        told(count)
    keys.ring.keep_only(newest)
    return count


def mend(shop: Shop) -> Mended:
    """After the key store was lost or an old copy of it put back: end what no key opens, and delete keys of nothing.

    What ended so is told to customers as what was not read, and they can share it again. Raises
    :class:`StorageError`.
    """
    return Mended(_end_unreadable(shop), _delete_idle(shop))


def _end_unreadable(shop: Shop) -> int:
    item, count, now = tables.item, 0, shop.clock.now()
    for jtis in _pages_of_contents(shop):
        gone = set(jtis) - shop.store.keys.openable(jtis)
        with shop.store.transaction() as connection:
            rows = connection.execute(select(item).where(item.c.jti.in_(gone), item.c.state == "held")).all()
            whose = select(tables.customer).where(tables.customer.c.id.in_({row.customer for row in rows}))
            for customer in connection.execute(whose.order_by(tables.customer.c.id)).all():
                if try_customer(connection, customer.thumbprint):
                    mine = [row for row in rows if row.customer == customer.id]
                    note_expiry(shop, connection, customer, erase(connection, mine, state=UNREAD, now=now), now)
                    count += len(mine)
    return count


def _pages_of_contents(shop: Shop) -> Iterator[list[str]]:
    content, after = tables.content.c, ""
    while True:
        with shop.store.reading() as connection:
            some = select(content.jti).where(content.jti > after).order_by(content.jti).limit(PAGE)
            jtis = list(connection.execute(some).scalars())
        if not jtis:
            return
        yield jtis
        after = jtis[-1]


def _delete_idle(shop: Shop) -> int:
    keys, content, count, after = shop.store.keys, tables.content.c, 0, ""
    made_before = int(time.time()) - OLD_ENOUGH
    while True:
        with keys.reading() as connection:
            some = select(item_key.c.jti, item_key.c.made).where(item_key.c.jti > after)
            rows = connection.execute(some.order_by(item_key.c.jti).limit(PAGE)).all()
        if not rows:
            return count
        with shop.store.reading() as connection:
            found = select(content.jti).where(content.jti.in_([row.jti for row in rows]))
            needed = set(connection.execute(found).scalars())
            own = select(tables.own_item.c.id).where(tables.own_item.c.id.in_([row.jti for row in rows]))
            needed |= set(connection.execute(own.where(tables.own_item.c.sealed.is_not(None))).scalars())
        idle = [row.jti for row in rows if row.jti not in needed and row.made <= made_before]
        keys.forget(idle)
        count, after = count + len(idle), rows[-1].jti

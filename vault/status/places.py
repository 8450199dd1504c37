"""Places on the lists: given out at random, once each, and stopped by whoever has the secret that came with one."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or

from vault.core.errors import RequestError, TokenError
from vault.core.strict_json import b64url, unb64url
from vault.status.store import Store, place, status_list, stopped
from vault.tokens.status_list import ENTRIES

MOST_AT_ONCE: Final = 20
"""Places of one call: a vault's pool, and no more than that."""
FULL: Final = ENTRIES // 2
"""Places given out of one list. Half stays free, so that a random one is found at the second try on average."""
SECRET_BYTES: Final = 16
SECRET_CHARS: Final = 22
"""16 bytes in base64url."""


@dataclass(frozen=True)
class Allocation:
    """One place, and the secret that stops it. The host keeps its hash only."""

    number: int
    index: int
    secret: str = field(repr=False)


def allocate(store: Store, count: int, random: Callable[[int], bytes]) -> list[Allocation]:
    """Give out so many places, of the newest list, where everybody gets theirs.

    Raises :class:`RequestError` ``count_refused`` and :class:`StorageError`.
    """
    if type(count) is not int or not 1 <= count <= MOST_AT_ONCE:
        raise RequestError("count_refused", limit=MOST_AT_ONCE)
    with store.transaction() as connection:
        number = _open_list(connection)
        found: list[Allocation] = []
        while len(found) < count:
            # ENTRIES divides 2^32, so every place is as likely as any other.
            index, secret = int.from_bytes(random(4), "big") % ENTRIES, random(SECRET_BYTES)
            row = insert_or(place).values(list=number, idx=index, secret_hash=_hash(secret)).on_conflict_do_nothing()
            if connection.execute(row).rowcount == 1:
                found.append(Allocation(number, index, b64url(secret)))
        given = status_list.c.given + count
        connection.execute(update(status_list).where(status_list.c.number == number).values(given=given))
    return found


def stop(store: Store, number: int, index: int, secret: str) -> bool:
    """Stop a place, for good. False if it was stopped already.

    Raises :class:`RequestError` ``secret_wrong``, also for a place that nobody has, and :class:`StorageError`.
    """
    try:
        brought = _hash(unb64url(secret, max_chars=SECRET_CHARS)) if len(secret) == SECRET_CHARS else b""
    except TokenError:
        brought = b""
    with store.transaction() as connection:
        known = connection.execute(
            select(place.c.secret_hash).where(place.c.list == number, place.c.idx == index)
        ).scalar_one_or_none()
        if known is None or not hmac.compare_digest(known, brought):
            raise RequestError("secret_wrong")
        row = insert_or(stopped).values(list=number, idx=index).on_conflict_do_nothing()
        return connection.execute(row).rowcount == 1


def _open_list(connection: Connection) -> int:
    newest = connection.execute(select(status_list).order_by(status_list.c.number.desc()).limit(1)).one_or_none()
    if newest is not None and newest.given <= FULL - MOST_AT_ONCE:
        return int(newest.number)
    last = connection.execute(select(func.max(status_list.c.number))).scalar_one_or_none() or 0
    connection.execute(insert(status_list).values(number=last + 1, given=0))
    return int(last + 1)


def _hash(secret: bytes) -> bytes:
    return hashlib.sha256(secret).digest()

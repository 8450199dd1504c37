"""Preferences that a shop had already, with a consent of its own: kept, read, ended and proved beside what vaults say.

They are for a customer number of the shop's, carry no token, and are never told to a vault as if they were its own.
Value and the shop's words on how consent was given are encrypted under a key of the item and go together; those words
may well repeat the value. What stays as proof until ``proof_until`` is what for, since when, and the SHA-256 of those
words, under a keyed hash of the number.
What a customer's vault says comes first, always, and a stop of everything by a customer of the same number ends these
too. What ended does not come back by the same line of the same list.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import Connection, Row, insert, select, update

from vault.core.clock import from_seconds, to_seconds
from vault.core.strict_json import dumps
from vault.core.value import Value
from vault.shop import tables
from vault.shop.conflicts import hold, insert_or
from vault.shop.contents import Content, pending_keys, sealed
from vault.shop.erasure import STOPPED, Erased, months_after
from vault.shop.key_ring import KEY_BYTES
from vault.shop.policy import Policy
from vault.shop.service import Shop


@dataclass(frozen=True)
class OwnItem:
    """One that comes in. ``proof`` are the shop's words on how, at ``given``, consent was given."""

    number: str
    key: str
    purpose: str
    value: Value = field(repr=False)
    given: datetime
    proof: str = field(repr=False)


@dataclass(frozen=True)
class OwnHeld:
    """One that is held."""

    id: str
    key: str
    purpose: str
    value: Value = field(repr=False)
    given: datetime
    exp: datetime
    proof: str = field(repr=False)


def end_of(policy: Policy, given: datetime) -> datetime:
    """When an item ends that was given then: as long as the settings promise for every other."""
    return given + timedelta(days=int(policy.duration.strip("PD")))


def owner_of(shop: Shop, number: str) -> str:
    """The keyed hash of a customer number, which stays on proof."""
    return shop.keys.keyed("customer number", number).hex()


def keep_own(shop: Shop, connection: Connection, item: OwnItem, now: datetime) -> bool:
    """Store one. False if the same number, key, purpose and time are known already, also as ended.

    Within a :meth:`Store.transaction`.
    """
    hold_own(connection, item.number)
    owner, key = owner_of(shop, item.number), secrets.token_bytes(KEY_BYTES)
    own_id = _id_of(owner, item)
    said = Content(dumps(item.value.to_json()).decode(), item.proof, "")
    row = {
        "id": own_id,
        "number": item.number,
        "owner": owner,
        "key": item.key,
        "purpose": item.purpose,
        "given": to_seconds(item.given),
        "imported": to_seconds(now),
        "exp": to_seconds(end_of(shop.policy, item.given)),
        "proof_hash": hashlib.sha256(item.proof.encode()).hexdigest(),
        "sealed": sealed(key, own_id, said),
        "state": "held",
    }
    new = insert_or(connection, tables.own_item).values(row).on_conflict_do_nothing()
    if connection.execute(new.returning(tables.own_item.c.id)).first() is None:
        return False
    pending_keys(connection).new[own_id] = key
    return True


def _id_of(owner: str, item: OwnItem) -> str:
    """The same for the same line. A key is kept before its row is: whoever is killed in between and begins again
    overwrites that key, where a fresh name would leave it behind for ever."""
    return uuid5(NAMESPACE_URL, dumps([owner, item.key, item.purpose, to_seconds(item.given)]).decode()).urn


def own_held(shop: Shop, connection: Connection, number: str, key: str | None = None) -> list[OwnHeld]:
    """What is held for a customer number, the one given last at the end."""
    own = tables.own_item.c
    wanted = select(own.id.label("jti"), tables.own_item).where(own.number == number)
    if key is not None:
        wanted = wanted.where(own.key == key)
    rows = connection.execute(wanted.order_by(own.given, own.id)).all()
    said = shop.store.contents.opened(connection, rows)
    return [
        OwnHeld(
            row.id,
            row.key,
            row.purpose,
            said[row.id].value,
            from_seconds(row.given),
            from_seconds(row.exp),
            said[row.id].disclosure,
        )
        for row in rows
        if row.id in said
    ]


def end_own(shop: Shop, connection: Connection, rows: Sequence[Row[Any]], *, state: str, now: datetime) -> Erased:
    """Erase these rows of one number and keep their proof. Within a :meth:`Store.transaction`."""
    own, ends = tables.own_item, []
    for row in rows:
        ended = min(now, from_seconds(row.exp))
        ends.append(months_after(ended, int(shop.policy.proof_until.strip("PM"))))
        gone = {
            "number": None,
            "sealed": None,
            "state": state,
            "erased": to_seconds(now),
            "proof_until": to_seconds(ends[-1]),
        }
        connection.execute(update(own).where(own.c.id == row.id).values(gone))
    ids = [row.id for row in rows]
    if ids:
        connection.execute(insert(tables.erased_key), [{"jti": each} for each in ids])
        pending_keys(connection).gone.extend(ids)
    return Erased(tuple(ids), tuple(sorted({row.key for row in rows})), (), max(ends, default=None))


def stop_own(
    shop: Shop, connection: Connection, number: str | None, now: datetime, *, keys: Collection[str] | None
) -> Erased:
    """Erase what is of a customer number and of these catalogue keys; None is everything, as in a stop of that.

    Who stops sharing a preference does not expect the shop to go on by a list of its own.
    """
    if number is None or (keys is not None and not keys):
        return Erased((), (), (), None)
    hold_own(connection, number)
    mine = select(tables.own_item).where(tables.own_item.c.number == number)
    if keys is not None:
        mine = mine.where(tables.own_item.c.key.in_(keys))
    return end_own(shop, connection, connection.execute(mine).all(), state=STOPPED, now=now)


def together(erased: Erased, own: Erased) -> Erased:
    """What a vault's stop erased, with the keys and proof of own items; these are no tokens that a receipt could
    name."""
    ends = [each for each in (erased.proof_until, own.proof_until) if each is not None]
    return replace(erased, keys=tuple(sorted({*erased.keys, *own.keys})), proof_until=max(ends, default=None))


def ended_keys(connection: Connection, owner: str, keys: Collection[str]) -> dict[str, datetime]:
    """When, for each of these keys, something of this owner was last stopped."""
    own, item = tables.own_item.c, tables.item.c
    found: dict[str, datetime] = {}
    for table in (own, item):
        stopped = select(table.key, table.erased).where(table.owner == owner, table.key.in_(keys))
        for row in connection.execute(stopped.where(table.state == STOPPED)).all():
            at = from_seconds(row.erased)
            found[row.key] = max(at, found.get(row.key, at))
    return found


def hold_own(connection: Connection, number: str) -> None:
    """Hold what is about one customer number to the end of the transaction."""
    hold(connection, "number", number)


def numbers_of(rows: Iterable[Row[Any]]) -> list[str]:
    """The numbers in these rows, in one order for everybody, so that nobody waits for each other."""
    return sorted({row.number for row in rows if row.number is not None})

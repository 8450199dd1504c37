"""What each target has, beside what it should have: the difference is what waits to be sent or erased.

Before anything leaves, a row says that it is going; after, that it is there. So a crash in between leaves a row by
which it is sent again, and nothing reaches a target of which no row knows. A stop that comes while something is going
is told afterwards, never before. Wanted is what is held, was shared under terms that name the target, and no "no" of
the customer stands against. A single answer that the catalogue seals stays here as well, and counts as waiting.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, exists, func, or_, select

from vault.core.clock import from_seconds, to_seconds
from vault.core.sensitivity import Level
from vault.core.terms import parse_terms
from vault.core.value_check import level_of
from vault.shop import tables
from vault.shop.conflicts import insert_or, try_customer
from vault.shop.contents import Content
from vault.shop.outward.settings import TargetSettings
from vault.shop.outward.target import CustomerProfile, SharedItem
from vault.shop.profile import Outcome
from vault.shop.service import Shop

LEASE: Final = 300
"""Seconds after which whoever was sending is taken for gone."""
PAGE: Final = 20
"""Customers claimed at once for a target that takes them one by one, ten seconds each at most."""
_sent, _item, _customer = tables.sent, tables.item, tables.customer


@dataclass(frozen=True)
class Going:
    """A profile on its way, with the item behind each field."""

    profile: CustomerProfile
    jtis: Mapping[str, str] = field(repr=False)


class Ledger:
    """One target's rows."""

    def __init__(self, shop: Shop, settings: TargetSettings) -> None:
        self._shop = shop
        self._settings = settings
        self._fields = {(item.key, item.purpose): item.id for item in settings.items}
        self._mine = _sent.c.target == settings.name
        self._named: dict[str, bool] = {}  # terms by hash, which never change

    def waiting(self) -> int:
        """How many customers' profiles differ from what the target has."""
        with self._shop.store.reading() as connection:
            differing = self._unsent(connection, self._now()).subquery()
            return connection.execute(select(func.count()).select_from(differing)).scalar_one()

    def claim(self, after: str, most: int) -> tuple[list[Going], str | None]:
        """Profiles to send now, of customer numbers past ``after``, and the last number looked at; None at the end."""
        now = self._now()
        with self._shop.store.transaction() as connection:
            unsent = self._unsent(connection, now).where(_customer.c.number > after)
            numbers = connection.execute(unsent.order_by(_customer.c.number).limit(most)).scalars().all()
            found, had = defaultdict(list), defaultdict(list)
            for row in connection.execute(self._rows(connection, numbers, now)).all():
                found[row.customer_number].append(row)
            for row in connection.execute(select(_sent).where(self._mine, _sent.c.number.in_(numbers))).all():
                had[row.number].append(row)
            last = {number: {self._fields[row.key, row.purpose]: row for row in found[number]} for number in numbers}
            rows = [row for fields in last.values() for row in fields.values()]
            said = self._shop.store.contents.opened(connection, rows)
            chosen = {number: self._chosen(connection, self._open(last[number], said), had[number]) for number in last}
            going = [_going(number, fields, said) for number, fields in chosen.items()]
            going = [each for each in going if each.profile.items]
            self._write(connection, going, {"there": False, "going": to_seconds(now)})
        return going, numbers[-1] if numbers else None

    def arrived(self, sent: Sequence[Going], *, there: bool) -> None:
        """These are at the target; with ``there`` False they may be. What has ended meanwhile is stale then."""
        now = to_seconds(self._now())
        numbers = [each.profile.number for each in sent]
        with self._shop.store.transaction() as connection:
            rows = connection.execute(select(_sent).where(self._mine, _sent.c.number.in_(numbers))).all()
            known = {(row.number, row.field): row.jti for row in rows}
            ours: list[Going] = []
            overtaken: list[Going] = []
            for each in sent:
                mine = each.jtis.items() <= {f: known.get((each.profile.number, f)) for f in each.jtis}.items()
                (ours if mine else overtaken).append(each)
            self._write(connection, ours, {"there": there, "going": None})
            self._write(connection, overtaken, {"there": False, "going": None})
        for item_jti, item in ((e.jtis[i.field], i) for e in sent for i in e.profile.items if there):
            read = {"jti": item_jti, "key": item.key, "purpose": item.purpose, "at": now, "outcome": Outcome.READ}
            self._shop.store.readings.add(read)

    def stale(self, after: str, most: int) -> list[tuple[str, list[str]]]:
        """Customer numbers past ``after`` with the fields that the target has and should not."""
        now = self._now()
        with self._shop.store.transaction() as connection:
            wanted = exists().where(_item.c.jti == _sent.c.jti, *self._wanted(connection, now)).correlate(_sent)
            stale = [self._mine, ~self._is_going(now), ~wanted]
            numbers = select(_sent.c.number).distinct().where(*stale, _sent.c.number > after)
            some = connection.execute(numbers.order_by(_sent.c.number).limit(most)).scalars().all()
            these = select(_sent.c.number, _sent.c.field).where(*stale, _sent.c.number.in_(some))
            rows = connection.execute(these.order_by(_sent.c.number, _sent.c.field)).all()
        fields = defaultdict(list)
        for row in rows:
            fields[row.number].append(row.field)
        return list(fields.items())

    def fields_of(self, number: str, keys: Sequence[str]) -> tuple[list[str], bool, bool]:
        """For a stop: the fields that could have these keys, whether any was ever sent, and whether some are going."""
        with self._shop.store.transaction() as connection:
            rows = connection.execute(select(_sent).where(self._of(number))).all()
        going = any(self._in_hand(row) for row in rows)
        fields = {row.field for row in rows if row.key in keys}
        return sorted(fields | {field for (key, _), field in self._fields.items() if key in keys}), bool(rows), going

    def has_others(self, number: str, fields: Sequence[str]) -> bool:
        """Whether the target has more of this customer than these."""
        with self._shop.store.reading() as connection:
            others = select(_sent.c.field).where(self._of(number), _sent.c.field.not_in(fields))
            return connection.execute(others).first() is not None

    def gone(self, number: str, fields: Sequence[str]) -> None:
        """The target has these no more."""
        with self._shop.store.transaction() as connection:
            connection.execute(delete(_sent).where(self._of(number), _sent.c.field.in_(fields)))

    def _now(self) -> datetime:
        return self._shop.clock.now()

    def _of(self, number: str) -> ColumnElement[bool]:
        return and_(self._mine, _sent.c.number == number)

    def _key(self, number: str, item: str) -> dict[str, Any]:
        return {"target": self._settings.name, "number": number, "field": item}

    def _in_hand(self, row: Row[Any]) -> bool:
        return row.going is not None and row.going > to_seconds(self._now()) - LEASE

    def _is_going(self, now: datetime) -> ColumnElement[bool]:
        return and_(_sent.c.going.is_not(None), _sent.c.going > to_seconds(now) - LEASE)

    def _wanted(self, connection: Connection, now: datetime) -> list[ColumnElement[bool]]:
        """Conditions on an item."""
        new = select(tables.terms).where(tables.terms.c.hash.not_in(self._named))
        for row in connection.execute(new).all():
            self._named[row.hash] = self._settings.name in {each.name for each in parse_terms(row.raw).recipients}
        agreed = [terms for terms, named in self._named.items() if named]
        consents = select(tables.consent.c.id).where(tables.consent.c.terms.in_(agreed))
        no = exists().where(
            tables.suppression.c.customer == _item.c.customer,
            tables.suppression.c.key == _item.c.key,
            tables.suppression.c.until > to_seconds(now),
        )
        return [
            _item.c.state == "held",
            _item.c.exp > to_seconds(now),
            _item.c.consent.in_(consents),
            or_(*(and_(_item.c.key == key, _item.c.purpose == purpose) for key, purpose in self._fields)),
            or_(_item.c.objection, ~no),
        ]

    def _unsent(self, connection: Connection, now: datetime) -> Any:
        there = exists().where(self._of_customer(), _sent.c.jti == _item.c.jti, or_(_sent.c.there, self._is_going(now)))
        joined = select(_customer.c.number).distinct().join(_item, _item.c.customer == _customer.c.id)
        return joined.where(_customer.c.number.is_not(None), *self._wanted(connection, now), ~there)

    def _of_customer(self) -> ColumnElement[bool]:
        return and_(self._mine, _sent.c.number == _customer.c.number)

    def _rows(self, connection: Connection, numbers: Sequence[str], now: datetime) -> Any:
        return (
            select(_item, _customer.c.number.label("customer_number"), _customer.c.thumbprint, tables.content.c.sealed)
            .join(_customer, _item.c.customer == _customer.c.id)
            .join(tables.content)
            .where(_customer.c.number.in_(numbers), *self._wanted(connection, now))
            .order_by(_item.c.presented)  # the one presented last counts
        )

    def _open(self, last: Mapping[str, Row[Any]], said: Mapping[str, Content]) -> Mapping[str, Row[Any]]:
        """Those that may go: there is a key, and this very answer is not sealed."""
        catalogue = self._shop.catalogue
        return {
            name: row
            for name, row in last.items()
            if row.jti in said and level_of(catalogue.entry(row.key), said[row.jti].value) is not Level.SEALED
        }

    def _chosen(
        self, connection: Connection, last: Mapping[str, Row[Any]], had: Sequence[Row[Any]]
    ) -> Mapping[str, Row[Any]]:
        """The item of each field to send now; empty if there is nothing to send, or somebody is about it."""
        there = {row.field: row.jti for row in had if row.there}
        if {name: row.jti for name, row in last.items()}.items() <= there.items():
            return {}  # only an older share of what was shared anew
        if any(self._in_hand(row) for row in had):
            return {}
        # Somebody may be about it with a stop.
        return last if all(try_customer(connection, row.thumbprint) for row in last.values()) else {}

    def _write(self, connection: Connection, going: Sequence[Going], state: Mapping[str, Any]) -> None:
        rows = [
            {**self._key(each.profile.number, item.field), "key": item.key, "jti": each.jtis[item.field], **state}
            for each in going
            for item in each.profile.items
        ]
        if rows:
            new = insert_or(connection, _sent)
            fresh = {name: new.excluded[name] for name in ("key", "jti", "there", "going")}
            connection.execute(
                new.on_conflict_do_update(index_elements=["target", "number", "field"], set_=fresh), rows
            )


def _going(number: str, fields: Mapping[str, Row[Any]], said: Mapping[str, Content]) -> Going:
    items = tuple(
        SharedItem(name, row.key, row.purpose, said[row.jti].value, from_seconds(row.presented), from_seconds(row.exp))
        for name, row in sorted(fields.items())
    )
    return Going(CustomerProfile(number, items), {item.field: fields[item.field].jti for item in items})

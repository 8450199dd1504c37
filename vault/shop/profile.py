"""What the shop may know of the customer at this browser session, one question and one purpose at a time.

Without a purpose, for another purpose, after the end, after a stop or an objection the answer is None. Every question
is logged with its outcome and never with a value, together with others of the same second: a crash may lose that second
of the log, and closing the store (``shop.store.close()``) loses none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, Select, bindparam, select

from vault.core.catalogue import Text
from vault.core.clock import from_seconds, to_seconds
from vault.core.value import Value
from vault.core.wording import describe, in_language
from vault.shop import tables
from vault.shop.heard_stops import forget_stopped
from vault.shop.own_items import own_held
from vault.shop.service import Shop, session_hash
from vault.tokens.customer_letter import Says

SERVICE_PERSONALISATION: Final = "dpv:ServicePersonalisation"

_BECAUSE: Text = {
    "en": "You see this because you shared “{label}” on {shared}. It ends on {until}.",
    "nl": "Je ziet dit omdat je “{label}” deelde op {shared}. Dat stopt op {until}.",
}
_BECAUSE_OWN: Text = {
    "en": "You see this because you told us “{label}” on {shared}. It ends on {until}.",
    "nl": "Je ziet dit omdat je ons “{label}” vertelde op {shared}. Dat stopt op {until}.",
}


# Made once: to put them together takes longer than to look them up.
_OF_SESSION = (
    select(tables.customer.c.id, tables.customer.c.owner, tables.customer.c.number)
    .join(tables.session)
    .where(tables.session.c.session_hash == bindparam("session"), tables.session.c.expires > bindparam("now"))
)
_HELD: Select[Any] = (
    select(*tables.item.c["jti", "purpose", "presented", "exp"], tables.content.c.sealed)
    .join(tables.content)
    .where(tables.item.c.customer == bindparam("customer"), tables.item.c.key == bindparam("key"))
)
_OBJECTS = select(tables.suppression.c.key).where(
    tables.suppression.c.customer == bindparam("customer"),
    tables.suppression.c.key == bindparam("key"),
    tables.suppression.c.until > bindparam("now"),
)


class Origin(StrEnum):
    """Where what the shop knows is from."""

    VAULT = "vault"
    """The customer's vault, with their own signature."""
    SHOP = "shop"
    """The shop had it already, by a consent of its own (:mod:`vault.shop.own_items`)."""


class Outcome(StrEnum):
    """How a question ended."""

    READ = "read"
    NO_PURPOSE = "no_purpose"
    NOBODY = "nobody"
    """This browser session is nobody's who shared."""
    OBJECTION = "objection"
    NOT_SHARED = "not_shared"
    OTHER_PURPOSE = "other_purpose"
    EXPIRED = "expired"
    ERASED = "erased"


@dataclass(frozen=True)
class Explanation:
    """Why the shop knows something: for the customer, beside what it changed on the page."""

    key: str
    label: Text
    purpose: str
    shared: datetime
    until: datetime
    origin: Origin = Origin.VAULT

    def text(self, language: str) -> str:
        """One sentence or two in ``en`` or ``nl``."""
        because = _BECAUSE if self.origin is Origin.VAULT else _BECAUSE_OWN
        return in_language(because, language).format(
            label=in_language(self.label, language), shared=f"{self.shared:%Y-%m-%d}", until=f"{self.until:%Y-%m-%d}"
        )


@dataclass(frozen=True)
class _Held:
    """One item that could be the answer, from the database or of this visit."""

    jti: str
    purpose: str
    presented: datetime
    exp: datetime
    value: Value
    origin: Origin = Origin.VAULT


class Profile:
    """The customer of one browser session; of nobody, if that shared nothing."""

    def __init__(self, shop: Shop, session: str) -> None:
        """``session`` is the hash of the browser session."""
        self._shop = shop
        self._session = session

    def value(self, key: str, *, purpose: str | None = None) -> Value | None:
        """The value of ``key`` (of the catalogue) for ``purpose``, as precise as the customer chose, or None.

        ``purpose`` is one of the settings' items, as :data:`SERVICE_PERSONALISATION`. Of several shares the one
        presented last counts. Raises :class:`StorageError`.
        """
        now = self._shop.clock.now()
        with self._shop.store.reading() as connection:
            outcome, found = self._look(connection, key, purpose, now)
        return self._logged(key, purpose, now, outcome, found)

    def words(self, key: str, *, purpose: str | None = None, language: str = "en") -> str | None:
        """The same as people read it in ``en`` or ``nl``: ``EU 43``, ``Running, Hiking``. Plain text, to be escaped.

        Raises :class:`StorageError`.
        """
        value = self.value(key, purpose=purpose)
        return describe(self._shop.catalogue.entry(key), value, language) if value is not None else None

    def gift_value(self, key: str, *, purpose: str | None = None) -> Value | None:
        """The value of ``key`` of somebody this customer buys for, or None: of this visit, and never of the customer.

        Raises :class:`StorageError`.
        """
        now = self._shop.clock.now()
        with self._shop.store.reading() as connection:
            forget_stopped(connection, self._shop.visits, self._shop.visits.of(self._session))
        current = [each for each in self._of_visit(key, about_other=True) if each.exp > now]
        fitting = [each for each in current if each.purpose == purpose]
        if purpose is None:
            return self._logged(key, purpose, now, Outcome.NO_PURPOSE, None)
        if fitting:
            return self._logged(key, purpose, now, Outcome.READ, fitting[-1])
        outcome = Outcome.OTHER_PURPOSE if current else Outcome.NOT_SHARED
        return self._logged(key, purpose, now, outcome, None)

    def explain(self, key: str) -> Explanation | None:
        """Why the shop knows ``key``, or None if it does not. Tells no value, so it takes no purpose."""
        now = self._shop.clock.now()
        with self._shop.store.reading() as connection:
            customer = self._customer(connection, now)
            held = [item for item in self._held(connection, customer, key) if item.exp > now]
            if not held or self._objects(connection, customer, key, held, now):
                return None
        label = self._shop.catalogue.entry(key).label
        last = held[-1]
        return Explanation(key, label, last.purpose, last.presented, last.exp, last.origin)

    def objects_to(self, key: str) -> bool:
        """Whether this customer said no, as to mail (GDPR art. 21). It holds for five years, whatever is stopped."""
        now = self._shop.clock.now()
        with self._shop.store.reading() as connection:
            customer = self._customer(connection, now)
            held = [item for item in self._held(connection, customer, key) if item.exp > now]
            return self._objects(connection, customer, key, held, now)

    def feedback(self) -> Mapping[str, Says]:
        """What this customer said of what they were shown, by catalogue key or the shop's own reference.

        Raises :class:`StorageError`.
        """
        now = self._shop.clock.now()
        with self._shop.store.reading() as connection:
            customer, feedback = self._customer(connection, now), tables.feedback.c
            if customer is None:
                return {}
            said = select(feedback.about, feedback.says).where(feedback.customer == customer.id)
            return {row.about: Says(row.says) for row in connection.execute(said).all()}

    def _logged(
        self, key: str, purpose: str | None, now: datetime, outcome: Outcome, found: _Held | None
    ) -> Value | None:
        self._shop.store.readings.add(
            {
                "jti": found.jti if found is not None else None,
                "key": _written(key, 80),
                "purpose": _written(purpose, 120) if purpose is not None else None,
                "at": to_seconds(now),
                "outcome": outcome,
            }
        )
        return found.value if found is not None else None

    def _look(
        self, connection: Connection, key: str, purpose: str | None, now: datetime
    ) -> tuple[Outcome, _Held | None]:
        if purpose is None:
            return Outcome.NO_PURPOSE, None
        customer = self._customer(connection, now)
        held = self._held(connection, customer, key)
        current = [item for item in held if item.exp > now]
        if self._objects(connection, customer, key, current, now):
            return Outcome.OBJECTION, None
        fitting = [item for item in current if item.purpose == purpose]
        if fitting:
            return Outcome.READ, fitting[-1]
        if current:
            return Outcome.OTHER_PURPOSE, None
        if held:
            return Outcome.EXPIRED, None
        if customer is None:
            return Outcome.NOBODY, None
        erased = select(tables.item.c.jti).where(
            tables.item.c.owner == customer.owner, tables.item.c.key == key, tables.item.c.state != "held"
        )
        return (Outcome.ERASED if connection.execute(erased).first() else Outcome.NOT_SHARED), None

    def _customer(self, connection: Connection, now: datetime) -> _Customer | None:
        row = connection.execute(_OF_SESSION, {"session": self._session, "now": to_seconds(now)}).one_or_none()
        return _Customer(row.id, row.owner, row.number) if row is not None else None

    def _held(self, connection: Connection, customer: _Customer | None, key: str) -> list[_Held]:
        """Everything that is held for ``key``, the one presented last at the end."""
        forget_stopped(connection, self._shop.visits, self._shop.visits.of(self._session))
        rows = connection.execute(_HELD, {"customer": customer.id, "key": key}).all() if customer is not None else []
        opened = self._shop.store.contents.opened(connection, rows)
        stored = [
            _Held(row.jti, row.purpose, from_seconds(row.presented), from_seconds(row.exp), opened[row.jti].value)
            for row in rows
            if row.jti in opened
        ]
        said = sorted(stored + self._of_visit(key), key=lambda item: item.presented)
        if said or customer is None or customer.number is None:
            return said
        own = own_held(self._shop, connection, customer.number, key)
        return [_Held(each.id, each.purpose, each.given, each.exp, each.value, Origin.SHOP) for each in own]

    def _of_visit(self, key: str, *, about_other: bool = False) -> list[_Held]:
        return [
            _Held(item.jti, item.purpose, item.presented, item.exp, item.value)
            for item in self._shop.visits.items(self._session, key, about_other=about_other)
        ]

    def _objects(
        self, connection: Connection, customer: _Customer | None, key: str, current: list[_Held], now: datetime
    ) -> bool:
        """A "no" that outlived its share, or one that is the customer's last word."""
        entry = self._shop.catalogue.entries.get(key)
        if current and entry is not None and current[-1].value.value in entry.objection:
            return True
        if customer is None:
            return False
        asked = {"customer": customer.id, "key": key, "now": to_seconds(now)}
        return connection.execute(_OBJECTS, asked).first() is not None


@dataclass(frozen=True)
class _Customer:
    id: int
    owner: str
    number: str | None


def _written(text: str, most: int) -> str:
    """As much as the log takes. What no database can write must not stand in the way of what is written with it."""
    return text[:most].encode("utf-8", "replace").decode().replace("\0", "?")


def profile_for(shop: Shop, browser_session: str | None) -> Profile:
    """The profile for a browser session, by the secret in its cookie; None is a browser without one."""
    return Profile(shop, session_hash(browser_session or ""))

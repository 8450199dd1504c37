"""What keeps two who do the same at once apart.

SQLite has one writer at a time. On PostgreSQL many write together: whoever changes what is held of a customer holds
that customer's lock to the end of the transaction, also where no row of theirs is there yet, as with a stop that
overtakes its answer. Sweeps leave out whom somebody else holds. Unique keys decide the rest.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, Table, func, select
from sqlalchemy.dialects import postgresql, sqlite

_POSTGRESQL = "postgresql"


def insert_or(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert that can say what to do where the key is there: ``on_conflict_do_nothing``, ``…_do_update``."""
    return postgresql.insert(table) if connection.dialect.name == _POSTGRESQL else sqlite.insert(table)


def hold(connection: Connection, *about: str) -> None:
    """Wait until nobody else holds ``about``, and hold it until this transaction ends."""
    if connection.dialect.name == _POSTGRESQL:
        connection.execute(select(func.pg_advisory_xact_lock(_number(about))))


def try_hold(connection: Connection, *about: str) -> bool:
    """The same without waiting. False if somebody else holds it."""
    if connection.dialect.name != _POSTGRESQL:
        return True
    return connection.execute(select(func.pg_try_advisory_xact_lock(_number(about)))).scalar_one() is True


def hold_customer(connection: Connection, thumbprint: str) -> None:
    """Hold what is about the customer with this key."""
    hold(connection, "customer", thumbprint)


def hold_customers(connection: Connection, thumbprints: Collection[str]) -> None:
    """Hold what is about each of these, always in the same order: two that wait for each other would wait for ever."""
    for thumbprint in sorted(set(thumbprints)):
        hold_customer(connection, thumbprint)


def try_customer(connection: Connection, thumbprint: str) -> bool:
    """The same without waiting."""
    return try_hold(connection, "customer", thumbprint)


def _number(about: tuple[str, ...]) -> object:
    return func.hashtextextended("\x1f".join(about), 0)

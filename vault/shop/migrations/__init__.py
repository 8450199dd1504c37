"""How a shop's database of a former version becomes one of this version; run by :func:`vault.shop.store.open_store`.

A new database is made as :mod:`vault.shop.tables` says, without these; a test holds both to the same. Each step is one
transaction, on SQLite as on PostgreSQL. A step that seals or moves what customers said finds the key store in
``config.attributes["keys"]``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, insert, inspect, select, text

from vault.core.errors import StorageError
from vault.shop import tables
from vault.shop.conflicts import hold
from vault.shop.key_store import KeyStore

NEWEST: Final = "0004"
"""The version of :mod:`vault.shop.tables`; the last file of ``versions`` has it."""
FIRST: Final = "0001"
"""Databases of that version had no table that says so."""


def bring_up_to_date(connection: Connection, keys: KeyStore) -> None:
    """Make the tables, or bring them to this version. Within a transaction that holds the write lock.

    Raises :class:`StorageError` ``store_newer``, or ``store_not_a_database`` for tables of something else.
    """
    hold(connection, "migrations")
    found = version_of(connection)
    if found == NEWEST:
        return
    if found is None:
        tables.metadata.create_all(connection)
        tables.bookkeeping.create_all(connection)
        connection.execute(insert(tables.version).values(version_num=NEWEST))
        return
    if not found.isdecimal() or found > NEWEST:
        raise StorageError("store_newer", found=found[:32], known=NEWEST)
    _upgrade(connection, keys, found)


def version_of(connection: Connection) -> str | None:
    """The version of the tables; None if there are none. Raises :class:`StorageError` ``store_not_a_database``."""
    names = set(inspect(connection).get_table_names())
    if tables.version.name in names:
        return str(connection.execute(select(tables.version.c.version_num)).scalar_one())
    if not names:
        return None
    if not names >= {tables.item.name, tables.content.name, tables.consent.name}:
        raise StorageError("store_not_a_database", file="")
    return FIRST


def _upgrade(connection: Connection, keys: KeyStore, found: str) -> None:
    from alembic import command  # imported only by a database that needs it
    from alembic.config import Config

    tables.bookkeeping.create_all(connection)
    if connection.execute(select(tables.version)).first() is None:
        connection.execute(insert(tables.version).values(version_num=found))
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL statement_timeout = 0"))  # a step takes as long as it takes
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes.update(connection=connection, keys=keys)
    command.upgrade(config, NEWEST)

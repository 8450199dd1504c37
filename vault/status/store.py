"""The host's database: which places were given out, which were stopped, and the keys that sign the lists.

Nothing in it says who anybody is: a place, the hash of a secret, and the order in which places were stopped.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    create_engine,
    event,
)
from sqlalchemy.exc import SQLAlchemyError

from vault.core.errors import StorageError

BUSY_SECONDS = 5
"""How long a write waits for another process's write, which takes milliseconds."""
OWNER_ONLY = 0o600
"""The file's permissions: the keys are in it."""

metadata = MetaData()

status_list = Table(
    "status_list",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("given", Integer, nullable=False),  # how many places of it were given out
)

place = Table(
    "place",
    metadata,
    Column("list", ForeignKey("status_list.number"), primary_key=True),
    Column("idx", Integer, primary_key=True),
    Column("secret_hash", LargeBinary(32), nullable=False),  # SHA-256; the secret has 128 random bits
    sqlite_with_rowid=False,
)

stopped = Table(  # never changed and never deleted from: what comes after the last number seen is new
    "stopped",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("list", ForeignKey("status_list.number"), nullable=False),
    Column("idx", Integer, nullable=False),
    UniqueConstraint("list", "idx"),
    sqlite_autoincrement=True,
)

signing_key = Table(
    "signing_key",
    metadata,
    Column("kid", String(43), primary_key=True),  # RFC 7638 thumbprint
    Column("private", LargeBinary(32), nullable=False),
    Column("signs_from", Integer, nullable=False),  # seconds since 1970
)

_SETTINGS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",  # a key that is gone
    "PRAGMA temp_store = MEMORY",
)


class Store:
    """The open database. Every use of it is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All or nothing, one writer at a time. Raises :class:`StorageError` ``status_store_failed``."""
        try:
            with self._engine.begin() as connection:
                yield connection
        except SQLAlchemyError as problem:
            raise StorageError("status_store_failed", kind=type(problem).__name__) from problem

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()


def open_store(path: Path) -> Store:
    """Open the database, or make it.

    Raises :class:`StorageError` ``status_store_failed`` or ``store_not_a_database``.
    """
    try:
        path.touch(mode=OWNER_ONLY)
        path.chmod(OWNER_ONLY)  # also a file that was there
    except OSError as problem:
        raise StorageError("status_store_failed", kind=type(problem).__name__) from problem
    engine = create_engine(f"sqlite+pysqlite:///{path}", connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    try:
        with engine.begin() as connection:
            metadata.create_all(connection)
    except SQLAlchemyError as problem:
        engine.dispose()
        raise StorageError("store_not_a_database", file=path.name) from problem
    return Store(engine)


def _set_up(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # the driver would begin too late; see _begin
    for setting in _SETTINGS:
        connection.execute(setting).close()


def _begin(connection: Connection) -> None:
    """Take the write lock at once: two requests must not both find a place free."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")

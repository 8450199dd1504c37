"""Connections to SQLite or PostgreSQL, set up so that what is erased is gone, nobody waits for ever, and every failure
is one of ours.

On SQLite ``secure_delete`` overwrites what is deleted. The rollback journal (mode ``TRUNCATE``) holds old pages only
while a transaction runs and is emptied with it; a write-ahead log would keep them longer. Temporary tables stay in
memory. PostgreSQL keeps old rows until it vacuums; what is erased there is only what no key opens any more.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from vault.core.errors import PolicyError, StorageError
from vault.shop.durable import OWNER_ONLY

BUSY_SECONDS = 5
"""How long a write waits for another one's write, which takes milliseconds."""
STATEMENT_SECONDS: Final = 30
"""The longest a statement may take on PostgreSQL: the sweep of a very large shop takes seconds."""
CONNECTIONS: Final = 20
"""Of one process at most; PostgreSQL allows a hundred in all, unless told otherwise."""

ONLY_READS: Final = "vault_only_reads"
"""The execution option of a connection that only reads."""
_SETTINGS = (
    "PRAGMA secure_delete = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA journal_mode = TRUNCATE",
    "PRAGMA synchronous = FULL",
    "PRAGMA temp_store = MEMORY",
)


def is_postgresql(where: Path | str) -> bool:
    """Whether a setting names a PostgreSQL database; everything else is a file."""
    return isinstance(where, str) and where.partition("://")[0] in ("postgresql", "postgres")


def open_database(where: Path | str) -> Engine:
    """Connections to this database; a file that is not there is made, its owner's alone.

    Raises :class:`StorageError` ``store_failed``, or :class:`PolicyError` ``policy_member_wrong`` for an address that
    is none.
    """
    if isinstance(where, str) and is_postgresql(where):
        return _postgresql(where)
    path = Path(where)
    try:
        path.touch(mode=OWNER_ONLY)
        path.chmod(OWNER_ONLY)  # also a file that was there
    except OSError as problem:
        raise StorageError("store_failed", kind=type(problem).__name__) from problem
    engine = create_engine(f"sqlite+pysqlite:///{path}", connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def looking(engine: Engine) -> Engine:
    """The same connections for those that only read. On PostgreSQL without a transaction around each look: there every
    statement sees what is committed in any case, and two more of them would only take time."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="AUTOCOMMIT")
    return engine.execution_options(**{ONLY_READS: True})


@contextmanager
def translated() -> Iterator[None]:
    """Turn failures of a database into ours: ``store_away``, ``store_full``, or ``store_failed`` with a ``kind``.

    The driver's own text is left out: PostgreSQL's quotes the row.
    """
    try:
        yield
    except DBAPIError as problem:
        raise _error(problem) from None
    except SQLAlchemyError as problem:  # no connection was free in time
        raise StorageError("store_failed", kind=type(problem).__name__) from problem


def _error(problem: DBAPIError) -> StorageError:
    found = problem.orig
    if isinstance(found, sqlite3.Error):
        name = getattr(found, "sqlite_errorname", None) or type(found).__name__
        return StorageError("store_full") if name == "SQLITE_FULL" else StorageError("store_failed", kind=name)
    state = getattr(found, "sqlstate", None)
    if state == "53100":
        return StorageError("store_full")
    lost = state is None and type(problem).__name__ == "OperationalError"
    if lost or problem.connection_invalidated or str(state).startswith(("08", "57P")):
        return StorageError("store_away")
    return StorageError("store_failed", kind=type(found).__name__)


def _postgresql(address: str) -> Engine:
    try:
        url = make_url(address).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError):
        raise PolicyError("policy_member_wrong", where="shop.store") from None  # its text has the password
    limits = f"-c statement_timeout={STATEMENT_SECONDS}s -c lock_timeout={BUSY_SECONDS}s"
    return create_engine(
        url,
        connect_args={"connect_timeout": BUSY_SECONDS, "options": limits, "application_name": "preference-shop"},
        pool_pre_ping=True,  # a database that was away is found again
        pool_size=CONNECTIONS // 2,
        max_overflow=CONNECTIONS // 2,
        pool_timeout=BUSY_SECONDS,
        hide_parameters=True,
    )


def _set_up(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # the driver would begin too late; see _begin
    for setting in _SETTINGS:
        connection.execute(setting).close()


def _begin(connection: Connection) -> None:
    """Take the write lock at once: two answers to one request must not both find its nonce unspent."""
    only_reads = connection.get_execution_options().get(ONLY_READS, False)
    connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")

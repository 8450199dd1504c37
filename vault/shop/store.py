"""The shop's database: SQLAlchemy Core on SQLite, set up so that what is erased is gone from the file.

``secure_delete`` overwrites what is deleted. The rollback journal (mode ``TRUNCATE``) holds old pages only while a
transaction runs and is emptied with it; a write-ahead log would keep them longer. Temporary tables stay in memory.

Readings of profiles wait at most a second to be written together (:mod:`vault.shop.reading_log`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert
from sqlalchemy.exc import SQLAlchemyError

from vault.core.errors import StorageError
from vault.shop import tables
from vault.shop.reading_log import Reading, ReadingLog

BUSY_SECONDS = 5
"""How long a write waits for another process's write, which takes milliseconds."""
OWNER_ONLY = 0o600
"""The file's permissions: it holds personal data."""

_ONLY_READS = "vault_only_reads"
_SETTINGS = (
    "PRAGMA secure_delete = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA journal_mode = TRUNCATE",
    "PRAGMA synchronous = FULL",
    "PRAGMA temp_store = MEMORY",
)


class Store:
    """The open database. Every use of it is one transaction. ``readings`` wait to be written by the next."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.readings = ReadingLog(self._write_readings)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All or nothing, one writer at a time; with the readings that wait. Raises :class:`StorageError`
        ``store_failed``."""
        taken: list[Reading] = []
        try:
            with self._engine.begin() as connection:
                taken = self.readings.take()
                if taken:
                    connection.execute(insert(tables.reading), taken)
                yield connection
        except SQLAlchemyError as problem:
            self.readings.put_back(taken)
            raise StorageError("store_failed", kind=type(problem).__name__) from problem
        except BaseException:
            self.readings.put_back(taken)
            raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One look at the database, which waits for no disk and holds up no other. Raises as :meth:`transaction`."""
        try:
            with self._engine.connect().execution_options(**{_ONLY_READS: True}) as connection, connection.begin():
                yield connection
        except SQLAlchemyError as problem:
            raise StorageError("store_failed", kind=type(problem).__name__) from problem

    def close(self) -> None:
        """Write the readings that wait, and close every connection. Raises :class:`StorageError` ``store_failed``."""
        try:
            self.readings.close()
        finally:
            self._engine.dispose()

    def _write_readings(self) -> None:
        with self.transaction():
            pass  # each takes them along


def open_store(path: Path) -> Store:
    """Open the database, or make it. Raises :class:`StorageError` ``store_failed`` or ``store_not_a_database``."""
    try:
        path.touch(mode=OWNER_ONLY)
        path.chmod(OWNER_ONLY)  # also a file that was there
    except OSError as problem:
        raise StorageError("store_failed", kind=type(problem).__name__) from problem
    engine = create_engine(f"sqlite+pysqlite:///{path}", connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    try:
        with engine.begin() as connection:
            tables.metadata.create_all(connection)
    except SQLAlchemyError as problem:
        engine.dispose()
        raise StorageError("store_not_a_database", file=path.name) from problem
    return Store(engine)


def _set_up(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # the driver would begin too late; see _begin
    for setting in _SETTINGS:
        connection.execute(setting).close()


def _begin(connection: Connection) -> None:
    """Take the write lock at once: two answers to one request must not both find its nonce unspent."""
    only_reads = connection.get_execution_options().get(_ONLY_READS, False)
    connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")

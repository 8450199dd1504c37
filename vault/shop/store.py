"""The shop's store: a database (SQLAlchemy Core on SQLite or PostgreSQL), and beside it the keys of its items.

Erasing reaches every backup of the database, for the item's key is deleted and was never in one. Two databases commit
one after the other, so that nothing is lost or left open by a crash: a new key is kept before what it opens is
committed, and one that is done with stands in the table ``erased_key`` from that commit until it is deleted. Each
transaction first deletes those that a crash left there.

Readings of profiles wait at most a second to be written together (:mod:`vault.shop.reading_log`).
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, delete, insert, inspect, select
from sqlalchemy.exc import DatabaseError

from vault.core.errors import PolicyError, StorageError
from vault.core.strict_json import b64url
from vault.shop import tables
from vault.shop.contents import Contents, begin_pending, end_pending
from vault.shop.database import ONLY_READS, is_postgresql, looking, open_database, translated
from vault.shop.key_ring import make_key_ring
from vault.shop.key_store import Identity, KeyStore, open_key_store
from vault.shop.migrations import bring_up_to_date
from vault.shop.reading_log import Reading, ReadingLog
from vault.shop.stop_log import StopFile, StopLog, StopTable, log_of

KEY_FILE = "item-keys.db"
"""In a folder of its own beside the database, which can be left out of a backup as a whole."""
_AT_ONCE = 1000
"""Keys that a transaction deletes for one that crashed."""


class Store:
    """The open store. Every use of it is one transaction. ``readings`` wait to be written by the next."""

    def __init__(self, engine: Engine, keys: KeyStore, stops: StopLog) -> None:
        self._engine = engine
        self._looks = looking(engine)
        self.keys = keys
        self.stops = stops
        self.contents = Contents(keys)
        self.readings = ReadingLog(self._write_readings)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All or nothing; with the readings that wait. On SQLite one writer at a time, on PostgreSQL as
        :mod:`vault.shop.conflicts` says. Raises :class:`StorageError` as :func:`translated`.

        If what was committed is erased and its keys could not be deleted yet, that raises too; the next one does it.
        """
        taken: list[Reading] = []
        try:
            with translated(), self._engine.begin() as connection:
                pending = begin_pending(connection)
                self._finish_erasing(connection)
                taken = self.readings.take()
                if taken:
                    connection.execute(insert(tables.reading), taken)
                yield connection
                self.keys.put(pending.new)
                end_pending(connection)
        except BaseException:
            self.readings.put_back(taken)
            raise
        self.keys.forget(pending.gone)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One look at the database, which waits for no disk and holds up no other. Raises as :meth:`transaction`."""
        with translated(), self._looks.connect() as connection, connection.begin():
            end_pending(connection)
            yield connection

    def close(self) -> None:
        """Write the readings that wait, and close every connection. Raises as :meth:`transaction`."""
        try:
            self.readings.close()
        finally:
            self._engine.dispose()
            self.keys.close()

    def _finish_erasing(self, connection: Connection) -> None:
        left = select(tables.erased_key.c.jti).limit(_AT_ONCE).with_for_update(skip_locked=True)
        jtis = list(connection.execute(left).scalars())
        if jtis:
            self.keys.forget(jtis)
            connection.execute(delete(tables.erased_key).where(tables.erased_key.c.jti.in_(jtis)))

    def _write_readings(self) -> None:
        with self.transaction():
            pass  # each takes them along


def open_store(where: Path | str, *, key_store: Path | str | None = None, key_ring: Path | None = None) -> Store:
    """Open the shop's database, or make it, and bring a former version's to this one.

    ``where`` is a file, or the address of a PostgreSQL database. ``key_store`` is by default :data:`KEY_FILE` in the
    folder ``<file>.keys``, and ``key_ring`` the file ``<file>.ring``; for PostgreSQL both must be named, and the key
    store must be another database, for no backup may have both.

    Raises :class:`StorageError` ``store_failed``, ``store_away``, ``store_not_a_database``, ``store_newer``,
    ``key_store_missing``, ``key_store_differs``; as :func:`open_key_store`; and :class:`PolicyError`
    ``policy_member_missing`` or ``policy_member_wrong``.
    """
    key_store, key_ring = _beside(where, key_store, key_ring)
    engine = open_database(where)
    keys = None
    try:
        bound = _bound(engine, where)
        keys = open_key_store(key_store, key_ring, new_id=_new_id() if bound is None else None)
        identity = keys.identity
        _require_same(identity, bound)
        with translated(), engine.begin() as connection:
            bring_up_to_date(connection, keys)
            if connection.execute(select(tables.key_store)).first() is None:
                connection.execute(insert(tables.key_store).values(id=identity.id))
        if not identity.bound:
            keys.set_bound()
    except BaseException:
        engine.dispose()
        if keys is not None:
            keys.close()
        raise
    stops = StopTable(keys) if is_postgresql(where) else StopFile(log_of(Path(where)))
    return Store(engine, keys, stops)


def replace_lost_keys(where: Path | str, *, key_store: Path | str | None = None, key_ring: Path | None = None) -> None:
    """Make a new key store or key ring where one is lost for good; then call :func:`vault.shop.key_rotation.mend`.

    Raises as :func:`open_store`.
    """
    key_store, key_ring = _beside(where, key_store, key_ring)
    engine = open_database(where)
    try:
        bound = _bound(engine, where)
    finally:
        engine.dispose()
    if bound is None:
        return
    if not key_ring.exists():
        make_key_ring(key_ring)
    keys = open_key_store(key_store, key_ring, new_id=bound)
    try:
        if keys.identity.kek not in keys.ring.ids:
            keys.use(keys.ring.ids[-1])
    finally:
        keys.close()


def _beside(where: Path | str, key_store: Path | str | None, key_ring: Path | None) -> tuple[Path | str, Path]:
    if not is_postgresql(where):
        path = Path(where)
        return (
            key_store or path.with_name(f"{path.name}.keys") / KEY_FILE,
            key_ring or path.with_name(f"{path.name}.ring"),
        )
    if key_store is None or key_ring is None:
        raise PolicyError("policy_member_missing", where="shop.key_store" if key_store is None else "shop.key_ring")
    if key_store == where:
        raise PolicyError("policy_member_wrong", where="shop.key_store")
    return key_store, key_ring


def _bound(engine: Engine, where: Path | str) -> str | None:
    """The id of the key store that the database names; None if it is new or of a former version."""
    found: str | None = None
    with translated():
        try:
            with engine.connect().execution_options(**{ONLY_READS: True}) as connection:
                if tables.key_store.name in inspect(connection).get_table_names():
                    found = connection.execute(select(tables.key_store.c.id)).scalar_one_or_none()
        except DatabaseError as problem:
            if getattr(problem.orig, "sqlite_errorname", None) == "SQLITE_NOTADB":
                raise StorageError("store_not_a_database", file=Path(where).name) from problem
            raise
    return found


def _require_same(identity: Identity, bound: str | None) -> None:
    if identity.id != bound and (bound is not None or identity.bound):
        raise StorageError("key_store_differs")


def _new_id() -> str:
    return b64url(secrets.token_bytes(16))

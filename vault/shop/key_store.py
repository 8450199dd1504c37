"""The keys of items, one for each, in a database of their own that is in no backup.

What a customer said is encrypted under a key of that item alone, and the key is here, encrypted under one of the
key ring. Erasing an item deletes its key, so it cannot be read in any copy of the shop's database, however old.

It is SQLite in a folder of its own, or PostgreSQL: another database than the shop's. PostgreSQL may have what was
deleted in its own files for a while; :func:`vault.shop.key_rotation.rotate` makes that unreadable too.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from vault.core.errors import StorageError
from vault.shop.conflicts import insert_or
from vault.shop.database import looking, open_database, translated
from vault.shop.key_ring import KeyRing, make_key_ring

VERSION = 1
"""Of these tables."""
PAGE = 500
"""Rows that one statement names or one step goes through."""
NO_BACKUP = ".nobackup"
"""A file that keeps its folder out of backups, where the program that makes them is told to look for it."""
_WHY = "Keys of items. A backup of this folder would bring back what customers had erased.\n"

metadata = MetaData()

item_key = Table(
    "item_key",
    metadata,
    Column("jti", String(45), primary_key=True),
    Column("kek", String(22), nullable=False),  # id of the key of the ring
    Column("wrapped", LargeBinary, nullable=False),
    Column("made", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

identity = Table(
    "identity",
    metadata,
    Column("version", Integer, nullable=False),
    Column("id", String(22), primary_key=True),  # the shop's database has it too
    Column("kek", String(22), nullable=False),  # what new keys are wrapped with
    Column("bound", Boolean, nullable=False),  # whether the shop's database surely has it
)

stop_line = Table(  # of a shop on PostgreSQL; see vault.shop.stop_log
    "stop_line",
    metadata,
    Column("id", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True),
    Column("thumbprint", String(43), nullable=False),
    Column("did", String, nullable=False),
    Column("jti", String(128), nullable=False),
    Column("token", String(128)),
    Column("issued", BigInteger, nullable=False),
    Column("received", BigInteger, nullable=False),
)


_SOME = select(item_key).where(item_key.c.jti.in_(bindparam("jtis", expanding=True)))
"""Made once: each reading of a profile needs it."""


@dataclass(frozen=True)
class Identity:
    """Which key store this is, the key of the ring in use, and whether the shop's database surely names it."""

    id: str
    kek: str
    bound: bool


class KeyStore:
    """The open key store. Safe to use from several threads."""

    def __init__(self, engine: Engine, ring: KeyRing) -> None:
        self._engine = engine
        self._looks = looking(engine)
        self.ring = ring

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All or nothing. Raises :class:`StorageError` as :func:`translated`."""
        with translated(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One look. Raises as :meth:`transaction`."""
        with translated(), self._looks.connect() as connection:
            yield connection

    @property
    def identity(self) -> Identity:
        """As stored now."""
        with self.reading() as connection:
            row = connection.execute(select(identity)).one()
        return Identity(row.id, row.kek, row.bound)

    def set_bound(self) -> None:
        """The shop's database names this key store."""
        with self.transaction() as connection:
            connection.execute(update(identity).values(bound=True))

    def use(self, kek: str) -> None:
        """New keys are wrapped with this one of the ring. Whoever writes a key holds the row that says so, so none is
        wrapped with another after this."""
        with self.transaction() as connection:
            connection.execute(update(identity).values(kek=kek))

    def put(self, keys: Mapping[str, bytes]) -> None:
        """Keep these keys by ``jti``; one that is there is overwritten: what it was for never came to be.

        Raises as :meth:`transaction` and :meth:`KeyRing.wrap`.
        """
        if not keys:
            return
        now = int(time.time())
        with self.transaction() as connection:
            kek = connection.execute(select(identity.c.kek).with_for_update(read=True)).scalar_one()
            rows = [
                {"jti": jti, "kek": kek, "wrapped": self.ring.wrap(kek, key, jti), "made": now}
                for jti, key in sorted(keys.items())
            ]
            found = insert_or(connection, item_key)
            new = {name: found.excluded[name] for name in ("kek", "wrapped", "made")}
            connection.execute(found.on_conflict_do_update(index_elements=["jti"], set_=new), rows)

    def get(self, jtis: Collection[str]) -> dict[str, bytes]:
        """The keys of those that have one. Raises as :meth:`transaction` and :meth:`KeyRing.unwrap`."""
        found: dict[str, bytes] = {}
        if not jtis:
            return found
        with self.reading() as connection:
            for some in pages(jtis):
                rows = connection.execute(_SOME, {"jtis": some}).all()
                found |= {row.jti: self.ring.unwrap(row.kek, row.wrapped, row.jti) for row in rows}
        return found

    def openable(self, jtis: Collection[str]) -> set[str]:
        """Those whose key is there and under a key of the ring. Raises as :meth:`get`."""
        found: set[str] = set()
        with self.reading() as connection:
            for some in pages(jtis):
                ours = select(item_key.c.jti).where(item_key.c.jti.in_(some), item_key.c.kek.in_(self.ring.ids))
                found |= set(connection.execute(ours).scalars())
        return found

    def forget(self, jtis: Collection[str]) -> None:
        """Delete these keys, for good. Raises as :meth:`transaction`."""
        for some in pages(sorted(jtis)):
            with self.transaction() as connection:
                connection.execute(delete(item_key).where(item_key.c.jti.in_(some)))

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()


def open_key_store(where: Path | str, ring: Path, *, new_id: str | None) -> KeyStore:
    """Open the key store; with ``new_id`` it is made where there is none, and its key ring with it.

    Raises :class:`StorageError` ``key_store_missing``, ``store_newer``, ``store_not_a_database``; as
    :class:`KeyRing` and :func:`open_database`.
    """
    if isinstance(where, Path):
        _folder(where, may_make=new_id is not None)
    engine = open_database(where)
    try:
        with translated(), engine.begin() as connection:
            found = _found(connection, engine)
        opened = KeyRing(ring) if found is not None or ring.exists() else make_key_ring(ring)
        if found is None:
            _make(engine, opened, new_id, where)
    except BaseException:
        engine.dispose()
        raise
    return KeyStore(engine, opened)


def pages(found: Iterable[str]) -> Iterator[list[str]]:
    """As many at a time as one statement names."""
    rest = iter(found)
    while some := list(islice(rest, PAGE)):
        yield some


def _found(connection: Connection, engine: Engine) -> str | None:
    if not engine.dialect.has_table(connection, identity.name):
        return None
    row = connection.execute(select(identity.c.id, identity.c.version)).one_or_none()
    if row is None:
        return None
    if row.version > VERSION:
        raise StorageError("store_newer", found=row.version, known=VERSION)
    return str(row.id)


def _make(engine: Engine, ring: KeyRing, new_id: str | None, where: Path | str) -> None:
    if new_id is None:
        raise StorageError("key_store_missing", file=_name(where))
    with translated(), engine.begin() as connection:
        metadata.create_all(connection)
        if connection.execute(select(identity.c.id)).first() is None:
            row = {"version": VERSION, "id": new_id, "kek": ring.ids[-1], "bound": False}
            connection.execute(insert(identity).values(row))


def _folder(where: Path, *, may_make: bool) -> None:
    if where.exists():
        return
    if not may_make:
        raise StorageError("key_store_missing", file=_name(where))
    try:
        where.parent.mkdir(mode=0o700, exist_ok=True)
        (where.parent / NO_BACKUP).write_text(_WHY, "ascii")
    except OSError as problem:
        raise StorageError("store_failed", kind=type(problem).__name__) from problem


def _name(where: Path | str) -> str:
    """What may be shown of it: no password."""
    return where.name if isinstance(where, Path) else where.rpartition("/")[2].partition("?")[0]

"""A shop's database of a former version is brought to this one with nothing lost, on both databases."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, create_engine, insert, select, update

from tests.real_postgresql import Places, Postgresql
from vault.core.errors import StorageError
from vault.shop import migrations, tables
from vault.shop.contents import Content
from vault.shop.database import open_database
from vault.shop.key_store import KeyStore
from vault.shop.migrations import NEWEST
from vault.shop.store import Store, open_store

FORMER = Path(__file__).parents[2] / "fixtures" / "shops" / "0001.sql"
SETS = [tables.metadata, tables.bookkeeping]


@pytest.fixture(params=["sqlite", "postgresql"])
def former(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Places]:
    """Where a database of version 0001 is."""
    path = tmp_path / "shop.db"
    with closing(sqlite3.connect(path)) as database:
        database.executescript(FORMER.read_text("utf-8"))
    if request.param == "sqlite":
        yield Places(path, tmp_path / "keys" / "item-keys.db", tmp_path / "ring")
        return
    server: Postgresql = request.getfixturevalue("server")
    places = Places(server.new(), server.new(), tmp_path / "ring")
    _copy(path, str(places.database))
    yield places


def _copy(path: Path, address: str) -> None:
    """The same tables and rows on PostgreSQL."""
    source, target, found = create_engine(f"sqlite:///{path}"), open_database(address), MetaData()
    found.reflect(source, resolve_fks=True)
    for table in found.tables.values():
        for column in table.columns:
            column.type = column.type.as_generic()
    found.create_all(target)
    with source.connect() as old, target.begin() as new:
        for table in found.sorted_tables:
            rows = [dict(row._mapping) for row in old.execute(select(table))]
            if rows:
                new.execute(insert(table), rows)
    source.dispose()
    target.dispose()


def rows_of(places: Places) -> dict[str, list[Any]]:
    engine, found = open_database(places.database), MetaData()
    found.reflect(engine)
    with engine.connect() as connection:
        rows = {
            name: sorted(map(repr, connection.execute(select(table)).all())) for name, table in found.tables.items()
        }
    engine.dispose()
    return rows


def said_before() -> dict[str, Content]:
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(FORMER.read_text("utf-8"))
        return {row[0]: Content(*row[1:]) for row in database.execute("SELECT * FROM content")}


def said(store: Store) -> dict[str, Content]:
    with store.transaction() as connection:
        jtis = connection.execute(select(tables.content.c.jti)).scalars().all()
        return store.contents.of(connection, jtis)


def test_nothing_is_lost_and_nothing_is_left_open(former: Places) -> None:
    before = rows_of(former)
    store = former.open()
    found = said(store)
    store.close()
    assert (found, len(found)) == (said_before(), 4)
    after = rows_of(former)
    for table in before.keys() - {"content"}:
        assert after[table] == before[table], table
    assert "content_open" not in after
    if isinstance(former.database, Path):
        assert b"Planted Phone" in FORMER.read_bytes()
        assert b"Planted Phone" not in former.database.read_bytes()
    store = former.open()
    assert said(store) == found
    store.close()


def test_it_has_the_tables_of_a_new_one(former: Places, tmp_path: Path) -> None:
    former.open().close()
    engine = open_database(former.database)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SETS) == []
    engine.dispose()


def test_what_is_interrupted_begins_again(former: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    before = rows_of(former)
    put = KeyStore.put

    def dies(self: KeyStore, keys: Any) -> None:
        put(self, keys)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(KeyStore, "put", dies)
        with pytest.raises(KeyboardInterrupt):
            former.open()
    assert rows_of(former) == before
    store = former.open()
    assert said(store) == said_before()
    store.close()


def test_a_newer_database_is_left_alone(former: Places) -> None:
    former.open().close()
    engine = open_database(former.database)
    with engine.begin() as connection:
        connection.execute(update(tables.version).values(version_num="0999"))
    engine.dispose()
    before = rows_of(former)
    with pytest.raises(StorageError, match="store_newer"):
        former.open()
    assert rows_of(former) == before


def test_the_newest_step_is_the_version_of_the_tables() -> None:
    scripts = ScriptDirectory(str(Path(migrations.__file__).parent))
    assert scripts.get_heads() == [NEWEST]


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "theirs.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE theirs (id INTEGER)")
    with pytest.raises(StorageError, match="store_not_a_database"):
        open_store(path)
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT name FROM sqlite_schema").fetchall() == [("theirs",)]

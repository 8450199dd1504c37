"""A snapshot holds everything that is committed, and nothing of it stays behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.unit.storage.backed_up import code_of, fill, the_slots
from tests.unit.storage.conftest import KEY, VAULT_ID
from vault.core.errors import VaultLocked
from vault.storage import settings, snapshot
from vault.storage.backup_file import Source
from vault.storage.connection import Database, connect
from vault.storage.contents import contents
from vault.storage.migrations import schema_steps


def taken(database: Database, folder: Path) -> Iterator[Source]:
    with snapshot.snapshot(database, the_slots(), KEY, folder) as source:
        yield source


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.startswith("vault.db")}


def test_a_snapshot_of_an_open_vault_has_everything_that_is_committed(database: Database, tmp_path: Path) -> None:
    fill(database)
    assert (tmp_path / "vault.db-wal").stat().st_size > 0  # most of it is not in the database's own file yet
    with database.read() as reader:
        said = contents(reader)
    for source in taken(database, tmp_path):
        assert names(tmp_path) == {snapshot.SCRATCH}
        assert source.snapshot.stat().st_mode & 0o777 == 0o600
        assert source.contents == said
        assert b"vvvv" not in source.snapshot.read_bytes()
        with closing(connect(source.snapshot, KEY, VAULT_ID, read_only=True)) as copy, copy.read() as reader:
            assert contents(reader) == said
            assert len(settings.settings(reader)) == 300
        assert names(tmp_path) == {snapshot.SCRATCH}  # looking at it writes nothing beside it
    assert names(tmp_path) == set()


def test_what_a_crash_left_goes(database: Database, tmp_path: Path) -> None:
    for suffix in ("", "-wal", "-journal"):
        for name in (snapshot.SCRATCH, snapshot.DRILL, snapshot.SURVEY):
            (tmp_path / f"{name}{suffix}").write_bytes(b"half")
    for source in taken(database, tmp_path):
        assert source.schema == len(schema_steps())
    assert names(tmp_path) == set()


def test_a_damaged_database_has_no_snapshot(database: Database, database_path: Path, tmp_path: Path) -> None:
    fill(database)
    database.close()
    data = bytearray(database_path.read_bytes())
    data[30 * 4096 + 7] ^= 1
    database_path.write_bytes(data)
    with closing(connect(database_path, KEY, VAULT_ID)) as damaged:
        assert code_of(lambda: list(taken(damaged, tmp_path))) == "database_damaged"
    assert names(tmp_path) == set()


def test_a_database_that_is_not_in_order_has_no_snapshot(database: Database, tmp_path: Path) -> None:
    fill(database)
    with database.transaction() as transaction:
        transaction.execute("DELETE FROM journal WHERE seq = 2")
    assert code_of(lambda: list(taken(database, tmp_path))) == "database_damaged"


def test_a_copy_that_differs_is_no_snapshot(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = iter([(), ("something",)])
    monkeypatch.setattr(snapshot, "contents", lambda reader: next(said))
    assert code_of(lambda: list(taken(database, tmp_path))) == "snapshot_differs"
    assert names(tmp_path) == set()


def test_a_closed_database_has_no_snapshot(database: Database, tmp_path: Path) -> None:
    database.close()
    with pytest.raises(VaultLocked):
        list(taken(database, tmp_path))
    with pytest.raises(VaultLocked):
        database.copy_to(tmp_path / "copy", KEY, VAULT_ID)
    assert names(tmp_path) == set()


def test_a_place_that_does_not_take_it(database: Database, tmp_path: Path) -> None:
    assert code_of(lambda: list(taken(database, tmp_path / "nowhere"))) == "file_missing"
    assert code_of(lambda: database.copy_to(tmp_path, KEY, VAULT_ID)) == "disk_failed"

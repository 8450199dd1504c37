from __future__ import annotations

import sqlite3
import stat
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, text

from tests.unit.shop.example import PHONE, Example, Vault
from vault.core.errors import StorageError
from vault.shop import tables
from vault.shop.erasure import STOPPED, erase
from vault.shop.store import open_store


def row(number: int) -> dict[str, Any]:
    return {"key": f"a.key_{number}", "purpose": None, "at": number, "outcome": "read"}


def test_a_transaction_is_all_or_nothing(tmp_path: Path) -> None:
    store = open_store(tmp_path / "shop.db")
    with pytest.raises(StorageError), store.transaction() as connection:
        connection.execute(insert(tables.reading), [row(1), {**row(2), "outcome": None}])
    with store.transaction() as connection:
        assert connection.execute(select(tables.reading)).all() == []
    store.close()


def test_what_was_committed_is_there_after_opening_again(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    store = open_store(path)
    with store.transaction() as connection:
        connection.execute(insert(tables.reading).values(**row(1)))
    store.close()
    store = open_store(path)
    with store.transaction() as connection:
        assert len(connection.execute(select(tables.reading)).all()) == 1
    store.close()


def test_the_file_is_the_owners_alone(tmp_path: Path) -> None:
    store = open_store(tmp_path / "shop.db")
    store.close()
    assert stat.S_IMODE((tmp_path / "shop.db").stat().st_mode) == 0o600


def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    path.touch()
    path.chmod(0o644)
    open_store(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_failure_is_one_of_ours_and_shows_no_value(tmp_path: Path) -> None:
    store = open_store(tmp_path / "shop.db")
    with pytest.raises(StorageError, match="store_failed") as caught, store.transaction() as connection:
        connection.execute(text("SELECT :value FROM nowhere"), {"value": "Planted"})
    assert "Planted" not in f"{caught.value} {caught.value.__cause__}"
    store.close()


def test_what_is_no_database_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    path.write_bytes(b"a letter to somebody" * 100)
    with pytest.raises(StorageError, match="store_not_a_database"):
        open_store(path)
    with pytest.raises(StorageError, match="store_failed"):
        open_store(tmp_path / "nowhere" / "shop.db")


def test_a_busy_database_is_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vault.shop.database.BUSY_SECONDS", 0.05)
    store = open_store(tmp_path / "shop.db")
    other = sqlite3.connect(tmp_path / "shop.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StorageError, match="store_failed"), store.transaction():
        pass
    other.close()
    store.close()


def test_erasing_leaves_no_byte_of_many_long_rows(sqlite_shop: Example, vault: Vault) -> None:
    """Pages split, merge and overflow: the file is searched for every planted value after every second one went."""
    shop = sqlite_shop
    shop.share(vault, {"phone": PHONE})
    with shop.shop.store.transaction() as connection:
        first = connection.execute(select(tables.item)).one()
        for number in range(400):
            values = {**first._mapping, "jti": f"urn:uuid:{number}"}
            connection.execute(insert(tables.item).values(**values))
            planted = f"Planted-{number:04d}-".encode() * (1 + number % 37 * number % 11)
            connection.execute(insert(tables.content).values(jti=values["jti"], sealed=planted))
    for number in range(0, 400, 2):
        with shop.shop.store.transaction() as connection:
            rows = connection.execute(select(tables.item).where(tables.item.c.jti == f"urn:uuid:{number}")).all()
            erase(connection, rows, state=STOPPED, now=shop.clock.now())
    found = b"".join(path.read_bytes() for path in shop.folder.iterdir() if path.is_file())
    assert [n for n in range(400) if f"Planted-{n:04d}".encode() in found] == list(range(1, 400, 2))

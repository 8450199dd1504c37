import json
from collections.abc import Callable
from pathlib import Path

import pytest

from vault.core.errors import StorageError
from vault.storage import anchor, journal
from vault.storage.canonical import canonical
from vault.storage.connection import Database
from vault.storage.secret import VaultKey

from .conftest import KEY, NOON


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "anchor"


def code_of(action: Callable[[], object]) -> str:
    with pytest.raises(StorageError) as caught:
        action()
    return caught.value.code


def add(database: Database) -> None:
    with database.transaction() as transaction:
        journal.append(transaction, NOON, "shared", {})


def change(database: Database, sql: str) -> None:
    with database.transaction() as transaction:
        transaction.execute(sql)


def test_an_anchor_reads_back_and_counts(database: Database, path: Path) -> None:
    first = anchor.write(path, database, KEY)
    add(database)
    second = anchor.write(path, database, KEY)
    assert (first.generation, second.generation) == (1, 2)
    assert first.journal_hash != second.journal_hash
    assert anchor.read(path, KEY) == second
    anchor.check(second, database)


def test_the_database_may_be_ahead(database: Database, path: Path) -> None:
    for found in (anchor.write(path, database, KEY), anchor.write(path, database, KEY)):
        add(database)
        add(database)
        anchor.check(found, database)


def test_however_often_writing_fails_the_database_is_one_ahead(database: Database, path: Path) -> None:
    found = anchor.write(path, database, KEY)
    for _ in range(3):
        add(database)
        with pytest.raises(StorageError):
            anchor.write(path / "nowhere", database, KEY)  # a file has no folder in it
        path.with_name(".anchor.new").mkdir()
        with pytest.raises(StorageError):
            anchor.write(path, database, KEY)
        path.with_name(".anchor.new").rmdir()
        anchor.check(found, database)
    add(database)
    later = anchor.write(path, database, KEY)
    assert later.generation == found.generation + 1
    anchor.check(later, database)


def test_an_anchor_two_back_was_put_back(database: Database, path: Path) -> None:
    old = anchor.write(path, database, KEY)
    anchor.write(path, database, KEY)
    anchor.check(old, database)
    anchor.write(path, database, KEY)
    assert code_of(lambda: anchor.check(old, database)) == "changed_outside"


@pytest.mark.parametrize(
    "sql", ["DELETE FROM journal WHERE seq = 2", "UPDATE vault_state SET state_generation = state_generation - 1"]
)
def test_a_database_behind_was_changed_outside(database: Database, path: Path, sql: str) -> None:
    add(database)
    add(database)
    found = anchor.write(path, database, KEY)
    change(database, sql)
    assert code_of(lambda: anchor.check(found, database)) == "changed_outside"


def test_a_database_without_its_state_is_damaged(database: Database, path: Path) -> None:
    found = anchor.write(path, database, KEY)
    change(database, "DELETE FROM vault_state")
    assert code_of(lambda: anchor.check(found, database)) == "database_damaged"
    assert code_of(lambda: anchor.write(path, database, KEY)) == "database_damaged"


def test_a_missing_anchor_is_said(path: Path) -> None:
    assert code_of(lambda: anchor.read(path, KEY)) == "anchor_missing"


def test_another_vaults_anchor_is_refused(database: Database, path: Path) -> None:
    anchor.write(path, database, VaultKey(b"o" * 32))
    assert code_of(lambda: anchor.read(path, KEY)) == "anchor_damaged"


def test_other_failures_of_the_disk_keep_their_code(path: Path) -> None:
    path.symlink_to("elsewhere")
    assert code_of(lambda: anchor.read(path, KEY)) == "link_refused"


def test_one_flipped_bit_is_noticed(database: Database, path: Path) -> None:
    anchor.write(path, database, KEY)
    whole = path.read_bytes()
    for place in range(len(whole)):
        broken = bytearray(whole)
        broken[place] ^= 1
        path.write_bytes(broken)
        assert code_of(lambda: anchor.read(path, KEY)) == "anchor_damaged"


@pytest.mark.parametrize(
    "change",
    [
        {"more": 1},
        {"mac": 1},
        {"mac": "zz"},
        {"journal": None},
        {"state_generation": [1]},
        {"state_generation": True},
        {"format": 0},
        {"\u00e9": 1},
    ],
)
def test_an_anchor_of_another_shape_is_damaged(database: Database, path: Path, change: dict[str, object]) -> None:
    anchor.write(path, database, KEY)
    path.write_text(json.dumps({**json.loads(path.read_text()), **change}))
    assert code_of(lambda: anchor.read(path, KEY)) == "anchor_damaged"


def test_a_later_format_is_said(database: Database, path: Path) -> None:
    anchor.write(path, database, KEY)
    content = json.loads(path.read_text()) | {"format": 2, "more": "later"}
    content.pop("mac")
    path.write_text(json.dumps({**content, "mac": KEY.mac("anchor 1", canonical(content)).hex()}))
    assert code_of(lambda: anchor.read(path, KEY)) == "vault_newer"


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"\xff", b" " * 2000])
def test_what_is_no_anchor_is_damaged(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    assert code_of(lambda: anchor.read(path, KEY)) in {"anchor_damaged", "file_too_large"}

import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from vault.core.errors import StorageError, VaultLocked
from vault.storage.connection import Database, Transaction, connect
from vault.storage.secret import VaultKey

from .conftest import KEY, VAULT_ID


def code_of(action: Callable[[], object]) -> str:
    with pytest.raises(StorageError) as caught:
        action()
    return caught.value.code


def fill(database: Database, rows: int = 200) -> None:
    with database.transaction() as transaction:
        for number in range(rows):
            transaction.execute("INSERT INTO setting (key, value) VALUES (?, ?)", (f"key {number}", "v" * 500))


def count(database: Database) -> int:
    with database.read() as reader:
        row = reader.row("SELECT count(*) AS many FROM setting")
    assert row is not None
    return int(row["many"])


def test_what_was_committed_is_there_again(database: Database, database_path: Path) -> None:
    fill(database)
    database.close()
    with closing(connect(database_path, KEY, VAULT_ID)) as again:
        assert count(again) == 200


def test_the_file_says_nothing_but_the_vaults_id(database: Database, database_path: Path) -> None:
    fill(database)
    database.close()
    data = database_path.read_bytes()
    assert data.startswith(bytes.fromhex(VAULT_ID))
    assert b"SQLite" not in data
    assert b"vvvv" not in data


def test_the_settings_that_keep_data_safe_are_on(database: Database) -> None:
    wanted = {
        "foreign_keys": 1,
        "secure_delete": 1,
        "temp_store": 2,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "synchronous": 2,
        "journal_mode": "wal",
    }
    with database.read() as reader:
        found = {}
        for name in wanted:
            row = reader.row(f"PRAGMA {name}")
            found[name] = row[name] if row else None
    assert found == wanted


def test_a_block_that_raises_is_undone(database: Database) -> None:
    def failing(transaction: Transaction) -> None:
        transaction.execute("INSERT INTO setting (key, value) VALUES ('a', '1')")
        raise KeyError

    with pytest.raises(KeyError), database.transaction() as transaction:
        failing(transaction)
    assert count(database) == 0


def test_blocks_do_not_nest_and_end_when_they_end(database: Database) -> None:
    with database.transaction() as transaction:
        with pytest.raises(RuntimeError, match="nest"), database.transaction():
            pass
        with pytest.raises(RuntimeError, match="nest"), database.read():
            pass
        transaction.execute("INSERT INTO setting (key, value) VALUES ('a', '1')")
    with pytest.raises(RuntimeError, match="ended"):
        transaction.execute("DELETE FROM setting")
    with database.read(), pytest.raises(RuntimeError, match="ended"):
        transaction.execute("DELETE FROM setting")
    assert count(database) == 1


def test_a_closed_database_is_a_locked_vault(database: Database) -> None:
    with pytest.raises(VaultLocked), database.transaction():
        database.close()
    database.close()
    with pytest.raises(VaultLocked), database.read():
        pass


def in_another_thread(action: Callable[[], object]) -> list[BaseException]:
    caught: list[BaseException] = []

    def run() -> None:
        try:
            action()
        except AssertionError as problem:
            caught.append(problem)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return caught


def test_another_thread_is_turned_away(database: Database) -> None:
    assert in_another_thread(lambda: count(database))
    assert in_another_thread(database.close)
    assert count(database) == 0


def test_a_thread_that_must_not_wait_opens_nothing(database_path: Path) -> None:
    with pytest.raises(AssertionError):
        connect(database_path, KEY, VAULT_ID, forbidden_thread=lambda: True)


def test_a_bug_stays_what_it_is(database: Database) -> None:
    with pytest.raises(Exception, match="no such table"), database.read() as reader:
        reader.rows("SELECT * FROM missing")
    with pytest.raises(Exception, match="FOREIGN KEY"), database.transaction() as transaction:
        transaction.execute("INSERT INTO token (jti, jwt) VALUES ('a', 'b')")


def test_another_key_or_another_file_is_the_wrong_file(database: Database, database_path: Path) -> None:
    fill(database)
    database.close()
    other = VaultKey(b"o" * 32)
    assert code_of(lambda: connect(database_path, KEY, "b6" * 16)) == "wrong_file"
    assert code_of(lambda: connect(database_path, other, "b6" * 16)) == "wrong_file"
    # This vault's own file, which its own key does not open, is damaged.
    assert code_of(lambda: connect(database_path, other, VAULT_ID)) == "database_damaged"
    for data in (b"A letter, not a database. " * 500, b"SQLite format 3\0" + bytes(8000), b"short"):
        database_path.write_bytes(data)
        assert code_of(lambda: connect(database_path, KEY, VAULT_ID)) == "wrong_file"


def open_and_read(path: Path) -> None:
    with closing(connect(path, KEY, VAULT_ID)) as database, database.read() as reader:
        reader.rows("SELECT * FROM setting ORDER BY value")


@pytest.mark.parametrize("place", [0, 15, 16, 100, 4095])
def test_one_flipped_bit_in_the_first_page_is_damage(database: Database, database_path: Path, place: int) -> None:
    database.close()
    data = bytearray(database_path.read_bytes())
    data[place] ^= 1
    database_path.write_bytes(data)
    assert code_of(lambda: open_and_read(database_path)) == "database_damaged"


def test_a_long_value_is_never_read_wrong(database: Database, database_path: Path) -> None:
    """Its end stands on pages of its own, which nothing but the HMAC checks."""
    value = "v" * 9000
    with database.transaction() as transaction:
        for number in range(4):
            transaction.execute("INSERT INTO setting (key, value) VALUES (?, ?)", (f"key {number}", value))
    database.close()
    whole, damaged = database_path.read_bytes(), 0
    for page in range(1, len(whole) // 4096):
        data = bytearray(whole)
        data[page * 4096 + 50] ^= 1
        database_path.write_bytes(data)
        try:
            opened = connect(database_path, KEY, VAULT_ID)
        except StorageError:
            continue
        with closing(opened):
            for number in range(4):
                try:
                    with opened.read() as reader:
                        row = reader.row("SELECT value FROM setting WHERE key = ?", (f"key {number}",))
                except StorageError:
                    damaged += 1
                    continue
                assert row is not None
                assert row["value"] == value
    assert damaged > 8


@pytest.mark.parametrize("size", [5, 4000, 4096, 4096 * 20, 4096 * 20 + 7])
def test_a_file_that_was_cut_is_damage(database: Database, database_path: Path, size: int) -> None:
    fill(database)
    database.close()
    database_path.write_bytes(database_path.read_bytes()[:size])
    assert code_of(lambda: open_and_read(database_path)) == "database_damaged"


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    assert code_of(lambda: connect(tmp_path / "nothing", KEY, VAULT_ID)) == "file_missing"
    assert code_of(lambda: connect(tmp_path, KEY, VAULT_ID)) == "disk_failed"
    (tmp_path / "vault.db").write_bytes(bytes.fromhex(VAULT_ID) + bytes(4080))
    (tmp_path / "vault.db-wal").mkdir()
    assert code_of(lambda: connect(tmp_path / "vault.db", KEY, VAULT_ID)) in {"disk_failed", "database_damaged"}


def test_a_full_disk_undoes_the_block_and_loses_nothing(database: Database) -> None:
    fill(database)
    with database.read() as reader:
        reader.rows("PRAGMA max_page_count = 50")  # SQLite then answers as on a full disk
    assert code_of(lambda: fill_again(database)) == "disk_full"
    assert count(database) == 200


def fill_again(database: Database) -> None:
    with database.transaction() as transaction:
        for number in range(2000):
            transaction.execute("INSERT INTO setting (key, value) VALUES (?, ?)", (f"more {number}", "w" * 500))


def test_a_database_that_may_only_be_read(database: Database) -> None:
    with database.read() as reader:
        reader.rows("PRAGMA query_only = ON")
    assert code_of(lambda: fill(database)) == "read_only"


def test_a_database_that_another_holds(database: Database, database_path: Path) -> None:
    with closing(connect(database_path, KEY, VAULT_ID)) as other:
        with other.read() as reader:
            reader.rows("PRAGMA busy_timeout = 1")
        with database.transaction():
            assert code_of(lambda: fill(other)) == "database_busy"

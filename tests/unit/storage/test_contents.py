"""Counts and hashes of tables: the same for the same records, different for any difference."""

from __future__ import annotations

import pytest

from tests.unit.storage.backed_up import fill
from vault.core.value import Value
from vault.storage import contents, preferences, settings
from vault.storage.connection import Database
from vault.storage.contents import Content

from .conftest import NOON


def told(database: Database) -> dict[str, Content]:
    with database.read() as reader:
        return {each.table: each for each in contents.contents(reader)}


def test_every_table_is_told_and_no_part_of_an_index(database: Database) -> None:
    found = told(database)
    assert {"journal", "preference", "preference_search", "draft", "vault_state"} <= found.keys()
    assert not any(name.startswith(("sqlite_", "preference_search_")) for name in found)
    assert {name for name, each in found.items() if each.rows} == {"vault_state"}


def test_any_change_changes_its_table_and_no_other(database: Database) -> None:
    fill(database)
    before = told(database)
    with database.transaction() as transaction:
        settings.put(transaction, "key 7", "w" * 200)
    after = told(database)
    assert {name for name in before if before[name] != after[name]} == {"setting"}
    assert before["setting"].rows == after["setting"].rows == 300


def test_the_same_in_other_columns_is_something_else(database: Database) -> None:
    hashes = set()
    for key, value in (("ab", '"c"'), ("a", '"bc"'), ("abc", "null")):
        with database.transaction() as transaction:
            transaction.execute("DELETE FROM setting")
            transaction.execute("INSERT INTO setting (key, value) VALUES (?, ?)", (key, value))
        hashes.add(told(database)["setting"].sha256)
    assert len(hashes) == 3


def test_a_table_of_many_rows_is_read_piece_by_piece(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    with database.transaction() as transaction:
        for number in range(25):
            change = preferences.Change(f"key {number}", NOON, Value(str(number)))
            preferences.add_change(transaction, change)
        transaction.execute("DELETE FROM preference_history WHERE id IN (3, 10, 11)")
    whole = told(database)["preference_history"]
    assert whole.rows == 22
    for size in (1, 2, 5, 11, 22, 23):
        monkeypatch.setattr(contents, "ROWS_AT_ONCE", size)
        assert told(database)["preference_history"] == whole


def test_columns_and_keys_are_told(database: Database) -> None:
    with database.read() as reader:
        assert contents.columns(reader, "setting") == ("key", "value")
        assert contents.primary_key(reader, "setting") == ("key",)
        assert contents.primary_key(reader, "shop") == ("host",)
        assert contents.primary_key(reader, "consent") is None
        assert contents.primary_key(reader, "no such table") is None
    assert contents.quoted('a"b') == '"a""b"'

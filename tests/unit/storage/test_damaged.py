"""Reading past damaged pages: every record that stands on a page of its own comes back."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.unit.storage.backed_up import code_of
from vault.core.errors import StorageError
from vault.core.value import Value
from vault.storage import damaged, preferences, settings
from vault.storage.connection import Database
from vault.storage.damaged import Damaged

from .conftest import KEY, NOON, VAULT_ID

PAGE = 4096
ROWS = 600


@pytest.fixture
def many(database: Database, database_path: Path) -> Path:
    """Six hundred rows in a table by number, a few of them removed, and as many in one by key."""
    with database.transaction() as transaction:
        for number in range(ROWS):
            preferences.add_change(transaction, preferences.Change(f"key {number}", NOON, Value("v" * 200)))
            settings.put(transaction, f"shop-{number % 26}.key/{number:04}", "v" * 200)
        transaction.execute("DELETE FROM preference_history WHERE id % 100 IN (7, 8)")
    database.close()
    return database_path


def damage(path: Path, pages: Iterable[int]) -> None:
    data = bytearray(path.read_bytes())
    for page in pages:
        data[(page - 1) * PAGE + 99] ^= 1
    path.write_bytes(data)


def names(path: Path, table: str, column: str) -> tuple[list[str | int], dict[str, int]]:
    with closing(Damaged(path, KEY, VAULT_ID)) as opened:
        return [row[column] for row in opened.rows(table)], opened.unreadable


@pytest.mark.parametrize(("table", "column"), [("preference_history", "id"), ("setting", "key")])
def test_a_whole_table_is_read_in_the_order_of_its_key(many: Path, table: str, column: str) -> None:
    found, unreadable = names(many, table, column)
    assert found == sorted(found)
    assert len(found) == (ROWS if table == "setting" else ROWS - 12)
    assert unreadable == {}


def read(path: Path, table: str, column: str) -> list[str | int] | None:
    """The keys that can be read, or None where the damage hides which tables there are."""
    with suppress(StorageError):
        return names(path, table, column)[0]
    assert code_of(lambda: names(path, table, column)) == "database_damaged"
    return None


@pytest.mark.parametrize(("table", "column"), [("preference_history", "id"), ("setting", "key")])
def test_each_damaged_page_costs_its_own_rows_and_no_more(many: Path, table: str, column: str) -> None:
    whole, unharmed = names(many, table, column)[0], many.read_bytes()
    costs = []
    for page in range(2, len(unharmed) // PAGE + 1, 3):
        many.write_bytes(unharmed)
        damage(many, [page])
        found = read(many, table, column)
        if found is not None:
            assert found == sorted(found)
            assert set(found) <= set(whole)
            costs.append(len(whole) - len(found))
    assert sum(20 >= cost > 0 for cost in costs) > 8
    # The few pages that lead to others, without which what stands on those cannot be found.
    assert sum(cost > 20 for cost in costs) <= 3


@pytest.mark.parametrize(("table", "column"), [("preference_history", "id"), ("setting", "key")])
def test_many_damaged_pages_cost_their_own_rows(many: Path, table: str, column: str) -> None:
    """Every sixth page of the file: what stands between two of them is found all the same."""
    whole, unharmed = names(many, table, column)[0], many.read_bytes()
    kept = []
    for first in range(2, 8):
        many.write_bytes(unharmed)
        damage(many, range(first, len(unharmed) // PAGE + 1, 6))
        found = read(many, table, column)
        if found:
            assert found == sorted(found)
            assert set(found) <= set(whole)
            kept.append(len(found))
    assert len(kept) >= 2
    assert max(kept) > len(whole) * 0.6


def test_a_file_that_does_not_tell_its_tables_tells_nothing(many: Path) -> None:
    damage(many, [1])
    assert code_of(lambda: Damaged(many, KEY, VAULT_ID)) == "database_damaged"


def test_past_a_last_page_that_is_lost_it_comes_to_an_end(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then nothing says how far the numbers go."""
    monkeypatch.setattr(damaged, "MOST_UNREADABLE", 40)
    whole, unharmed = names(many, "preference_history", "id")[0], many.read_bytes()
    ends = []
    for page in range(len(unharmed) // PAGE, 1, -1):
        many.write_bytes(unharmed)
        damage(many, [page])
        found = read(many, "preference_history", "id")
        if found and found[-1] != whole[-1]:
            ends.append(found)
            break
    (found,) = ends
    assert found == whole[: len(found)]
    assert len(whole) - len(found) <= 20


def test_columns_and_tables_are_told(many: Path) -> None:
    with closing(Damaged(many, KEY, VAULT_ID)) as opened:
        assert opened.columns("setting") == {"key", "value"}
        assert {"setting", "journal", "draft"} <= set(opened.tables())
        assert list(opened.rows("draft")) == list(opened.rows("shop")) == list(opened.rows("journal")) == []

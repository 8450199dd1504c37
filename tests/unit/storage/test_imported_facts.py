"""Kept lines of shops' own data: many, in pages, and no part of opening a vault."""

from __future__ import annotations

import pytest

from vault.core.value import Json
from vault.storage import imported_facts
from vault.storage.connection import Database
from vault.storage.imported_facts import MAX_FACT, MAX_MEMBERS, PAGE, ImportedFact

from .conftest import NOON

SOCKS: dict[str, Json] = {"title": "Socks, “warm” \N{SNOWMAN}", "quantity": 2, "gift": True, "brand": None}


def numbered(count: int) -> list[dict[str, Json]]:
    return [{"title": f"line {number}"} for number in range(1, count + 1)]


def test_lines_are_kept_counted_walked_and_removed_by_source(database: Database) -> None:
    count = 2 * PAGE + 1
    with database.transaction() as transaction:
        assert imported_facts.add(transaction, "bol", numbered(count), NOON) == count
        assert imported_facts.add(transaction, "amazon", [SOCKS], NOON) == 1
        assert imported_facts.add(transaction, "bol", [SOCKS], NOON) == 1
        assert imported_facts.add(transaction, "bol", [], NOON) == 0
        assert imported_facts.counts(transaction) == {"amazon": 1, "bol": count + 1}
        assert list(imported_facts.walk(transaction, "amazon")) == [ImportedFact("amazon", 1, SOCKS, NOON)]
        found = list(imported_facts.walk(transaction, "bol"))
        assert [each.seq for each in found] == list(range(1, count + 2))
        assert [each.fact for each in found] == [*numbered(count), SOCKS]
        assert len(list(imported_facts.walk(transaction))) == count + 2
        imported_facts.remove(transaction, "bol")
        assert imported_facts.counts(transaction) == {"amazon": 1}


@pytest.mark.parametrize("count", [PAGE - 1, PAGE, PAGE + 1])
def test_the_end_of_a_page_is_not_the_end(database: Database, count: int) -> None:
    with database.transaction() as transaction:
        imported_facts.add(transaction, "bol", numbered(count), NOON)
        assert [each.fact for each in imported_facts.walk(transaction)] == numbered(count)


@pytest.mark.parametrize(
    "fact",
    [{"title": "x" * MAX_FACT}, {f"m{number}": 1 for number in range(MAX_MEMBERS + 1)}, {"a": [1]}, {"a": {"b": 1}}],
)
def test_a_line_that_does_not_fit_keeps_none_of_them(database: Database, fact: dict[str, Json]) -> None:
    assert not imported_facts.fits(fact)
    with pytest.raises(ValueError, match="a fact is"), database.transaction() as transaction:
        imported_facts.add(transaction, "bol", [SOCKS, fact], NOON)
    with database.read() as reader:
        assert imported_facts.counts(reader) == {}


def test_a_representation_says_nothing_of_the_line() -> None:
    assert "Socks" not in repr(ImportedFact("amazon", 1, SOCKS, NOON))


def test_a_fact_is_the_same_packed_or_not() -> None:
    packed = imported_facts.packed(SOCKS)
    assert dict(packed) == dict(packed.items()) == SOCKS
    assert packed == SOCKS == packed
    assert packed == imported_facts.packed(dict(reversed(SOCKS.items())))
    assert packed != imported_facts.packed({**SOCKS, "brand": "Another"})
    assert len(packed) == len(SOCKS)
    assert "Socks" not in repr(packed)

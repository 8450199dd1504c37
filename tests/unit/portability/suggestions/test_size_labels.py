"""Sizes as shops print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.catalogue_values import shipped
from vault.core.catalogue import SizeTable
from vault.portability.suggestions.size_labels import read_size
from vault.portability.suggestions.sizes_worn import SIZED

TABLES = {key: table for key in SIZED.values() if (table := shipped().entry(key).table) is not None}
SHOE, TOP, TROUSERS = (TABLES[f"clothing.{each}_size"] for each in ("shoe", "top", "trouser"))
RING, GLOVE = TABLES["clothing.ring_size"], TABLES["clothing.glove_size"]


def read(table: SizeTable, text: str, *worn_by: str) -> tuple[str, str] | None:
    found = read_size(table, text, worn_by)
    return None if found is None else (found.system, table.rows[found.row][found.system])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("43", ("EU", "43")), ("EU 43", ("EU", "43")), ("43 EU", ("EU", "43")), ("Maat 43", ("EU", "43")),
        ("Gr. 43", ("EU", "43")), ("Size: 43,5", ("EU", "43.5")), ("EUR 43 1/3", ("EU", "43.5")),
        ("42⅔", ("EU", "42.5")), ("UK 9", ("UK", "9")), ("9 UK", ("UK", "9")), ("UK 9.5", ("UK", "9.5")),
        ("US 10 men", ("US men", "10")), ("US M 10", ("US men", "10")), ("US W 7.5", ("US women", "7.5")),
        ("US 10", None), ("9", None), ("UK 9 / EU 43", None), ("43-44", None), ("one size", None), ("", None),
        ("27 cm", ("cm", "27")), ("900", None), ("L", None), ("4" * 40, None),
    ],
)  # fmt: skip
def test_shoes(text: str, said: tuple[str, str] | None) -> None:
    assert read(SHOE, text) == said


def test_an_american_shoe_is_a_mans_or_a_womans_by_the_products_words() -> None:
    assert read(SHOE, "US 10", "men") == ("US men", "10")
    assert read(SHOE, "US 10", "women") == ("US women", "10")
    assert read(SHOE, "US 10", "men", "women") is None


@pytest.mark.parametrize(
    ("text", "worn_by", "said"),
    [
        ("L", (), ("INT", "L")), ("m", (), ("INT", "M")), ("Maat XL", (), ("INT", "XL")),
        ("EU 50", ("men",), ("EU men", "50")), ("50", ("men",), ("EU men", "50")),
        ("40", ("women",), ("EU women", "40")),
        ("40", (), None), ("48", ("women",), None), ("3XL", (), None), ("UK 12", ("women",), ("UK women", "12")),
    ],
)  # fmt: skip
def test_tops(text: str, worn_by: tuple[str, ...], said: tuple[str, str] | None) -> None:
    assert read(TOP, text, *worn_by) == said


@pytest.mark.parametrize(
    ("text", "said", "length"),
    [
        ("W32/L34", ("W", "32"), "34"), ("32/34", ("W", "32"), "34"), ("32 34", ("W", "32"), "34"),
        ("W 32", ("W", "32"), None), ("32", ("W", "32"), None), ("L", None, None),
    ],
)  # fmt: skip
def test_trousers(text: str, said: tuple[str, str] | None, length: str | None) -> None:
    assert read(TROUSERS, text) == said
    found = read_size(TROUSERS, text)
    assert (found.length if found is not None else None) == length


def test_rings_and_gloves() -> None:
    assert read(RING, "54") == ("EU", "54")
    assert read(RING, "17.2") == ("Ø mm", "17.2")
    assert read(GLOVE, "M") == ("INT", "M")
    assert read(GLOVE, "8,5") == ("EU", "8.5")


@pytest.mark.parametrize("key", TABLES)
def test_every_size_of_a_table_is_read_as_itself_or_not_at_all(key: str) -> None:
    table, seen = TABLES[key], 0
    for number, row in enumerate(table.rows):
        for system, size in row.items():
            found = read_size(table, f"{system} {size}")
            assert found is None or table.rows[found.row].get(found.system) == size
            assert found is None or (found.row, found.system) == (number, system), f"{system} {size}"
            seen += found is not None
    assert seen >= len(table.rows) / 2


@given(st.sampled_from(sorted(TABLES)), st.text(max_size=40), st.frozensets(st.sampled_from(["men", "women"])))
def test_any_text_is_a_size_or_none(key: str, text: str, worn_by: frozenset[str]) -> None:
    found = read_size(TABLES[key], text, worn_by)
    assert found is None or found.system in TABLES[key].rows[found.row]

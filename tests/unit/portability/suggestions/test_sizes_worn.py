"""Sizes that fit, lately more than long ago."""

from __future__ import annotations

import gc
from datetime import date

from tests.unit.core.catalogue_values import shipped
from tests.unit.portability.suggestions.lines import concluded, line, suggester
from vault.core.value import Value
from vault.portability.suggestions.size_labels import Size
from vault.portability.suggestions.sizes_worn import MOST_BRANDS, MOST_HELD, SizesWorn
from vault.portability.suggestions.suggestion import Counts, Evidence
from vault.portability.suggestions.tally import MOST_ROWS
from vault.portability.takeouts.purchase import Purchase

SHOE = "clothing.shoe_size"


def shoes(size: str, count: int, year: int, **given: object) -> list[Purchase]:
    return [line("Sneaker", size=size, at=date(year, 1 + at % 12, 3), line=at + 1, **given) for at in range(count)]


def test_lately_counts_more_than_long_ago() -> None:
    found = concluded([*shoes("42", 20, 2017), *shoes("43", 6, 2025)])[SHOE]
    assert (found.value, found.counts) == (Value("43", system="EU"), Counts(6, 6))
    assert found.rows[0].at == date(2025, 6, 3)


def test_what_was_sent_back_counts_against() -> None:
    found = concluded([*shoes("44", 4, 2025), *shoes("44", 4, 2025, kind="returned"), *shoes("43", 3, 2025)])[SHOE]
    assert (found.value, found.counts) == (Value("43", system="EU"), Counts(3, 7))
    assert concluded([*shoes("44", 2, 2025), *shoes("44", 2, 2025, kind="returned")]) == {}


def test_one_size_in_several_systems_is_one_size_in_the_system_most_bought_in() -> None:
    found = concluded([*shoes("UK 9", 2, 2025), *shoes("43", 3, 2025), *shoes("US 10 men", 1, 2025)])[SHOE]
    assert (found.value, found.counts) == (Value("43", system="EU"), Counts(6, 6))
    assert concluded([*shoes("UK 9", 4, 2025), *shoes("43", 1, 2025)])[SHOE].value == Value("9", system="UK")


def test_one_purchase_says_nothing() -> None:
    assert concluded(shoes("43", 1, 2025)) == {}


def test_a_brand_where_another_size_fits() -> None:
    lines = [
        *shoes("43", 6, 2025, brand="Groenekom"),
        *shoes("44", 4, 2025, brand="VOLTA"),
        *shoes("40", 1, 2025, brand="x"),
    ]
    found = concluded(lines)
    assert {each for each in found if each.startswith(SHOE)} == {SHOE, f"{SHOE} groenekom", f"{SHOE} volta"}
    assert found[f"{SHOE} volta"].brand == "VOLTA"
    assert found[f"{SHOE} volta"].value == Value("44", system="EU")


def test_trousers_have_a_width_and_a_length() -> None:
    found = concluded([line("Jeans", size="W32/L34")] * 3)
    assert found["clothing.trouser_size"].value == Value("32", system="W")
    assert found["clothing.trouser_length"].value == Value("l34")


def test_a_set_of_several_kinds_says_no_size() -> None:
    assert concluded([line("Shirt and trousers", size="L")] * 4) == {}


def test_memory_is_bounded_by_brands_and_rows() -> None:
    many = [line("Sneaker", size="43", brand=f"Brand {at}", line=at) for at in range(3 * MOST_BRANDS)]
    made = suggester([*many, *shoes("43", 2 * MOST_ROWS, 2026, brand="Kept")])
    found = {each.id: each for each in made.conclude()}
    assert len(found[SHOE].rows) == MOST_ROWS
    assert found[SHOE].counts == Counts(3 * MOST_BRANDS + 2 * MOST_ROWS, 3 * MOST_BRANDS + 2 * MOST_ROWS)
    assert found[f"{SHOE} kept"].counts.kept == 2 * MOST_ROWS


def test_brands_made_up_to_fill_memory_are_forgotten_with_their_rows() -> None:
    worn = SizesWorn(shipped().entry(SHOE), "shoe")
    made_up = [
        (line("Sneaker", size="43", brand=f"{at % (2 * MOST_BRANDS)}", line=at), Size(at // 1000 % 20, "EU"))
        for at in range(4 * MOST_HELD)
    ]
    before = _objects(Evidence)
    for each, size in made_up:
        worn.add(each, size)
    most_of_all_sizes = 20 * MOST_ROWS
    assert _objects(Evidence) - before <= 2 * MOST_HELD + most_of_all_sizes


def _objects(kind: type) -> int:
    return sum(type(each) is kind for each in gc.get_objects())

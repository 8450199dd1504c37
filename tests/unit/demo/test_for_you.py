from __future__ import annotations

import pytest

from vault.core.value import Precision, Value
from vault.demo.for_you import (
    FEET,
    MATERIALS,
    PRICE,
    SIZE,
    SPORTS,
    WIDTH,
    chosen,
    counting,
    fits,
    kind_to_feet,
    sizes_in_stock,
)
from vault.demo.shoes import SECTIONS, SHOES, Shoe
from vault.demo.shop_words import because, card_line, in_words, read_words
from vault.shop import bundled_catalogue

CATALOGUE = bundled_catalogue()
RANGE, CATEGORY = Precision.RANGE, Precision.CATEGORY
SHARED = {
    SIZE: Value("43", system="EU"),
    SPORTS: Value(("running",), precision=CATEGORY),
    WIDTH: Value("wide", precision=CATEGORY),
    MATERIALS: Value(("leather",)),
}


def named(name: str) -> Shoe:
    return next(shoe for shoe in SHOES if shoe.name == name)


DUNE, DERBY, VELCRO, BEEK = named("Dune 3"), named("Plein Derby"), named("Hop Velcro"), named("Beek Trail")


def test_nothing_shared_changes_nothing() -> None:
    assert chosen(SHOES, {}, CATALOGUE) == list(SHOES)


@pytest.mark.parametrize(
    ("value", "sizes"),
    [
        (Value("43", system="EU"), ("43",)),
        (Value("43.5", system="EU"), ("43.5",)),
        (Value("36", system="EU"), ()),
        (Value("9", system="UK"), ("43",)),
        (Value("11.5", system="US women"), ("43",)),
        (Value("31.5", system="cm"), ()),  # between EU 49 and 50
        (Value(minimum="42", maximum="43", system="EU", precision=RANGE), ("42", "42.5", "43")),
        (Value(minimum="8", maximum="9", system="UK", precision=RANGE), ("42", "42.5", "43")),
        (Value("adult", precision=CATEGORY), DUNE.sizes),
        (Value("child", precision=CATEGORY), ()),
    ],
)
def test_sizes_by_system_range_and_category(value: Value, sizes: tuple[str, ...]) -> None:
    assert sizes_in_stock(DUNE, value, CATALOGUE) == sizes


def test_a_size_without_an_eu_size_is_the_nearest_two() -> None:
    assert sizes_in_stock(VELCRO, Value("19.5", system="cm"), CATALOGUE) == ("31", "32")


def test_childrens_sizes_are_childrens_shoes() -> None:
    child = {SIZE: Value("child", precision=CATEGORY)}
    assert {shoe.kind.section for shoe in chosen(SHOES, child, CATALOGUE)} == {"kids"}


@pytest.mark.parametrize(
    ("shoe", "key", "value", "good"),
    [
        (DUNE, SPORTS, Value(("running_road", "yoga")), True),
        (DUNE, SPORTS, Value(("running_trail",)), False),
        (DUNE, SPORTS, Value(("running",), precision=CATEGORY), True),
        (DUNE, SPORTS, Value(("walking",), precision=CATEGORY), False),
        (DERBY, SPORTS, Value(("running",), precision=CATEGORY), False),
        (DUNE, WIDTH, Value("k"), True),
        (DERBY, WIDTH, Value("k"), False),
        (DERBY, WIDTH, Value("wide", precision=CATEGORY), True),
        (DERBY, WIDTH, Value("narrow", precision=CATEGORY), False),
        (DERBY, MATERIALS, Value(("leather", "wool")), False),
        (DUNE, MATERIALS, Value(("leather", "wool")), True),
        (DUNE, PRICE, Value(minimum="80", maximum="129", unit="EUR"), True),
        (DUNE, PRICE, Value(minimum="50", maximum="100", unit="EUR", precision=RANGE), False),
    ],
)
def test_each_value_decides_by_itself(shoe: Shoe, key: str, value: Value, good: bool) -> None:
    assert fits(shoe, key, value, CATALOGUE) is good


def test_all_together_leave_only_what_fits_all() -> None:
    found = chosen(SHOES, SHARED, CATALOGUE)
    assert len(found) >= 8
    for shoe in found:
        assert "43" in shoe.sizes
        assert {"h", "k"} & set(shoe.widths)
        assert "leather" not in shoe.materials
        assert shoe.kind.section == "running"
    assert BEEK not in found  # it has leather


def test_foot_health_moves_shoes_forward_and_leaves_none_out() -> None:
    for value in (Value(("insoles",)), Value(("room",), precision=CATEGORY)):
        found = chosen(SHOES, {FEET: value}, CATALOGUE)
        kind = [kind_to_feet(shoe, value, CATALOGUE) for shoe in found]
        assert kind == sorted(kind, reverse=True)
        assert sum(kind) >= 3
        assert {shoe.id for shoe in found} == {shoe.id for shoe in SHOES}


def test_sport_counts_where_sport_is_sold() -> None:
    sections = {section.id: section for section in SECTIONS}
    assert counting(SHARED, None) == counting(SHARED, sections["walking"]) == SHARED
    assert set(counting(SHARED, sections["smart"])) == {SIZE, WIDTH, MATERIALS}


def test_what_was_shared_is_said_back() -> None:
    english, dutch = read_words("en"), read_words("nl")
    assert because(SHARED, CATALOGUE, english) == ["shoe size 43", "likes: running", "wide fit", "no leather"]
    assert because(SHARED, CATALOGUE, dutch) == ["schoenmaat 43", "houdt van: hardlopen", "breed model", "geen leer"]
    assert in_words(SHARED, CATALOGUE, english) == "in EU 43, for your sport, wide, without leather"
    coarse = {
        SIZE: Value("adult", precision=CATEGORY),
        SPORTS: Value(("running_road", "yoga", "padel")),
        WIDTH: Value("h"),
        PRICE: Value(minimum="80", maximum="140", unit="EUR"),
        FEET: Value(("flat_feet",)),
    }
    said = because(coarse, CATALOGUE, english)
    assert said == ["adult sizes", "likes: road running + 2", "width H", "€80–140", "good for your feet"]  # noqa: RUF001
    assert in_words(coarse, CATALOGUE, dutch) == (
        "in volwassen maten, voor jouw sport, wijdte H, voor € 80–140"  # noqa: RUF001
    )


def test_a_card_says_of_a_shoe_only_what_was_shared() -> None:
    words = read_words("en")
    size = {SIZE: SHARED[SIZE]}
    assert card_line(DUNE, {}, CATALOGUE, words) == "EU 38–47"  # noqa: RUF001
    assert card_line(DUNE, {WIDTH: SHARED[WIDTH]}, CATALOGUE, words) == "Wide, EU 38–47"  # noqa: RUF001
    assert card_line(DUNE, size, CATALOGUE, words) == "EU 43 in stock"
    assert card_line(named("Vaals Trail"), SHARED, CATALOGUE, words) == "Wide, last 2 in EU 43"
    assert card_line(named("Heuvel Boot"), size, CATALOGUE, words) == "Last pair in EU 43"
    roughly = {SIZE: Value(minimum="42", maximum="43", system="EU", precision=RANGE)}
    assert card_line(DUNE, roughly, CATALOGUE, words) == "EU 42–43 in stock"  # noqa: RUF001
    feet = {FEET: Value(("room",), precision=CATEGORY)}
    assert card_line(DUNE, feet, CATALOGUE, words) == "EU 38–47, more room"  # noqa: RUF001

"""Size help: known sizes against the formulas that the tables name, and rules that hold for every size."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.catalogue_values import shipped
from vault import bundled
from vault.core.errors import ChoiceError
from vault.core.sizes import SizeChart, elsewhere, parse_charts, row_of, same_size, waist_and_length
from vault.core.value import Value
from vault.core.wording import read_words

CHARTS = parse_charts(bundled.read("sizes/charts.json"), shipped())
SIZED = [entry for entry in shipped().entries.values() if entry.table is not None]
HALF = 0.5


def chart(chart_id: str) -> SizeChart:
    return next(each for each in CHARTS if each.id == chart_id)


def number(size: str) -> float:
    return float(size)


@pytest.mark.parametrize(
    ("key", "typed", "expected"),
    [
        ("clothing.shoe_size", "EU 43", {"UK": "9", "US men": "10", "US women": "11.5", "cm": "27"}),
        ("clothing.shoe_size", "EU 28", {"UK child": "10", "US child": "10.5", "cm": "17"}),
        ("clothing.ring_size", "EU 54", {"Ø mm": "17.2", "UK": "N"}),
        ("clothing.glove_size", "EU 8", {"INT": "M", "cm": "20.5"}),
        ("clothing.top_size", "INT M", {"EU women": "40", "EU men": "48", "UK women": "12", "US women": "8"}),
        ("clothing.trouser_size", "W 32", {"EU men": "48", "cm": "81.5"}),
    ],
)
def test_known_sizes(key: str, typed: str, expected: dict[str, str]) -> None:
    entry = shipped().entry(key)
    found = dict(elsewhere(entry, read_words(entry, typed)))
    assert found.items() >= expected.items()


def test_what_is_no_size_has_no_other_name() -> None:
    sports = shipped().entry("media.sports")
    assert elsewhere(sports, read_words(sports, "running_road")) == ()
    shoe = shipped().entry("clothing.shoe_size")
    assert elsewhere(shoe, Value("43")) == ()
    assert shoe.table is not None
    assert (
        same_size(shoe.table, "EU", "71") == same_size(shoe.table, "ELF", "43") == same_size(shoe.table, "EU", "") == ()
    )


def test_a_size_between_rows_is_said_to_be_near() -> None:
    table = shipped().entry("clothing.shoe_size").table
    assert table is not None
    found = {each.system: each for each in same_size(table, "EU", "39")}
    assert (found["UK"].size, found["UK"].exact) == ("5.5", False)
    assert (found["cm"].size, found["cm"].exact) == ("24.5", True)
    assert "UK child" not in found


@st.composite
def sizes(draw: st.DrawFn) -> tuple[str, str, str]:
    entry = draw(st.sampled_from(SIZED))
    assert entry.table is not None
    row = draw(st.sampled_from(entry.table.rows))
    system = draw(st.sampled_from(sorted(row)))
    return entry.key, system, row[system]


@given(sizes())
def test_there_and_back_is_the_same_row(found: tuple[str, str, str]) -> None:
    key, system, size = found
    table = shipped().entry(key).table
    assert table is not None
    at = row_of(table, system, size)
    for other in same_size(table, system, size):
        back = row_of(table, other.system, other.size)
        assert at is not None
        assert back is not None
        assert abs(back - at) <= 2
        if other.exact:
            assert {each.system: each.size for each in same_size(table, other.system, other.size)}[system] == size


@given(sizes(), st.sampled_from([str.lower, str.upper, lambda text: f" {text} ", lambda text: text.replace(".", ",")]))
def test_a_size_is_found_however_it_is_spelled(found: tuple[str, str, str], spell: object) -> None:
    key, system, size = found
    table = shipped().entry(key).table
    assert table is not None
    assert row_of(table, system, spell(size)) == row_of(table, system, size)  # type: ignore[operator]


@pytest.mark.parametrize("found", CHARTS, ids=lambda each: each.id)
def test_columns_only_grow_and_every_chart_says_where_it_comes_from(found: SizeChart) -> None:
    for system in found.systems:
        sizes_of = [row[system] for row in found.rows if system in row]
        assert len(sizes_of) > 2
        if all(each.replace(".", "").isdigit() for each in sizes_of):
            assert all(number(one) < number(other) for one, other in pairwise(sizes_of))
    for text in (found.title, found.measure, found.source):
        assert text.keys() == {"en", "nl"}
        for said in text.values():
            assert all(0 < len(sentence.split()) <= 15 for sentence in said.split(". "))


def test_shoes_follow_the_formulas() -> None:
    """With the last 1.5 cm longer than the foot; a row is at most half a size away from each."""
    for row in chart("shoes").rows:
        if "cm" not in row:
            continue
        last = number(row["cm"]) + 1.5
        for system, expected in (
            ("EU", last * 1.5),
            ("UK", 3 * last / 2.54 - 25),
            ("US men", 3 * last / 2.54 - 24),
            ("US women", 3 * last / 2.54 - 22.5),
        ):
            if system in row:
                assert abs(number(row[system]) - expected) <= 0.5


def test_rings_follow_the_circumference() -> None:
    for row in chart("rings").rows:
        if "EU" in row:
            assert abs(number(row["EU"]) - number(row["Ø mm"]) * 3.14159) <= HALF


@pytest.mark.parametrize("change", [{"key": "no.such"}, {"systems": ["Mars"]}, {"key": "media.sports"}])
def test_a_chart_of_something_else_is_a_bug(change: dict[str, object]) -> None:
    found = json.loads(bundled.read("sizes/charts.json"))
    found["charts"][0].update(change)
    with pytest.raises((ValueError, ChoiceError)):
        parse_charts(json.dumps(found).encode(), shipped())


def test_a_row_is_found_in_its_own_columns_only() -> None:
    assert chart("shoes").row_of("EU", "43") is not None
    assert chart("shoes").row_of("UK child", "10") is None
    assert chart("women").row_of("EU men", "48") is None


@pytest.mark.parametrize("typed", ["32/34", "W32 L34", "32-34", "w32/l34", " 32 x 34 ", "W 32 L 34", "32 34"])
def test_both_numbers_of_a_trouser_label_are_read(typed: str) -> None:
    assert waist_and_length(typed) == ("32", "34")


@pytest.mark.parametrize("typed", ["32", "W32", "3234", "32/", "/34", "32/34/36", "EU 48", "132/34", "٣٢/٣٤"])
def test_anything_else_is_no_such_label(typed: str) -> None:
    assert waist_and_length(typed) is None

"""Over the whole shipped catalogue: a coarser step says less, never elsewhere, and is never more sensitive."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.core.catalogue_values import all_exact_values, entries, exact_values, shipped
from vault.core.catalogue import Entry, Type
from vault.core.errors import ChoiceError
from vault.core.precision import coarsen, covers, steps_open
from vault.core.value import Precision, Value, value_from_json
from vault.core.value_check import check_value, level_of
from vault.core.wording import describe, read_words

ENTRY_AND_VALUE = entries().flatmap(lambda entry: st.tuples(st.just(entry), exact_values(entry)))


@given(ENTRY_AND_VALUE)
@settings(max_examples=600)
def test_each_coarser_step_is_a_superset_and_not_more_sensitive(pair: tuple[Entry, Value]) -> None:
    entry, value = pair
    steps = [coarsen(entry, value, step) for step in entry.ladder]
    for finer, coarser in pairwise(steps):
        assert covers(entry, coarser, finer)
        assert level_of(entry, coarser) <= level_of(entry, finer)
    for shown in steps:
        check_value(entry, shown)
        assert covers(entry, shown, value)


@pytest.mark.parametrize("key", sorted(shipped().entries))
def test_every_option_and_size_goes_down_its_whole_ladder(key: str) -> None:
    entry = shipped().entry(key)
    values = [Value(option.id) for option in entry.options] if entry.type is Type.CHOICE else []
    if entry.type is Type.CHOICES:
        values = [Value((option.id,)) for option in entry.options]
    if entry.table is not None:
        values = [Value(size, system=s) for row in entry.table.rows for s, size in row.items()]
    for value in values:
        finer = value
        for step in entry.ladder:
            shown = coarsen(entry, value, step)
            assert covers(entry, shown, finer)
            assert level_of(entry, shown) <= level_of(entry, finer)
            finer = shown


@given(ENTRY_AND_VALUE)
@settings(max_examples=400)
def test_a_step_hides_where_in_it_the_value_was(pair: tuple[Entry, Value]) -> None:
    """Each value inside a group gives the same step, so that the step cannot be turned back into the value."""
    entry, value = pair
    if entry.type is Type.SIZE and Precision.RANGE in entry.ladder and entry.table is not None:
        shown = coarsen(entry, value, Precision.RANGE)
        order = [row[value.system or ""] for row in entry.table.rows if value.system in row]
        for size in order[order.index(shown.minimum or "") : order.index(shown.maximum or "") + 1]:
            assert coarsen(entry, Value(size, system=value.system), Precision.RANGE) == shown


@pytest.mark.parametrize("key", sorted(shipped().entries))
def test_no_coarser_step_gives_the_exact_value_away(key: str) -> None:
    """What a shop gets one step coarser could have come from another value too."""
    entry = shipped().entry(key)
    for step in entry.ladder[1:]:
        shown = Counter(coarsen(entry, value, step) for value in all_exact_values(entry))
        assert shown, step
        assert [each.to_json() for each, values in shown.items() if values == 1] == [], step


@given(ENTRY_AND_VALUE)
@settings(max_examples=400)
def test_a_value_survives_json_and_being_typed_again(pair: tuple[Entry, Value]) -> None:
    entry, value = pair
    assert value_from_json(value.to_json()) == value
    for language in ("en", "nl"):
        assert covers(entry, read_words(entry, describe(entry, value, language)), value)


@given(ENTRY_AND_VALUE, st.sampled_from([Precision.RANGE, Precision.CATEGORY, Precision.CLOSED]))
def test_no_step_that_the_ladder_does_not_have(pair: tuple[Entry, Value], step: Precision) -> None:
    entry, value = pair
    if step not in entry.ladder:
        with pytest.raises(ChoiceError, match="precision_not_offered"):
            coarsen(entry, value, step)


def test_steps_stay_under_every_ceiling() -> None:
    shoe = shipped().entry("clothing.shoe_size")
    assert steps_open(shoe, Precision.EXACT) == shoe.ladder
    assert steps_open(shoe, Precision.EXACT, Precision.RANGE) == (Precision.RANGE, Precision.CATEGORY)
    assert steps_open(shoe, Precision.CLOSED) == ()


def test_shoe_size_43_on_its_ladder() -> None:
    shoe = shipped().entry("clothing.shoe_size")
    value = read_words(shoe, "43")
    assert describe(shoe, value, "en") == "EU 43"
    assert read_words(shoe, "eu 43") == read_words(shoe, "43 EU") == value
    shown = coarsen(shoe, value, Precision.RANGE)
    assert shown.to_json() == {"min": shown.minimum, "max": shown.maximum, "system": "EU", "precision": "range"}
    assert coarsen(shoe, value, Precision.CATEGORY).to_json() == {"value": "adult", "precision": "category"}


@given(
    entries(),
    st.dictionaries(
        st.sampled_from(["value", "min", "max", "unit", "system", "precision"]),
        st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.lists(st.text(max_size=4), max_size=3),
    ),
)
@settings(max_examples=400)
def test_whatever_a_stranger_sends_fits_or_is_refused(entry: Entry, found: dict[str, object]) -> None:
    with suppress(ChoiceError):
        check_value(entry, value_from_json(found))

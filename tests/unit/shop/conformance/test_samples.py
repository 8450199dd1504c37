from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.catalogue_values import entries, shipped
from vault.core.catalogue import Entry
from vault.core.value import Precision
from vault.core.value_check import check_value, level_of
from vault.shop.conformance.samples import sample, step_for


@given(entries(), st.sampled_from([step for step in Precision if step is not Precision.CLOSED]), st.integers(0, 3))
def test_what_is_shared_fits_the_catalogue_and_is_no_finer_than_asked(
    entry: Entry, asked: Precision, turn: int
) -> None:
    step = step_for(entry, asked)
    if step is None:
        assert all(each > asked for each in entry.ladder)
        return
    value = sample(entry, step, turn)
    check_value(entry, value)
    assert value.precision is step <= asked
    assert value.value not in entry.objection


@pytest.mark.parametrize("key", [key for key, entry in shipped().entries.items() if len(entry.options) > 2])
def test_another_turn_is_another_value_and_no_more_private(key: str) -> None:
    entry = shipped().entry(key)
    if Precision.EXACT in entry.ladder:
        first, second = (sample(entry, Precision.EXACT, turn) for turn in (0, 1))
        assert first != second
        assert level_of(entry, first) == entry.level

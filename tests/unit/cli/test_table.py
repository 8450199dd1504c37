"""Columns by the width that is seen."""

from __future__ import annotations

import pytest

from vault.cli.table import columns, width


def test_columns_stand_under_each_other() -> None:
    rows = [["Shoe size", "EU 43"], ["Fit", "Wide"]]
    assert columns(rows) == ["Shoe size  EU 43", "Fit        Wide"]
    assert columns(rows, indent=2)[1] == "  Fit        Wide"


def test_short_rows_and_empty_ends_leave_no_space() -> None:
    assert columns([["a", "b", "c"], ["aaa"], ["a", ""]]) == ["a    b  c", "aaa", "a"]
    assert columns([]) == []


@pytest.mark.parametrize(("text", "places"), [("é", 1), ("e\u0301", 1), ("日本", 4), ("\u200d", 0), ("42–44", 5)])  # noqa: RUF001
def test_width_is_what_is_seen(text: str, places: int) -> None:
    assert width(text) == places


def test_wide_letters_do_not_shift_the_next_column() -> None:
    first, second = columns([["日本", "x"], ["abcd", "x"]])
    assert width(first) == width(second)

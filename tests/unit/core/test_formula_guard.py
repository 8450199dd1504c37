"""The guard before what a spreadsheet would take for a formula, whatever stands unseen before the sign."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vault.core.formula_guard import UNSEEN, guarded, unguarded

SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20"
HIDDEN = "\u200b\u200d\u200e\u200f\u202e\u2060\u2066\ufeff\u00ad\u061c\u180e\u3164\ufe0f\U000e0041"
texts = st.text(st.sampled_from(HIDDEN + SIGNS + "a1 ;|\t\r\n'\"\u00a0\x00\x1c\x85")) | st.text()


def parts(cell: str) -> list[str]:
    """The cell, and what it falls apart into where another sign than the comma parts cells, as a program has it that
    drops what is not seen."""
    return [cell, *re.split("[;|\t\r\n]", cell)]


def seen(text: str) -> str:
    return "".join(
        each
        for each in text
        if unicodedata.category(each) not in {"Cc", "Cf"} and not re.fullmatch(f'[{UNSEEN}\\s"]', each)
    )


@given(texts)
@example("\u200b=1+1")
@example('a;\ufeff\u200b"@SUM(A1)')
@example("'\u200b=1")
@example("\x1c" * 64)
def test_no_part_of_a_cell_begins_with_a_sign_and_the_text_comes_back(text: str) -> None:
    cell = guarded(text)
    assert cell
    assert unguarded(cell) == text
    assert not [part for part in parts(cell) if seen(part)[:1] and seen(part)[0] in SIGNS]


@given(texts)
def test_nothing_but_apostrophes_is_added(text: str) -> None:
    assert guarded(text).replace("'", "") == text.replace("'", "")


@pytest.mark.parametrize(
    "text", ["a=1", "Café", "\U0001f469\u200d\U0001f680 = x", "1+1", "a\u200b=1", "'s-Hertogenbosch"]
)
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


def test_every_letter_that_only_says_how_others_are_written_is_unseen() -> None:
    """Format characters of this Python's Unicode; the set itself has what Unicode adds to them."""
    every = (chr(each) for each in range(sys.maxunicode + 1))
    assert [
        each for each in every if unicodedata.category(each) == "Cf" and not re.fullmatch(f"[{UNSEEN}]", each)
    ] == []

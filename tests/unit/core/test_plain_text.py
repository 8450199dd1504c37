from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.core.plain_text import LONGEST_WORD, breakable, for_page, plain


@pytest.mark.parametrize("text", ["Ünïcödé 鞋", "€\u00a080", "“a”", "👟", ""])
def test_what_is_shown_stays(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize("letter", ["\x1b", "\n", "\r", "\t", "\x7f", "\u009b", "\u202e", "\u2066", "\ud800", "\u2028"])
def test_what_is_not_only_shown_is_a_question_mark(letter: str) -> None:
    assert plain(f"a{letter}b") == "a?b"


@given(st.text(st.characters()))
def test_nothing_is_added_or_lost(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert plain(plain(text)) == plain(text)
    plain(text).encode("utf-8")


@given(st.text(st.characters(exclude_characters="\u200b")))
def test_a_long_word_can_be_broken_and_says_the_same(text: str) -> None:
    made = breakable(text)
    assert made.replace("\u200b", "") == text
    assert max(map(len, re.split("[\u200b \t\r\n]", made))) <= LONGEST_WORD
    assert breakable("Schoenen die passen.") == "Schoenen die passen."


def test_a_path_is_broken_between_its_parts_and_a_short_line_is_not() -> None:
    pieces = ["/", "home/", "noor/", "Documents/", "Goodbye papers/", "vault-", "copy.", "zip.", "age"]
    assert breakable("".join(pieces)) == "\u200b".join(pieces)
    assert breakable("Noor de Vries\nnoor@example.org\n\nBakkerij") == "Noor de Vries\nnoor@example.org\n\nBakkerij"


@given(st.text(st.characters()))
def test_a_page_holds_each_letter_or_a_question_mark(text: str) -> None:
    found = for_page(text)
    found.encode("utf-8")
    assert len(found) == len(text)
    for was, letter in zip(text, found, strict=True):
        assert letter == was or (letter == "?" and plain(was) == "?")
    assert for_page("a\n\tb\u200bc") == "a\n\tb\u200bc"
    assert for_page("\x00\x1b\x7f\u202e\ud800") == "?????"

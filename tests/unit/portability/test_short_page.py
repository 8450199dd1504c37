"""A short page in each of its forms, of any words: a copy that was brought in may hold notes of any letters."""

from __future__ import annotations

import io
from datetime import date

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.portability.card import CardLine, Sheet
from vault.portability.card_page import card_html, card_pdf
from vault.portability.short_page import PagePart, ShortPage, page_html, page_pdf, page_text

DAY = date(2026, 5, 12)
HOSTILE = "a\x00b\x1b[2Jc\x7fd\ud800e\u202ef"
SHOWN = "a?b?[2Jc?d?e?f"


def page_of(text: str) -> ShortPage:
    lines = (CardLine("", text), CardLine(text, text, (text,)))
    return ShortPage(text, "en", (text,), (PagePart(text, (text,), lines),))


def words_of(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf), strict=True).pages)


def test_what_no_page_can_hold_is_a_question_mark() -> None:
    assert page_html(page_of(HOSTILE)).decode().count(SHOWN) == 9
    assert page_text(page_of(HOSTILE)).count(SHOWN) == 8
    assert SHOWN in words_of(page_pdf(page_of(HOSTILE), DAY))


def test_nor_can_a_card() -> None:
    sheet = Sheet(HOSTILE, "en", (CardLine(HOSTILE, HOSTILE, (HOSTILE,)),), HOSTILE, (HOSTILE,))
    assert card_html(sheet).decode().count(SHOWN) == 7
    assert SHOWN in words_of(card_pdf(sheet, DAY))


@pytest.mark.parametrize("text", ["\x01 \U0010fffd", "long" * 20 + " \u0378\x1b"])
def test_a_page_of_letters_that_no_font_has_is_made_all_the_same(text: str) -> None:
    found = words_of(page_pdf(page_of(text), DAY))
    assert "?" in found
    assert "long?" not in found


@given(st.text(st.characters()))
def test_any_words_become_a_page(text: str) -> None:
    for data in (page_html(page_of(text)).decode(), page_text(page_of(text))):
        assert not set(data) & set("\x00\x1b\x7f\u202e")

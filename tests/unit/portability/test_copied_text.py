"""What is copied from a PDF is what was written: nothing that is not seen stands inside a code or a name."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pypdf
import pytest

from tests.unit.portability.letters.examples import facts, words
from vault.portability.card import CardLine, Sheet
from vault.portability.card_page import card_pdf
from vault.portability.export_pdf import page_pdf as export_pdf
from vault.portability.letters.page import letters_pdf
from vault.portability.letters.wording import write
from vault.portability.reading import Reading, Row, Section
from vault.portability.recovery_kit import make_kit
from vault.portability.short_page import PagePart, ShortPage, page_pdf
from vault.storage.letters import LetterKind

DAY = date(2026, 5, 12)
CODE = "urn:uuid:0f5b7a54-8c1d-4e1b-9a53-2f6d1c0e7a11"
"""Longer than any word: a page may go on in the next line inside it."""
HOST = "a-shop-with-a-very-long-name-of-its-own.example"


def copied(pdf: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf), strict=True).pages
    return "\n".join(page.extract_text() for page in pages)


LINE = CardLine("Code", CODE, (HOST,))


def a_card() -> bytes:
    return card_pdf(Sheet(HOST, "en", (LINE,)), DAY)


def a_page() -> bytes:
    part = PagePart(HOST, (CODE,), (LINE, CardLine("", CODE)))
    return page_pdf(ShortPage(HOST, "en", (CODE,), (part,)), DAY)


def an_export() -> bytes:
    section = Section(HOST, 2, (CODE,), ("Name", "Value", "More"), (Row(CODE, HOST, (CODE,)),))
    return export_pdf(Reading(HOST, "en", (CODE,), (section,), "Contents", "Skip"), DAY)


@pytest.mark.parametrize("make", [a_card, a_page, an_export])
def test_long_words_come_out_whole(make: Callable[[], bytes]) -> None:
    found = copied(make())
    for hidden in ("\u200b", "\u200c", "\u2060", "\u00ad"):
        assert hidden not in found
    assert CODE in found.replace("\n", "")
    assert HOST in found.replace("\n", "")


@pytest.mark.parametrize("kind", [LetterKind.WITHDRAWAL, LetterKind.ERASURE])
def test_no_letter_has_a_hidden_place_in_it(kind: LetterKind) -> None:
    found = copied(letters_pdf((write(facts(kind, "en"), words("en")),), words("en"), DAY))
    assert "\u200b" not in found


def test_a_recovery_code_is_only_its_letters() -> None:
    groups = ("Q4WX", "M7KD", "3HRT", "Z9PA", "B2NE", "V5YC", "8JSG", "F6TM")
    found = copied(make_kit(groups=groups, check="7", vault_name=CODE[:30], made=DAY, language="en"))
    assert "\u200b" not in found
    for group in groups:
        assert group in found


def test_the_outline_of_an_export_names_a_long_shop() -> None:
    section = Section(HOST, 2, (), ("", "", ""), (Row("a", "b"),))
    read = pypdf.PdfReader(io.BytesIO(export_pdf(Reading("Title", "en", (), (section,), "Contents", "Skip"), DAY)))
    assert HOST in _titles(read.outline)


def _titles(outline: Any) -> list[str]:
    found: list[str] = []
    for each in outline:
        found += _titles(each) if isinstance(each, list) else [str(each.title)]
    return found

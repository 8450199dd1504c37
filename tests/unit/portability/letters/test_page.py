"""Letters on paper: read back as text, and as what a screen reader gets."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pypdf
import pytest

from tests.unit.portability.letters.examples import ANSWERED, NAME, facts, words
from vault.portability.letters.facts import Correction, LetterItem
from vault.portability.letters.page import letters_pdf, letters_pictures
from vault.portability.letters.wording import Written, body_text, write
from vault.storage.letters import LetterKind

DAY = date(2026, 5, 12)


def pdf_of(*letters: Written, language: str = "en") -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(letters_pdf(letters, words(language), DAY)), strict=True)


def text(found: pypdf.PdfReader) -> str:
    """What can be selected, without any spaces: a reader of PDFs guesses those from the gaps between letters."""
    return together("".join(page.extract_text() for page in found.pages))


def together(said: str) -> str:
    hidden = str.maketrans("", "", "\u200b\u2060•")
    return "".join(said.translate(hidden).split())


def headings(node: Any) -> Iterator[Any]:
    found = node.get_object()
    if isinstance(found, list):
        for each in found:
            yield from headings(each)
    elif isinstance(found, dict):
        if str(found.get("/S")).startswith("/H"):
            yield found["/S"]
        if "/K" in found:
            yield from headings(found["/K"])


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("kind", list(LetterKind))
def test_each_letter_is_one_tagged_page_with_all_its_words(kind: LetterKind, language: str) -> None:
    written = write(facts(kind, language), words(language))
    found = pdf_of(written, language=language)
    assert len(found.pages) == 1
    root = found.trailer["/Root"]
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"].value is True
    assert [*headings(root["/StructTreeRoot"]["/K"])] == ["/H1"]
    assert found.metadata is not None
    assert found.metadata.title == written.subject
    assert found.metadata.author is None
    there = text(found)
    for line in (*written.sender, *written.to, written.date, written.subject):
        assert together(line) in there
    for line in body_text(written, wrap=False).split("\n"):
        assert together(line.removeprefix("- ")) in there


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_complaint_brings_its_attachments_each_on_its_own_page(language: str) -> None:
    spoken = words(language)
    complaint = write(facts(LetterKind.COMPLAINT, language, before=ANSWERED), spoken)
    letter = write(facts(LetterKind.ACCESS, language), spoken)
    found = pdf_of(complaint, letter, language=language)
    assert len(found.pages) == 2
    assert len([*headings(found.trailer["/Root"]["/StructTreeRoot"]["/K"])]) == 2
    first, second = (together(page.extract_text()) for page in found.pages)
    assert together(complaint.subject) in first
    assert "1/2" in first
    title = {"en": "Attachment 1: ", "nl": "Bijlage 1: "}[language]
    assert together(title + letter.subject) in second


def test_nobody_signs_a_page_without_a_word() -> None:
    for count in range(1, 30):
        items = tuple(LetterItem(f"Preference number {number}") for number in range(count))
        found = pdf_of(write(facts(LetterKind.ACCESS, items=items), words("en")))
        last = together(found.pages[-1].extract_text())
        assert "Youcananswermeat" in last
        assert together(NAME) in last


@pytest.mark.parametrize(
    "typed", ["a" * 500, '#set page(paper: "a6")', "*bold* $x$ \\", "Ωμέγα 漢字 🎉", "\u202e turned"]
)
def test_what_was_typed_is_text_and_nothing_else(typed: str) -> None:
    found = facts(LetterKind.RECTIFICATION, corrections=(Correction("Name", typed[:200], typed[:200]),))
    read = pdf_of(write(replace(found, reason=typed), words("en")))
    assert round(float(read.pages[0].mediabox.width) * 25.4 / 72) == 210
    if typed.isascii():
        assert together(typed[:200]) in text(read)


def test_a_printer_gets_a_picture_of_each_page() -> None:
    spoken = words("nl")
    sheets = letters_pictures([write(facts(LetterKind.ACCESS, "nl"), spoken)] * 2, spoken)
    assert len(sheets) == 2
    assert all(each.startswith(b"\x89PNG") for each in sheets)

"""The card on paper: A6, tagged, in its language, and as HTML that cannot be more than words."""

from __future__ import annotations

import io
from datetime import date
from html.parser import HTMLParser

import pypdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.catalogue_values import shipped
from tests.unit.portability.test_export_page import contrast
from vault import bundled
from vault.core.value import Value
from vault.portability.allergy_card import LANGUAGES, allergy_sheet, parse_words
from vault.portability.card import CardLine, Sheet
from vault.portability.card_page import card_html, card_pdf, card_pictures
from vault.portability.page_colours import DARK, LIGHT

DAY = date(2026, 5, 12)
SHEET = Sheet("My card", "en", (CardLine("Shoe size", "EU 43 (UK 9)"), CardLine("Fit", "Wide & <loose>")))


def allergies(language: str) -> Sheet:
    entry = shipped().entry("health.allergies")
    everything = Value(tuple(option.id for option in entry.options))
    return allergy_sheet(entry, everything, parse_words(bundled.read(f"card/{language}.json")), "en")


def text(pdf: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf), strict=True).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_one_page_of_a6_with_all_that_was_asked() -> None:
    pdf = card_pdf(SHEET, DAY)
    (page,) = pypdf.PdfReader(io.BytesIO(pdf)).pages
    assert [round(float(side) * 25.4 / 72) for side in page.mediabox[2:]] == [105, 148]
    for words in ("My card", "Shoe size", "EU 43 (UK 9)", "Wide & <loose>"):
        assert words in text(pdf)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert card_pdf(SHEET, DAY) == pdf


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_allergen_fits_on_one_card(language: str) -> None:
    sheet = allergies(language)
    pdf = card_pdf(sheet, DAY)
    read = pypdf.PdfReader(io.BytesIO(pdf))
    assert len(read.pages) == 1
    assert read.trailer["/Root"]["/Lang"] == language
    found = text(pdf).replace("\u00a0", " ")
    for line in (sheet.before, *(each.text for each in sheet.lines), *sheet.after):
        assert line.replace("\u00a0", " ") in found


def test_very_much_goes_on_on_the_next_page() -> None:
    long = Sheet("My card", "nl", tuple(CardLine(f"Regel {number}", "x" * 60) for number in range(60)))
    assert len(card_pictures(long)) == len(pypdf.PdfReader(io.BytesIO(card_pdf(long, DAY))).pages) > 1
    assert "Regel 59" in text(card_pdf(long, DAY))


def test_a_picture_is_a_whole_sheet_for_a_printer() -> None:
    (picture,) = card_pictures(SHEET)
    rendered = pypdfium2.PdfDocument(card_pdf(SHEET, DAY))[0].render(scale=300 / 72)
    assert int.from_bytes(picture[16:20], "big") == pytest.approx(rendered.width, abs=2)
    assert int.from_bytes(picture[20:24], "big") == pytest.approx(rendered.height, abs=2)


def test_letters_that_no_font_has_are_question_marks() -> None:
    odd = Sheet("My card", "en", (CardLine("Brand", "Café \U000e0041"),))
    assert "Café" in text(card_pdf(odd, DAY))


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


_ANY = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30)


@given(_ANY, _ANY, _ANY)
def test_html_is_words_and_nothing_of_them_is_markup(title: str, label: str, value: str) -> None:
    seen = _Seen()
    seen.feed(card_html(Sheet(title, "nl", (CardLine(label, value),), "before", ("after",))).decode())
    assert set(seen.tags) == {"html", "head", "meta", "title", "style", "body", "h1", "p", "dl", "dt", "dd"}
    for words in (title, label, value, "before", "after"):
        assert words in seen.words


def test_html_follows_light_and_dark_and_paper_is_white() -> None:
    page = card_html(SHEET).decode()
    assert page.index("prefers-color-scheme:dark") < page.index("@media print")
    for colours in (LIGHT, DARK):
        named = dict(each.removeprefix("--").split(":") for each in colours.split(";"))
        for ink in ("ink", "ink2", "green"):
            assert contrast(named[ink], _six(named["paper"])) >= 4.5


def _six(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(2 * each for each in colour[1:])


def test_html_says_its_language_and_loads_nothing() -> None:
    page = card_html(allergies("fr")).decode()
    assert '<html lang="fr">' in page
    assert "default-src 'none'" in page
    assert page.count("<li>") == len(allergies("fr").lines)
    assert "http" not in page.replace("http-equiv", "")

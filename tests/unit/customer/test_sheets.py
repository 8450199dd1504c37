"""A person and the wish list on paper: what stands there, and what stays behind."""

from __future__ import annotations

import io
import re

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault import bundled
from vault.core.sentences import Sentences, parse_sentences
from vault.customer.people import add_person, person_named, set_words_for_person
from vault.customer.session import Session
from vault.customer.sheets import person_sheet, wish_sheet
from vault.customer.wishes import PriceBand, Wished, add_wish, list_wishes, set_done
from vault.portability.card import CardLine, Sheet
from vault.portability.card_page import card_html, card_pdf


def sentences(language: str) -> Sentences:
    return parse_sentences(language, bundled.read(f"messages/{language}.json"))


def words_of(pdf: bytes) -> str:
    found = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return re.sub(r"[\s\u200b]", "", found)


@pytest.mark.parametrize(("language", "label"), [("en", "Shoe size"), ("nl", "Schoenmaat")])
def test_a_person_has_sizes_and_likes_and_no_note(session: Session, language: str, label: str) -> None:
    mother = add_person(session, "Mother", note="only for me")
    set_words_for_person(session, mother.id, "clothing.shoe_size", "EU 38")
    sheet = person_sheet(person_named(session, "Mother"), language)
    assert (sheet.title, sheet.language, sheet.sealed) == ("Mother", language, False)
    assert sheet.lines == (CardLine(label, "EU 38"),)
    assert "onlyforme" not in words_of(card_pdf(sheet, session.clock.now().date()))


def test_wishes_have_price_note_and_place_and_what_is_done_stays_behind(session: Session) -> None:
    lou = add_person(session, "Lou")
    add_wish(session, Wished("A lamp", "tall\n\ngreen", "https://shop.example/lamp", PriceBand.FROM_25, lou.id))
    done = add_wish(session, Wished("A hat"))
    set_done(session, done.id, done=True)
    found, names = list_wishes(session), {lou.id: "Lou"}
    for_all = wish_sheet(found, sentences("en"), names=names)
    assert for_all.title == "Wish list"
    assert for_all.lines == (
        CardLine("", "A lamp", ("For Lou", "€25 to €50", "tall", "green", "https://shop.example/lamp")),
    )
    hers = wish_sheet(found, sentences("nl"), whose="Lou")
    assert hers.title == "Verlanglijst voor Lou"
    assert "For Lou" not in hers.lines[0].more
    assert len(hers.lines[0].more) == 4


def test_a_long_address_stays_on_the_paper(session: Session) -> None:
    seen = "https://shop.example/" + "a" * 400
    add_wish(session, Wished("A lamp", seen=seen))
    pdf = card_pdf(wish_sheet(list_wishes(session), sentences("en")), session.clock.now().date())
    assert seen in words_of(pdf)
    lines = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text().splitlines()
    assert max(map(len, lines)) < 90


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=60))
def test_a_page_of_html_takes_no_markup_from_what_was_typed(typed: str) -> None:
    def signs(words: str) -> int:
        return card_html(Sheet(words, "en", (CardLine("", words, (words,)),), bulleted=True)).count(b"<")

    assert signs(typed) == signs("x")

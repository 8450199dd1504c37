"""Kept lines of shops on the page, as people write them, in each language."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.catalogue_values import shipped
from tests.unit.portability.conftest import NOON
from tests.unit.portability.suggestions.lines import line, purchases
from vault import bundled
from vault.core.sentences import Sentences, parse_sentences
from vault.customer.keeping_lines import as_fact
from vault.portability import takeouts
from vault.portability.reading_fact import told
from vault.portability.reading_words import Words
from vault.portability.takeouts import spotify
from vault.portability.takeouts.purchase import Kind, Purchase
from vault.storage.imported_facts import ImportedFact

SENTENCES = {each: parse_sentences(each, bundled.read(f"messages/{each}.json")) for each in ("en", "nl")}
WHERE = {"source", "file", "line"}
"""What :func:`as_fact` leaves out of a line: where it stood."""
SAME_IN_DUTCH = {"of_genre", "of_product", "category_podcast"}

languages = pytest.mark.parametrize("language", SENTENCES)
flat = st.dictionaries(
    st.sampled_from(["at", "size", "price_cents", "currency", "kind", "category"]),
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
)


def shown(fact: dict[str, Any], language: str) -> str:
    words = Words(SENTENCES[language], shipped(), {})
    return "; ".join(words.rest("imported_facts", ImportedFact("amazon", 1, fact, NOON)))


def page(sentences: Sentences) -> dict[str, str]:
    return dict(sentences.texts["page"])


@languages
def test_every_member_that_a_takeout_reader_writes_has_words(language: str) -> None:
    members = {f"of_{each.name}" for each in dataclasses.fields(Purchase) if each.name not in WHERE}
    kinds = {f"kind_{each}" for each in get_args(Kind)}
    assert members | kinds <= page(SENTENCES[language]).keys()


@languages
def test_every_category_that_a_reader_gives_itself_has_words(language: str) -> None:
    folder = Path(str(takeouts.__file__)).parent
    source = "\n".join(each.read_text("utf-8") for each in sorted(folder.glob("*.py")))
    heard = {each[0] for each in spotify._WAYS} | {each[-1] for each in spotify._KEPT}
    found = {f"category_{each}" for each in {*re.findall(r'category="(\w+)"', source), *heard}}
    assert len(found) == 5
    assert found <= page(SENTENCES[language]).keys()


def test_dutch_is_dutch() -> None:
    english, dutch = page(SENTENCES["en"]), page(SENTENCES["nl"])
    members = {f"of_{each.name}" for each in dataclasses.fields(Purchase)} & english.keys()
    words = {name for name in english if name.startswith(("kind_", "category_"))} | members
    assert {name for name in words if english[name] == dutch[name]} == SAME_IN_DUTCH


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Kind: Sent back; Product: Shoe; Size: EU 43.5; Price: €59.95; How many: 2; Order number: 7"),
        ("nl", "Soort: Teruggestuurd; Product: Shoe; Maat: EU 43,5; Prijs: € 59,95; Aantal: 2; Bestelnummer: 7"),
    ],
)
def test_a_line_is_told_as_people_write_it(language: str, said: str) -> None:
    bought = line("Shoe", size="EU 43.5", price_cents=5995, currency="EUR", quantity=2, kind="returned", order="7")
    text = shown(as_fact(bought), language)
    assert said in text
    assert {"en": "On: 14 March 2026", "nl": "Op: 14 maart 2026"}[language] in text


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ({"price_cents": 5, "currency": "GBP"}, "Prijs: £ 0,05"),
        ({"price_cents": 120000, "currency": "PLN"}, "Prijs: PLN 1200,00"),
        ({"price_cents": 100}, "Prijs: 1,00"),
        ({"price_cents": -150, "currency": "USD"}, "Prijs: $ -1,50"),
        ({"currency": "EUR"}, "Munt: EUR"),
        ({"price_cents": "much", "currency": "EUR"}, "Prijs: much; Munt: EUR"),
        ({"at": "soon"}, "Op: soon"),
        ({"size": "W32 L34"}, "Maat: W32 L34"),
        ({"category": "music", "kind": "listened"}, "Categorie: Muziek; Soort: Beluisterd"),
    ],
)
def test_what_is_not_as_a_reader_writes_it_stays_as_it_is(fact: dict[str, Any], said: str) -> None:
    assert said in shown(fact, "nl")


@languages
@given(purchases)
def test_no_name_for_programs_is_shown(language: str, purchase: Purchase) -> None:
    assert "price_cents" not in shown(as_fact(purchase), language)


@languages
@given(flat)
def test_no_line_of_anybody_is_refused(language: str, fact: dict[str, Any]) -> None:
    assert told(fact, SENTENCES[language]).keys() >= fact.keys() - {"currency"}
    assert isinstance(shown(fact, language), str)

"""The allergy card: every allergen of the catalogue in six languages, and nothing left out that has no word."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.catalogue_values import shipped
from vault import bundled
from vault.core.catalogue import Option
from vault.core.value import Value
from vault.portability.allergy_card import ALLERGIES, LANGUAGES, MARK, AllergyWords, allergy_sheet, parse_words
from vault.portability.card import sheet_text

ENTRY = shipped().entry(ALLERGIES)
IDS = [option.id for option in ENTRY.options]


def words(language: str) -> AllergyWords:
    return parse_words(bundled.read(f"card/{language}.json"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_allergen_has_a_word_of_its_own(language: str) -> None:
    found = words(language)
    assert found.language == language
    assert found.words.keys() == set(IDS)
    assert len({word.casefold() for word in found.words.values()}) == len(IDS)
    for text in (found.name, found.title, found.allergic, found.ask, found.kitchen, found.untranslated):
        assert text == text.strip() != ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_short(language: str) -> None:
    found = words(language)
    for text in (found.allergic, found.ask, found.kitchen):
        assert all(len(sentence.split()) <= 15 for sentence in text.split(". "))


def test_no_two_languages_have_the_same_sentences() -> None:
    assert len({words(language).allergic for language in LANGUAGES}) == len(LANGUAGES)


@given(st.sampled_from(LANGUAGES), st.lists(st.sampled_from(IDS), min_size=1, unique=True))
def test_every_allergen_is_on_the_card_once(language: str, ids: list[str]) -> None:
    found = words(language)
    sheet = allergy_sheet(ENTRY, Value(tuple(ids)), found, "en")
    assert [line.text for line in sheet.lines] == [found.words[each] for each in ids]
    assert (sheet.before, sheet.after) == (found.allergic, (found.ask, found.kitchen))
    assert sheet.sealed


def test_a_word_without_a_translation_is_shown_and_marked() -> None:
    kiwi = Option("kiwi", {"en": "Kiwi", "nl": "Kiwivrucht"}, "plant")
    entry = replace(ENTRY, options=(*ENTRY.options, kiwi))
    sheet = allergy_sheet(entry, Value(("kiwi", "eggs", "unheard_of")), words("es"), "nl")
    assert [line.text for line in sheet.lines] == ["Kiwivrucht" + MARK, "Huevos", "unheard_of" + MARK]
    assert sheet.after[-1] == words("es").untranslated
    assert sheet_text(sheet).splitlines()[4] == "- Kiwivrucht *"

"""The card: columns under each other, no finer than asked, and the line about pasted text."""

from __future__ import annotations

import pytest

from tests.unit.core.catalogue_values import shipped
from vault import bundled
from vault.core.sentences import parse_sentences
from vault.core.value import Precision
from vault.core.wording import read_words
from vault.portability.card import CardLine, card_line, card_text

ENTRY = shipped().entry("clothing.shoe_size")
VALUE = read_words(ENTRY, "EU 43")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_card_is_text_with_the_last_line(language: str) -> None:
    sentences = parse_sentences(language, bundled.read(f"messages/{language}.json"))
    text = card_text([CardLine("Shoe size", "EU 43"), CardLine("Fit", "Wide")], sentences)
    assert text.splitlines()[:3] == ["Shoe size: EU 43", "Fit:       Wide", ""]
    assert text.splitlines()[-1] == sentences.say("card", "cannot_take_back")


def test_line_is_in_the_language_asked() -> None:
    assert card_line(ENTRY, VALUE, Precision.EXACT, "en") == CardLine("Shoe size", "EU 43")
    assert card_line(ENTRY, VALUE, Precision.EXACT, "nl") == CardLine("Schoenmaat", "EU 43")


def test_line_is_never_finer_than_asked() -> None:
    for precision in (Precision.RANGE, Precision.CATEGORY):
        line = card_line(ENTRY, VALUE, precision, "en")
        assert line is not None
        assert line.text != "EU 43"
    only_exact = next(each for each in shipped().entries.values() if each.ladder == (Precision.EXACT,))
    value = read_words(only_exact, only_exact.options[0].id if only_exact.options else "yes")
    assert card_line(only_exact, value, Precision.CATEGORY, "en") is None


def test_representation_shows_no_value() -> None:
    assert "EU 43" not in repr(CardLine("Shoe size", "EU 43"))

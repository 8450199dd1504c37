"""Strength in words: what many use is weak, what was drawn at random is strong, and length is no trouble."""

import json
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault import bundled
from vault.customer.passphrase_words import parse_words, suggest_words
from vault.customer.strength import MOST_LOOKED_AT, Strength, strength

DUTCH = parse_words(bundled.read("words/nl.txt"))


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "password",
        "hunter2",
        "welkom01",
        "Wachtwoord1",
        "abcdefgh",
        "aaaaaaaaaaaa",
        "Tr0ub4dour&3",
        "voorkeuren2026",
    ],
)
def test_what_many_use_is_weak(typed: str) -> None:
    assert strength(typed) is Strength.WEAK


def test_between_weak_and_very_strong() -> None:
    assert strength("horse staple 7") is Strength.FAIR
    assert strength("zomer fluit kast geel", known=DUTCH) is Strength.STRONG
    assert strength("copper lantern borrows seven geese") is Strength.VERY_STRONG


@pytest.mark.parametrize("language", ["en", "nl"])
def test_suggested_words_are_very_strong_also_for_who_knows_the_list(language: str) -> None:
    words = parse_words(bundled.read(f"words/{language}.txt"))
    for _ in range(20):
        assert strength(suggest_words(words, secrets.token_bytes), known=words) is Strength.VERY_STRONG


def test_the_name_of_the_vault_or_its_owner_adds_nothing() -> None:
    assert strength("quispelwinne") > strength("quispelwinne", known=["Quispelwinne"])
    assert strength("quispelwinne", known=["Quispelwinne"]) is Strength.WEAK


def test_known_words_do_not_stay_known() -> None:
    before = strength("quispelwinne")
    strength("anything", known=["quispelwinne"])
    assert strength("quispelwinne") is before


def test_what_comes_after_a_hundred_letters_is_not_looked_at() -> None:
    start = secrets.token_hex(MOST_LOOKED_AT // 2)
    assert strength(start) is strength(start + "x" * 5000) is Strength.VERY_STRONG


@given(st.text(max_size=MOST_LOOKED_AT + 20))
def test_whatever_is_typed_has_a_strength(typed: str) -> None:
    assert strength(typed) in Strength


def test_every_strength_has_its_words_in_both_languages() -> None:
    for language in ("en", "nl"):
        found = json.loads(bundled.read(f"messages/{language}.json"))
        codes = {each.word for each in Strength}
        assert found["strengths"].keys() == found["strength_means"].keys() == codes

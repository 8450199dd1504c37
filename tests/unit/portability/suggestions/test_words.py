"""What a line is about, by its words."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.catalogue_values import shipped
from tests.unit.portability.suggestions.lines import LISTS, WORDS, line, words
from vault.portability.suggestions.disguises import folded
from vault.portability.suggestions.words import Words

SHOE, NEVER = ("kind", "shoe"), "never"


@pytest.mark.parametrize(
    ("text", "facets"),
    [
        ("Running shoe", {("media.sports", "running_road"), SHOE}),
        ("HARDLOOPSCHOENEN", {("media.sports", "running_road"), SHOE}),
        ("Laufschuhe", {("media.sports", "running_road"), SHOE}),
        ("Handschoen", {("kind", "glove")}),
        ("Schoenenkast", set()),
        ("dark blue", {("clothing.colours_worn", "navy")}),
        ("blue", {("clothing.colours_worn", "blue")}),
        ("Crème", {("clothing.colours_worn", "cream")}),
        ("12345", set()),
        ("", set()),
    ],
)
def test_words_of_three_languages(text: str, facets: set[tuple[str, str]]) -> None:
    assert set(words().facets(text)) == facets


def test_a_science_fiction_film_and_book_are_each_their_own() -> None:
    film = words().of(line("Something", kind="watched", genre="Science Fiction"))
    assert film.options["media.films"] == "space"
    assert film.options["media.novel_genres"] == "science_fiction"  # its medium decides, in the rule


def test_genres_are_read_from_the_shelf_and_not_from_the_title() -> None:
    assert "media.novel_genres" not in words().of(line("Romance in paperback")).options
    assert words().of(line("Paperback", category="Romance")).options["media.novel_genres"] == "romance"


def test_every_word_of_a_list_leads_where_it_stands() -> None:
    for key, about in LISTS["choices"].items():
        for option, listed in about["options"].items():
            for word in listed:
                found = [name for group, name in words().facets(word.strip("-")) if group == key]
                assert found[0] == option, word
                assert NEVER not in {group for group, _ in words().facets(word.strip("-"))}, word
    for group in ("kind", "medium", NEVER):
        for name, listed in LISTS[group].items():
            for word in listed:
                assert (group, name) in words().facets(word.strip("-")), word


@pytest.mark.parametrize(
    "word", ["Zwangerschapsbroek", "Kinder-T-shirt", "diabetic socks", "GLUTENFREI", "Gebetskette"]
)
def test_what_nothing_is_concluded_of_wins(word: str) -> None:
    found = words().of(line(word, category="Schoenen"))
    assert (found.never, found.kinds, found.options) == (True, frozenset(), {})


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    for group, name in words().facets(text):
        assert group in {"never", "kind", "medium", *LISTS["choices"]}
        assert name
    assert folded(folded(text)) == folded(text)


def test_a_list_that_leads_to_something_sealed_is_refused() -> None:
    spoiled = json.loads(WORDS)
    spoiled["choices"]["media.nonfiction"]["options"]["religion"] = ["religion"]
    with pytest.raises(ValueError, match="nonfiction"):
        Words(json.dumps(spoiled).encode(), shipped())
    spoiled["choices"] = {"health.allergies": {"options": {"nuts": ["nuts"]}}}
    with pytest.raises(ValueError, match="allergies"):
        Words(json.dumps(spoiled).encode(), shipped())


def test_options_of_the_lists_are_of_the_catalogue() -> None:
    for key, about in LISTS["choices"].items():
        assert about["options"].keys() <= {option.id for option in shipped().entry(key).options}
        assert set(about.get("media", ())) <= LISTS["medium"].keys()
        assert set(about.get("kinds", ())) <= LISTS["kind"].keys()

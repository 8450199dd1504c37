"""What a person reads as a word of which nothing is concluded is that word, however it is written."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.unit.portability.suggestions.lines import concluded, line, never_words, suggester, words
from vault import bundled
from vault.portability.suggestions.disguises import closed_up, folded, readings
from vault.portability.takeouts.purchase import Purchase

LOOK_ALIKES = {  # Cyrillic and Greek
    "a": "\u0430\u03b1", "c": "\u0441", "e": "\u0435\u03b5", "h": "\u04bb", "i": "\u0456\u03b9", "k": "\u043a\u03ba",
    "o": "\u043e\u03bf", "p": "\u0440\u03c1", "s": "\u0455", "x": "\u0445\u03c7",
}  # fmt: skip
DIGITS = {"i": "1", "l": "1", "o": "0", "e": "3", "a": "4", "s": "5", "t": "7", "b": "8"}
LONG = [word for word in never_words() if word.isascii() and word.isalpha() and len(word) > 4]


def left_out(purchase: Purchase) -> bool:
    return suggester([purchase]).left_out == 1


@pytest.mark.parametrize(
    "text",
    [
        "diab\u0435tes sokken",  # a Cyrillic letter
        "\u0397\u0399V test",  # Greek capitals
        "\u041d\u0406V test",
        "".join(chr(ord(each) + 0xFEE0) for each in "diabetes"),  # full width
        "dia\u00adbetes",
        "dia\u200bbe\u2060tes",
        "\u1d05\u026a\u1d00\u0299\u1d07\u1d1b\u1d07s",
        "h.i.v. test",
        "h i v",
        "H-I-V",
        "h. i. v.",
        "d_i_a_b_e_t_e_s",
        "b l o o d - s u g a r",
        "1nsulin",
        "d1abet1c socks",
        "h1v",
        "h.1.v",
        "a11ergy",
        "d\u0456ab3tes",
    ],
)
def test_a_disguised_word_is_left_out(text: str) -> None:
    assert left_out(line(text))
    assert left_out(line("Boots", category=text))
    assert left_out(line("Boots", brand=text))


@given(st.sampled_from(LONG), st.data())
def test_every_such_word_with_letters_of_another_script(word: str, data: st.DataObject) -> None:
    disguised = "".join(data.draw(st.sampled_from(letter + LOOK_ALIKES.get(letter, ""))) for letter in word)
    assert left_out(line(disguised))


@given(st.sampled_from(LONG), st.sampled_from(" .-_·/*"))
def test_every_such_word_letter_by_letter(word: str, separator: str) -> None:
    assert left_out(line(f"{separator.join(word)}, new"))


@given(st.sampled_from(LONG), st.data())
def test_every_such_word_with_a_digit_for_a_letter(word: str, data: st.DataObject) -> None:
    places = [at for at, letter in enumerate(word) if letter in DIGITS]
    if places:
        at = data.draw(st.sampled_from(places))
        assert left_out(line(f"{word[:at]}{DIGITS[word[at]]}{word[at + 1 :]}"))


@pytest.mark.parametrize(
    "text",
    [
        "J. K. Rowling - Fantastic Beasts",
        "Running shoe 43 1/3",
        "Jeans W32 L34, slim",
        "Jacket S/M/L",
        "T-shirt 3XL, 5 pack",
        "USB-C cable 2m, 60W",
        "B07XJ8C8F5",
        "Ajax - Ελλάδα",
        "Туфли чёрные",
        "Vans Old Skool 7,5",
        "All-Ergonomic chair",
        "D I O R",
        "A4 notebook 80g",
        "Sony WH-1000XM5",
    ],
)
def test_ordinary_lines_stay(text: str) -> None:
    assert not left_out(line(text))


def test_ordinary_words_are_read_as_they_are() -> None:
    ordinary = [word for name in ("en", "nl") for word in bundled.read(f"words/{name}.txt").decode().split()]
    assert all(folded(word) == closed_up(word) == word for word in ordinary)
    assert not any(tuple(readings(word)) for word in ordinary)


@given(st.text(st.characters()))
@example("\u0345")  # a iota below a letter: one without case
def test_any_text_is_read(text: str) -> None:
    words().facets(text)
    seen = folded(text)
    assert folded(seen) == seen
    assert not any(unicodedata.category(each) == "Cf" for each in seen)


def test_evidence_shows_what_the_file_says() -> None:
    written = "Running sh\u043ees R\u00adun"
    found = concluded([line(written, size="EU 43", line=number) for number in range(4)])
    assert {each.product for each in found["clothing.shoe_size"].rows} == {written}

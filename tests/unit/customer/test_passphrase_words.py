"""Suggested words: drawn evenly, enough of them, from lists that are what they say."""

import math
import re
import secrets
from collections import Counter
from collections.abc import Callable

import pytest

from vault import bundled
from vault.core.errors import PolicyError
from vault.customer.passphrase_words import MIN_BITS, MIN_WORDS, parse_words, suggest_words, words_needed
from vault.storage.secret import MIN_PASSPHRASE_CHARACTERS

LANGUAGES = ("en", "nl")
SMALL_LIST = tuple(f"word{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(26 * 26))


@pytest.fixture(params=LANGUAGES)
def words(request: pytest.FixtureRequest) -> tuple[str, ...]:
    return parse_words(bundled.read(f"words/{request.param}.txt"))


def test_a_shipped_list_is_sorted_and_of_words_that_every_keyboard_has(words: tuple[str, ...]) -> None:
    assert list(words) == sorted(words)
    for word in words:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)?", word)
        assert 3 <= len(word) <= 10


@pytest.mark.parametrize(("language", "count"), [("en", 5), ("nl", 6)])
def test_as_many_words_as_the_bits_need(language: str, count: int) -> None:
    words = parse_words(bundled.read(f"words/{language}.txt"))
    assert words_needed(words) == count
    assert count * math.log2(len(words)) >= MIN_BITS
    found = suggest_words(words, secrets.token_bytes).split(" ")
    assert len(found) == count
    assert set(found) <= set(words)
    assert len(" ".join(found)) >= MIN_PASSPHRASE_CHARACTERS


def test_two_suggestions_differ(words: tuple[str, ...]) -> None:
    assert suggest_words(words, secrets.token_bytes) != suggest_words(words, secrets.token_bytes)


def test_draws_that_would_favour_the_first_words_are_drawn_again() -> None:
    words = SMALL_LIST[:600]
    highest_fair = 2**32 // len(words) * len(words) - 1
    draws = [2**32 - 1, highest_fair + 1, highest_fair, *range(1, words_needed(words))]
    expected = [words[highest_fair % len(words)], *(words[n] for n in range(1, words_needed(words)))]
    assert suggest_words(words, lambda size: draws.pop(0).to_bytes(size, "big")).split(" ") == expected
    assert draws == []


def test_every_word_is_drawn() -> None:
    seen: Counter[str] = Counter()
    for _ in range(1500):
        seen.update(suggest_words(SMALL_LIST, secrets.token_bytes).split(" "))
    assert set(seen) == set(SMALL_LIST)


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data[: len(data) // 20],
        lambda data: data + data.split(b"\n")[0] + b"\n",
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: data.replace(b"\n", b"\n\n", 1),
        lambda data: data.upper(),
        lambda data: data + "café\n".encode(),
        lambda data: data + b"two words\n",
        lambda _: b"",
    ],
)
def test_a_damaged_list_is_refused(change: Callable[[bytes], bytes]) -> None:
    data = bundled.read("words/nl.txt")
    assert len(parse_words(data)) >= MIN_WORDS
    with pytest.raises(PolicyError, match="words_damaged"):
        parse_words(change(data))

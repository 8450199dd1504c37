"""Everything that a list of letters shows has its words, in both languages."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from vault import bundled
from vault.core.sentences import parse_sentences
from vault.customer.letter_standing import StandingCode, Step
from vault.customer.letters import GROUNDS, KINDS, Ground, LetterEventKind, LetterKind, SentHow


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(
    ("group", "codes"),
    [
        ("letter_kinds", LetterKind),
        ("letter_about", LetterKind),
        ("letter_grounds", Ground),
        ("letter_states", StandingCode),
        ("letter_steps", Step),
        ("letter_answers", LetterEventKind),
        ("letter_sent_how", SentHow),
    ],
)
def test_each_has_its_words(language: str, group: str, codes: Iterable[str]) -> None:
    texts = parse_sentences(language, bundled.read(f"messages/{language}.json")).texts[group]
    assert {str(each) for each in codes} | ({"holidays"} if group == "letter_states" else set()) == texts.keys()


def test_every_kind_is_offered_but_the_complaint() -> None:
    assert {*KINDS, LetterKind.COMPLAINT} == {*LetterKind}
    assert {ground for found in GROUNDS.values() for ground in found} == {*Ground}

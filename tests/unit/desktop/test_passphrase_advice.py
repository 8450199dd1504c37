"""How strong a passphrase is while it is typed, and words for who has no idea."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from vault import bundled
from vault.core.errors import VaultError
from vault.core.sentences import Sentences, parse_sentences
from vault.customer.passphrase_words import parse_words, words_needed
from vault.desktop.passphrase_advice import Advice, PassphraseAdvice
from vault.desktop.tasks import InlineTasks

GOOD = "copper lantern borrows seven geese"


def sentences(language: str = "en") -> Sentences:
    return parse_sentences(language, bundled.read(f"messages/{language}.json"))


class Slow(InlineTasks):
    """Does what is asked when the test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[Callable[[], None]] = []

    def outside(self, work: Any, on_done: Any, on_error: Any, **names: Any) -> None:
        self.waiting.append(lambda: InlineTasks.outside(self, work, on_done, on_error, **names))

    def next(self) -> None:
        self.waiting.pop(0)()


def judged(advice: PassphraseAdvice) -> list[Advice]:
    found: list[Advice] = []
    advice.judged.connect(found.append)
    return found


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("copper", Advice(1, "Weak", "A thief would guess it within hours.")),
        (GOOD, Advice(4, "Very strong", "No thief lives long enough to guess it.")),
    ],
)
def test_strength_is_said_in_words_and_bars(typed: str, advice: Advice) -> None:
    asked = PassphraseAdvice(InlineTasks(), sentences(), ())
    found = judged(asked)
    asked.look(typed)
    assert found == [advice]
    asked.look("")
    assert found[-1] == Advice()


def test_names_and_words_of_the_language_are_known_to_a_thief() -> None:
    name = "qzvxkwjyhgbt"
    stranger, known = judged_once(name, ()), judged_once(name, (name,))
    assert known.bars < stranger.bars
    dutch = next(word for word in parse_words(bundled.read("words/nl.txt")) if len(word) > 8)
    assert judged_once(dutch, (), "nl").bars == 1


def judged_once(typed: str, names: tuple[str, ...], language: str = "en") -> Advice:
    asked = PassphraseAdvice(InlineTasks(), sentences(language), names)
    found = judged(asked)
    asked.look(typed)
    return found[-1]


def test_only_what_stands_there_last_is_judged_one_at_a_time() -> None:
    tasks = Slow()
    asked = PassphraseAdvice(tasks, sentences(), ())
    found = judged(asked)
    for typed in ("c", "copper", GOOD):
        asked.look(typed)
    assert len(tasks.waiting) == 1
    tasks.next()
    assert found == []
    tasks.next()
    assert [each.bars for each in found] == [4]
    assert tasks.waiting == []


def test_what_was_emptied_meanwhile_is_not_judged() -> None:
    tasks = Slow()
    asked = PassphraseAdvice(tasks, sentences(), ())
    asked.look(GOOD)
    asked.look("")
    found = judged(asked)
    tasks.next()
    assert found == []
    assert tasks.waiting == []
    assert GOOD not in repr(vars(asked))


@pytest.mark.parametrize("language", ["en", "nl"])
def test_suggests_other_words_each_time(language: str) -> None:
    asked = PassphraseAdvice(InlineTasks(), sentences(language), ())
    found: list[str] = []
    asked.suggested.connect(found.append)
    asked.suggest()
    asked.suggest()
    words = parse_words(bundled.read(f"words/{language}.txt"))
    assert found[0] != found[1]
    for suggested in found:
        assert len(suggested.split()) == words_needed(words)
        assert set(suggested.split()) <= set(words)


def test_damaged_words_are_said_and_stop_no_typing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundled, "read", lambda name: b"one word\n")
    asked = PassphraseAdvice(InlineTasks(), sentences_before(), ())
    said: list[str] = []
    asked.failed.connect(said.append)
    found = judged(asked)
    asked.suggest()
    asked.look(GOOD)
    assert said == [sentences_before().error(VaultError("words_damaged"))]
    assert found == [Advice()]


def sentences_before() -> Sentences:
    return parse_sentences("en", (bundled.resources() / "messages/en.json").read_bytes())

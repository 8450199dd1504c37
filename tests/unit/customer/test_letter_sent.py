"""What was sent stays as it was sent."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.unit.customer.test_letters import ACCESS, DAY, EXAMPLES
from vault.core.clock import SetClock
from vault.core.errors import ChoiceError
from vault.core.sentences import Sentences
from vault.customer import letter_sent
from vault.customer.letter_files import prepare, text_of
from vault.customer.letter_next import complain
from vault.customer.letters import LetterInput, SentHow, make, mark_sent
from vault.customer.session import Session
from vault.storage import letters


def say_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    """A later version, whose letters begin in another way."""
    before = letter_sent.letter_words

    def later(language: str) -> Sentences:
        words = before(language)
        return Sentences(language, {**words.texts, "access": {**words.texts["access"], "ask": "Something else."}})

    monkeypatch.setattr(letter_sent, "letter_words", later)


@pytest.mark.parametrize("found", EXAMPLES, ids=lambda each: each.kind.value)
def test_sent_is_what_was_written(session: Session, found: LetterInput) -> None:
    letter = make(session, found)
    before = text_of(prepare(session, letter.id))
    mark_sent(session, letter.id, DAY, SentHow.POST)
    assert text_of(prepare(session, letter.id)) == before


def test_a_later_version_changes_only_what_was_not_sent(
    session: Session, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent, waits = make(session, ACCESS), make(session, ACCESS)
    before = text_of(prepare(session, sent.id))
    mark_sent(session, sent.id, DAY, SentHow.MAIL)
    say_otherwise(monkeypatch)
    assert text_of(prepare(session, sent.id)) == before
    assert "Something else." in text_of(prepare(session, waits.id))
    mark_sent(session, sent.id, DAY, SentHow.POST)  # to mend how
    assert text_of(prepare(session, sent.id)) == before
    clock.moment += timedelta(days=60)
    complaint = complain(session, sent.id)
    assert before in text_of(prepare(session, complaint.id))


@pytest.mark.parametrize("kept", [1, "text", {}, {"language": "en"}, {"parts": [{}]}])
def test_what_came_from_elsewhere_and_is_no_letter_is_said(session: Session, kept: object) -> None:
    made = make(session, ACCESS)
    with session.database.transaction() as transaction:
        letter = letters.letter(transaction, made.id)
        assert letter is not None
        letters.put_letter(transaction, letter_with(letter, kept))
    with pytest.raises(ChoiceError, match="letter_unreadable"):
        prepare(session, made.id)


def letter_with(letter: letters.Letter, kept: object) -> letters.Letter:
    from dataclasses import replace

    return replace(letter, facts={**letter.facts, "as_sent": kept})  # type: ignore[dict-item]  # as a file may have it

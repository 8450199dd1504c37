"""Letters of a real vault: written, sent, answered, reminded of, complained about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from vault import bundled
from vault.core.clock import SetClock
from vault.core.errors import ChoiceError
from vault.core.sentences import Sentences, parse_sentences
from vault.customer import letters
from vault.customer.history import view_history
from vault.customer.letter_facts import MAX_WORDS, AskedItem
from vault.customer.letter_files import link_of, pdf_of, pictures_of, prepare, save_letter, text_of
from vault.customer.letter_next import complain, court, remind, standing_in_words
from vault.customer.letter_standing import StandingCode
from vault.customer.letters import (
    Addressee,
    Correction,
    Ground,
    KnownBy,
    LetterEventKind,
    LetterInput,
    LetterKind,
    Sender,
    SentHow,
    list_letters,
    make,
    mark_sent,
    put_new,
    record_answer,
)
from vault.customer.session import Session
from vault.storage import letters as stored

SENDER = Sender("Noor de Vries", ("noor@example.org",))
TO = Addressee("Bakkerij Voorbeeld", ("Dam 1", "Amsterdam"), "privacy@bakkerij.example")
ACCESS = LetterInput(LetterKind.ACCESS, "en", SENDER, TO)
DAY = date(2026, 5, 12)
SHOE_SIZE = AskedItem("clothing.shoe_size", "dpv:ServicePersonalisation", date(2026, 8, 10))
EXAMPLES = (
    ACCESS,
    replace(ACCESS, kind=LetterKind.RECTIFICATION, corrections=(Correction("Name", "Nor", "Noor"), Correction("Age"))),
    replace(ACCESS, kind=LetterKind.ERASURE, ground=Ground.WITHDRAWN, items=(SHOE_SIZE, AskedItem("media.sports"))),
    replace(ACCESS, kind=LetterKind.RESTRICTION, ground=Ground.CONTESTED, everything=False, items=(SHOE_SIZE,)),
    replace(ACCESS, kind=LetterKind.PORTABILITY, to_other="Boekhoek", other_at="data@boekhoek.example", language="nl"),
    replace(ACCESS, kind=LetterKind.OBJECTION, ground=Ground.OWN_SITUATION, reason="I work\nin shifts."),
    replace(ACCESS, kind=LetterKind.HUMAN_DECISION, decision="No invoice.", reference="77", reason="I always paid."),
    replace(ACCESS, kind=LetterKind.WITHDRAWAL, known_by=KnownBy("K4TM-9QWD-RX7H", "20417", None, (DAY,))),
)
NEED_FACTS = (
    (LetterKind.ERASURE, Ground.OBJECTED, "letter_reason_missing"),
    (LetterKind.ERASURE, Ground.UNLAWFUL, "letter_fact_missing"),
    (LetterKind.ERASURE, Ground.LEGAL_DUTY, "letter_fact_missing"),
    (LetterKind.RESTRICTION, Ground.OBJECTED, "letter_reason_missing"),
    (LetterKind.RESTRICTION, Ground.UNLAWFUL, "letter_fact_missing"),
)
"""Grounds that a shop can weigh only with a reason or a fact."""


def sentences(language: str) -> Sentences:
    return parse_sentences(language, bundled.read(f"messages/{language}.json"))


@pytest.mark.parametrize("found", EXAMPLES, ids=lambda each: each.kind.value)
def test_each_kind_to_a_shop_that_was_typed_in(session: Session, found: LetterInput) -> None:
    made = make(session, found)
    assert (made.kind, made.to, made.host, made.standing.code) == (found.kind, TO.name, None, StandingCode.DRAFT)
    text = text_of(prepare(session, made.id))
    for each in ("Noor de Vries", "noor@example.org", "Bakkerij Voorbeeld", "Amsterdam", "12 "):
        assert each in text
    assert ("Shoe size" in text) is bool(found.items)
    assert "EU 43" not in text
    for typed in (found.reason, found.decision, found.reference, found.to_other, found.other_at):
        assert typed is None or typed in text
    assert list_letters(session) == (made,)


def test_a_kept_letter_is_made_again_as_it_was(session: Session, clock: SetClock) -> None:
    made = [make(session, each) for each in EXAMPLES]
    before = [text_of(prepare(session, each.id)) for each in made]
    clock.moment += timedelta(days=400)
    assert [text_of(prepare(session, each.id)) for each in made] == before


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (replace(ACCESS, sender=Sender(" ", ("a@b.nl",))), "letter_name_missing"),
        (replace(ACCESS, sender=Sender("Noor", (" ",))), "letter_reply_missing"),
        (replace(ACCESS, sender=Sender("Noor", tuple("1234567"))), "letter_text_unfit"),
        (replace(ACCESS, sender=Sender("N" * 121, ("a@b.nl",))), "letter_text_unfit"),
        (replace(ACCESS, sender=Sender("No\x07or", ("a@b.nl",))), "letter_text_unfit"),
        (replace(ACCESS, to=Addressee("")), "letter_shop_missing"),
        (replace(ACCESS, ground=Ground.UNLAWFUL), "letter_ground_missing"),
        (replace(ACCESS, kind=LetterKind.ERASURE), "letter_ground_missing"),
        (replace(ACCESS, kind=LetterKind.ERASURE, ground=Ground.MARKETING), "letter_ground_missing"),
        (replace(ACCESS, kind=LetterKind.RECTIFICATION), "letter_correction_missing"),
        (replace(ACCESS, kind=LetterKind.RECTIFICATION, corrections=(Correction(" "),)), "letter_correction_missing"),
        (replace(ACCESS, kind=LetterKind.RECTIFICATION, corrections=(Correction("a"),) * 11), "letter_too_long"),
        (replace(ACCESS, kind=LetterKind.OBJECTION, ground=Ground.OWN_SITUATION), "letter_reason_missing"),
        (replace(ACCESS, kind=LetterKind.HUMAN_DECISION, decision=" "), "letter_decision_missing"),
        (replace(ACCESS, kind=LetterKind.RESTRICTION, ground=Ground.CONTESTED), "letter_reason_missing"),
        *((replace(ACCESS, kind=kind, ground=ground), code) for kind, ground, code in NEED_FACTS),
        (replace(ACCESS, kind=LetterKind.PORTABILITY, other_at="data@boekhoek.example"), "letter_other_missing"),
        (replace(ACCESS, kind=LetterKind.PORTABILITY, to_other="B", other_at="a" * 201), "letter_text_unfit"),
        (replace(ACCESS, kind=LetterKind.HUMAN_DECISION, decision="No.", reference="a" * 201), "letter_text_unfit"),
        (replace(ACCESS, everything=False), "letter_items_missing"),
        (replace(ACCESS, reason="a" * (MAX_WORDS + 1)), "letter_text_unfit"),
        (replace(ACCESS, reason="\u202eturned"), "letter_text_unfit"),
        (replace(ACCESS, items=(SHOE_SIZE,) * 101), "letter_too_long"),
        (replace(ACCESS, host="unknown.example"), "shop_unknown"),
        (
            replace(
                ACCESS,
                kind=LetterKind.HUMAN_DECISION,
                decision="🎉" * 1500,
                reason="🎉" * 1500,
                items=(SHOE_SIZE,) * 60,
            ),
            "letter_too_long",
        ),
    ],
)
def test_what_cannot_be_written_is_said_and_nothing_is_kept(session: Session, found: LetterInput, code: str) -> None:
    with pytest.raises(ChoiceError) as problem:
        make(session, found)
    assert problem.value.code == code
    assert "🎉" not in repr(problem.value.__cause__)
    assert list_letters(session) == ()
    assert view_history(session, kinds={"letter_made"}) == ()


def test_sending_and_answers_with_dates(session: Session, clock: SetClock) -> None:
    made = make(session, ACCESS)
    with pytest.raises(ChoiceError, match="letter_not_sent"):
        record_answer(session, made.id, DAY, LetterEventKind.RECEIVED)
    for unfit in (DAY - timedelta(1), DAY + timedelta(1)):
        with pytest.raises(ChoiceError, match="letter_date_unfit"):
            mark_sent(session, made.id, unfit, SentHow.MAIL)
    sent = mark_sent(session, made.id, DAY, SentHow.MAIL)
    assert (sent.sent, sent.how, sent.standing.day) == (DAY, SentHow.MAIL, date(2026, 6, 12))
    clock.moment += timedelta(days=20)
    more = record_answer(session, made.id, date(2026, 5, 20), LetterEventKind.EXTENDED, " two  months\nmore ")
    assert more.standing.day == date(2026, 8, 12)
    assert [(each.on, each.note) for each in more.came] == [(date(2026, 5, 20), "two months\nmore")]
    with pytest.raises(ChoiceError, match="letter_date_unfit"):
        record_answer(session, made.id, DAY - timedelta(1), LetterEventKind.ANSWERED)
    mended = letters.forget_answer(session, made.id, more.came[0].seq)
    assert mended.standing.day == date(2026, 6, 12)
    letters.remove(session, made.id)
    with pytest.raises(ChoiceError, match="letter_unknown"):
        letters.view_letter(session, made.id)


def test_the_history_tells_which_right_and_nothing_that_was_typed(session: Session) -> None:
    made = make(session, EXAMPLES[6])
    mark_sent(session, made.id, DAY, SentHow.FORM)
    record_answer(session, made.id, DAY, LetterEventKind.REFUSED, "they say no")
    told = [(each.kind, dict(each.facts)) for each in view_history(session) if each.kind.startswith("letter_")]
    assert told == [
        ("letter_made", {"letter": "human_decision"}),
        ("letter_sent", {"letter": "human_decision", "how": "form"}),
        ("letter_answered", {"letter": "human_decision", "came": "refused"}),
    ]


def test_from_no_answer_to_reminder_complaint_and_court(session: Session, clock: SetClock) -> None:
    made = make(session, ACCESS)
    with pytest.raises(ChoiceError, match="letter_not_late"):
        remind(session, made.id)
    mark_sent(session, made.id, DAY, SentHow.MAIL)
    with pytest.raises(ChoiceError, match="complaint_too_early"):
        complain(session, made.id)
    assert court(letters.view_letter(session, made.id).standing, sentences("en")) is None
    clock.moment += timedelta(days=32)
    today = date(2026, 6, 13)
    reminder = remind(session, made.id)
    assert (reminder.kind, reminder.about) == (LetterKind.ACCESS, made.id)
    mark_sent(session, reminder.id, today, SentHow.MAIL)
    assert letters.view_letter(session, reminder.id).standing.code is StandingCode.REMINDED
    text = text_of(prepare(session, reminder.id))
    assert "on or before 12 June 2026" in " ".join(text.split())
    assert "Attachment 1: Request for access" in text
    complaint = complain(session, made.id, reason="They never wrote back.")
    ready = prepare(session, complaint.id)
    said = text_of(ready)
    for each in ("Autoriteit Persoonsgegevens", "2509 AJ Den Haag", "They never wrote back.", "before 12 June 2026"):
        assert each in said
    assert [each.subject[:8] for each in ready.letters] == ["Complain", "Request ", "Reminder"]
    assert link_of(ready).url.startswith("mailto:?subject=Complaint")
    found = court(letters.view_letter(session, made.id).standing, sentences("nl"))
    assert found is not None
    assert found.until is None
    assert any("geen laatste dag" in each for each in found.sentences)


def test_after_a_no_the_complaint_says_so_and_a_court_has_six_weeks(session: Session, clock: SetClock) -> None:
    made = make(session, replace(EXAMPLES[7], language="nl"))
    mark_sent(session, made.id, DAY, SentHow.POST)
    clock.moment += timedelta(days=8)
    refused = record_answer(session, made.id, date(2026, 5, 20), LetterEventKind.REFUSED)
    elsewhere = Addressee("Datenschutzbehörde", ("Wien",))
    text = text_of(prepare(session, complain(session, made.id, authority=elsewhere).id))
    assert "Op 20 mei 2026 liet Bakkerij Voorbeeld mij weten" in text.replace("\n", " ")
    assert "Datenschutzbehörde\nWien" in text
    found = court(refused.standing, sentences("en"))
    assert found is not None
    assert found.until == date(2026, 7, 1)
    assert any("by 1 July 2026" in each for each in found.sentences)


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Answer due by 12 June 2026."), ("nl", "Antwoord uiterlijk op 12 juni 2026.")],
)
def test_how_a_letter_stands_in_words(session: Session, language: str, said: str) -> None:
    made = mark_sent(session, make(session, ACCESS).id, DAY, SentHow.MAIL)
    assert standing_in_words(made.standing, sentences(language)) == said


def test_files_are_for_the_owner_alone_and_replace_nothing(session: Session, tmp_path: Path) -> None:
    ready = prepare(session, make(session, ACCESS).id)
    for name in ("letter.txt", "letter.pdf"):
        save_letter(tmp_path / name, ready, random=session.random)
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
        with pytest.raises(ChoiceError, match="file_exists"):
            save_letter(tmp_path / name, ready, random=session.random)
    assert (tmp_path / "letter.txt").read_text("utf-8") == text_of(ready)
    assert (tmp_path / "letter.pdf").read_bytes() == pdf_of(ready)
    assert [each[:4] for each in pictures_of(ready)] == [b"\x89PNG"]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["letter.pdf", "letter.txt", "vault"]


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"written": "yesterday", "sender": {"name": "a", "reply": []}, "everything": True},
        {"written": "2026-05-12", "sender": "a", "everything": True},
        {"written": "2026-05-12", "sender": {"name": "a", "reply": []}, "everything": True, "keys": ["a"]},
        {"written": "2026-05-12", "sender": {"name": "a", "reply": []}, "everything": True, "ground": "because"},
    ],
)
def test_a_letter_that_came_from_elsewhere_is_shown_and_not_believed(
    session: Session, facts: dict[str, object]
) -> None:
    with session.database.transaction() as transaction:
        stored.put_letter(
            transaction,
            stored.Letter("l", LetterKind.ACCESS, {}, "en", facts, session.clock.now()),
        )
    assert [each.to for each in list_letters(session)] == [""]
    with pytest.raises(ChoiceError, match="letter_unreadable"):
        prepare(session, "l")


def test_a_letter_has_so_many_answers_and_no_more(session: Session) -> None:
    made = mark_sent(session, make(session, ACCESS).id, DAY, SentHow.MAIL)
    for _ in range(stored.MAX_EVENTS):
        record_answer(session, made.id, DAY, LetterEventKind.RECEIVED)
    with pytest.raises(ChoiceError, match="letter_events_many"):
        record_answer(session, made.id, DAY, LetterEventKind.RECEIVED)


def test_nothing_typed_is_in_a_repr(session: Session) -> None:
    made = make(session, EXAMPLES[6])
    for shown in (repr(EXAMPLES[6]), repr(prepare(session, made.id)), repr(made)):
        for each in ("Noor", "noor@", "No invoice", "always paid"):
            assert each not in shown


@pytest.mark.parametrize(("kind", "ground", "code"), NEED_FACTS)
def test_with_a_reason_such_a_letter_is_written(session: Session, kind: LetterKind, ground: Ground, code: str) -> None:
    made = make(session, replace(ACCESS, kind=kind, ground=ground, reason="I never agreed to it."))
    assert "I never agreed to it." in text_of(prepare(session, made.id)), code


def test_a_reminder_knows_what_was_objected_to(session: Session, clock: SetClock) -> None:
    found = replace(ACCESS, kind=LetterKind.OBJECTION, ground=Ground.MARKETING)
    made = mark_sent(session, make(session, found).id, DAY, SentHow.MAIL)
    clock.moment += timedelta(days=40)
    first = " ".join(text_of(prepare(session, remind(session, made.id).id)).split())
    assert "(Article 21(3) GDPR). You should have confirmed my objection on or before 12 June 2026" in first


def test_a_letter_of_an_earlier_version_can_be_read(session: Session) -> None:
    """It has no reason where one is asked for now."""
    found = replace(ACCESS, kind=LetterKind.ERASURE, ground=Ground.UNLAWFUL)
    with session.database.transaction() as transaction:
        kept = put_new(transaction, session, found)
    assert "processed unlawfully" in text_of(prepare(session, kept.id))

"""The letter on a screen: while it is typed it reads as it does once it is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.customer.test_letters import ACCESS, DAY, EXAMPLES, SENDER
from vault.core.clock import SetClock
from vault.core.errors import ChoiceError
from vault.customer.letter_files import prepare
from vault.customer.letter_next import complain
from vault.customer.letter_preview import MISSING, preview, shown_text
from vault.customer.letters import (
    KINDS,
    Addressee,
    LetterEventKind,
    LetterInput,
    LetterKind,
    Sender,
    SentHow,
    list_letters,
    make,
    mark_sent,
    put_back,
    record_answer,
    remove,
)
from vault.customer.session import Session


@pytest.mark.parametrize("found", EXAMPLES, ids=lambda each: each.kind.value)
def test_what_is_typed_reads_as_what_is_kept(session: Session, found: LetterInput) -> None:
    kept = shown_text(prepare(session, make(session, found).id))
    assert preview(found, session.catalogue, DAY) == kept
    assert MISSING not in kept


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_what_is_missing_stands_as_dots(session: Session, kind: LetterKind, language: str) -> None:
    shown = preview(LetterInput(kind, language, Sender("", ()), Addressee("")), session.catalogue, DAY)
    assert shown.startswith(f"{MISSING}\n{MISSING}\n\n{MISSING}\n")
    more = shown.count(MISSING) - 4  # at the top, and the name at the foot
    assert more == (kind in {LetterKind.RECTIFICATION, LetterKind.HUMAN_DECISION})


def test_paragraphs_are_not_wrapped(session: Session) -> None:
    shown = preview(ACCESS, session.catalogue, DAY)
    assert max(map(len, shown.splitlines())) > 200


def test_a_complaint_has_the_way_to_reach_its_writer_and_the_letter_it_is_about(
    session: Session, clock: SetClock
) -> None:
    made = mark_sent(session, make(session, ACCESS).id, DAY, SentHow.MAIL)
    clock.moment += timedelta(days=40)
    reached = ("Dam 1", "Amsterdam", "020 123 45 67")
    shown = shown_text(prepare(session, complain(session, made.id, reply=reached).id))
    first, attached = shown.split("Attachment 1: ")
    assert "\n".join(reached) in first
    assert SENDER.reply[0] not in first
    assert SENDER.reply[0] in attached
    with pytest.raises(ChoiceError, match="letter_reply_missing"):
        complain(session, made.id, reply=())


def test_a_letter_that_was_removed_comes_back_with_what_came_of_it(session: Session) -> None:
    made = mark_sent(session, make(session, ACCESS).id, DAY, SentHow.POST)
    kept = record_answer(session, made.id, DAY, LetterEventKind.REFUSED, "No.")
    gone = remove(session, made.id)
    assert list_letters(session) == ()
    assert (gone.to, "bakkerij" in repr(gone).lower()) == (ACCESS.to.name, True)
    put_back(session, gone)
    assert list_letters(session) == (kept,)
    assert SENDER.name not in repr(gone)


def test_a_letter_of_a_shop_that_is_gone_does_not_come_back(session: Session) -> None:
    gone = remove(session, make(session, ACCESS).id)
    elsewhere = replace(gone, letter=replace(gone.letter, host="unknown.example"))
    with pytest.raises(ChoiceError, match="shop_unknown"):
        put_back(session, elsewhere)

"""When a shop does not do what a letter asked: a reminder, a complaint to the authority, and what a court can do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vault.core.errors import ChoiceError
from vault.customer.letter_checks import checked
from vault.customer.letter_facts import LetterInput, about, facts_of
from vault.customer.letter_sent import letter_words, words_of
from vault.customer.letter_standing import Standing, StandingCode, Step, due_on, standing
from vault.customer.letters import LetterView, put_new, required, today, view_letter
from vault.portability.letters.facts import Addressee, Before, LetterFacts, Outcome
from vault.portability.letters.wording import write
from vault.storage import letters
from vault.storage.letters import LetterKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from vault.core.catalogue import Catalogue
    from vault.core.sentences import Sentences
    from vault.customer.session import Session
    from vault.storage.connection import Reader
    from vault.storage.letters import Letter

AUTHORITIES: Mapping[str, Addressee] = {
    "NL": Addressee("Autoriteit Persoonsgegevens", ("Postbus 93374", "2509 AJ Den Haag")),
}
"""By the country where the customer lives (GDPR art. 77(1)). Of any other country the customer types it in; the
European Data Protection Board lists them all."""

_OUTCOMES = {
    StandingCode.LATE: Outcome.NO_ANSWER,
    StandingCode.REFUSED: Outcome.REFUSED,
    StandingCode.ANSWERED: Outcome.NOT_ENOUGH,
}


@dataclass(frozen=True)
class Court:
    """What a court can do, in sentences. ``until`` is the last day that is surely in time, None without a limit."""

    sentences: tuple[str, ...]
    until: date | None


def remind(session: Session, letter_id: str) -> LetterView:
    """Write a reminder of a letter that was not answered in time.

    Raises :class:`ChoiceError` ``letter_unknown``, ``letter_unreadable``, or ``letter_not_late`` where no reminder is
    due.
    """
    with session.database.transaction() as transaction:
        letter = required(transaction, letter_id)
        facts, now = facts_of(letter, session.catalogue), _standing(transaction, session, letter)
        if Step.REMIND not in now.steps:
            raise ChoiceError("letter_not_late")
        about_it = _before(transaction, session.catalogue, letter, facts, now)
        made = put_new(
            transaction,
            session,
            LetterInput(
                letter.kind, letter.language, facts.sender, facts.to, letter.host, facts.known_by,
                ground=facts.ground, before=about_it, about=letter.id,
            ),
        )  # fmt: skip
    return view_letter(session, made.id)


def complain(
    session: Session,
    letter_id: str,
    *,
    authority: Addressee = AUTHORITIES["NL"],
    reason: str | None = None,
    reply: tuple[str, ...] | None = None,
) -> LetterView:
    """Write a complaint to the authority about a letter; its files have the letter and its reminders attached.

    ``reason`` is what the customer adds in their own words; ``reply`` is how the authority can reach them, where that
    is more than the shop was told. Raises as :func:`remind` and :func:`vault.customer.letter_checks.checked`, or
    :class:`ChoiceError` ``complaint_too_early``: the shop first.
    """
    with session.database.transaction() as transaction:
        letter = required(transaction, letter_id)
        facts, now = facts_of(letter, session.catalogue), _standing(transaction, session, letter)
        if Step.COMPLAIN not in now.steps:
            raise ChoiceError("complaint_too_early")
        sender = facts.sender if reply is None else replace(facts.sender, reply=reply)
        complaint = LetterInput(
            LetterKind.COMPLAINT, letter.language, sender, authority, letter.host,
            reason=reason, before=_before(transaction, session.catalogue, letter, facts, now), about=letter.id,
        )  # fmt: skip
        made = put_new(transaction, session, checked(complaint))
    return view_letter(session, made.id)


def court(found: Standing, sentences: Sentences) -> Court | None:
    """What a Dutch court can do about a letter that stands so (UAVG art. 35), and courts elsewhere (GDPR art. 79).

    A petition needs no lawyer (art. 35(4)). None where it is too early.
    """
    if Step.COURT not in found.steps:
        return None
    codes = ["order", "no_lawyer", "fee"]
    said = [sentences.say("letter_court", code) for code in codes]
    if found.petition is None:
        said.append(sentences.say("letter_court", "no_limit"))
    else:
        said.append(sentences.say("letter_court", "until", date=day_in_words(found.petition, sentences)))
        said.append(sentences.say("letter_court", "not_longer"))
    return Court((*said, sentences.say("letter_court", "elsewhere")), found.petition)


def standing_in_words(found: Standing, sentences: Sentences) -> str:
    """How a letter stands, in a sentence: ``Answer due by 12 June 2026.``"""
    facts = {"date": found.day, "since": found.received}
    said = {name: day_in_words(day, sentences) for name, day in facts.items() if day is not None}
    return sentences.say("letter_states", found.code, **said)


def day_in_words(day: date, sentences: Sentences) -> str:
    """``12 June 2026``."""
    return f"{day.day} {sentences.say('dates', f'month_{day.month}')} {day.year}"


def _standing(reader: Reader, session: Session, letter: Letter) -> Standing:
    return standing(letter, letters.events(reader, letter.id), today(session))


def _before(reader: Reader, catalogue: Catalogue, letter: Letter, facts: LetterFacts, now: Standing) -> Before:
    events = letters.events(reader, letter.id)
    if letter.sent_at is None:
        raise ChoiceError("letter_not_sent")
    due, _ = due_on(letter, events)
    reminders = [
        each.sent_at.astimezone().date()
        for each in letters.letters(reader)
        if about(each) == letter.id and each.kind is not LetterKind.COMPLAINT and each.sent_at is not None
    ]
    answered = now.day if now.code is not StandingCode.LATE else None
    if facts.before is None:
        subject = words_of(letter, catalogue).subject
    else:
        subject = write(replace(facts, before=None), letter_words(facts.language)).subject
    return Before(
        letter.kind,
        subject,
        letter.sent_at.astimezone().date(),
        due,
        facts.to,
        _OUTCOMES.get(now.code, Outcome.NO_ANSWER),
        answered,
        reminders[-1] if reminders else None,
        letter.host,
    )

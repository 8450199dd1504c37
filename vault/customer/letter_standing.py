"""How a letter stands: until when an answer is due, whether it came, and what can be done next.

Counted as :mod:`vault.portability.letters.periods` says. Pure: today is a parameter.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from vault.customer.letter_facts import about
from vault.portability.letters import periods
from vault.storage.letters import LetterEventKind, LetterKind, SentHow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from vault.storage.letters import Letter, LetterEvent

POST_DAYS = 3
"""How long a letter by post is reckoned to take where nothing else is known: it counts from receipt."""


class StandingCode(StrEnum):
    """Each has its sentence in the group ``letter_states`` of ``resources/messages``."""

    DRAFT = "draft"
    DUE = "due"
    DUE_EXTENDED = "due_extended"
    WITHDRAWN = "withdrawn"
    LATE = "late"
    ANSWERED = "answered"
    REFUSED = "refused"
    CLOSED = "closed"
    REMINDED = "reminded"
    COMPLAINED = "complained"
    AUTHORITY_LATE = "authority_late"


class Step(StrEnum):
    """What can be done next. Each has its words in the group ``letter_steps``."""

    SEND = "send"
    RECORD = "record"
    REMIND = "remind"
    COMPLAIN = "complain"
    COURT = "court"
    CLOSE = "close"


@dataclass(frozen=True)
class Standing:
    """What is true of a letter on one day.

    ``day`` is the date of its sentence: until when an answer is due, or when it came. ``received`` is when it arrived,
    reckoned where it is not known. ``petition`` is the last day that is surely in time for a Dutch court; with
    :attr:`Step.COURT` and without it there is no limit.
    """

    code: StandingCode
    day: date | None = None
    received: date | None = None
    petition: date | None = None
    steps: tuple[Step, ...] = ()


def standing(letter: Letter, events: Sequence[LetterEvent], today: date) -> Standing:
    """How ``letter`` stands with all that came of it, in order."""
    if letter.sent_at is None:
        return Standing(StandingCode.DRAFT, steps=(Step.SEND,))
    received = received_on(letter, events)
    last = next((each for each in reversed(events) if each.kind in _ENDINGS), None)
    if last is not None:
        return _ended(letter, last, received)
    if letter.kind is LetterKind.COMPLAINT:
        end = periods.after_months(received, periods.AUTHORITY_MONTHS)
        code = StandingCode.COMPLAINED if today <= end else StandingCode.AUTHORITY_LATE
        return Standing(code, end, received, steps=(Step.RECORD, Step.CLOSE))
    if about(letter) is not None:
        return Standing(StandingCode.REMINDED, _local(letter.sent_at), received, steps=(Step.CLOSE,))
    due, extended = due_on(letter, events)
    if today > due:
        return Standing(
            StandingCode.LATE, due, received, steps=(Step.REMIND, Step.COMPLAIN, Step.COURT, Step.RECORD, Step.CLOSE)
        )
    code = StandingCode.DUE_EXTENDED if extended else StandingCode.DUE
    if letter.kind is LetterKind.WITHDRAWAL and not extended:
        code = StandingCode.WITHDRAWN
    return Standing(code, due, received, steps=(Step.RECORD, Step.CLOSE))


def received_on(letter: Letter, events: Sequence[LetterEvent]) -> date:
    """When the letter arrived: as the customer said, or reckoned from how it was sent. It must have been sent."""
    told = next((each for each in reversed(events) if each.kind is LetterEventKind.RECEIVED), None)
    if told is not None:
        return _local(told.at)
    if letter.sent_at is None:
        raise ValueError("not sent")
    days = POST_DAYS if letter.sent_how is SentHow.POST else 0
    return _local(letter.sent_at) + timedelta(days=days)


def due_on(letter: Letter, events: Sequence[LetterEvent]) -> tuple[date, bool]:
    """Until when an answer is in time, and whether that is after an extension.

    An extension counts only if the shop told of it within the first month (GDPR art. 12(3)).
    """
    received = received_on(letter, events)
    due = periods.answer_due(received)
    if any(each.kind is LetterEventKind.EXTENDED and _local(each.at) <= due for each in events):
        return periods.extended_due(received), True
    return due, False


_ENDINGS = frozenset({LetterEventKind.ANSWERED, LetterEventKind.REFUSED, LetterEventKind.CLOSED})


def _ended(letter: Letter, last: LetterEvent, received: date) -> Standing:
    """What an authority says is past a complaint, and a reminder is not a letter to complain about."""
    day = _local(last.at)
    if last.kind is LetterEventKind.CLOSED:
        return Standing(StandingCode.CLOSED, day, received)
    if about(letter) is not None:
        return Standing(StandingCode.ANSWERED, day, received, steps=(Step.CLOSE,))
    code = StandingCode.REFUSED if last.kind is LetterEventKind.REFUSED else StandingCode.ANSWERED
    return Standing(code, day, received, periods.petition_until(day), (Step.COMPLAIN, Step.COURT, Step.CLOSE))


def _local(moment: datetime) -> date:
    return moment.astimezone().date()

"""How letters stand, day by day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from vault.customer.letter_standing import Standing, StandingCode, Step, standing
from vault.storage.letters import Letter, LetterEvent, LetterEventKind, LetterKind, SentHow

SENT = date(2026, 5, 12)
DUE = date(2026, 6, 12)
LATER = date(2026, 8, 12)
RECEIVED, EXTENDED, ANSWERED, REFUSED, CLOSED = (
    LetterEventKind.RECEIVED,
    LetterEventKind.EXTENDED,
    LetterEventKind.ANSWERED,
    LetterEventKind.REFUSED,
    LetterEventKind.CLOSED,
)


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def letter(
    kind: LetterKind = LetterKind.ACCESS, sent: date | None = SENT, how: SentHow = SentHow.MAIL, **facts: Any
) -> Letter:
    at = noon(sent) if sent is not None else None
    return Letter("l", kind, {"name": "Shop"}, "en", facts, noon(SENT), None, at, how if sent else None)


def on(today: date, *events: tuple[LetterEventKind, date], found: Letter | None = None) -> Standing:
    came = [LetterEvent("l", seq, noon(day), kind) for seq, (kind, day) in enumerate(events, 1)]
    return standing(found or letter(), came, today)


def test_before_it_is_sent_nothing_is_due() -> None:
    assert on(LATER, found=letter(sent=None)) == Standing(StandingCode.DRAFT, steps=(Step.SEND,))


def test_an_answer_has_until_the_last_day() -> None:
    assert (on(SENT).code, on(SENT).day) == (StandingCode.DUE, DUE)
    assert on(DUE).code is StandingCode.DUE
    late = on(DUE + timedelta(1))
    assert (late.code, late.day) == (StandingCode.LATE, DUE)
    assert {Step.REMIND, Step.COMPLAIN, Step.COURT} <= set(late.steps)
    assert late.petition is None


def test_post_takes_days_and_what_is_known_of_receipt_goes_before() -> None:
    assert on(SENT, found=letter(how=SentHow.POST)).day == date(2026, 6, 15)
    assert on(SENT, (RECEIVED, date(2026, 5, 29))).day == date(2026, 6, 29)
    assert on(SENT, (RECEIVED, date(2026, 5, 29)), (RECEIVED, date(2026, 5, 13))).day == date(2026, 6, 15)


@pytest.mark.parametrize(
    ("told", "today", "code", "day"),
    [
        (date(2026, 6, 1), date(2026, 6, 13), StandingCode.DUE_EXTENDED, LATER),
        (DUE, LATER, StandingCode.DUE_EXTENDED, LATER),
        (DUE, LATER + timedelta(1), StandingCode.LATE, LATER),
        (DUE + timedelta(1), DUE + timedelta(1), StandingCode.LATE, DUE),  # told too late, so it counts for nothing
    ],
)
def test_more_time_counts_if_told_within_the_month(told: date, today: date, code: StandingCode, day: date) -> None:
    found = on(today, (EXTENDED, told))
    assert (found.code, found.day) == (code, day)


def test_after_an_answer_a_court_has_six_weeks() -> None:
    for kind, code in ((ANSWERED, StandingCode.ANSWERED), (REFUSED, StandingCode.REFUSED)):
        found = on(LATER, (kind, date(2026, 6, 10)))
        assert (found.code, found.day, found.petition) == (code, date(2026, 6, 10), date(2026, 7, 22))
        assert {Step.COMPLAIN, Step.COURT} <= set(found.steps)


def test_the_last_answer_counts_and_what_is_closed_is_over() -> None:
    assert on(LATER, (REFUSED, DUE), (ANSWERED, LATER)).code is StandingCode.ANSWERED
    closed = on(LATER, (ANSWERED, DUE), (CLOSED, LATER))
    assert (closed.code, closed.day, closed.steps) == (StandingCode.CLOSED, LATER, ())


def test_a_withdrawal_works_on_receipt() -> None:
    found = on(SENT, found=letter(LetterKind.WITHDRAWAL))
    assert (found.code, found.received, found.day) == (StandingCode.WITHDRAWN, SENT, DUE)
    assert on(DUE + timedelta(1), found=letter(LetterKind.WITHDRAWAL)).code is StandingCode.LATE


def test_an_authority_has_three_months() -> None:
    complaint = letter(LetterKind.COMPLAINT, about="other")
    assert (on(LATER, found=complaint).code, on(LATER, found=complaint).day) == (StandingCode.COMPLAINED, LATER)
    assert on(LATER + timedelta(1), found=complaint).code is StandingCode.AUTHORITY_LATE
    answered = on(LATER, (REFUSED, LATER), found=complaint)
    assert (answered.code, answered.petition, answered.steps) == (StandingCode.ANSWERED, None, (Step.CLOSE,))


def test_a_reminder_has_no_term_of_its_own() -> None:
    found = on(LATER, found=letter(about="other"))
    assert (found.code, found.day) == (StandingCode.REMINDED, SENT)
    assert Step.COMPLAIN not in found.steps


@given(
    some.lists(some.tuples(some.sampled_from(LetterEventKind), some.integers(0, 200)), max_size=6),
    some.integers(0, 250),
    some.sampled_from(LetterKind),
    some.sampled_from(SentHow),
)
def test_a_complaint_is_offered_only_after_the_shop_had_its_time_or_spoke(
    came: list[tuple[LetterEventKind, int]], later: int, kind: LetterKind, how: SentHow
) -> None:
    events = [(each, SENT + timedelta(days)) for each, days in came]
    found = on(SENT + timedelta(later), *events, found=letter(kind, how=how))
    spoke = any(each in {ANSWERED, REFUSED} for each, _ in events)
    if Step.COMPLAIN in found.steps:
        assert spoke or (found.day is not None and SENT + timedelta(later) > found.day)
    assert (Step.COURT in found.steps) is (Step.COMPLAIN in found.steps)
    if found.petition is not None:
        assert spoke

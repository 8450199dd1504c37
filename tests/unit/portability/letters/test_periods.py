"""Until when a shop has to answer: Regulation 1182/71, article 3."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from vault.portability.letters.periods import (
    after_months,
    answer_due,
    extended_due,
    next_working_day,
    petition_until,
)

DAYS = some.dates(min_value=date(2018, 5, 25), max_value=date(2199, 12, 31))
"""From the day that the GDPR applies."""


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2026, 5, 12), date(2026, 6, 12)),  # the same date, a Friday
        (date(2025, 1, 31), date(2025, 2, 28)),  # no 31 February: its last day
        (date(2028, 1, 31), date(2028, 2, 29)),  # a leap year
        (date(2028, 1, 30), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2028, 3, 29)),  # from the last day, not to the last day
        (date(2026, 8, 31), date(2026, 9, 30)),
        (date(2026, 1, 31), date(2026, 3, 2)),  # 28 February is a Saturday
        (date(2026, 5, 13), date(2026, 6, 15)),  # a Saturday: the Monday after
        (date(2026, 5, 14), date(2026, 6, 15)),  # a Sunday
        (date(2026, 5, 15), date(2026, 6, 15)),  # a Monday by itself
        (date(2026, 12, 15), date(2027, 1, 15)),  # into the next year
        (date(2026, 11, 30), date(2026, 12, 30)),
    ],
)
def test_a_month_from_receipt(received: date, due: date) -> None:
    assert answer_due(received) == due


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2026, 5, 12), date(2026, 8, 12)),
        (date(2026, 11, 30), date(2027, 3, 1)),  # 28 February 2027 is a Sunday
        (date(2025, 11, 30), date(2026, 3, 2)),  # 28 February 2026 is a Saturday
        (date(2027, 11, 30), date(2028, 2, 29)),
        (date(2026, 10, 31), date(2027, 2, 1)),  # 31 January 2027 is a Sunday
    ],
)
def test_two_further_months_count_from_receipt_too(received: date, due: date) -> None:
    assert extended_due(received) == due


def test_six_weeks_for_a_court() -> None:
    assert petition_until(date(2026, 6, 12)) == date(2026, 7, 24)


@given(DAYS, some.integers(min_value=1, max_value=12))
def test_a_period_ends_on_a_working_day_on_or_just_after_its_date(start: date, months: int) -> None:
    end = after_months(start, months)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    exact = date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
    assert end.weekday() < 5
    assert exact <= end <= exact + timedelta(days=2)
    assert end == exact or exact.weekday() >= 5


@given(DAYS, some.integers(min_value=0, max_value=40))
def test_who_receives_later_need_not_answer_earlier(received: date, later: int) -> None:
    assert answer_due(received) <= answer_due(received + timedelta(days=later))
    assert answer_due(received) < extended_due(received)


@given(DAYS)
def test_a_working_day_stays_itself(day: date) -> None:
    found = next_working_day(day)
    assert next_working_day(found) == found

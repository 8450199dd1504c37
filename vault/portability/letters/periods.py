"""Until when: the European rules for periods (Regulation (EEC, Euratom) 1182/71, article 3).

A period of months ends on the day with the same date, or on the month's last day where there is no such date
(art. 3(2)(c)). Where that is a Saturday, a Sunday or a public holiday, it ends with the next working day (art. 3(4)).
Public holidays differ by country and are not known here; after one the shop has until the working day that follows.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

ANSWER_MONTHS = 1
"""From receipt (GDPR art. 12(3))."""
EXTENDED_MONTHS = 3
"""The month and two further ones, if the shop says so within the first (GDPR art. 12(3))."""
AUTHORITY_MONTHS = 3
"""In which an authority tells how a complaint goes (GDPR art. 78(2))."""
PETITION_DAYS = 42
"""Six weeks after an answer, for a Dutch court (UAVG art. 35(2)). After no answer in time there is no limit."""

_SATURDAY = 5


def after_months(start: date, months: int) -> date:
    """The last day of a period of ``months`` that runs from something on ``start``.

    Raises ``ValueError`` past the year 9999.
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return next_working_day(date(year, month + 1, min(start.day, last)))


def next_working_day(day: date) -> date:
    """``day``, or the Monday after it if it is a Saturday or Sunday."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= _SATURDAY else day


def answer_due(received: date) -> date:
    """The last day on which an answer is in time."""
    return after_months(received, ANSWER_MONTHS)


def extended_due(received: date) -> date:
    """The last day after an extension. It counts from receipt too."""
    return after_months(received, EXTENDED_MONTHS)


def petition_until(answered: date) -> date:
    """The last day that is surely in time for a petition. A weekend adds nothing: a day too early harms nobody."""
    return answered + timedelta(days=PETITION_DAYS)

"""Dates as shops write them. In which order day and month stand is settled for a whole column, never line by line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 1, 1)
"""No shop's file has a purchase outside of these; a number that gives such a date is no date."""
_MOST_KEPT = 20_000
_NUMBERS = re.compile(r"^\s*(\d{1,4})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,4})(?!\d)")
_COMPACT = re.compile(r"^\s*(\d{4})(\d{2})(\d{2})(?:\D|$)")
_SINCE_1970 = re.compile(r"^\s*(\d{9,11}|\d{12,14}|\d{15,17})(?:\.\d+)?\s*$")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+(?:de )?([^\W\d_]{3,9})\.?,?[\s-]+(\d{4})")
_WORDS_FIRST = re.compile(r"([^\W\d_]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januari januar jän jänner",
            "feb february februari februar",
            "mar march mrt maart mär märz mrz",
            "apr april",
            "may mei mai",
            "jun june juni",
            "jul july juli",
            "aug august augustus",
            "sep sept september",
            "oct october okt oktober",
            "nov november",
            "dec december dez dezember",
        ),
        1,
    )
    for name in names.split()
}


def order_of(texts: Iterable[str]) -> bool | None:
    """Whether the day stands before the month, by the values of a column; None where that stays open.

    A column with both, or with only days up to twelve, stays open. Dates that begin with a year do not count.
    """
    day_first = month_first = False
    for text in texts:
        found = _NUMBERS.match(text)
        if found is None or len(found[1]) > 2:
            continue
        first, second = int(found[1]), int(found[3])
        day_first = day_first or first > 12 >= second
        month_first = month_first or second > 12 >= first
    return None if day_first == month_first else day_first


def depends_on_order(text: str) -> bool:
    """Whether a text is a date whose day and month could change places."""
    found = _NUMBERS.match(text)
    return found is not None and len(found[1]) <= 2 and found[1] != found[3] and max(int(found[1]), int(found[3])) <= 12


class Dates:
    """Reads the dates of one column. ``day_first`` settles ``3/4/2025``; it is 3 April where that is true."""

    def __init__(self, day_first: bool = True) -> None:
        self._day_first = day_first
        self._known: dict[str, date | None] = {}

    def read(self, text: str) -> date | None:
        """The day that a text says; None where it says none. A time of day and its zone do not count."""
        key = text[:10] if text[4:5] == "-" and text[7:8] == "-" else text[:40]
        try:
            return self._known[key]
        except KeyError:
            pass
        if len(self._known) >= _MOST_KEPT:
            self._known.clear()
        found = _read(key, self._day_first)
        if found is not None and not EARLIEST <= found < LATEST:
            found = None
        self._known[key] = found
        return found


def _read(text: str, day_first: bool) -> date | None:
    try:
        if found := _NUMBERS.match(text):
            return _of_numbers(found[1], int(found[3]), found[4], day_first)
        if found := _COMPACT.match(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _SINCE_1970.match(text):
            return _of_count(int(found[1]))
        if found := _WORDS.search(text):
            return _of_words(found[1], found[2], found[3])
        if found := _WORDS_FIRST.search(text):
            return _of_words(found[2], found[1], found[3])
    except (ValueError, OverflowError):
        pass
    return None


def _of_numbers(first: str, second: int, last: str, day_first: bool) -> date | None:
    if len(first) == 4:
        return date(int(first), second, int(last))
    if len(first) > 2 or len(last) not in (2, 4):
        return None
    year = int(last) + (2000 if len(last) == 2 else 0)
    one = int(first)
    if one > 12 or (day_first and second <= 12):
        return date(year, second, one)
    return date(year, one, second)


def _of_count(count: int) -> date:
    """Seconds, thousandths or millionths since 1970, by their length."""
    while count >= 10**11:
        count //= 1000
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=count)).date()


def _of_words(day: str, month: str, year: str) -> date | None:
    number = _MONTHS.get(month.casefold())
    return date(int(year), number, int(day)) if number else None

"""A kept line of a shop as people write it: its price in its currency, its day as a date."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from vault.core.wording import written_number, written_price

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vault.core.sentences import Sentences


def told(fact: Mapping[str, Any], sentences: Sentences) -> dict[str, Any]:
    """The members of a line, with those that are written for programs as a person writes them.

    A member that is not what a reader of takeouts writes stays as it is: an export may come from anybody.
    """
    members = dict(fact)
    cents, money, at = (members.get(name) for name in ("price_cents", "currency", "at"))
    if type(cents) is int:
        members["price_cents"] = _amount(cents, sentences.language)
        if isinstance(money, str):
            members["price_cents"] = written_price(members["price_cents"], money, sentences.language)
            del members["currency"]
    if isinstance(at, str):
        members["at"] = _day(at, sentences)
    return members


def _amount(cents: int, language: str) -> str:
    whole, part = divmod(abs(cents), 100)
    return ("-" if cents < 0 else "") + written_number(f"{whole}.{part:02}", language)


def _day(text: str, sentences: Sentences) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day} {sentences.texts['dates'][f'month_{day.month}']} {day.year}"

"""Parts that letters are put together from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from vault.core.sentences import Sentences
    from vault.portability.letters.facts import LetterItem


@dataclass(frozen=True)
class Part:
    """A paragraph, with lines of a list below it where there are any."""

    text: str
    lines: tuple[str, ...] = ()


def phrase(words: Sentences, group: str, code: str, **facts: str | int) -> str:
    """A sentence of ``resources/letters``. What letters say keeps to the law's words, not to the screen's rules."""
    return words.say(group, code, **facts)


def dated(day: date, words: Sentences) -> str:
    """``12 May 2026``."""
    return phrase(
        words, "common", "date", day=day.day, month=phrase(words, "months", f"month_{day.month}"), year=day.year
    )


def items_listed(items: Iterable[LetterItem], words: Sentences) -> tuple[str, ...]:
    """A line for each: its name, with purpose and last day where they are known."""
    return tuple(_line(item, words) for item in items)


def _line(item: LetterItem, words: Sentences) -> str:
    facts: dict[str, str | int] = {"name": item.name}
    code = "line"
    purpose = words.texts["purposes"].get(item.purpose or "")
    if purpose is not None:
        code, facts["purpose"] = f"{code}_purpose", purpose
    if item.until is not None:
        code, facts["date"] = f"{code}_until", dated(item.until, words)
    return phrase(words, "items", code, **facts)

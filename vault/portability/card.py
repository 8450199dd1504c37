"""The card: a few preferences as plain text, to paste into a shop's form or to show at a counter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault.core.precision import coarsen
from vault.core.wording import describe, in_language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vault.core.catalogue import Entry
    from vault.core.sentences import Sentences
    from vault.core.value import Precision, Value


@dataclass(frozen=True)
class CardLine:
    """One line: what a preference is called, and its value as a person reads it."""

    label: str
    text: str

    def __repr__(self) -> str:
        return "CardLine(…)"


def card_line(entry: Entry, value: Value, precision: Precision, language: str) -> CardLine | None:
    """A preference no finer than ``precision``, or None if it cannot be said that coarsely.

    The customer's own ceiling is for shops; what they show by hand they choose themselves.
    """
    step = next((step for step in entry.ladder if step <= precision), None)
    if step is None:
        return None
    return CardLine(in_language(entry.label, language), describe(entry, coarsen(entry, value, step), language))


def card_text(lines: Iterable[CardLine], sentences: Sentences) -> str:
    """The card: values under each other, then a line that says what pasted text means."""
    found = tuple(lines)
    widest = max((len(line.label) for line in found), default=0)
    rows = [f"{line.label + ':':<{widest + 2}}{line.text}" for line in found]
    return "\n".join([*rows, "", sentences.say("card", "cannot_take_back"), ""])

"""The card: a few preferences to show at a counter, to paste into a shop's form, or to have on paper.

A :class:`Sheet` is the card itself, the same wherever it is seen; the rest of this module makes one into text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault.core.precision import coarsen
from vault.core.sizes import elsewhere
from vault.core.wording import describe, in_language, size_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vault.core.catalogue import Entry
    from vault.core.sentences import Sentences
    from vault.core.value import Precision, Value


@dataclass(frozen=True)
class CardLine:
    """One line: what a preference is called, and its value as a person reads it. Without a label it stands alone.

    ``more`` is what is said under it, in smaller letters; not where the card becomes text.
    """

    label: str
    text: str
    more: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return "CardLine(…)"


@dataclass(frozen=True)
class Sheet:
    """A card. ``before`` and ``after`` are sentences around the lines; ``bulleted`` lines have no labels.

    ``sealed``: something on it is, or all of it together. ``language`` is a tag as in HTML.
    """

    title: str
    language: str
    lines: tuple[CardLine, ...]
    before: str = ""
    after: tuple[str, ...] = ()
    bulleted: bool = False
    sealed: bool = False

    def __repr__(self) -> str:
        return f"Sheet(lines={len(self.lines)})"


def card_line(entry: Entry, value: Value, precision: Precision, language: str) -> CardLine | None:
    """A preference no finer than ``precision``, or None if it cannot be said that coarsely.

    The customer's own ceiling is for shops; what they show by hand they choose themselves.
    """
    step = next((step for step in entry.ladder if step <= precision), None)
    if step is None:
        return None
    return CardLine(in_language(entry.label, language), describe(entry, coarsen(entry, value, step), language))


def with_other_systems(line: CardLine, entry: Entry, value: Value, language: str) -> CardLine:
    """A size that says what it is called in other countries too; every other line as it is."""
    others = elsewhere(entry, value)
    if not others:
        return line
    said = (size_in_words(system, size, language) for system, size in others)
    return CardLine(line.label, f"{line.text} ({', '.join(said)})")


def card_text(lines: Iterable[CardLine], sentences: Sentences) -> str:
    """The card: values under each other, then a line that says what pasted text means."""
    return "\n".join([*_columns(lines), "", sentences.say("card", "cannot_take_back"), ""])


def sheet_text(sheet: Sheet) -> str:
    """The card as plain text, to paste: no more than stands on it."""
    lines = [f"- {line.text}" for line in sheet.lines] if sheet.bulleted else _columns(sheet.lines)
    blocks = [[sheet.title] * sheet.bulleted, [sheet.before] * bool(sheet.before), lines, list(sheet.after)]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _columns(lines: Iterable[CardLine]) -> list[str]:
    found = tuple(lines)
    widest = max((len(line.label) for line in found), default=0)
    return [f"{line.label + ':':<{widest + 2}}{line.text}" for line in found]

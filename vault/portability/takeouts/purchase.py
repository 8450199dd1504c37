"""One line of a shop's own data about a person, and a reading of many of them.

Nothing here is kept: lines are looked at once, for suggestions, and thrown away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from vault.core.formula_guard import UNSEEN
from vault.core.plain_text import plain

Kind = Literal["bought", "returned", "watched", "listened", "wished", "viewed"]

LONGEST_TEXT = 300
"""Letters of one text of a line. Names of goods written for search machines are longer; their end says nothing new."""
MOST_REASONS = 20
"""Lines that are named one by one as not understood; a whole file of another kind would fill a screen."""
_UNSEEN = re.compile(f"[{UNSEEN}]")


@dataclass(frozen=True, slots=True)
class Purchase:
    """One line: what, when, and where it stands.

    Texts are plain and at most :data:`LONGEST_TEXT` letters. ``price_cents`` is hundredths of ``currency`` (ISO 4217)
    for one piece; ``quantity`` is at least 1. ``source`` is a reader's name; ``file`` and ``line`` (from 1) are the
    evidence: a name within the export, and its line, or in JSON its place in the list.
    ``title`` is of a film, series, song or book; ``order`` is the shop's own number, to find a return's order again.
    """

    at: date | None
    kind: Kind
    product: str = field(repr=False)
    brand: str | None = field(repr=False)
    category: str | None = field(repr=False)
    size: str | None = field(repr=False)
    colour: str | None = field(repr=False)
    price_cents: int | None = field(repr=False)
    currency: str | None
    quantity: int
    source: str
    file: str
    line: int
    title: str | None = field(default=None, repr=False)
    genre: str | None = field(default=None, repr=False)
    order: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A line that should say something and could not be read: why (a code) and where, never what it says."""

    code: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line that was understood and says nothing about taste: a cancelled order, a trailer, a song of ten seconds."""

    code: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Note:
    """What a person should know of a whole file: an encoding that was guessed, dates that can be read in two ways."""

    code: str
    file: str


Entry = Purchase | NotUnderstood | LeftOut | Note


@dataclass(slots=True)
class Reading:
    """A reading under way. The counts are live: they are final when ``purchases`` has ended.

    ``read`` counts purchases, ``not_understood`` lines that could not be read (the first :data:`MOST_REASONS` are in
    ``reasons``), ``left_out`` lines that say nothing about taste, by code in ``left_out_by``. ``notes`` are of whole
    files. Iterating ``purchases`` raises :class:`StorageError` for a file that cannot be read on and
    :class:`ChoiceError` ``cancelled``; what was counted until then stays. It can be iterated once.
    """

    entries: Iterable[Entry] = field(repr=False)
    read: int = 0
    not_understood: int = 0
    left_out: int = 0
    reasons: list[NotUnderstood] = field(default_factory=list)
    left_out_by: dict[str, int] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    purchases: Iterator[Purchase] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.purchases = self._purchases()

    def _purchases(self) -> Iterator[Purchase]:
        for entry in self.entries:
            if isinstance(entry, Purchase):
                self.read += 1
                yield entry
            elif isinstance(entry, NotUnderstood):
                self.not_understood += 1
                if len(self.reasons) < MOST_REASONS:
                    self.reasons.append(entry)
            elif isinstance(entry, LeftOut):
                self.left_out += 1
                self.left_out_by[entry.code] = self.left_out_by.get(entry.code, 0) + 1
            elif len(self.notes) < MOST_REASONS and entry not in self.notes:
                self.notes.append(entry)


def bounded(text: str) -> str:
    """A text as :class:`Purchase` holds it: plain, trimmed, one line, at most :data:`LONGEST_TEXT` letters.

    Letters that nobody sees go: shops put places to break a line into long words, which are the same words.
    """
    cut = text[: LONGEST_TEXT * 2].strip()
    if not cut.isascii():
        cut = _UNSEEN.sub("", cut).strip()
    if not cut.isprintable():
        cut = plain(" ".join(cut.split()))
    return cut[:LONGEST_TEXT]

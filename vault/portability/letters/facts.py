"""What a letter is made of. Values of preferences are in it only where the customer typed them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from vault.storage.letters import LetterKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class Ground(StrEnum):
    """On what a request rests, where the law names several grounds."""

    NO_LONGER_NEEDED = "no_longer_needed"
    WITHDRAWN = "withdrawn"
    OBJECTED = "objected"
    UNLAWFUL = "unlawful"
    LEGAL_DUTY = "legal_duty"
    CHILD = "child"
    CONTESTED = "contested"
    NEEDED_FOR_CLAIM = "needed_for_claim"
    MARKETING = "marketing"
    OWN_SITUATION = "own_situation"


GROUNDS: Mapping[LetterKind, tuple[Ground, ...]] = {
    LetterKind.ERASURE: (
        Ground.NO_LONGER_NEEDED,
        Ground.WITHDRAWN,
        Ground.OBJECTED,
        Ground.UNLAWFUL,
        Ground.LEGAL_DUTY,
        Ground.CHILD,
    ),
    LetterKind.RESTRICTION: (Ground.CONTESTED, Ground.UNLAWFUL, Ground.NEEDED_FOR_CLAIM, Ground.OBJECTED),
    LetterKind.OBJECTION: (Ground.MARKETING, Ground.OWN_SITUATION),
}
"""GDPR art. 17(1)(a) to (f), 18(1)(a) to (d), and 21(2) and (1). Any other request needs no ground."""


class Outcome(StrEnum):
    """What came of the letter that a complaint is about."""

    NO_ANSWER = "no_answer"
    REFUSED = "refused"
    NOT_ENOUGH = "not_enough"


@dataclass(frozen=True)
class Sender:
    """Who writes: ``name``, and ``reply`` with how to answer, a line each: mail or postal address, or both."""

    name: str = field(repr=False)
    reply: tuple[str, ...] = field(repr=False)

    @property
    def mail(self) -> str | None:
        """The first line that is a mail address."""
        return next((line for line in self.reply if "@" in line), None)


@dataclass(frozen=True)
class Addressee:
    """To whom: the shop's name, its postal address if known, a line each, and where its people read mail."""

    name: str
    lines: tuple[str, ...] = ()
    contact: str = ""


@dataclass(frozen=True)
class KnownBy:
    """What the shop can find the sender by: the code of its receipts, what was typed, and when something was shared."""

    code: str | None = None
    account: str | None = field(default=None, repr=False)
    host: str | None = None
    shared: tuple[date, ...] = ()


@dataclass(frozen=True)
class LetterItem:
    """A preference by name, with the id of its purpose and its last day, where known."""

    name: str
    purpose: str | None = None
    until: date | None = None


@dataclass(frozen=True)
class Correction:
    """What is wrong, what the shop has, and what is right. The last two only if the customer typed them."""

    what: str
    wrong: str | None = field(default=None, repr=False)
    right: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class StopBefore:
    """That the vault told the shop to stop, and in how many days the shop promised to erase. It confirmed the stop."""

    on: date
    promised_days: int | None = None


@dataclass(frozen=True)
class Before:
    """The letter that a reminder or a complaint is about.

    ``due`` was the last day for an answer. ``site`` is the shop's proven address on the web, where it is known.
    """

    kind: LetterKind
    subject: str
    sent: date
    due: date
    shop: Addressee
    outcome: Outcome = Outcome.NO_ANSWER
    answered: date | None = None
    reminded: date | None = None
    site: str | None = None


@dataclass(frozen=True)
class LetterFacts:
    """All of one letter. ``everything`` asks about all that the shop has, ``items`` names some of it.

    ``reason`` is in the customer's own words: the facts behind a ground, their situation (art. 21(1)), their view of a
    decision (art. 22(3)), or what is still missing (a complaint). ``decision`` names the decision of art. 22, and
    ``reference`` is its date or number. ``to_other`` is whom the data is to go to (art. 20(2)), and ``other_at`` where
    that shop takes them in. With ``before`` it is a reminder, or a complaint.
    """

    kind: LetterKind
    language: str
    written: date
    sender: Sender
    to: Addressee
    known_by: KnownBy = KnownBy()
    items: tuple[LetterItem, ...] = ()
    everything: bool = True
    ground: Ground | None = None
    corrections: tuple[Correction, ...] = ()
    reason: str | None = field(default=None, repr=False)
    decision: str | None = field(default=None, repr=False)
    to_other: str | None = None
    stopped: StopBefore | None = None
    before: Before | None = None
    reference: str | None = field(default=None, repr=False)
    other_at: str | None = None

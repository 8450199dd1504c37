"""What the form of a letter shows, and what is typed into it: frozen values between presenter and view."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from vault.customer.letters import Ground, LetterKind

OTHER = ""
"""The host of a shop that is typed in."""
NO_CORRECTION = ("", "", "")


class Part(Enum):
    """What a letter of some kind asks for besides to whom and from whom it is."""

    ITEMS = auto()
    GROUND = auto()
    CORRECTIONS = auto()
    DECISION = auto()
    VIEW = auto()
    REASON = auto()
    TO_OTHER = auto()


@dataclass(frozen=True)
class Typed:
    """All that stands in the form. Addresses are lines; a correction is what, what it says now, and what is right."""

    kind: LetterKind = LetterKind.ACCESS
    host: str = OTHER
    to_name: str = ""
    to_contact: str = ""
    to_address: str = ""
    account: str = field(default="", repr=False)
    ground: Ground | None = None
    everything: bool = True
    ticked: frozenset[str] = frozenset()
    corrections: tuple[tuple[str, str, str], ...] = field(default=(NO_CORRECTION,), repr=False)
    reason: str = field(default="", repr=False)
    decision: str = field(default="", repr=False)
    to_other: str = ""
    name: str = field(default="", repr=False)
    reply: str = field(default="", repr=False)
    language: str = "en"
    reference: str = field(default="", repr=False)
    other_at: str = ""


@dataclass(frozen=True)
class KindLine:
    """A right: its name, and what the shop does then in one sentence."""

    kind: LetterKind
    name: str
    about: str


@dataclass(frozen=True)
class ItemLine:
    """A preference that the shop has or may have."""

    key: str
    name: str
    sealed: bool


@dataclass(frozen=True)
class LetterFormState:
    """The form. Where ``number`` is another than before, ``typed`` is to be put into its fields.

    ``shops`` are ``(host, words)``, ``grounds`` ``(ground, words)``; ``preview`` is the letter as it would be now.
    ``error`` is a sentence, and ``wrong`` its code, or the field that does not fit.
    """

    number: int
    typed: Typed = Typed()
    kinds: tuple[KindLine, ...] = ()
    shops: tuple[tuple[str, str], ...] = ()
    grounds: tuple[tuple[Ground, str], ...] = ()
    items: tuple[ItemLine, ...] = ()
    sealed_word: str = ""
    asks: frozenset[Part] = frozenset()
    preview: str = field(default="", repr=False)
    error: str = ""
    wrong: str = ""
    busy: bool = False

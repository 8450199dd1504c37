"""What the page "My card" shows: frozen values from the presenter to the view."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vault.core.sensitivity import Level
from vault.customer.card import Sheet


class Face(StrEnum):
    """Which card is made: of what is ticked, or for a kitchen."""

    MINE = "mine"
    ALLERGIES = "allergies"


@dataclass(frozen=True)
class TopicHead:
    """The heading of the items of one topic."""

    text: str


@dataclass(frozen=True, slots=True)
class CardRow:
    """An item that can be ticked. ``text`` is its value."""

    key: str
    name: str
    text: str
    level: Level

    def __repr__(self) -> str:
        return f"CardRow({self.key})"


@dataclass(frozen=True)
class Asking:
    """The passphrase is asked. ``number`` tells two questions apart; ``error`` is a sentence."""

    number: int
    checking: bool = False
    error: str = ""


@dataclass(frozen=True)
class CardState:
    """The page. Without a ``sheet`` there is no card (yet). ``is_open``: the passphrase was typed for what is sealed.

    ``languages`` are those of the card, as ``(id, its own name)``. ``told`` says what became of copying, printing and
    saving, ``told_wrong`` that it did not work; ``busy`` what goes on.
    """

    face: Face = Face.MINE
    rows: tuple[CardRow | TopicHead, ...] = ()
    ticked: frozenset[str] = frozenset()
    languages: tuple[tuple[str, str], ...] = ()
    language: str = "en"
    other_systems: bool = False
    sheet: Sheet | None = None
    loaded: bool = False
    has_allergies: bool = False
    is_open: bool = False
    asking: Asking | None = None
    large: bool = False
    busy: str = ""
    told: str = ""
    told_wrong: bool = False
    failed: str = ""

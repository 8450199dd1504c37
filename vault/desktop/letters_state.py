"""What the list of letters shows: frozen values from the presenter to the view."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from vault.customer.letter_standing import Step


class Face(Enum):
    """What the page "Letters" shows: the list, the form of a letter, or one letter."""

    LIST = auto()
    FORM = auto()
    LETTER = auto()


@dataclass(frozen=True)
class LetterLine:
    """One letter: to whom, which right, when, and in ``standing`` how it stands, a sentence of a state line's kind."""

    id: str
    to: str
    about: str
    dates: str
    standing: str
    kind: str
    steps: tuple[tuple[Step, str], ...]


@dataclass(frozen=True)
class LettersState:
    """The page. ``lines`` are shown of the letters that were ``found``, newest first.

    ``holidays`` says what the days of the list do not count.
    """

    loaded: bool = False
    face: Face = Face.LIST
    lines: tuple[LetterLine, ...] = ()
    found: int = 0
    holidays: str = ""
    failed: str = ""

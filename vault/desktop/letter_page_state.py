"""What the page of one letter shows: frozen values from the presenter to the view."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto

from vault.customer.letter_standing import Step
from vault.customer.letters import LetterEventKind, SentHow


class Panel(Enum):
    """What is open beside the letter: to say when it left, what came, to complain, or what a court can do."""

    NONE = auto()
    SENT = auto()
    CAME = auto()
    COMPLAIN = auto()
    COURT = auto()


PANEL_OF = {
    Step.RECORD: Panel.CAME,
    Step.COMPLAIN: Panel.COMPLAIN,
    Step.COURT: Panel.COURT,
}
"""The steps that first ask or tell something; the others are done at once."""


@dataclass(frozen=True)
class CameLine:
    """One thing that came of the letter; ``remove_name`` is what a screen reader says of taking it back."""

    seq: int
    text: str
    note: str = field(repr=False)
    remove_name: str


@dataclass(frozen=True)
class LetterPageState:
    """One letter. ``standing`` is a sentence of ``kind``, as a state line has it.

    ``text`` is the letter; ``mail_about`` says what the mail program gets, and ``authority`` is whose name a complaint
    has at first. ``days`` are those that can be chosen, newest first; ``wrong`` is the code of ``error``.
    """

    id: str = ""
    about: str = ""
    to: str = ""
    dates: str = ""
    standing: str = ""
    kind: str = "off"
    text: str = field(default="", repr=False)
    mail_about: str = ""
    file_name: str = ""
    sent: bool = False
    steps: tuple[tuple[Step, str], ...] = ()
    came: tuple[CameLine, ...] = ()
    panel: Panel = Panel.NONE
    sent_days: tuple[tuple[date, str], ...] = ()
    came_days: tuple[tuple[date, str], ...] = ()
    hows: tuple[tuple[SentHow, str], ...] = ()
    answers: tuple[tuple[LetterEventKind, str], ...] = ()
    authority: str = ""
    reply: str = field(default="", repr=False)
    court: tuple[str, ...] = ()
    error: str = ""
    wrong: str = ""

"""What the page "Your data" shows: frozen values from the presenters to the view."""

from __future__ import annotations

from dataclasses import dataclass

from vault.customer.taking_along import Form, Part

REVIEW, LETTERS, GOODBYE = "import_review", "letters", "goodbye"
"""The pages that this one leads to."""


@dataclass(frozen=True)
class TopicCount:
    """A topic with something in it. What is ``sealed`` is not among ``preferences``."""

    id: str
    label: str
    preferences: int
    sealed: int


@dataclass(frozen=True)
class Contents:
    """How much there is to take along. ``sealed`` preferences are not among ``preferences``; ``own_wishes`` are those
    for no other person. ``hosts`` are the shops that asked or have something."""

    preferences: int
    sealed: int
    shops: int
    entries: int
    people: int = 0
    wishes: int = 0
    own_wishes: int = 0
    letters: int = 0
    topics: tuple[TopicCount, ...] = ()
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What became of a copy, in words: a title, lines below it, and whether it went well."""

    title: str
    lines: tuple[str, ...]
    good: bool


@dataclass(frozen=True)
class PartTick:
    """A part that can go along, in words with how much there is of it."""

    part: Part
    text: str
    on: bool


@dataclass(frozen=True)
class Writing:
    """A copy being written: in words, and how far it is."""

    said: str
    done: int = 0
    of: int = 0


@dataclass(frozen=True)
class CopyState:
    """Taking a copy. ``topic`` or ``shop`` is what alone is taken, empty where everything is.

    ``sealed`` are the words of that tick. What is wrong with a passphrase stands below its field: with the vault's own,
    and with the two of the file, which say ``same`` while they are.
    """

    loaded: bool = False
    form: Form = Form.EVERYTHING
    ticks: tuple[PartTick, ...] = ()
    sealed: str = ""
    can_seal: bool = False
    with_sealed: bool = False
    passphrase_wrong: str = ""
    topics: tuple[tuple[str, str], ...] = ()
    hosts: tuple[str, ...] = ()
    topic: str = ""
    shop: str = ""
    locked: bool = True
    first_wrong: str = ""
    again_wrong: str = ""
    same: bool = False
    writing: Writing | None = None
    saved: Outcome | None = None

    @property
    def ready(self) -> bool:
        """Whether there is something to save, and nothing is being saved."""
        return self.loaded and self.writing is None and any(tick.on for tick in self.ticks)


@dataclass(frozen=True)
class Compared:
    """A preference that the file has otherwise, in words; both values are empty where it is ``sealed``. Which was set
    last is said where that is known."""

    key: str
    name: str
    here: str
    there: str
    here_newer: bool
    there_newer: bool
    sealed: bool


@dataclass(frozen=True)
class MergeState:
    """What a file would bring: lines with counts of what is new, what is not the same, and what stays as it is.

    ``busy`` says how far bringing in is, and ``stopping`` that somebody has had enough of it.
    """

    file: str
    new: tuple[str, ...]
    compared: tuple[Compared, ...]
    besides: tuple[str, ...]
    busy: str = ""
    stopping: bool = False
    failed: str = ""


@dataclass(frozen=True)
class BringState:
    """Bringing in. ``asking`` is the name of a locked file whose passphrase is asked; ``merge`` a look at a file."""

    bringing: str = ""
    asking: str = ""
    wrong: str = ""
    merge: MergeState | None = None
    brought: Outcome | None = None

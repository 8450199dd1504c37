"""What the page of suggestions from a shop's file shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vault.core.catalogue import Entry
    from vault.core.sensitivity import Level
    from vault.desktop.preference_typed import Problem, Typed


class Stage(StrEnum):
    """How far it is."""

    CLOSED = "closed"
    READING = "reading"
    COLUMNS = "columns"
    REVIEW = "review"
    DONE = "done"
    FAILED = "failed"


class Answered(StrEnum):
    """What was said of a suggestion. ``HAVE`` needs no answer."""

    NOT_YET = "not_yet"
    TAKEN = "taken"
    SKIPPED = "skipped"
    NEVER = "never"
    HAVE = "have"


@dataclass(frozen=True)
class FileLine:
    """One file of an export: its name, how many of its lines, and per cent while it is read."""

    name: str
    lines: str
    percent: int | None = None


@dataclass(frozen=True)
class FilesState:
    """The card about the files. ``problems`` is the line that opens ``reasons``, each a line of its own."""

    files: tuple[FileLine, ...] = ()
    said: tuple[str, ...] = ()
    problems: str = ""
    reasons: tuple[str, ...] = ()
    reading: bool = False


@dataclass(frozen=True)
class EvidenceLine:
    """One line of the file: when, what, and its detail. ``speaks`` says whether it is for what is suggested."""

    when: str
    product: str = field(repr=False)
    detail: str = field(repr=False)
    speaks: bool


@dataclass(frozen=True)
class Change:
    """The customer's own value in the place of a suggestion, as it is typed."""

    entry: Entry
    typed: Typed = field(repr=False)
    problem: Problem | None = None


@dataclass(frozen=True)
class OpenedRow:
    """What stands below a row that is open. ``show_all`` is the link's words, or empty; ``older`` says what is left."""

    detail: str
    lines: tuple[EvidenceLine, ...] = field(repr=False)
    show_all: str = ""
    older: str = ""
    may_refuse: bool = True
    change: Change | None = None


@dataclass(frozen=True)
class SuggestionLine:
    """One suggestion: ``counted`` and ``standing`` are words, ``value`` is what accepting gives."""

    id: str
    name: str
    values: tuple[str, ...] = field(repr=False)
    value: str = field(repr=False)
    level: Level
    counted: str
    standing: str = field(default="", repr=False)
    answered: Answered = Answered.NOT_YET
    own: bool = False
    opened: OpenedRow | None = field(default=None, repr=False)


DATE_ORDER = "day_first"
"""What is asked about dates besides their column."""


@dataclass(frozen=True)
class FieldLine:
    """One field of a table to be read: the place of the column that is chosen, -1 for none, and what stands there in
    the first line that has something."""

    id: str
    name: str
    place: int
    example: str = field(repr=False)


@dataclass(frozen=True)
class ColumnsState:
    """A table that nobody knows. ``lines`` are its first ones; ``kinds`` pairs of a code and its words.

    ``wrong`` is the field that ``error`` is about, or :data:`DATE_ORDER`; empty where it is about the whole.
    """

    tables: tuple[str, ...]
    table: int
    header: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...] = field(repr=False)
    fields: tuple[FieldLine, ...] = field(repr=False)
    kinds: tuple[tuple[str, str], ...] = ()
    kind: str = ""
    two_ways: bool = False
    day_first: bool | None = None
    guesses: tuple[tuple[str, str], ...] = ()
    remember: bool = True
    error: str = ""
    wrong: str = ""


@dataclass(frozen=True)
class DoneState:
    """What came of it: a title, what was added, and what else there is to say."""

    title: str
    added: tuple[str, ...] = field(default=(), repr=False)
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImportState:
    """The whole page. ``busy`` says what is being written."""

    stage: Stage = Stage.CLOSED
    title: str = ""
    rows: tuple[SuggestionLine, ...] = field(default=(), repr=False)
    files: FilesState = FilesState()
    left_out: str = ""
    keep_lines: bool = False
    busy: str = ""
    failed: str = ""
    columns: ColumnsState | None = field(default=None, repr=False)
    done: DoneState | None = field(default=None, repr=False)

    @property
    def to_look_at(self) -> int:
        """How many suggestions want an answer."""
        return sum(each.answered is not Answered.HAVE for each in self.rows)

    @property
    def accepted(self) -> int:
        """How many are accepted."""
        return sum(each.answered is Answered.TAKEN for each in self.rows)

    @property
    def skipped(self) -> int:
        """How many are skipped, for now or for good."""
        return sum(each.answered in {Answered.SKIPPED, Answered.NEVER} for each in self.rows)

"""What the page "People I buy for" shows: frozen values from the presenter to the view."""

from __future__ import annotations

from dataclasses import dataclass, field

from vault.core.catalogue import Entry
from vault.core.sensitivity import Level
from vault.desktop.preference_state import TopicLine
from vault.desktop.preference_typed import Problem, Typed


@dataclass(frozen=True)
class KeptLine:
    """One size or like of the person that is shown."""

    key: str
    name: str
    text: str = field(repr=False)
    level: Level


@dataclass(frozen=True)
class PersonEditing:
    """The size or like that is being edited; a ``new`` one is not kept yet. ``failed`` is a sentence."""

    entry: Entry
    typed: Typed = field(repr=False)
    new: bool
    problem: Problem | None = None
    failed: str = ""
    busy: bool = False


@dataclass(frozen=True)
class PeopleState:
    """The page. ``person`` is the id of who is shown; ``possible`` what can be added of them, as ``(key, name)``.

    ``people`` are those that ``search`` finds, and ``some`` whether there is anybody at all.
    ``added`` counts who was added, so that the field empties; ``error`` is about what is typed in it, and
    ``name_error`` about another nickname or note, which is asked for while ``naming``: one of the two, with the code
    ``wrong``.
    """

    loaded: bool = False
    people: tuple[TopicLine, ...] = ()
    some: bool = False
    search: str = field(default="", repr=False)
    person: str | None = None
    nickname: str = field(default="", repr=False)
    note: str = field(default="", repr=False)
    lines: tuple[KeptLine, ...] = ()
    possible: tuple[tuple[str, str], ...] = ()
    editing: PersonEditing | None = None
    naming: bool = False
    added: int = 0
    error: str = ""
    name_error: str = ""
    wrong: str = ""
    failed: str = ""

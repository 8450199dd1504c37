"""What the preferences page shows: frozen values from the presenter to the view."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from vault.core.catalogue import Entry
from vault.core.sensitivity import Level
from vault.core.value import Precision
from vault.customer.editing import KeptPreference
from vault.customer.refresh_progress import Stage
from vault.desktop.preference_typed import Problem, StepText, Typed
from vault.desktop.request_state import Sealed


class Page(StrEnum):
    """Which of its faces the page shows. ``AWAY`` is nothing: the vault is not read yet, or locked."""

    AWAY = "away"
    EMPTY = "empty"
    KEPT = "kept"
    ADD = "add"


@dataclass(frozen=True)
class Where:
    """Where on the page the customer is. ``found`` are the keys a search of what is kept came back with."""

    topic: str
    adding: bool = False
    search: str = ""
    found: frozenset[str] | None = None

    @property
    def searching(self) -> bool:
        """Whether rows of every topic are shown."""
        return bool(self.search.strip())


@dataclass(frozen=True)
class TopicLine:
    """A topic of the list. ``count`` is what is kept of it, or what can still be added."""

    id: str
    label: str
    icon: str
    sealed: bool
    count: int


@dataclass(frozen=True)
class SeenBy:
    """A shop that sees the preference now: how precisely, and the value it was given. Empty if that is not known.

    ``newer`` is what it would have after an update, empty where there is nothing to update.
    """

    host: str
    precision: Precision
    text: str
    newer: str = ""


@dataclass(frozen=True)
class SentLine:
    """How far the newer value came at these shops. ``at`` is the first time that one of them is tried again.

    One that waits for ``later`` can be called off.
    """

    stage: Stage
    hosts: tuple[str, ...]
    at: datetime
    later: bool


@dataclass(frozen=True)
class SealedUpdate:
    """A shop that gets a newer value alone, after the passphrase. ``consent`` tells two shares of it apart."""

    host: str
    consent: str


@dataclass(frozen=True)
class Updates:
    """What can be sent of a preference that changed, and what was. ``together`` are the shops that one button updates.

    ``failed`` is a sentence.
    """

    together: tuple[str, ...] = ()
    sealed: tuple[SealedUpdate, ...] = ()
    sent: tuple[SentLine, ...] = ()
    busy: bool = False
    failed: str = ""

    @property
    def offered(self) -> bool:
        """Whether a shop has an older value."""
        return bool(self.together or self.sealed)


@dataclass(frozen=True)
class Draft:
    """What the customer set in an open editor and did not save yet."""

    typed: Typed
    level: Level
    most: Precision


@dataclass(frozen=True)
class EditorState:
    """The open editor. ``lowest`` is the level below which this very value cannot go.

    ``problem`` is about a field; ``failed`` is a sentence about saving itself. ``unsaved``: something is typed.
    ``laid_out``: it is one of several to be filled in, and is skipped where others are cancelled.
    """

    entry: Entry
    draft: Draft
    level: Level
    lowest: Level
    steps: tuple[StepText, ...]
    most: Precision
    new: bool
    help: str
    busy: bool
    problem: Problem | None
    failed: str
    unsaved: bool = False
    laid_out: bool = False
    seen_by: tuple[SeenBy, ...] = ()
    updates: Updates = Updates()


@dataclass(frozen=True)
class PreferenceLine:
    """A row: a preference that is kept, or one that is being added (``new``, without values)."""

    key: str
    name: str
    values: tuple[str, ...]
    level: Level
    shops: int
    new: bool
    unsaved: bool


@dataclass(frozen=True)
class Offered:
    """A preference of the catalogue that is not kept yet."""

    key: str
    name: str
    help: str
    level: Level


@dataclass(frozen=True)
class Group:
    """The rows of one topic. ``shared`` is how many of them a shop sees."""

    topic: str
    title: str
    lines: tuple[PreferenceLine, ...] = ()
    offered: tuple[Offered, ...] = ()
    shared: int = 0


@dataclass(frozen=True)
class PageState:
    """Everything on the page. ``topic`` is None while a search shows rows of every topic."""

    page: Page
    topics: tuple[TopicLine, ...]
    topic: str | None
    groups: tuple[Group, ...]
    search: str
    editor: EditorState | None
    left_out: int = 0
    """How many more rows a search found than are shown."""
    failed: str = ""
    sealed: Sealed | None = None
    """The passphrase is asked before a sealed value is sent anew."""


@dataclass(frozen=True)
class Deleted:
    """A preference that was deleted, so that it can come back; ``shops`` still have it."""

    kept: KeptPreference
    name: str
    shops: int

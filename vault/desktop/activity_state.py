"""What the activity page shows: frozen values from the presenter to the view. Names only, never values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vault.core.value import Precision
from vault.desktop.shops_state import Status


class Segment(StrEnum):
    """Which rows are shown."""

    ALL = "all"
    SHARED = "shared"
    REFUSED = "refused"
    STOPPED = "stopped"
    CHANGED = "changed"
    SECURITY = "security"


@dataclass(frozen=True)
class DayLine:
    """The heading of one day's rows."""

    text: str


@dataclass(frozen=True, slots=True)
class EventLine:
    """One thing that happened, in two lines. ``words`` is what a search looks in; ``names`` are the preferences."""

    seq: int
    day: str
    time: str
    when: str
    icon: str
    title: str
    more: str
    segment: Segment
    host: str
    names: tuple[str, ...]
    is_share: bool
    words: str
    receipt: int | None = None
    """Of a deletion: the row of the share whose receipt has the proof of it."""


@dataclass(frozen=True)
class ReceiptLine:
    """One item of a receipt: how far it is open, never what it is."""

    name: str
    precision: Precision
    precision_text: str


@dataclass(frozen=True)
class RecordLine:
    """One record of a receipt that can be kept as a file: what its button says, and is called to a screen reader."""

    number: str
    word: str
    name: str
    file_name: str


@dataclass(frozen=True)
class ReceiptState:
    """The receipt of a share. ``by_shop`` says that the shop's signed receipt is kept and holds, ``deleted`` that its
    signed word on a deletion is too."""

    title: str
    status: Status
    when: str
    host: str
    about: str
    until: str
    items: tuple[ReceiptLine, ...]
    not_shared: str
    promises: tuple[str, ...]
    by_shop: bool
    stop_name: str
    file_name: str
    said: str = ""
    failed: str = ""
    deleted: bool = False
    records: tuple[RecordLine, ...] = ()


@dataclass(frozen=True)
class CheckState:
    """Whether the history and the vault around it are whole. ``busy`` while that is looked at."""

    title: str
    more: str
    whole: bool = True
    busy: bool = False


@dataclass(frozen=True)
class ActivityState:
    """The page. ``event`` is the chosen row; ``receipt`` is there too if it tells of a share. ``opened`` says that it
    was asked for, so that a small window shows it instead of the list; ``from_shop`` that a shop's page asked."""

    rows: tuple[DayLine | EventLine, ...] = ()
    segment: Segment = Segment.ALL
    search: str = ""
    event: EventLine | None = None
    receipt: ReceiptState | None = None
    opened: bool = False
    check: CheckState | None = None
    empty: str = ""
    failed: str = ""
    from_shop: bool = False
    more: bool = False
    """Whether there are older rows than these, for when one comes to the last."""

"""What the request page shows: frozen values from the presenter to the view. All texts are ready to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault.core.sensitivity import Level
from vault.core.value import Precision

if TYPE_CHECKING:
    from vault.desktop.offline_answer import ByHand


@dataclass(frozen=True)
class StepLine:
    """One step of a picker: its word and the very value that the shop would see."""

    precision: Precision
    caption: str
    value: str


@dataclass(frozen=True)
class Remark:
    """One line below an item, in the theme's colour ``role``."""

    role: str
    text: str


@dataclass(frozen=True)
class ItemRow:
    """One item asked for.

    ``reason`` is the shop's, in quotes. An item that cannot be turned on is not ``able``; its remarks say why, and
    with ``add_name`` it can be added to the vault. In a bundle only the first row has the switch.
    """

    id: str
    key: str
    name: str
    level: Level
    level_text: str
    reason: str
    on: bool
    able: bool
    sealed: bool
    switch_name: str
    steps: tuple[StepLine, ...]
    chosen: Precision | None
    caption: str
    remarks: tuple[Remark, ...]
    add_name: str = ""


@dataclass(frozen=True)
class Bundle:
    """One switch for several items that the shop wants together. ``text`` says so."""

    ids: tuple[str, ...]
    text: str
    switch_name: str
    on: bool
    able: bool


@dataclass(frozen=True)
class ItemGroup:
    """Rows under a heading."""

    title: str
    text: str
    sealed: bool
    rows: tuple[ItemRow, ...]
    bundle: Bundle | None = None


@dataclass(frozen=True)
class Asker:
    """Who asks. ``proven`` is whether a signature says so; ``details`` are the lines of *How we check*."""

    host: str
    title: str
    purpose: str
    about: str
    proven: bool
    trust_title: str
    trust_lines: tuple[str, ...]
    details: tuple[str, ...]
    code: str
    code_text: str


@dataclass(frozen=True)
class Preview:
    """Exactly what would leave: names with values, then until when and the like; ``data`` is the same for programs."""

    values: tuple[tuple[str, str], ...]
    about: tuple[tuple[str, str], ...]
    data: str


@dataclass(frozen=True)
class Duration:
    """The times to choose from, in days (0 for this visit), and what the chosen one means."""

    choices: tuple[tuple[int, str], ...]
    chosen: int
    text: str


@dataclass(frozen=True)
class Whom:
    """For whom the request can be answered, as ``(id, name)`` with an empty id for oneself, and what that means."""

    choices: tuple[tuple[str, str], ...]
    chosen: str
    text: str


@dataclass(frozen=True)
class SameAs:
    """Another shop that has or had some of this, and that in words."""

    host: str
    text: str


@dataclass(frozen=True)
class Promise:
    """One thing the shop says it does. ``icon`` and ``role`` tell a promise from what deserves a second look."""

    icon: str
    role: str
    text: str


@dataclass(frozen=True)
class Decision:
    """The pair of buttons. While sharing is not possible, ``reason`` stands in the share button.

    ``precision`` is that of the most precise item that is on: as far stands the share button's shutter open.
    """

    share: str
    share_name: str
    able: bool
    reason: str
    precision: Precision


@dataclass(frozen=True)
class Sealed:
    """The extra step for one sealed item. ``words`` are what the customer says by sharing it.

    ``keep`` and ``share`` are the words on the two buttons, where those are not the usual ones.
    """

    number: int
    title: str
    text: str
    steps: tuple[StepLine, ...]
    chosen: Precision
    about: str
    words: str
    share_name: str
    error: str
    checking: bool
    keep: str = ""
    share: str = ""


@dataclass(frozen=True)
class Asked:
    """A request to decide on. ``id`` changes with the request; ``warnings`` are read before anything is turned on."""

    id: str
    asker: Asker
    summary: str
    warnings: tuple[str, ...]
    groups: tuple[ItemGroup, ...]
    preview: Preview
    duration: Duration
    promises: tuple[Promise, ...]
    promises_title: str
    decision: Decision
    never_ask: bool
    failed: str
    sealed: Sealed | None
    whom: Whom | None = None
    same: SameAs | None = None


@dataclass(frozen=True)
class Fetching:
    """A link is being followed."""

    host: str
    text: str


@dataclass(frozen=True)
class Refused:
    """A request that cannot be answered, and why. There is nothing to do but to close it."""

    host: str
    title: str
    reasons: tuple[str, ...]
    after: str = ""


@dataclass(frozen=True)
class SharedItem:
    """One item that left: its name and how precise. Never its value."""

    name: str
    precision: Precision
    precision_text: str


@dataclass(frozen=True)
class Decided:
    """What was decided, and what is true of its delivery now. ``back`` is the address that leads back to the shop;
    ``by_hand`` an answer that the customer gives to the shop.
    """

    host: str
    title: str
    text: str
    items: tuple[SharedItem, ...]
    status_kind: str
    status: str
    problem: str
    code_text: str
    back: str
    back_text: str
    by_hand: ByHand | None = None


@dataclass(frozen=True)
class WaitingLine:
    """One request that waits. ``number`` opens it."""

    number: int
    host: str
    text: str
    open_name: str


@dataclass(frozen=True)
class Nothing:
    """No request is open: the ones that wait, and a field to paste a link."""

    waiting: tuple[WaitingLine, ...] = ()


RequestState = Asked | Fetching | Refused | Decided | Nothing

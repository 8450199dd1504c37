"""What the shops page shows: frozen values from the presenter to the view. All texts are ready to read."""

from __future__ import annotations

from dataclasses import dataclass

from vault.core.sensitivity import Level
from vault.core.value import Precision
from vault.desktop.shop_status import Status as Status


@dataclass(frozen=True)
class ShopLine:
    """One row of the list."""

    host: str
    status: Status


@dataclass(frozen=True)
class ShopGroup:
    """Rows under a heading."""

    title: str
    lines: tuple[ShopLine, ...]


@dataclass(frozen=True)
class FeedbackLink:
    """One thing that can be said to the shop: ``says`` is one of ``feedback.Says``."""

    says: str
    text: str
    name: str


@dataclass(frozen=True)
class FeedbackLine:
    """What the customer told the shop about one item, or did not get to it, and what they can say."""

    said: Status | None
    links: tuple[FeedbackLink, ...]


@dataclass(frozen=True)
class LessLine:
    """A coarser step that the shop could have instead. ``name`` is for screen readers."""

    precision: Precision
    text: str
    name: str


@dataclass(frozen=True)
class LessPane:
    """All that a shop could have instead of one item. ``name`` is what a screen reader says of the way to it, ``means``
    what comes of it."""

    name: str
    means: str
    lines: tuple[LessLine, ...]


@dataclass(frozen=True)
class ItemLine:
    """One shared item. Without ``value`` the vault no longer holds what left; ``reason`` is in the shop's words.

    ``stop_name`` is what a screen reader says of its button; an item that is stopped has a ``status`` instead.
    ``held`` is what the shop says of it when asked.
    """

    jti: str
    name: str
    level: Level
    level_text: str
    precision: Precision
    precision_text: str
    value: str
    reason: str
    stop_name: str
    status: Status | None
    held: Status | None = None
    feedback: FeedbackLine | None = None
    less: LessPane | None = None


@dataclass(frozen=True)
class AlsoLine:
    """Something that the shop says of what is in no row."""

    name: str
    status: Status


@dataclass(frozen=True)
class HeldPane:
    """What the shop says it holds. ``text`` says when it answered, or what is going on; ``link`` asks it, or while
    ``busy`` ends that. ``leaks`` are its notices, a note each; ``also`` is what stands in no row."""

    term: str = ""
    text: str = ""
    link: str = ""
    link_name: str = ""
    busy: bool = False
    failed: str = ""
    leaks: tuple[str, ...] = ()
    also: tuple[AlsoLine, ...] = ()


@dataclass(frozen=True)
class AgreementLine:
    """One share that was agreed; ``seq`` finds its receipt."""

    seq: int
    text: str
    link_name: str


@dataclass(frozen=True)
class TotalLine:
    """One thing that a shop had at one precision, and what is true of it now."""

    precision: Precision
    name: str
    precision_text: str
    said: str


@dataclass(frozen=True)
class TotalPane:
    """All that a shop ever had. ``more`` counts what is not in the lines; ``together`` says what they tell as one."""

    summary: str
    lines: tuple[TotalLine, ...]
    more: str
    together: str


@dataclass(frozen=True)
class ShopPane:
    """The shop that is open. ``stop_name`` is empty where there is nothing to stop; ``letter_ready``: a stop got no
    answer, and no letter about it is under way."""

    host: str
    about: tuple[str, ...]
    status: Status
    more: str
    items: tuple[ItemLine, ...]
    agreements: tuple[AgreementLine, ...]
    promises: tuple[str, ...]
    code: str
    stop_name: str
    held: HeldPane = HeldPane()
    total: TotalPane | None = None
    letter_ready: bool = False


@dataclass(frozen=True)
class StopAll:
    """Below the list: what the button for every shop does, empty without one, and which shops could not be told."""

    about: str
    untold: str


@dataclass(frozen=True)
class ShopsState:
    """The page. ``read`` says that the vault was; without groups no shop then ever had anything. ``failed`` is a
    sentence about reading or stopping."""

    read: bool = False
    summary: str = ""
    groups: tuple[ShopGroup, ...] = ()
    pane: ShopPane | None = None
    failed: str = ""
    stop_all: StopAll | None = None

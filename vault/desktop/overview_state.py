"""What the overview shows: frozen values from its presenter to its view. All texts are ready to read."""

from __future__ import annotations

from dataclasses import dataclass

from vault.desktop.shop_status import Status


@dataclass(frozen=True)
class AskedCard:
    """The request that waits longest. ``nonce`` finds it.

    ``test`` says that a test shop asks, ``sealed`` how much of it is sealed; both are empty where that is not so.
    """

    nonce: str
    host: str
    title: str
    about: str
    test: str
    sealed: str
    proven: bool
    proof: str
    until: str
    nothing_name: str
    look_name: str


@dataclass(frozen=True)
class AskedLine:
    """Another request that waits."""

    nonce: str
    host: str
    text: str
    look_name: str


@dataclass(frozen=True)
class HoldsLine:
    """A shop that holds something, or was stopped and is not done. Without ``stop_name`` there is nothing to stop."""

    host: str
    items: str
    status: Status
    stop_name: str
    details_name: str


@dataclass(frozen=True)
class EndsLine:
    """A shop of which something ends soon."""

    host: str
    text: str


@dataclass(frozen=True)
class Question:
    """The one suggestion: whether a value is still right. The names are for screen readers."""

    key: str
    title: str
    text: str
    right_name: str
    change_name: str
    hide_name: str


@dataclass(frozen=True)
class SealedCard:
    """Who holds what is sealed. ``held`` says that somebody does."""

    title: str
    text: str
    held: bool


@dataclass(frozen=True)
class FootLine:
    """One quiet line: whether it is ``well``, and the words. ``link`` leads to the settings, where it can be mended."""

    well: bool
    text: str
    link: str = ""


@dataclass(frozen=True)
class OverviewState:
    """The page. ``read`` says that the vault was; ``new`` that there is nothing in it yet.

    ``said`` tells what was just done, ``more`` how many requests or shops are not in the lists.
    """

    read: bool = False
    new: bool = False
    summary: str = ""
    said: str = ""
    asked: AskedCard | None = None
    also_asked: tuple[AskedLine, ...] = ()
    more_asked: str = ""
    holds: tuple[HoldsLine, ...] = ()
    more_holds: str = ""
    ends: tuple[EndsLine, ...] = ()
    question: Question | None = None
    sealed: SealedCard | None = None
    feet: tuple[FootLine, ...] = ()
    failed: str = ""

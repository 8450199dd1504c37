"""What the page "Goodbye" shows: frozen values from the presenter to the view, and what it asks of the window."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from vault.customer.goodbye import Step

if TYPE_CHECKING:
    from vault.customer.goodbye_steps import Cleared


class Mark(Enum):
    """Where a step stands."""

    DONE = "done"
    NOW = "now"
    LATER = "later"


@dataclass(frozen=True)
class StepLine:
    """One of the numbered steps: what it is called, and in a few words what is true of it."""

    step: Step
    title: str
    mark: Mark
    about: str = ""


@dataclass(frozen=True)
class ShopLine:
    """What is true of one shop. ``kind`` is one of :data:`vault.desktop.parts.state_line.KINDS`."""

    host: str
    kind: str
    text: str


@dataclass(frozen=True)
class CopyAsk:
    """The copy. ``earlier`` says why one that was made before does not do; ``sealed`` that something sealed is kept,
    and ``along`` whether it comes, None as long as that is not said. The rest are sentences below their fields.
    """

    earlier: str = ""
    sealed: bool = False
    along: bool | None = None
    locked: bool = True
    along_wrong: str = ""
    passphrase_wrong: str = ""
    first_wrong: str = ""
    again_wrong: str = ""


@dataclass(frozen=True)
class CopyTyped:
    """What stands in the fields when the copy is asked: the vault's passphrase, and twice the one of the file."""

    passphrase: str
    first: str
    again: str

    def __repr__(self) -> str:
        return "CopyTyped(***)"


@dataclass(frozen=True)
class GoodbyeState:
    """The page. ``busy`` says what goes on; with ``steps`` how far it is, ``(done, all)``, and it can be cancelled.

    ``ending`` is what the last step says, ``lost`` what is lost with it; ``told`` is about what was just done.
    ``missing`` is the code of what ``failed`` says.
    """

    step: Step | None = None
    lines: tuple[StepLine, ...] = ()
    folder: str = ""
    copy: CopyAsk = CopyAsk()
    shops: tuple[ShopLine, ...] = ()
    name: str = ""
    reply: str = ""
    ending: tuple[str, ...] = ()
    lost: str = ""
    wrong: str = ""
    busy: str = ""
    steps: tuple[int, int] | None = None
    told: str = ""
    failed: str = ""
    missing: str = ""


@dataclass(frozen=True)
class SendOff:
    """A vault that may go, and ``papers``: where what stays of it is, a sentence each."""

    cleared: Cleared
    papers: tuple[str, ...]

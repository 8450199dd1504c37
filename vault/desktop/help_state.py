"""What the help page shows: frozen values from the presenter to the view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vault.customer.help import Topic


@dataclass(frozen=True)
class HelpGroup:
    """The heading of a group of topics."""

    title: str


@dataclass(frozen=True)
class HelpLine:
    """One topic in the list."""

    id: str
    title: str


@dataclass(frozen=True)
class HelpState:
    """The list, and the ``topic`` that is read. ``into`` says that it was opened, where there is room for one of both.

    Under a search there are no groups: what fits best is first. ``empty`` says that nothing was found, and ``said`` how
    much was, for who does not see the list.
    """

    rows: tuple[HelpGroup | HelpLine, ...] = ()
    topic: Topic | None = None
    into: bool = False
    search: str = ""
    empty: str = ""
    said: str = ""
    failed: str = ""

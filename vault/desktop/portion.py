"""How much of a long list is shown: a page that makes a row for each of thousands stands still meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

PORTION = 60
"""Rows until more are asked for, and each time they are."""


class Listed(Protocol):
    """What has an id in its list."""

    @property
    def id(self) -> str: ...


Each = TypeVar("Each", bound=Listed)


class Portion:
    """The beginning of a list, and with it what was kept in sight further on."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Another list: its beginning alone."""
        self._wanted = PORTION
        self._kept: set[str] = set()

    def grow(self) -> None:
        """Show the next ones too."""
        self._wanted += PORTION

    def keep(self, each_id: str) -> None:
        """Show this one wherever it stands: it was added, or somebody did something with it."""
        self._kept.add(each_id)

    def of(self, found: Iterable[Each]) -> list[Each]:
        """What is shown of the list, in its order."""
        shown, left = [], self._wanted
        for each in found:
            if each.id in self._kept:
                shown.append(each)
            elif left:
                shown.append(each)
                left -= 1
        return shown

"""Vaults other than the one before which the window stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from vault.customer.vault_places import Places


class OtherVault(NamedTuple):
    """One that could be opened instead. ``there`` says whether its disk is in."""

    name: str
    folder: Path
    there: bool


def _stay(_: Path) -> None:
    """For a window that nobody looks for."""


class Elsewhere(NamedTuple):
    """``places`` gives where vaults are known, for another one to be chosen; without it the window keeps to its own.

    ``moved`` is called with the folder of another vault, once the window stands before that.
    """

    places: Callable[[], Places] | None = None
    moved: Callable[[Path], None] = _stay

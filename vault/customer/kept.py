"""A preference as the vault keeps it, apart from what is made of it when a shop asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vault.core.sensitivity import Level
    from vault.core.value import Precision, Value


@dataclass(frozen=True)
class Kept:
    """A preference as the vault keeps it. ``most`` is the most a shop may ever see; ``level`` is raised only."""

    value: Value
    level: Level
    most: Precision

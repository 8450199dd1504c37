"""What is true of a shop or an item, as the pages show it: apart, because the first page needs no more of the shops."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Status:
    """What is true of a shop or an item: an icon, the theme's colour for it, and always words."""

    icon: str
    role: str
    text: str
    soon: bool = False

"""What the page about a damaged vault shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SavedLine:
    """One kind of record: its name, how many, and whether some of it is lost."""

    name: str
    count: int
    lost: bool


@dataclass(frozen=True)
class DamageState:
    """``problem`` in words. ``backup`` is when the newest good one was made, empty if there is none.

    ``lines`` tell what can be saved, or with ``saved_in``, the name of a folder, what was. While ``busy`` says what is
    done, nothing else can be asked. ``looked`` is whether anything is known yet.
    """

    problem: str = ""
    backup: str = ""
    lines: tuple[SavedLine, ...] = ()
    saved_in: str = ""
    failed: str = ""
    busy: str = ""
    looked: bool = False

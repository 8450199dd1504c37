"""What the page about a backup shows, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from vault.customer.session import Derived


@dataclass(frozen=True)
class Brought:
    """The vault that was made at ``folder`` from a backup of ``made_at``, with its key; ``by_code`` if that was found
    by a recovery code."""

    folder: Path
    derived: Derived
    by_code: bool
    made_at: datetime


@dataclass(frozen=True)
class BackupOpenState:
    """What the page shows. ``name`` and ``about`` tell of the file, as it says itself; empty until one is chosen.

    ``wrong`` is the matter with what was typed, ``failed`` with the file or the disk. ``busy`` says what is going on.
    """

    name: str = ""
    about: str = ""
    by_code: bool = False
    wrong: str = ""
    failed: str = ""
    busy: str = ""

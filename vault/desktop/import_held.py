"""A file that is open and what was said of it, for a page that is made anew while the vault stays open.

In memory alone, and not over a lock: it has what the file says, and what the vault has beside that.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from vault.core.value import Value
    from vault.customer.reviewing import Review
    from vault.customer.suggesting import ColumnMapping, NeedsColumns
    from vault.desktop.import_state import Answered, Change, Stage

ReadAs = tuple["Mapping[str, ColumnMapping] | None", "str | None"]
"""With which columns a file is read, and as which shop's; None where the file says so itself."""


@dataclass(frozen=True)
class HeldAnswers:
    """The suggestions and what was said of each, with the row that is open."""

    review: Review | None = field(repr=False)
    answers: Mapping[str, Answered]
    own: Mapping[str, Value] = field(repr=False)
    opened: str
    all_shown: bool
    change: Change | None


@dataclass(frozen=True)
class HeldColumns:
    """The tables that were to be explained, and what is said of them so far."""

    needed: NeedsColumns | None = field(repr=False)
    remember: bool
    mappings: Mapping[str, ColumnMapping]
    table: int


@dataclass(frozen=True)
class HeldFile:
    """All of it."""

    path: Path
    stage: Stage
    read_as: ReadAs
    answers: HeldAnswers
    columns: HeldColumns
    keep_lines: bool

    @property
    def worth_undoing(self) -> bool:
        """Whether somebody said something of it, or was asked to."""
        return bool(self.answers.answers) or self.answers.change is not None or self.columns.needed is not None

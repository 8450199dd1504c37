"""What a rule concludes, the lines it stands on, and how sure that is.

How sure is said by the lower end of Wilson's interval for "of so many lines, so many say this": of few lines it is low
even where all agree, so two of two is never as sure as nine of eleven.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from vault.core.sensitivity import Level
    from vault.core.value import Value

_Z = 1.2816
"""One-sided 90 %: nine times in ten the real share is higher than the bound."""
_SURE, _LIKELY = 0.6, 0.4
_LINES_SURE, _LINES_LIKELY = 5, 3


class Confidence(StrEnum):
    """How sure a suggestion is, in a word that has its sentence."""

    SURE = "sure"
    LIKELY = "likely"
    MAYBE = "maybe"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One line of the file. ``detail`` is its size, colour or price as the shop wrote it; ``speaks`` says whether the
    line is for what is suggested, and not one of the others it was counted among."""

    at: date | None
    product: str = field(repr=False)
    detail: str = field(repr=False)
    returned: bool
    speaks: bool
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Counts:
    """``kept`` of ``of`` purchases say so; ``returned`` of them went back and do not count as kept."""

    kept: int
    of: int
    returned: int = 0


@dataclass(frozen=True)
class Suggestion:
    """One conclusion: ``value`` for ``key``, or with a ``brand`` the size of that key which fits there.

    ``rows`` are the newest lines, at most ``tally.MOST_ROWS``; ``counts`` are of all.
    """

    key: str
    value: Value
    level: Level
    counts: Counts
    rows: tuple[Evidence, ...] = field(repr=False)
    brand: str | None = field(default=None, repr=False)

    @property
    def id(self) -> str:
        """What a choice names it by: the key, and the brand where there is one."""
        return self.key if self.brand is None else f"{self.key} {self.brand.casefold()}"

    @property
    def confidence(self) -> Confidence:
        """How sure it is, by its counts alone."""
        return confidence(self.counts)


def confidence(counts: Counts) -> Confidence:
    """How sure ``counts`` make something."""
    bound = lower_bound(counts.kept, counts.of)
    if bound >= _SURE and counts.of >= _LINES_SURE:
        return Confidence.SURE
    return Confidence.LIKELY if bound >= _LIKELY and counts.of >= _LINES_LIKELY else Confidence.MAYBE


def lower_bound(kept: int, of: int) -> float:
    """The lower end of Wilson's interval for ``kept`` of ``of``: from 0 to 1, and 0 of nothing."""
    if of == 0:
        return 0.0
    share, z2 = kept / of, _Z * _Z
    middle = share + z2 / (2 * of)
    width = _Z * math.sqrt((share * (1 - share) + z2 / (4 * of)) / of)
    return max(0.0, (middle - width) / (1 + z2 / of))

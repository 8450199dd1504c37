"""Size help: what one size is called in other systems, from the size tables of the catalogue.

Rows of a table are the nearest size of each system. Where a system has no size on the row itself, there is none exactly
as large; then the rows beside it are taken, and that the answer is not exact is said.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vault.core.catalogue import Type

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vault.core.catalogue import Catalogue, Entry, SizeTable, Text
    from vault.core.value import Value

_LABEL = re.compile(r"(?:W\s*)?([0-9]{2})\s*(?:[-/x×–]|\s)\s*(?:L\s*)?([0-9]{2})", re.IGNORECASE)  # noqa: RUF001
MEASURES = frozenset({"cm", "Ø mm"})
"""Systems that are measured, and so stand behind their number."""


@dataclass(frozen=True)
class OtherSize:
    """One size in another system. Not ``exact``: the nearest that there is."""

    system: str
    size: str
    exact: bool


def elsewhere(entry: Entry, value: Value) -> tuple[tuple[str, str], ...]:
    """The other systems' names of a kept size, as ``(system, size)``, only where they are exactly as large.

    Empty for what is no size.
    """
    if entry.type is not Type.SIZE or entry.table is None or not isinstance(value.value, str) or value.system is None:
        return ()
    found = same_size(entry.table, value.system, value.value)
    return tuple((each.system, each.size) for each in found if each.exact)


def same_size(table: SizeTable, system: str, size: str) -> tuple[OtherSize, ...]:
    """``size`` of ``system`` in the other systems of the table, in its order. Empty if the table does not have it.

    A system without a size near it is left out: a shoe of a grown-up has none in children's sizes.
    """
    at = row_of(table, system, size)
    if at is None:
        return ()
    found = []
    for other in table.systems:
        if other != system:
            near = _nearest(table, at, other)
            if near is not None:
                found.append(OtherSize(other, table.rows[near][other], exact=near == at))
    return tuple(found)


def row_of(table: SizeTable, system: str, size: str) -> int | None:
    """The number of the row that has ``size``, however it is spelled, or None."""
    wanted = " ".join(size.split()).replace(",", ".").casefold()
    rows = enumerate(table.rows)
    return next((number for number, row in rows if row.get(system, "").casefold() == wanted and wanted), None)


def _nearest(table: SizeTable, at: int, system: str) -> int | None:
    """The row nearest to ``at`` that names ``system``: the smaller of two as near, and at most two rows away."""
    for away in (0, -1, 1, -2, 2):
        row = at + away
        if 0 <= row < len(table.rows) and system in table.rows[row]:
            return row
    return None


def waist_and_length(typed: str) -> tuple[str, str] | None:
    """Both numbers of a trouser label, such as ``32/34``, ``W32 L34`` or ``32-34``; None for anything else."""
    found = _LABEL.fullmatch(typed.strip())
    return (found[1], found[2]) if found is not None else None


@dataclass(frozen=True)
class SizeChart:
    """A table to look sizes up in: that of the preference ``key``. Each row has a size in two systems at least."""

    id: str
    key: str
    title: Text
    measure: Text
    source: Text
    systems: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]

    def row_of(self, system: str, size: str) -> int | None:
        """The number of the row that has this size, or None."""
        found = (number for number, row in enumerate(self.rows) if row.get(system) == size)
        return next(found, None) if system in self.systems else None


def parse_charts(data: bytes, catalogue: Catalogue) -> tuple[SizeChart, ...]:
    """Read ``resources/sizes/charts.json``. It is ours: a wrong one is a bug and raises ``KeyError`` or ``ValueError``.

    Raises :class:`ChoiceError` ``key_unknown`` if a preference is not in the catalogue.
    """
    return tuple(_chart(each, catalogue) for each in json.loads(data)["charts"])


def _chart(found: Mapping[str, Any], catalogue: Catalogue) -> SizeChart:
    table = catalogue.entry(found["key"]).table
    if table is None or not set(found["systems"]) <= set(table.systems):
        raise ValueError(found["id"])
    systems = tuple(found["systems"])
    first, last = found.get("rows", (0, len(table.rows) - 1))
    rows = ({system: row[system] for system in systems if system in row} for row in table.rows[first : last + 1])
    return SizeChart(
        found["id"],
        found["key"],
        found["title"],
        found["measure"],
        found["source"],
        systems,
        tuple(row for row in rows if len(row) > 1),
    )

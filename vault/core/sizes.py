"""Size help: what one size is called in other systems, from the size tables of the catalogue.

Rows of a table are the nearest size of each system. Where a system has no size on the row itself, there is none exactly
as large; then the rows beside it are taken, and that the answer is not exact is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault.core.catalogue import Type

if TYPE_CHECKING:
    from vault.core.catalogue import Entry, SizeTable
    from vault.core.value import Value

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

"""What the page "Size help" shows: frozen values from the presenter to the view."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ChartTable:
    """A table: its columns, its rows (empty where a system has no such size), and the row of one's own size."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    mine: int | None = None


@dataclass(frozen=True)
class BrandLine:
    """A size that fits at a brand."""

    id: int
    brand: str
    size: str
    note: str

    def __repr__(self) -> str:
        return f"BrandLine({self.id})"


@dataclass(frozen=True)
class SizesState:
    """The page. ``charts`` are those to choose from, as ``(id, title)``. ``own`` is one's own size in words.

    ``kept`` counts what was kept, so that the form empties; ``wrong`` names a field, and ``error`` says what of it.
    ``removed`` is the brand that can be put back.
    """

    charts: tuple[tuple[str, str], ...] = ()
    chart: str = ""
    table: ChartTable = ChartTable()
    measure: str = ""
    source: str = ""
    own: str = ""
    brands: tuple[BrandLine, ...] = ()
    kept: int = 0
    wrong: str = ""
    error: str = ""
    removed: str = ""
    failed: str = ""

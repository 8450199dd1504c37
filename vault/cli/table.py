"""Columns under each other, by the width that a terminal gives each character."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

GAP = 2
"""Spaces between columns: one would run words together."""


def columns(rows: Sequence[Sequence[str]], *, indent: int = 0) -> list[str]:
    """Lines with every column as wide as its widest cell. Nothing is cut: a value cut short would mislead.

    Rows may have fewer cells than others. Lines have no space at their end.
    """
    count = max((len(row) for row in rows), default=0)
    widths = [max((width(row[n]) for row in rows if n < len(row)), default=0) for n in range(count)]
    lines = []
    for row in rows:
        cells = [cell + " " * (widths[n] - width(cell) + GAP) for n, cell in enumerate(row)]
        lines.append((" " * indent + "".join(cells)).rstrip())
    return lines


def width(text: str) -> int:
    """How many places ``text`` takes: two for East Asian wide characters, none for combining marks."""
    return sum(_places(letter) for letter in text)


def _places(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1

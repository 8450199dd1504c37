"""Reading a size as shops print it, ``EU 43``, ``maat 43,5``, ``UK 9``, ``W32/L34``, into a row of a table.

Only what can be one size is read: a bare 9 of a shoe may be British or American, and says nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault.core.sizes import row_of, waist_and_length

if TYPE_CHECKING:
    from collections.abc import Collection

    from vault.core.catalogue import SizeTable

_NOISE = re.compile(r"\b(size|maat|mt|gr|groesse|größe|grösse|taille|us/eu)\b[.:]?|[()\[\]]", re.IGNORECASE)
_THIRDS = {"1/3": ".5", "⅓": ".5", "1/2": ".5", "½": ".5", "2/3": ".5", "⅔": ".5"}
_FRACTION = re.compile(r"(?<=\d)(?:\s+(1/3|2/3|1/2)(?!\d)|\s*([⅓⅔½]))")
_SIDE = re.compile(r"\b(eu|eur|uk|us|int|cm|w|m|men|heren|herren|women|dames|damen)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_MEN = frozenset({"m", "men", "heren", "herren"})
_WOMEN = frozenset({"w", "women", "dames", "damen"})
_BARE = {
    "shoe": ("EU",),
    "tops": ("INT",),
    "trousers": ("W",),
    "ring": ("EU", "Ø mm"),
    "glove": ("INT", "EU"),
}
"""In which systems a size is that stands without one. European shoes begin above where the British and American end."""
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Size:
    """A row of a table, the system in which the shop wrote it, and for trousers the length in inches."""

    row: int
    system: str
    length: str | None = None


def read_size(table: SizeTable, text: str, worn_by: Collection[str] = ()) -> Size | None:
    """The size that ``text`` says, or None. ``worn_by`` holds ``men`` or ``women`` where the product's words say so."""
    plain = " ".join(_NOISE.sub(" ", _FRACTION.sub(lambda each: _THIRDS[each[1] or each[2]], text)).split())
    if not plain or len(plain) > _LONGEST:
        return None
    if table.id == "trousers":
        both = waist_and_length(plain)
        if both is not None:
            row = row_of(table, "W", both[0])
            return None if row is None else Size(row, "W", both[1])
    named = {each.lower() for each in _SIDE.findall(plain)}
    bare = " ".join(_SIDE.sub(" ", plain).split()) if named else plain
    if table.id in {"tops", "glove"} and plain.casefold() in {"m", "w"}:
        named, bare = set(), plain
    numbers = _NUMBER.findall(bare)
    if len(numbers) > 1 or (numbers and numbers[0] != bare):
        return None
    for system in _systems(table, named, worn_by, is_number=bool(numbers)):
        row = row_of(table, system, bare)
        if row is not None:
            return Size(row, system)
    return None


def _systems(table: SizeTable, named: set[str], worn_by: Collection[str], *, is_number: bool) -> tuple[str, ...]:
    """The systems in which it can be meant: one region, and where that has two, one for whom."""
    region = "EU" if named & {"eu", "eur"} else "UK" if "uk" in named else "US" if "us" in named else None
    men = bool(named & _MEN) or "men" in worn_by
    women = bool(named & _WOMEN) or "women" in worn_by
    who = "men" if men and not women else "women" if women and not men else None
    if "cm" in named:
        return ("cm",) if region is None else ()
    if "int" in named or (table.id == "tops" and not is_number):
        return ("INT",)
    if table.id == "trousers" and "w" in named and region is None:
        return ("W",)
    if region is None:
        split = f"EU {who}" if who is not None and is_number else ""
        return (split,) if split in table.systems and table.id == "tops" else _BARE.get(table.id, ())
    return tuple(each for each in (region, f"{region} {who}") if each in table.systems)

"""Any table or list through a mapping of its columns: proposed, shown, changed by a person, and remembered.

What is remembered is :func:`as_record` under :func:`fingerprint`: places of columns, never what is in them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final, get_args

from vault.core.errors import ChoiceError, StorageError
from vault.portability.takeouts.amounts import Amounts, currency
from vault.portability.takeouts.columns import FIELDS, Columns, by_name, simple
from vault.portability.takeouts.dates import Dates, depends_on_order, order_of
from vault.portability.takeouts.details import details_in
from vault.portability.takeouts.goods_rows import Manner, purchases
from vault.portability.takeouts.json_tables import JsonTable
from vault.portability.takeouts.opening import Opened
from vault.portability.takeouts.purchase import Entry, Kind, Note, NotUnderstood, bounded
from vault.portability.takeouts.shop_files import named
from vault.portability.takeouts.tables import Table

SAMPLE_ROWS = 100
"""Rows that a proposal is made of, and that a person may look at."""
MAX_TABLES = 50
"""Tables of one export that are offered."""
_TABLES = r"\.(csv|tsv|txt|json)$"
_MOSTLY = 0.8
_SIZE = re.compile(
    r"^(?:(?:EU|UK|US|W)?\s?\d{1,3}(?:[.,]5)?|[2-6]?X{0,3}[SL]|M|W\d{2}\s?L\d{2}|one size)$", re.IGNORECASE
)
_CURRENCY = re.compile(r"^[A-Z]{3}$|^[€$£]$")
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
"""What the lines of a table can be."""


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Which column is which. ``places`` is of fields (:data:`.columns.FIELDS`) to places from 0.

    ``day_first`` settles ``3/4/2025``, None where the file shows it. ``currency`` is of prices that do not say theirs.
    """

    places: Mapping[str, int]
    kind: Kind = "bought"
    currency: str | None = None
    day_first: bool | None = None


@dataclass(frozen=True, slots=True)
class TableFound:
    """A table or list of an export: its columns, and its first rows to look at. ``fingerprint`` is of its header."""

    name: str
    header: tuple[str, ...]
    fingerprint: str
    sample: tuple[tuple[str, ...], ...] = field(repr=False)
    dates_two_ways: bool = False
    """Whether the proposal's dates can be read in two ways, so that a person has to say which."""


def fingerprint(header: Sequence[str]) -> str:
    """What a remembered mapping is found by: 64 letters of the names of the columns, in order. No value is in it."""
    return hashlib.sha256("\x1f".join(simple(each) for each in header).encode()).hexdigest()


def tables(opened: Opened) -> tuple[TableFound, ...]:
    """The tables and lists of an export that have a header. Raises as ``Opened.stream`` does."""
    found = []
    for name in named(opened, _TABLES)[: MAX_TABLES * 4]:
        with _table(opened, name) as table:
            if not table.header:
                continue
            rows = [row for row in islice(table.rows(), SAMPLE_ROWS) if not isinstance(row, NotUnderstood)]
            sample = tuple(tuple(bounded(cell) for cell in row) for _, row in rows)
            at = propose(table.header, sample).places.get("at")
            open_order = at is not None and _open_order([row[at] for row in sample])
            found.append(TableFound(name, table.header, fingerprint(table.header), sample, open_order))
        if len(found) == MAX_TABLES:
            break
    return tuple(found)


def propose(header: Sequence[str], sample: Sequence[Sequence[str]]) -> ColumnMapping:
    """A mapping by the names of columns, and by what is in those without a name that is known.

    ``product`` is missing where no column can be one; then a person has to choose.
    """
    places = by_name(header)
    free = [place for place in range(len(header)) if place not in places.values()]
    for wanted, fits in _CONTENT:
        if wanted in places:
            continue
        for place in free:
            cells = [row[place] for row in sample if place < len(row) and row[place]]
            if len(cells) >= 3 and sum(map(fits, cells)) >= _MOSTLY * len(cells):
                places[wanted] = place
                free.remove(place)
                break
    if "product" not in places and (longest := _most_telling(sample, free)) is not None:
        places["product"] = longest
    return ColumnMapping(places)


def entries(opened: Opened, mappings: Mapping[str, ColumnMapping], source: str) -> Iterator[Entry]:
    """Read the files that have a mapping. Wrap it in a :class:`.purchase.Reading` for its counts.

    Raises :class:`ChoiceError` ``mapping_unfit`` for a mapping that names a column the file does not have, or no
    product, and as ``Opened.stream`` does.
    """
    for name, mapping in mappings.items():
        with _table(opened, name) as table:
            yield from purchases(
                table.rows(), table.file, _columns(mapping, len(table.header)), _manner(mapping, source)
            )
            if table.guessed:
                yield Note("encoding_guessed", table.file)


def fits(mapping: ColumnMapping, width: int) -> bool:
    """Whether a table of so many columns can be read with a mapping. A remembered one may have come with a file."""
    places = [place for each, place in mapping.places.items() if each in FIELDS]
    return "product" in mapping.places and all(0 <= place < width for place in places)


def as_record(mapping: ColumnMapping) -> dict[str, Any]:
    """A mapping as JSON, to be remembered."""
    places = {field: place for field, place in mapping.places.items() if field in FIELDS}
    return {"places": places, "kind": mapping.kind, "currency": mapping.currency, "day_first": mapping.day_first}


def from_record(record: Any) -> ColumnMapping:
    """A remembered mapping. Raises :class:`StorageError` ``mapping_damaged``."""
    try:
        places, kind, money, day_first = (record[key] for key in ("places", "kind", "currency", "day_first"))
        fits = (
            kind in KINDS
            and (money is None or currency(money) == money)
            and (day_first is None or isinstance(day_first, bool))
            and all(each in FIELDS and type(place) is int and place >= 0 for each, place in places.items())
        )
    except (TypeError, KeyError, AttributeError) as problem:
        raise StorageError("mapping_damaged") from problem
    if not fits:
        raise StorageError("mapping_damaged")
    return ColumnMapping(dict(places), kind, money, day_first)


def _table(opened: Opened, name: str) -> Table | JsonTable:
    if name not in opened.names:
        raise ChoiceError("mapping_unfit")
    return JsonTable(opened, name) if name.lower().endswith(".json") else Table(opened, name)


def _columns(mapping: ColumnMapping, width: int) -> Columns:
    if not fits(mapping, width):
        raise ChoiceError("mapping_unfit")
    return Columns(**{each: place for each, place in mapping.places.items() if each in FIELDS})


def _manner(mapping: ColumnMapping, source: str) -> Manner:
    details = None if {"size", "colour"} <= mapping.places.keys() else details_in
    return Manner(source, mapping.kind, mapping.currency, day_first=mapping.day_first, details=details)


def _is_date(cell: str) -> bool:
    return not cell.isdigit() and Dates().read(cell) is not None


def _is_price(cell: str) -> bool:
    cents, beside = Amounts().read(cell)
    return (
        cents is not None
        and len(cell) <= 16
        and (beside is not None or bool(re.search(r"\d[.,]\d\d\s*\D{0,4}$", cell)))
    )


_CONTENT: Final = (
    ("at", _is_date),
    ("price", _is_price),
    ("currency", lambda cell: bool(_CURRENCY.match(cell))),
    ("size", lambda cell: bool(_SIZE.match(cell.strip()))),
    ("colour", lambda cell: details_in(cell)[1] is not None),
)
"""What a cell of a field looks like, the surest first."""


def _most_telling(sample: Sequence[Sequence[str]], free: Sequence[int]) -> int | None:
    """The column with the longest texts that are not always the same."""
    best, length = None, 5.0
    for place in free:
        cells = [row[place] for row in sample if place < len(row)]
        words = [
            cell for cell in cells if any(letter.isalpha() for letter in cell) and "://" not in cell and "@" not in cell
        ]
        if not words or len(words) < len(cells) * 0.5 or (len(cells) > 3 and len(set(words)) == 1):
            continue
        mean = sum(map(len, words)) / len(words)
        if mean > length:
            best, length = place, mean
    return best


def _open_order(cells: Sequence[str]) -> bool:
    return order_of(cells) is None and any(map(depends_on_order, cells))

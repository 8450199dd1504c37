"""Rows of a table as purchases, by the places of its columns. The path that a million rows take."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from vault.portability.takeouts.amounts import Amounts, currency, quantity
from vault.portability.takeouts.columns import Columns
from vault.portability.takeouts.dates import Dates, depends_on_order, order_of
from vault.portability.takeouts.purchase import Entry, Kind, LeftOut, Note, NotUnderstood, Purchase, bounded

Row = tuple[int, list[str]]
_LOOK_AHEAD = 5_000
"""Rows that are held to find out in which order day and month stand."""
_MOST_KEPT = 20_000
_NOTHING = frozenset({"", "-", "n/a", "na", "null", "none", "not available", "not applicable", "nvt", "n.v.t."})
_ENDED = ("cancel", "geannuleerd", "annul", "storniert")


@dataclass(frozen=True, slots=True)
class Manner:
    """How a file is read: whose it is, what its lines are, and what cannot be seen in it."""

    source: str
    kind: Kind = "bought"
    currency: str | None = None
    category: str | None = None
    day_first: bool | None = None
    """None where the file shows it; the day is first where it does not."""
    details: Callable[[str], tuple[str | None, str | None]] | None = None
    """Size and colour out of a product's name, where no column has them."""


def order_settled(
    rows: Iterator[Row | NotUnderstood], at: int | None
) -> tuple[bool | None, bool, list[Row | NotUnderstood]]:
    """Whether the day is first, whether that matters, and the rows that were taken to find out."""
    held: list[Row | NotUnderstood] = []
    if at is None:
        return None, False, held
    texts: list[str] = []
    matters = False
    for found in rows:
        held.append(found)
        if not isinstance(found, NotUnderstood):
            text = found[1][at]
            texts.append(text)
            matters = matters or depends_on_order(text)
        if len(held) >= (_LOOK_AHEAD if matters else 200):
            break
        if matters and len(held) % 500 == 0 and order_of(texts) is not None:
            break
    return order_of(texts), matters, held


def purchases(rows: Iterator[Row | NotUnderstood], file: str, columns: Columns, manner: Manner) -> Iterator[Entry]:
    """Each row as a purchase, or why not."""
    day_first = manner.day_first
    held: Iterable[Row | NotUnderstood] = ()
    if day_first is None:
        day_first, matters, held = order_settled(rows, columns.at)
        if day_first is None and matters:
            yield Note("dates_two_ways", file)
    read = _Reader(file, columns, manner, True if day_first is None else day_first).read
    for found in chain(held, rows):
        if isinstance(found, NotUnderstood):
            yield found
        else:
            yield read(found[0], found[1])


class _Reader:
    """What is the same for all rows of a file."""

    def __init__(self, file: str, columns: Columns, manner: Manner, day_first: bool) -> None:
        self._file = file
        self._at = columns
        self._manner = manner
        self._dates = Dates(day_first)
        self._amounts = Amounts()
        self._texts: dict[str, str | None] = {}
        self._currencies: dict[str, str | None] = {}
        self._cancelled: dict[str, bool] = {}

    def read(self, line: int, row: list[str]) -> Entry:
        at, manner, text = self._at, self._manner, self._text
        product = bounded(row[at.product])
        if product.casefold() in _NOTHING:
            return NotUnderstood("no_product", self._file, line)
        if at.status is not None and self._is_cancelled(row[at.status]):
            return LeftOut("cancelled_order", self._file, line)
        day = None
        if at.at is not None and (said := row[at.at]):
            day = self._dates.read(said)
            if day is None and said.strip().casefold() not in _NOTHING:
                return NotUnderstood("date_unclear", self._file, line)
        cents, beside = (None, None) if at.price is None else self._amounts.read(row[at.price])
        money = None if at.currency is None else self._currency(row[at.currency])
        size = None if at.size is None else text(row[at.size])
        colour = None if at.colour is None else text(row[at.colour])
        if manner.details is not None and (size is None or colour is None):
            size_said, colour_said = manner.details(product)
            size, colour = size or size_said, colour or colour_said
        return Purchase(
            day,
            manner.kind,
            product,
            None if at.brand is None else text(row[at.brand]),
            manner.category if at.category is None else text(row[at.category]),
            size,
            colour,
            cents,
            None if cents is None else money or beside or manner.currency,
            1 if at.quantity is None else quantity(row[at.quantity]),
            manner.source,
            self._file,
            line,
            None if at.title is None else text(row[at.title]),
            None if at.genre is None else text(row[at.genre]),
            None if at.order is None else bounded(row[at.order]) or None,
        )

    def _text(self, cell: str) -> str | None:
        """A cell that says the same in many rows."""
        try:
            return self._texts[cell]
        except KeyError:
            pass
        found = bounded(cell)
        kept = None if found.casefold() in _NOTHING else found
        if len(cell) <= 100:
            if len(self._texts) >= _MOST_KEPT:
                self._texts.clear()
            self._texts[cell] = kept
        return kept

    def _currency(self, cell: str) -> str | None:
        found = self._currencies.get(cell[:8])
        if found is None and len(self._currencies) < _MOST_KEPT:
            found = self._currencies[cell[:8]] = currency(cell[:8])
        return found

    def _is_cancelled(self, cell: str) -> bool:
        found = self._cancelled.get(cell)
        if found is None:
            said = cell[:100].casefold()
            found = any(word in said for word in _ENDED)
            if len(self._cancelled) < 100:
                self._cancelled[cell[:100]] = found
        return found

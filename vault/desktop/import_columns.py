"""Which column of an unknown table is which, as the customer chooses it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.core.plain_text import breakable
from vault.core.wording import in_language
from vault.desktop.import_held import HeldColumns
from vault.desktop.import_state import DATE_ORDER, ColumnsState, FieldLine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vault.core.sentences import Sentences
    from vault.customer.suggesting import ColumnMapping, NeedsColumns

LINES = 5
"""First lines of a table that are shown."""
_GUESSES = 3
_ORDER = ("product", "at", "size", "colour", "brand", "category", "price", "currency", "quantity", "order", "status")
"""Fields as they are asked for; what a newer version knows besides comes after them."""


class ImportColumns(QObject):
    """Begins with what is proposed. ``needed`` is None until a table has to be explained.

    ``changed`` says that the customer chose something.
    """

    changed = Signal()

    def __init__(self, sentences: Sentences, parent: QObject) -> None:
        super().__init__(parent)
        self._sentences = sentences
        self.needed: NeedsColumns | None = None
        self.remember = True
        self._mappings: dict[str, ColumnMapping] = {}
        self._table = 0
        self._error = self._wrong = ""

    def ask(self, needed: NeedsColumns | None) -> None:
        """Ask about these tables, or about none."""
        self.needed, self.remember = needed, True
        self._mappings = dict(needed.proposed) if needed is not None else {}
        self._table = 0
        self._error = self._wrong = ""

    def held(self) -> HeldColumns:
        """What is asked and chosen, for :meth:`take_over`."""
        return HeldColumns(self.needed, self.remember, dict(self._mappings), self._table)

    def take_over(self, held: HeldColumns) -> None:
        """Go on with it."""
        self.needed, self.remember = held.needed, held.remember
        self._mappings, self._table = dict(held.mappings), held.table
        self._error = self._wrong = ""

    def show_table(self, number: int) -> None:
        """Show another table of the same export."""
        self._table = number
        self.changed.emit()

    def choose(self, wanted: str, place: int) -> None:
        """Let this column be ``wanted``; -1 is none. What it was before, it is no more."""
        mapping = self._mapping()
        places = {name: at for name, at in mapping.places.items() if name != wanted and at != place}
        if place >= 0:
            places[wanted] = place
        self._put(replace(mapping, places=places))

    def choose_kind(self, kind: str) -> None:
        """Say what the lines are."""
        from vault.customer.suggesting import KINDS

        self._put(replace(self._mapping(), kind=next(each for each in KINDS if each == kind)))

    def choose_order(self, day_first: bool) -> None:
        """Say how ``3/4/2025`` is meant."""
        self._put(replace(self._mapping(), day_first=day_first))

    def set_remember(self, remember: bool) -> None:
        """Remember what was chosen for the next file with these columns, or not."""
        self.remember = remember
        self.changed.emit()

    def fail(self, error: str) -> None:
        """Say what is wrong."""
        self._error, self._wrong = error, ""

    def chosen(self) -> Mapping[str, ColumnMapping] | None:
        """The tables that can be read so, or None where none has a product, or a date's order is not said."""
        self._error = self._wrong = ""
        whole = {name: each for name, each in self._mappings.items() if "product" in each.places}
        if not whole:
            self._error, self._wrong = self.tr("Choose the column of the product."), "product"
            return None
        for number, table in enumerate(self.needed.tables if self.needed is not None else ()):
            mapping = whole.get(table.name)
            if table.dates_two_ways and mapping is not None and "at" in mapping.places and mapping.day_first is None:
                self._error, self._wrong = self.tr("Choose what comes first in the dates."), DATE_ORDER
                self._table = number
                return None
        return whole

    def state(self) -> ColumnsState | None:
        """What is shown of it."""
        from vault.customer.suggesting import FIELDS, KINDS

        if self.needed is None:
            return None
        guesses = self.needed.guesses[:_GUESSES]
        shops = tuple((each.name, in_language(each.title, self._sentences.language)) for each in guesses)
        if not self.needed.tables:
            return ColumnsState((), 0, (), (), (), guesses=shops)
        table, mapping = self.needed.tables[self._table], self._mapping()
        ordered = [*_ORDER, *(each for each in FIELDS if each not in _ORDER)]
        return ColumnsState(
            tuple(breakable(each.name) for each in self.needed.tables),
            self._table,
            table.header,
            table.sample[:LINES],
            tuple(self._field(each, mapping.places.get(each, -1), table.sample) for each in ordered if each in FIELDS),
            tuple((kind, self._kind(kind)) for kind in KINDS),
            mapping.kind,
            table.dates_two_ways and "at" in mapping.places,
            mapping.day_first,
            shops,
            self.remember,
            self._error,
            self._wrong,
        )

    def _field(self, wanted: str, place: int, sample: tuple[tuple[str, ...], ...]) -> FieldLine:
        cells = [row[place] for row in sample if 0 <= place < len(row) and row[place]]
        return FieldLine(wanted, self._name(wanted), place, breakable(cells[0]) if cells else "")

    def _name(self, wanted: str) -> str:
        return {
            "product": self.tr("Product"),
            "at": self.tr("Date"),
            "size": self.tr("Size"),
            "colour": self.tr("Colour"),
            "brand": self.tr("Brand"),
            "category": self.tr("Category"),
            "price": self.tr("Price"),
            "currency": self.tr("Currency"),
            "quantity": self.tr("How many"),
            "order": self.tr("Order number"),
            "status": self.tr("Status of the order"),
            "title": self.tr("Title of a film, song or book"),
            "genre": self.tr("Genre"),
        }.get(wanted, wanted)

    def _kind(self, kind: str) -> str:
        return {
            "bought": self.tr("Bought"),
            "returned": self.tr("Sent back"),
            "watched": self.tr("Watched"),
            "listened": self.tr("Listened to"),
            "wished": self.tr("Wished for"),
            "viewed": self.tr("Looked at"),
        }.get(kind, kind)

    def _mapping(self) -> ColumnMapping:
        return self._mappings[self._table_name()]

    def _put(self, mapping: ColumnMapping) -> None:
        self._mappings[self._table_name()] = mapping
        self._error = self._wrong = ""
        self.changed.emit()

    def _table_name(self) -> str:
        tables = self.needed.tables if self.needed is not None else ()
        return tables[self._table].name

"""bol.com and Zalando, whose layouts are not public: read by any name that a column for it may have.

Relied on: nothing but a table or a JSON list with a column for the product, by its name in English, Dutch or German
(:data:`vault.portability.takeouts.columns.NAMES`), and that the file or its folder is named for the shop or its orders.
A file with returns has a word for it in its name, one with a wish list too. Prices may have a comma, and are in euros
where they do not say; dates may have the day first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from vault.portability.takeouts.columns import NAMES, by_name
from vault.portability.takeouts.details import details_in
from vault.portability.takeouts.goods_rows import Manner, purchases
from vault.portability.takeouts.json_tables import JsonTable
from vault.portability.takeouts.opening import Listing, Opened
from vault.portability.takeouts.purchase import Entry, Kind
from vault.portability.takeouts.shop_files import columns_of, has, headers, named, read_table

_KINDS: Final[tuple[tuple[Kind, str], ...]] = (
    ("returned", r"retour|return|rückgabe|ruecksend|rücksend"),
    ("wished", r"wish|wens|verlang|favorie|merkzettel|wunsch"),
    ("viewed", r"viewed|bekeken|browse|angesehen|recent"),
)
_ORDERS = r"order|bestel|aankoop|purchase|article|artikel|retour|return|wish|wens|wunsch|verlang"


class _Lenient:
    """A shop by its name and by names of columns."""

    name: str
    title: Mapping[str, str]
    _known: str
    _own: tuple[tuple[str, ...], ...]

    def recognises(self, listing: Listing) -> int:
        """Sure where files are named for the shop; less by columns alone."""
        by_file = bool(named(listing, self._known))
        fitting = any(any(has(columns, *own) for own in self._own) for _, columns in headers(listing))
        if by_file:
            return 95 if fitting or named(listing, _ORDERS) else 60
        return 50 if fitting else 0

    def read(self, opened: Opened) -> Iterator[Entry]:
        """Every table and list that has a column for a product and one that only goods have."""
        for name in named(opened, r"\.(csv|tsv|txt)$"):
            yield from read_table(opened, name, NAMES, self._manner(name), tell_unfit=_is_orders(name))
        for name in named(opened, r"\.json$"):
            with JsonTable(opened, name) as table:
                columns = columns_of(by_name(table.header))
                if columns is not None:
                    yield from purchases(table.rows(), table.file, columns, self._manner(name))

    def _manner(self, name: str) -> Manner:
        kind: Kind = "bought"
        for each, pattern in _KINDS:
            if named(_One(name), pattern):
                kind = each
        return Manner(self.name, kind, "EUR", details=details_in)


class _One:
    """A listing of one name."""

    def __init__(self, name: str) -> None:
        self.names = (name.rsplit("/", 1)[-1],)

    def head(self, name: str, size: int = 4096) -> bytes:
        return b""


def _is_orders(name: str) -> bool:
    return bool(named(_One(name), _ORDERS))


class Bol(_Lenient):
    """bol.com. See :class:`vault.portability.takeouts.readers.TakeoutReader`."""

    name = "bol"
    title = MappingProxyType({"en": "bol.com", "nl": "bol.com"})
    _known = r"(^|[^a-z])bol([._ -]?com)?([^a-z]|$)"
    _own = (("bestelnummer", "ean"), ("bestelnummer", "producttitel"), ("bestelnummer", "titel"))


class Zalando(_Lenient):
    """Zalando. See :class:`vault.portability.takeouts.readers.TakeoutReader`."""

    name = "zalando"
    title = MappingProxyType({"en": "Zalando", "nl": "Zalando"})
    _known = r"zalando"
    _own = (("articlename", "brand", "size"), ("artikelname", "marke", "größe"), ("artikelnaam", "merk", "maat"))

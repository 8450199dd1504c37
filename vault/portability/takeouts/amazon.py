"""Amazon, "Request my data" and the order history reports that were there before it.

Relied on: files are known by their names, with or without folders and numbers; columns by name. Current layout:
``Retail.OrderHistory.1.csv`` and, since 2026, ``Order History.csv`` with ``Original Quantity`` for ``Quantity``;
``Digital Items.csv``; ``Viewing History.csv`` of Prime Video. Times are UTC in ISO 8601, cells without content say
``Not Available`` or ``Not Applicable``. The older report has ``Title``, ``Category`` and prices with their sign, and
dates with the month first. A return names its order and mostly no product, so ``product`` may be empty there and
``order`` finds it. A product's name ends with its size and colour, which no column has.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from vault.portability.takeouts.amounts import quantity
from vault.portability.takeouts.columns import by_name
from vault.portability.takeouts.dates import Dates
from vault.portability.takeouts.details import details_in
from vault.portability.takeouts.goods_rows import Manner
from vault.portability.takeouts.opening import Listing, Opened
from vault.portability.takeouts.purchase import Entry, NotUnderstood, Purchase, bounded
from vault.portability.takeouts.shop_files import guessed, has, headers, named, read_table
from vault.portability.takeouts.tables import Table

_ORDERS = r"(^|/)(retail\.orderhistory[.\d]*|order[ _]history)\.csv$"
_DIGITAL = r"(^|/)(digital[ .]items?|digital content orders)[.\d]*\.csv$"
_RETURNS = r"(^|/)(retail\.ordersreturned[.\d]*|retail\.customerreturns[.\d]*|refund details|return requests?)\.csv$"
_VIEWING = r"prime[ .]?video.*/viewing history[.\d]*\.csv$"
_NAMES: Final = {
    "product": ("productname", "title"),
    "at": ("orderdate",),
    "category": ("category",),
    "price": ("unitprice", "purchasepriceperunit"),
    "currency": ("currency",),
    "quantity": ("originalquantity", "quantity"),
    "order": ("orderid",),
    "status": ("orderstatus",),
}
_DIGITAL_NAMES: Final = {
    "product": ("productname", "title"),
    "at": ("orderdate", "fulfilleddate"),
    "brand": ("publisher",),
    "price": ("ourprice", "transactionamount", "price"),
    "currency": ("ourpricecurrencycode", "currency", "basecurrencycode"),
    "quantity": ("originalquantity", "quantityordered"),
    "order": ("orderid",),
}
_RETURN_NAMES: Final = {
    "product": ("productname", "title"),
    "at": ("dateofreturn", "returndate", "returncreationdate", "creationdate", "refundcompletiondate", "refunddate"),
    "order": ("orderid",),
    "quantity": ("quantity",),
}
_VIEWING_NAMES: Final = {
    "product": ("title",),
    "at": ("playbackstartdatetimeutc", "playbackstartdatetime"),
}


class Amazon:
    """See :class:`vault.portability.takeouts.readers.TakeoutReader`."""

    name = "amazon"
    title: Final = {"en": "Amazon", "nl": "Amazon"}

    def recognises(self, listing: Listing) -> int:
        """Sure by the names of its files, and by the columns that only its tables have."""
        if named(listing, r"(^|/)retail\.(orderhistory|ordersreturned|customerreturns)[.\d]*\.csv$"):
            return 100
        for _, columns in headers(listing):
            if has(columns, "asin", "orderid") or has(columns, "asinisbn", "orderid"):
                return 95
        return 60 if named(listing, r"(^|/)(digital items|digital-ordering[.\d]*/.*)\.csv$") else 0

    def read(self, opened: Opened) -> Iterator[Entry]:
        """Orders, digital items, what was watched, and returns."""
        known: set[str] = set()
        for pattern, names, manner in (
            (_ORDERS, _NAMES, Manner(self.name, details=details_in)),
            (_DIGITAL, _DIGITAL_NAMES, Manner(self.name, category="digital")),
            (_VIEWING, _VIEWING_NAMES, Manner(self.name, kind="watched", category="video")),
        ):
            for name in named(opened, pattern):
                known.add(name)
                yield from read_table(opened, name, names, manner)
        for name in named(opened, _RETURNS):
            known.add(name)
            yield from _returns(opened, name)
        for name, columns in headers(opened):  # an older report has any name
            if name not in known and has(columns, "orderid") and has(columns, "asinisbn"):
                manner = Manner(self.name, details=details_in, day_first=None)
                yield from read_table(opened, name, _NAMES, manner)


def _returns(opened: Opened, name: str) -> Iterator[Entry]:
    with Table(opened, name) as table:
        places = by_name(table.header, _RETURN_NAMES)
        if "order" not in places:
            return  # payments of a return, which say nothing more
        dates = Dates(day_first=False)
        for found in table.rows():
            if isinstance(found, NotUnderstood):
                yield found
                continue
            line, row = found
            cells = {field: row[place] for field, place in places.items()}
            order = bounded(cells["order"])
            if not order:
                yield NotUnderstood("no_order", table.file, line)
                continue
            yield Purchase(
                at=dates.read(cells.get("at", "")),
                kind="returned",
                product=bounded(cells.get("product", "")),
                brand=None,
                category=None,
                size=None,
                colour=None,
                price_cents=None,
                currency=None,
                quantity=quantity(cells.get("quantity", "1")),
                source=Amazon.name,
                file=table.file,
                line=line,
                order=order,
            )
        yield from guessed(table)

"""Google Takeout: the Play Store, "Purchases & Reservations", and YouTube (see :mod:`.youtube`).

Relied on: ``Google Play Store/Order History.json``, a list of ``orderHistory`` with ``creationTime``, ``totalPrice``,
``refundAmount`` and ``lineItem`` of ``doc``; where it is not there ``Purchase History.json`` with ``purchaseHistory``,
``doc``, ``invoicePrice``, ``purchaseTime``. ``Purchases _ Reservations/order_*.json``, one order each, with
``creationTime.usecSinceEpochUtc``, ``transactionMerchant.name`` and ``lineItem`` of ``purchase.productInfo``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from vault.portability.takeouts import youtube
from vault.portability.takeouts.amounts import Amounts, quantity
from vault.portability.takeouts.dates import Dates
from vault.portability.takeouts.json_lists import items, text_at
from vault.portability.takeouts.opening import Listing, Opened, shown
from vault.portability.takeouts.purchase import Entry, LeftOut, NotUnderstood, Purchase, bounded
from vault.portability.takeouts.shop_files import named

_ORDERS = r"(^|/)order history\.json$"
_PURCHASES = r"(^|/)purchase history\.json$"
_MAIL = r"(^|/)purchases (_|&) reservations/.*\.json$|(^|/)order_[^/]*\.json$"


class Google:
    """See :class:`vault.portability.takeouts.readers.TakeoutReader`."""

    name = "google"
    title: Final = {"en": "Google", "nl": "Google"}

    def recognises(self, listing: Listing) -> int:
        """Sure by the names of its files."""
        if any(named(listing, each) for each in (_ORDERS, _PURCHASES)) or youtube.is_there(listing):
            return 95
        return 80 if named(listing, _MAIL) else 0

    def read(self, opened: Opened) -> Iterator[Entry]:
        """Purchases first, then what was watched and heard."""
        amounts, dates = Amounts(), Dates()
        orders = named(opened, _ORDERS)
        whole = [(name, "item") for name in orders] + [(name, "") for name in named(opened, _MAIL)]
        for name, path in whole:
            for found in items(opened, name, path):
                if isinstance(found, NotUnderstood):
                    yield found
                else:
                    yield from _order(*found, shown(name), amounts, dates)
        for name in [] if orders else named(opened, _PURCHASES):
            for found in items(opened, name):
                yield found if isinstance(found, NotUnderstood) else _purchase(*found, shown(name), amounts, dates)
        yield from youtube.watched(opened, self.name)


def _order(place: int, item: Any, file: str, amounts: Amounts, dates: Dates) -> Iterator[Entry]:
    """An order of either kind: a good for each of its lines."""
    order = item.get("orderHistory", item) if isinstance(item, dict) else {}
    lines = order.get("lineItem") if isinstance(order, dict) else None
    day = dates.read(text_at(order, "creationTime") or text_at(order, "creationTime", "usecSinceEpochUtc"))
    if not isinstance(lines, list) or day is None:
        yield NotUnderstood("row_shape" if day else "date_unclear", file, place)
        return
    refunded = (amounts.read(text_at(order, "refundAmount"))[0] or 0) > 0
    for line in lines:
        product = bounded(text_at(line, "doc", "title") or text_at(line, "purchase", "productInfo", "name"))
        if not product:  # journeys and tables, and mails without a name
            yield LeftOut("no_name", file, place)
            continue
        price = text_at(line, "purchase", "unitPrice", "displayString")
        cents, money = amounts.read(price or (text_at(order, "totalPrice") if len(lines) == 1 else ""))
        yield Purchase(
            at=day,
            kind="returned" if refunded else "bought",
            product=product,
            brand=bounded(text_at(order, "transactionMerchant", "name")) or None,
            category=bounded(text_at(line, "doc", "documentType")) or None,
            size=None,
            colour=None,
            price_cents=cents,
            currency=money if cents is not None else None,
            quantity=quantity(text_at(line, "quantity") or text_at(line, "purchase", "quantity") or "1"),
            source=Google.name,
            file=file,
            line=place,
            order=bounded(text_at(order, "orderId") or text_at(order, "merchantOrderId")) or None,
        )


def _purchase(place: int, item: Any, file: str, amounts: Amounts, dates: Dates) -> Entry:
    product = bounded(text_at(item, "purchaseHistory", "doc", "title"))
    day = dates.read(text_at(item, "purchaseHistory", "purchaseTime"))
    if not product or day is None:
        return NotUnderstood("date_unclear" if product else "no_product", file, place)
    cents, money = amounts.read(text_at(item, "purchaseHistory", "invoicePrice"))
    return Purchase(
        at=day,
        kind="bought",
        product=product,
        brand=None,
        category=bounded(text_at(item, "purchaseHistory", "doc", "documentType")) or None,
        size=None,
        colour=None,
        price_cents=cents,
        currency=money if cents is not None else None,
        quantity=1,
        source=Google.name,
        file=file,
        line=place,
    )

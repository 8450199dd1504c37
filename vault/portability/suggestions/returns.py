"""Returns that name an order and little else: what was in it is found again among the lines before."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vault.portability.takeouts.purchase import Purchase

MOST_LINES = 10_000
"""Lines that are remembered, of the latest orders read: more than a person buys in years, and 10 MB."""
_MOST_OF_ONE = 50
"""Of one order."""


class Returns:
    """Remembers what was bought in each order, to fill returns in."""

    def __init__(self) -> None:
        self._orders: OrderedDict[str, list[Purchase]] = OrderedDict()
        self._lines = 0

    def remember(self, purchase: Purchase) -> None:
        """Keep a line that was bought in an order at hand."""
        if purchase.order is None:
            return
        lines = self._orders.setdefault(purchase.order, [])
        if len(lines) < _MOST_OF_ONE:
            lines.append(purchase)
            self._lines += 1
        while self._lines > MOST_LINES:
            _, forgotten = self._orders.popitem(last=False)
            self._lines -= len(forgotten)

    def whole(self, returned: Purchase) -> Purchase:
        """A return with what its order says it was; as it is, where that is not one line alone."""
        lines = self._orders.get(returned.order or "", [])
        if returned.product:
            lines = [each for each in lines if each.product == returned.product]
        if len(lines) != 1:
            return returned
        (was,) = lines
        return replace(
            returned,
            product=was.product,
            brand=returned.brand or was.brand,
            category=returned.category or was.category,
            size=returned.size or was.size,
            colour=returned.colour or was.colour,
            price_cents=was.price_cents if returned.price_cents is None else returned.price_cents,
            currency=was.currency if returned.price_cents is None else returned.currency,
            title=returned.title or was.title,
            genre=returned.genre or was.genre,
        )

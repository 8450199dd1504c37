"""Lines of a shop's file that the customer keeps on purpose: read once more, and written with what was answered."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from vault import bundled
from vault.core.errors import ChoiceError
from vault.customer.suggesting import heard, reading_of, unchanged
from vault.portability.suggestions.concluding import Suggester
from vault.storage import imported_facts
from vault.storage.imported_facts import MAX_FACTS

if TYPE_CHECKING:
    from datetime import datetime

    from vault.core.value import Json
    from vault.customer.session import Session
    from vault.customer.suggesting import Looked, Progress
    from vault.portability.takeouts.opening import Cancel
    from vault.portability.takeouts.purchase import Purchase
    from vault.storage.connection import Reader, Transaction

_SHORT = 60
"""Letters of each text of a line that would be too large; what is cut off says little."""
_TEXTS = ("product", "title", "brand", "category", "genre", "size", "colour", "order")
_TOO_LARGE = 2**53
"""What RFC 8785 no longer writes as a whole number; no price is."""
_HASH_BYTES = 16


def require_room(reader: Reader, looked: Looked) -> None:
    """Raise :class:`ChoiceError` ``lines_many`` if a file has more lines than a vault keeps of them.

    Lines that are there already take no room; that is only known when they are read.
    """
    others = sum(count for source, count in imported_facts.counts(reader).items() if source != looked.source)
    if others + looked.read - looked.left_out > MAX_FACTS:
        raise ChoiceError("lines_many", most=MAX_FACTS)


def keep_lines(
    session: Session, transaction: Transaction, looked: Looked, now: datetime, progress: Progress, cancel: Cancel
) -> int:
    """Keep the lines of the file that are not kept yet, but for those that were left out. Returns how many.

    Raises :class:`ChoiceError` ``file_changed``, ``lines_many`` or ``cancelled``, and as the file's streams do.
    """
    there = Counter(_hash(each.fact) for each in imported_facts.walk(transaction, looked.source))
    room = MAX_FACTS - sum(imported_facts.counts(transaction).values())
    suggester = Suggester(session.catalogue, bundled.read("suggestions/words.json"))

    def new() -> Iterator[dict[str, Json]]:
        left = room
        with unchanged(looked, cancel) as opened:
            reading, _ = reading_of(opened, looked.how)
            for purchase in heard(reading, progress, cancel):
                if not suggester.add(purchase):
                    continue
                fact = as_fact(purchase)
                digest = _hash(fact)
                if there[digest] > 0:
                    there[digest] -= 1
                    continue
                left -= 1
                if left < 0:
                    raise ChoiceError("lines_many", most=MAX_FACTS)
                yield fact

    return imported_facts.add(transaction, looked.source, new(), now)


def as_fact(purchase: Purchase) -> dict[str, Json]:
    """A line as it is kept: what it says, without where it stood. Long texts are cut until it fits."""
    members: dict[str, Json] = {
        "at": None if purchase.at is None else purchase.at.isoformat(),
        "kind": purchase.kind,
        "product": purchase.product,
        "brand": purchase.brand,
        "category": purchase.category,
        "size": purchase.size,
        "colour": purchase.colour,
        "price_cents": purchase.price_cents,
        "currency": purchase.currency,
        "quantity": purchase.quantity,
        "title": purchase.title,
        "genre": purchase.genre,
        "order": purchase.order,
    }
    odd = {name for name, member in members.items() if isinstance(member, int) and abs(member) >= _TOO_LARGE}
    fact: dict[str, Json] = {each: said for each, said in members.items() if said is not None and each not in odd}
    most = 4 * _SHORT
    while not imported_facts.fits(fact):
        most //= 2
        for name in _TEXTS:
            if name in fact:
                fact[name] = str(fact[name])[:most]
    return fact


def _hash(fact: Mapping[str, Json]) -> bytes:
    return hashlib.blake2b(imported_facts.packed(fact).spelled.encode(), digest_size=_HASH_BYTES).digest()

"""Customers as the shop knows them: by a pairwise key that is pinned on first sight, and by a number of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, bindparam, insert, select, update

from vault.core.clock import to_seconds
from vault.shop import tables
from vault.shop.service import Shop
from vault.shop.verification import VerifiedAnswer
from vault.tokens.receipt import stop_code

# Made once: each answer needs them.
_BY_KEY = select(*tables.customer.c["id", "thumbprint", "number", "owner"]).where(
    tables.customer.c.thumbprint.in_(bindparam("keys", expanding=True))
)
_NEW = insert(tables.customer).returning(*tables.customer.c["id", "thumbprint", "owner"])


@dataclass(frozen=True)
class Customer:
    """The row of a customer. ``owner`` is the keyed hash of the customer number."""

    id: int
    owner: str


def pinned(shop: Shop, connection: Connection, answers: Sequence[VerifiedAnswer], now: datetime) -> dict[str, Customer]:
    """The customers of these answers by thumbprint, held by this transaction.

    On first sight the key is pinned and a customer number drawn; who is known, but of whom nothing was held any more,
    gets another number.
    """
    customer = tables.customer
    by_key = {answer.holder.thumbprint(): answer for answer in answers}
    found = connection.execute(_BY_KEY, {"keys": list(by_key)}).all() if by_key else []
    customers = {row.thumbprint: Customer(row.id, row.owner) for row in found if row.number is not None}
    for row in found:
        if row.number is None:
            number, owner = _number(shop)
            connection.execute(update(customer).where(customer.c.id == row.id).values(number=number, owner=owner))
            customers[row.thumbprint] = Customer(row.id, owner)
    fresh = {key: (answer, *_number(shop)) for key, answer in by_key.items() if key not in customers}
    if fresh:
        rows = [
            {
                "thumbprint": key,
                "did": answer.did,
                "stop_code": stop_code(answer.holder),
                "number": number,
                "owner": owner,
                "first_seen": to_seconds(now),
            }
            for key, (answer, number, owner) in fresh.items()
        ]
        made = connection.execute(_NEW, rows).all()
        customers |= {row.thumbprint: Customer(row.id, row.owner) for row in made}
    return customers


def _number(shop: Shop) -> tuple[str, str]:
    """A new customer number, and its keyed hash."""
    number = str(UUID(bytes=shop.random(16), version=4))
    return number, shop.keys.keyed("customer number", number).hex()

"""The shops this vault has met, by proven host, with the key pair that only that shop sees."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from vault.core.clock import from_text, to_text

if TYPE_CHECKING:
    from vault.storage.connection import Reader, Row, Transaction


@dataclass(frozen=True)
class Shop:
    """One shop. ``client_id`` and ``name`` are as last seen; ``name`` is what it calls itself."""

    host: str
    client_id: str
    name: str
    signed_once: bool
    """Whether a signed request of this host was ever seen: from then on an unsigned one is refused."""
    pairwise_key: bytes = field(repr=False)
    """The private key of the vault's identity towards this shop alone."""
    first_seen: datetime
    never_ask: bool = False
    """The customer wants no more requests from it."""


def put_shop(transaction: Transaction, shop: Shop) -> None:
    """Add a shop or bring it up to date. Key, first sight, and once having signed, stay as they were."""
    transaction.execute(
        "INSERT INTO shop (host, client_id, name, signed_once, pairwise_key, first_seen, never_ask)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (host) DO UPDATE SET client_id = excluded.client_id,"
        " name = excluded.name, signed_once = max(signed_once, excluded.signed_once), never_ask = excluded.never_ask",
        (
            shop.host,
            shop.client_id,
            shop.name,
            int(shop.signed_once),
            shop.pairwise_key,
            to_text(shop.first_seen),
            int(shop.never_ask),
        ),
    )


def set_never_ask(transaction: Transaction, host: str, never_ask: bool) -> None:
    """Refuse or allow further requests of a shop."""
    transaction.execute("UPDATE shop SET never_ask = ? WHERE host = ?", (int(never_ask), host))


def shop(reader: Reader, host: str) -> Shop | None:
    """The shop with this host, or None."""
    row = reader.row("SELECT * FROM shop WHERE host = ?", (host,))
    return None if row is None else _shop(row)


def shops(reader: Reader) -> list[Shop]:
    """Every shop, by host."""
    return [_shop(row) for row in reader.rows("SELECT * FROM shop ORDER BY host")]


def _shop(row: Row) -> Shop:
    return Shop(
        row["host"],
        row["client_id"],
        row["name"],
        bool(row["signed_once"]),
        row["pairwise_key"],
        from_text(row["first_seen"]),
        bool(row["never_ask"]),
    )

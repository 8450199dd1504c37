"""What shops signed and the vault keeps as proof: consent receipts and erasure receipts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from vault.core.clock import from_text, to_text

if TYPE_CHECKING:
    from vault.storage.connection import Reader, Transaction


@dataclass(frozen=True)
class Receipt:
    """One signed receipt as received; it holds no values. ``kind`` is ``consent`` or ``erasure``."""

    id: str
    host: str
    kind: str
    jwt: str
    received: datetime
    consent: str | None = None


def add_receipt(transaction: Transaction, receipt: Receipt) -> None:
    """Keep a receipt. A shop may answer twice with the same one: the first stays."""
    transaction.execute(
        "INSERT INTO receipt (id, host, kind, jwt, received, consent) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO NOTHING",
        (receipt.id, receipt.host, receipt.kind, receipt.jwt, to_text(receipt.received), receipt.consent),
    )


def receipts(reader: Reader, *, host: str | None = None, consent: str | None = None) -> list[Receipt]:
    """The receipts of one shop, of one consent, or all, oldest first."""
    rows = reader.rows(
        "SELECT * FROM receipt WHERE (:host IS NULL OR host = :host) AND (:consent IS NULL OR consent = :consent)"
        " ORDER BY received, id",
        {"host": host, "consent": consent},
    )
    return [
        Receipt(row["id"], row["host"], row["kind"], row["jwt"], from_text(row["received"]), row["consent"])
        for row in rows
    ]

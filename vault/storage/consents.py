"""What was shared with whom, until when: consents, their items and the tokens that left."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from vault.core.clock import from_text, to_text
from vault.core.consent import HELD, ItemState
from vault.core.sensitivity import Level
from vault.core.value import Precision

if TYPE_CHECKING:
    from vault.storage.connection import Reader, Row, Transaction

KEEPS_DISCLOSURE = HELD | {ItemState.STOPPING}
"""States in which the vault keeps the disclosure, and so the value that left. A stop can still be undone."""


@dataclass(frozen=True)
class Consent:
    """One share that was agreed. ``terms`` is the string as received; it and its hash are None in a share without."""

    id: str
    host: str
    client_id: str
    terms: str | None
    terms_hash: str | None
    created: datetime
    until: datetime
    keep: str | None = None
    """``session`` for this visit only."""
    subject: str | None = None
    """``other`` where it is about somebody else than the customer."""


@dataclass(frozen=True)
class SharedPart:
    """A preference that left, and how precise it was."""

    key: str
    precision: Precision


@dataclass(frozen=True)
class ConsentItem:
    """One shared item. ``item`` is its place in the terms, None without terms. ``also`` left in the same token."""

    jti: str
    consent: str
    item: int | None
    key: str
    precision: Precision
    level: Level
    purpose: str | None
    until: datetime
    state: ItemState
    changed_at: datetime
    also: tuple[SharedPart, ...] = ()

    @property
    def parts(self) -> tuple[SharedPart, ...]:
        """Every preference that left in its token: itself, and the others of a bundle."""
        return (SharedPart(self.key, self.precision), *self.also)


@dataclass(frozen=True)
class StoredToken:
    """The signed part of a token, and the disclosure with the value as long as the shop may have it.

    Of a bundle ``disclosure`` has them all, with ``~`` between them.
    """

    jti: str
    jwt: str
    disclosure: str | None = field(repr=False)


def add_consent(transaction: Transaction, consent: Consent) -> None:
    """Keep a new consent. Its shop must be there."""
    transaction.execute(
        "INSERT INTO consent (id, host, client_id, terms, terms_hash, created, until, keep, subject)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            consent.id,
            consent.host,
            consent.client_id,
            consent.terms,
            consent.terms_hash,
            to_text(consent.created),
            to_text(consent.until),
            consent.keep,
            consent.subject,
        ),
    )


def add_item(transaction: Transaction, item: ConsentItem, token: StoredToken) -> None:
    """Keep one item of a consent with its token."""
    transaction.execute(
        "INSERT INTO consent_item (jti, consent, item, key, precision, level, purpose, until, state, changed_at,"
        " also) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            item.jti,
            item.consent,
            item.item,
            item.key,
            item.precision,
            item.level,
            item.purpose,
            to_text(item.until),
            item.state,
            to_text(item.changed_at),
            json.dumps({part.key: part.precision for part in item.also}) if item.also else None,
        ),
    )
    transaction.execute(
        "INSERT INTO token (jti, jwt, disclosure) VALUES (?, ?, ?)", (item.jti, token.jwt, token.disclosure)
    )


def set_item_state(transaction: Transaction, jti: str, state: ItemState, at: datetime) -> None:
    """Bring an item to a state. Past :data:`KEEPS_DISCLOSURE` its disclosure goes, for good."""
    transaction.execute("UPDATE consent_item SET state = ?, changed_at = ? WHERE jti = ?", (state, to_text(at), jti))
    if state not in KEEPS_DISCLOSURE:
        transaction.execute("UPDATE token SET disclosure = NULL WHERE jti = ?", (jti,))


def consent(reader: Reader, consent_id: str) -> Consent | None:
    """The consent with this id, or None."""
    row = reader.row("SELECT * FROM consent WHERE id = ?", (consent_id,))
    return None if row is None else _consent(row)


def consents(reader: Reader, host: str | None = None) -> list[Consent]:
    """The consents of one shop, or all, oldest first."""
    rows = reader.rows("SELECT * FROM consent WHERE :host IS NULL OR host = :host ORDER BY created, id", {"host": host})
    return [_consent(row) for row in rows]


def item(reader: Reader, jti: str) -> ConsentItem | None:
    """The shared item with this token id, or None."""
    row = reader.row("SELECT * FROM consent_item WHERE jti = ?", (jti,))
    return None if row is None else _item(row)


def items(reader: Reader, consent_id: str | None = None) -> list[ConsentItem]:
    """The items of one consent, or all."""
    rows = reader.rows(
        "SELECT * FROM consent_item WHERE :consent IS NULL OR consent = :consent ORDER BY consent, item, jti",
        {"consent": consent_id},
    )
    return [_item(row) for row in rows]


def ended_by(reader: Reader, now: datetime) -> list[ConsentItem]:
    """The items that shops hold although their end has come: for the caller to expire."""
    rows = reader.rows(
        "SELECT * FROM consent_item WHERE state IN (SELECT value FROM json_each(?)) AND until <= ? ORDER BY until, jti",
        (json.dumps(sorted(HELD)), to_text(now)),
    )
    return [_item(row) for row in rows]


def token(reader: Reader, jti: str) -> StoredToken | None:
    """The token of an item, or None."""
    row = reader.row("SELECT * FROM token WHERE jti = ?", (jti,))
    return None if row is None else StoredToken(row["jti"], row["jwt"], row["disclosure"])


def _consent(row: Row) -> Consent:
    return Consent(
        row["id"],
        row["host"],
        row["client_id"],
        row["terms"],
        row["terms_hash"],
        from_text(row["created"]),
        from_text(row["until"]),
        row["keep"],
        row["subject"],
    )


def _parts(also: str | None) -> tuple[SharedPart, ...]:
    if also is None:
        return ()
    return tuple(SharedPart(key, Precision(step)) for key, step in json.loads(also).items())


def _item(row: Row) -> ConsentItem:
    return ConsentItem(
        row["jti"],
        row["consent"],
        row["item"],
        row["key"],
        Precision(row["precision"]),
        Level(row["level"]),
        row["purpose"],
        from_text(row["until"]),
        ItemState(row["state"]),
        from_text(row["changed_at"]),
        _parts(row["also"]),
    )

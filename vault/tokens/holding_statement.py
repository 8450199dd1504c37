"""What a shop says it holds of a customer, signed, without a value: the answer to a question, and its notice of leaks.

GDPR art. 15 for what is held and when it was last used, art. 34 for the incidents.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from vault.core.clock import from_text, to_seconds, to_text
from vault.core.errors import ChoiceError, TokenError
from vault.core.value import Precision, precision_named
from vault.tokens import claims as claim
from vault.tokens import jws
from vault.tokens.key_binding import MAX_NONCE
from vault.tokens.receipt import MAX_ENTRIES, MAX_WORDS, entries, open_signed, words
from vault.tokens.security_event import MAX_JTI

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from vault.tokens.keys import SigningKey, VerifyingKey

TYP: Final = "holding-statement+jwt"
MAX_KEY: Final = 80
"""Characters of a key of the catalogue."""

_MEMBERS = frozenset({"iss", "sub", "iat", "nonce", "items", "incidents"})
_ITEM = frozenset({"jti", "key", "precision", "exp", "last_used"})
_OPTIONAL = frozenset({"ended"})
_ENDED = frozenset({"jti", "at", "why"})
_INCIDENT = frozenset({"date", "items", "what", "advice"})


@dataclass(frozen=True, slots=True)
class StatedItem:
    """One item that the shop says it holds. ``last_used`` is None if it never used it."""

    jti: str
    key: str
    precision: Precision
    exp: datetime
    last_used: datetime | None


class Why(StrEnum):
    """Why a shop erased an item before its end."""

    STOPPED = "stopped"
    """The customer stopped it, from the vault or without it."""
    UNREAD = "unread"
    """The shop had not used it for long."""


@dataclass(frozen=True, slots=True)
class EndedItem:
    """One item (``jti``) that the shop erased at ``at``, before its end."""

    jti: str
    at: datetime
    why: Why


@dataclass(frozen=True, slots=True)
class Incident:
    """A leak: when, of which items (``jti``), what happened and what the customer had better do."""

    date: datetime
    items: tuple[str, ...]
    what: str
    advice: str


@dataclass(frozen=True, slots=True)
class HoldingStatement:
    """A verified statement. ``nonce`` is that of the question; ``ended`` is what is held no more."""

    did: str
    iat: datetime
    nonce: str
    items: tuple[StatedItem, ...]
    incidents: tuple[Incident, ...]
    ended: tuple[EndedItem, ...] = ()


def holding_statement(signing_key: SigningKey, kid: str, issuer: str, statement: HoldingStatement) -> str:
    """Sign a statement as ``issuer``, the shop's ``client_id``, with the receipt key named ``kid``."""
    payload: dict[str, Any] = {
        "iss": issuer,
        "sub": statement.did,
        "iat": to_seconds(statement.iat),
        "nonce": statement.nonce,
        "items": [
            {
                "jti": item.jti,
                "key": item.key,
                "precision": item.precision.word,
                "exp": to_seconds(item.exp),
                "last_used": None if item.last_used is None else to_seconds(item.last_used),
            }
            for item in statement.items
        ],
        "incidents": [
            {"date": to_text(each.date), "items": list(each.items), "what": each.what, "advice": each.advice}
            for each in statement.incidents
        ],
    }
    if statement.ended:
        payload["ended"] = [{"jti": e.jti, "at": to_seconds(e.at), "why": e.why.value} for e in statement.ended]
    return jws.sign({"typ": TYP, "kid": kid}, payload, signing_key)


def verify_holding_statement(
    text: str, *, keys: Mapping[str, VerifyingKey], iss: str, sub: str, nonce: str, now: datetime
) -> HoldingStatement:
    """Check a statement against the terms' ``keys``, the shop ``iss``, the customer's own DID and the question's nonce.

    Raises :class:`TokenError`: ``statement_nonce_wrong``, ``statement_item_twice``, or as
    :func:`receipt.verify_consent_receipt`.
    """
    payload = open_signed(text, TYP, keys, iss, sub, now, _MEMBERS, optional=_OPTIONAL)
    if claim.text(payload, "nonce", MAX_NONCE) != nonce:
        raise TokenError("statement_nonce_wrong")
    items = tuple(_item(entry) for entry in entries(payload, "items", _ITEM))
    ended = tuple(_ended(entry) for entry in entries(payload, "ended", _ENDED)) if "ended" in payload else ()
    if len({item.jti for item in items} | {each.jti for each in ended}) != len(items) + len(ended):
        raise TokenError("statement_item_twice")
    incidents = tuple(_incident(entry) for entry in entries(payload, "incidents", _INCIDENT))
    return HoldingStatement(sub, claim.numeric_date(payload, "iat"), nonce, items, incidents, ended)


def _item(entry: dict[str, Any]) -> StatedItem:
    used = None if entry["last_used"] is None else claim.numeric_date(entry, "last_used")
    try:
        precision = precision_named(claim.text(entry, "precision", MAX_WORDS))
    except ChoiceError as problem:
        raise TokenError("claim_malformed", claim="precision") from problem
    if precision is Precision.CLOSED:
        raise TokenError("claim_malformed", claim="precision")
    key = claim.text(entry, "key", MAX_KEY)
    return StatedItem(claim.text(entry, "jti", MAX_JTI), key, precision, claim.numeric_date(entry, "exp"), used)


def _ended(entry: dict[str, Any]) -> EndedItem:
    try:
        why = Why(claim.text(entry, "why", MAX_WORDS))
    except ValueError as problem:
        raise TokenError("claim_malformed", claim="why") from problem
    return EndedItem(claim.text(entry, "jti", MAX_JTI), claim.numeric_date(entry, "at"), why)


def _incident(entry: dict[str, Any]) -> Incident:
    try:
        date = from_text(claim.text(entry, "date", MAX_WORDS))
    except ValueError as problem:
        raise TokenError("claim_malformed", claim="date") from problem
    found = entry["items"]
    if not isinstance(found, list) or len(found) > MAX_ENTRIES:
        raise TokenError("claim_malformed", claim="items")
    items = tuple(claim.text({"items": each}, "items", MAX_JTI) for each in found)
    return Incident(date, items, words(entry, "what"), words(entry, "advice"))

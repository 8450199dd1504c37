"""The terms a shop asks under: who, which items, what for, how long, and what it promises.

They travel as one OpenID4VP transaction data entry (OpenID4VP 1.0 §8.4) of the type ``urn:preference-vault:terms:1``.
What counts is the base64url string exactly as received: its SHA-256 stands in every token, so that nobody can later
say that something else was agreed (GDPR art. 7(1)). The members carry what GDPR art. 13 asks a controller to tell.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from vault.core.errors import ChoiceError, RequestError, TokenError
from vault.core.strict_json import loads, unb64url
from vault.core.value import Precision, precision_named

TERMS_TYPE = "urn:preference-vault:terms:1"
CONSENT_BASIS = "eu-gdpr:A6-1-a"
EXPLICIT_CONSENT_BASIS = "eu-gdpr:A9-2-a"
MAX_SHOP_TEXT = 120
"""Characters of a sentence a shop may put on the customer's screen: one line that is read."""
MAX_ITEMS = 20
"""Items in one request: past this, nobody reads."""
MAX_TERMS = 48 * 1024
"""Characters of the terms string; eight items take about 6 kB."""
LONGEST_SHARE = 366
"""Days. Every share ends within a year."""

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_KEY = re.compile(r"[a-z]+\.[a-z0-9_]{1,60}")
_DAYS = re.compile(r"P([1-9][0-9]{0,3})D")
_MONTHS = re.compile(r"P([1-9][0-9]{0,2})M")
_COUNTRY = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"[a-z]{2}")
_ENDPOINTS = {"stop", "nonce", "refresh", "held", "feedback"}
_MEMBERS = {
    "type", "credential_ids", "transaction_data_hashes_alg", "controller", "items", "duration", "delete_within",
    "proof_until", "recipients", "transfers", "automated_decisions", "personal_prices", "also_collects", "min_age",
    "endpoints", "receipt_keys",
}  # fmt: skip


@dataclass(frozen=True)
class Controller:
    """Who is responsible (GDPR art. 13(1)(a) and (b)). ``country`` is an ISO 3166-1 code."""

    name: str
    address: str
    country: str
    contact: str
    dpo: str | None
    policy_uri: str | None


@dataclass(frozen=True)
class TermItem:
    """One item asked for, with exactly one purpose. ``precision`` is the finest the shop asks for."""

    credential_id: str
    key: str
    purpose: str
    legal_basis: str
    precision: Precision
    required: bool
    reason: Mapping[str, str]


@dataclass(frozen=True)
class Recipient:
    """Somebody else who gets the data (art. 13(1)(e)); ``role`` is ``processor`` or ``controller``."""

    name: str
    role: str
    country: str


@dataclass(frozen=True)
class Transfer:
    """A country outside the EEA that the data goes to, and what protects it there (art. 13(1)(f))."""

    country: str
    safeguard: str


@dataclass(frozen=True)
class Terms:
    """What was asked. ``raw`` is the string as received and ``hash`` its SHA-256, base64url."""

    raw: str
    hash: str
    credential_ids: tuple[str, ...]
    controller: Controller
    items: tuple[TermItem, ...]
    duration_days: int
    delete_within_days: int
    proof_months: int
    recipients: tuple[Recipient, ...]
    transfers: tuple[Transfer, ...]
    automated_decisions: bool
    personal_prices: bool
    also_collects: tuple[str, ...]
    min_age: int
    endpoints: Mapping[str, str]
    receipt_keys: tuple[Mapping[str, Any], ...]

    def item(self, credential_id: str) -> TermItem:
        """The item with this query id; ids are checked to be there when the terms are read."""
        return next(item for item in self.items if item.credential_id == credential_id)


def terms_hash(raw: str) -> str:
    """SHA-256 over the base64url string as received, base64url (OpenID4VP 1.0 Appendix B.3.3.1)."""
    return urlsafe_b64encode(sha256(raw.encode("ascii")).digest()).rstrip(b"=").decode("ascii")


def parse_terms(raw: str) -> Terms:
    """Read one transaction data entry strictly.

    Raises :class:`RequestError` ``invalid_transaction_data`` with ``where`` naming the member. An unknown member is
    refused: it could be a condition that no screen shows.
    """
    try:
        found = loads(unb64url(raw, max_chars=MAX_TERMS), max_bytes=MAX_TERMS)
        _only(found, _MEMBERS, "terms")
        return _terms(raw, found)
    except (KeyError, TypeError, ValueError, ChoiceError, TokenError) as problem:
        raise _invalid(f"{problem}"[:80]) from problem


def _invalid(where: str) -> RequestError:
    return RequestError("invalid_transaction_data", "invalid_transaction_data", where=where)


def _terms(raw: str, found: Mapping[str, Any]) -> Terms:
    if found["type"] != TERMS_TYPE or found["transaction_data_hashes_alg"] != ["sha-256"]:
        raise _invalid("type")
    ids = tuple(_match(_ID, each, "credential_ids") for each in _list(found["credential_ids"], MAX_ITEMS))
    items = tuple(_item(item) for item in _list(found["items"], MAX_ITEMS))
    if not ids or len(set(ids)) != len(ids) or tuple(item.credential_id for item in items) != ids:
        raise _invalid("credential_ids")
    duration = _number(_DAYS, found["duration"], "duration")
    if duration > LONGEST_SHARE:
        raise _invalid("duration")
    return Terms(
        raw=raw,
        hash=terms_hash(raw),
        credential_ids=ids,
        controller=_controller(found["controller"]),
        items=items,
        duration_days=duration,
        delete_within_days=_number(_DAYS, found["delete_within"], "delete_within"),
        proof_months=_number(_MONTHS, found["proof_until"], "proof_until"),
        recipients=tuple(_recipient(each) for each in _list(found["recipients"], 20)),
        transfers=tuple(_transfer(each) for each in _list(found["transfers"], 20)),
        automated_decisions=_yes_no(found["automated_decisions"], "automated_decisions"),
        personal_prices=_yes_no(found["personal_prices"], "personal_prices"),
        also_collects=tuple(shop_text(each, "also_collects") for each in _list(found["also_collects"], 20)),
        min_age=_age(found["min_age"]),
        endpoints=_endpoints(found["endpoints"]),
        receipt_keys=_receipt_keys(found["receipt_keys"]),
    )


def shop_text(found: object, where: str) -> str:
    """A sentence by a shop: one line of at most :data:`MAX_SHOP_TEXT` characters, without anything that acts.

    Control and bidirectional characters could make the screen say something else; an address invites a click.
    Raises :class:`RequestError` ``invalid_transaction_data``.
    """
    if not isinstance(found, str) or not 0 < len(found) <= MAX_SHOP_TEXT or found != found.strip():
        raise _invalid(where)
    if not found.isprintable() or any(part in found.lower() for part in ("://", "www.", "@", "<", ">")):
        raise _invalid(where)
    return found


def _item(found: Any) -> TermItem:
    members = {"credential_id", "key", "purposes", "legal_basis", "precision", "required", "reason"}
    _only(found, members, "items")
    (purpose,) = _list(found["purposes"], 1)
    if not isinstance(purpose, str) or len(purpose) > MAX_SHOP_TEXT:
        raise _invalid("purposes")
    if found["legal_basis"] not in {CONSENT_BASIS, EXPLICIT_CONSENT_BASIS}:
        raise _invalid("legal_basis")
    precision = precision_named(found["precision"])
    reason = found["reason"]
    if precision is Precision.CLOSED or not isinstance(reason, dict) or not reason:
        raise _invalid("precision" if precision is Precision.CLOSED else "reason")
    return TermItem(
        _match(_ID, found["credential_id"], "credential_id"),
        _match(_KEY, found["key"], "key"),
        purpose,
        found["legal_basis"],
        precision,
        _yes_no(found["required"], "required"),
        {_match(_LANGUAGE, tag, "reason"): shop_text(text, "reason") for tag, text in reason.items()},
    )


def _controller(found: Any) -> Controller:
    _only(found, {"name", "address", "country", "contact", "dpo", "policy_uri"}, "controller")
    return Controller(
        shop_text(found["name"], "controller.name"),
        shop_text(found["address"], "controller.address"),
        _match(_COUNTRY, found["country"], "controller.country"),
        _contact(found["contact"], "controller.contact"),
        _contact(found["dpo"], "controller.dpo") if "dpo" in found else None,
        _address(found["policy_uri"], "controller.policy_uri") if "policy_uri" in found else None,
    )


def _recipient(found: Any) -> Recipient:
    _only(found, {"name", "role", "country"}, "recipients")
    if found["role"] not in {"processor", "controller"}:
        raise _invalid("recipients.role")
    country = _match(_COUNTRY, found["country"], "recipients.country")
    return Recipient(shop_text(found["name"], "recipients.name"), found["role"], country)


def _transfer(found: Any) -> Transfer:
    _only(found, {"country", "safeguard"}, "transfers")
    country = _match(_COUNTRY, found["country"], "transfers.country")
    return Transfer(country, shop_text(found["safeguard"], "transfers.safeguard"))


def _endpoints(found: Any) -> Mapping[str, str]:
    """Without ``stop`` there is no sharing: stopping must be as easy (GDPR art. 7(3))."""
    _only(found, _ENDPOINTS, "endpoints")
    if "stop" not in found:
        raise _invalid("endpoints.stop")
    return {name: _address(url, f"endpoints.{name}") for name, url in found.items()}


def _receipt_keys(found: Any) -> tuple[Mapping[str, Any], ...]:
    _only(found, {"keys"}, "receipt_keys")
    keys = _list(found["keys"], 10)
    kids = [key["kid"] for key in keys]
    if not keys or not all(isinstance(kid, str) and _ID.fullmatch(kid) for kid in kids) or len(set(kids)) != len(kids):
        raise _invalid("receipt_keys")
    return tuple(keys)


def _only(found: Any, members: set[str], where: str) -> None:
    if not isinstance(found, dict) or not found.keys() <= members:
        raise _invalid(where)


def _list(found: object, most: int) -> list[Any]:
    if not isinstance(found, list) or len(found) > most:
        raise _invalid("list")
    return found


def _match(pattern: re.Pattern[str], found: object, where: str) -> str:
    if not isinstance(found, str) or not pattern.fullmatch(found):
        raise _invalid(where)
    return found


def _number(pattern: re.Pattern[str], found: object, where: str) -> int:
    matched = pattern.fullmatch(found) if isinstance(found, str) else None
    if matched is None:
        raise _invalid(where)
    return int(matched.group(1))


def _yes_no(found: object, where: str) -> bool:
    if not isinstance(found, bool):
        raise _invalid(where)
    return found


def _age(found: object) -> int:
    if isinstance(found, bool) or not isinstance(found, int) or not 0 <= found <= 21:
        raise _invalid("min_age")
    return found


def _contact(found: object, where: str) -> str:
    """A mail address or telephone number: printable, one line, no link."""
    if not isinstance(found, str) or not 0 < len(found) <= MAX_SHOP_TEXT or not found.isprintable() or "://" in found:
        raise _invalid(where)
    return found


def _address(found: object, where: str) -> str:
    """The form of an address; that its host is the proven host is checked with the request."""
    if not isinstance(found, str) or not found.startswith("https://") or not 8 < len(found) <= 512:
        raise _invalid(where)
    return found

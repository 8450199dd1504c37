"""What a shop signs for the customer: the consent receipt on import, the erasure receipt after a stop.

Both are JWS in compact form with a type of their own (RFC 8725 §3.11), signed by one of the keys that the terms named,
so that anybody can check them offline. The consent receipt carries a record after ISO/IEC TS 27560, opaque here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from vault.core.clock import from_text, to_seconds, to_text
from vault.core.errors import TokenError
from vault.tokens import claims as claim
from vault.tokens import jws
from vault.tokens.did_jwk import key_of
from vault.tokens.preference_claims import DIGEST_CHARS, MAX_AUDIENCE
from vault.tokens.security_event import MAX_JTI

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set
    from datetime import datetime

    from vault.tokens.keys import SigningKey, VerifyingKey

CONSENT_TYP: Final = "consent-receipt+jwt"
ERASURE_TYP: Final = "erasure-receipt+jwt"
MAX_RECEIPT: Final = 65_536
"""Characters; the record of twenty items has about 20 kB."""
MAX_ENTRIES: Final = 200
"""Tokens, recipients or kept things in one erasure receipt: more than one customer has at one shop."""
MAX_WORDS: Final = 120
"""Characters of a shop's text, as in its terms."""
ERASED: Final = ("value", "disclosure", "answer")
"""What a shop erases of a token: the stored value, the disclosure with its salt, the answer as received."""

_CONSENT = frozenset({"iss", "sub", "iat", "jti", "consent", "terms", "record", "stop_code"})
_ERASURE = frozenset({"iss", "sub", "iat", "jti", "txn", "tokens", "passed_on", "kept"})
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True, slots=True)
class ConsentReceipt:
    """A verified consent receipt. ``record`` is the TS 27560 object; it never holds values."""

    jti: str
    did: str
    iat: datetime
    consent: str
    terms: str
    record: dict[str, Any]
    stop_code: str


@dataclass(frozen=True, slots=True)
class PassedOn:
    """A recipient of the data, and whether the shop told it of the stop (GDPR art. 19)."""

    name: str
    told: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """What the shop keeps, why, and until when."""

    what: str
    why: str
    until: datetime


@dataclass(frozen=True, slots=True)
class ErasureReceipt:
    """A verified erasure receipt: ``tokens`` are the ``jti`` of all tokens of which everything in :data:`ERASED` is
    gone; ``txn`` is the ``jti`` of the stop."""

    jti: str
    did: str
    iat: datetime
    txn: str
    tokens: tuple[str, ...]
    passed_on: tuple[PassedOn, ...]
    kept: tuple[Kept, ...]


def stop_code(key: VerifyingKey) -> str:
    """The code to stop with when the vault is lost: the first 60 bits of the thumbprint in Crockford's base32."""
    bits = int.from_bytes(key.thumbprint_bytes[:8], "big") >> 4
    letters = "".join(_CROCKFORD[bits >> shift & 31] for shift in range(55, -1, -5))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"


def consent_receipt(signing_key: SigningKey, kid: str, issuer: str, receipt: ConsentReceipt) -> str:
    """Sign a consent receipt as ``issuer``, the shop's ``client_id``, with the receipt key named ``kid``."""
    payload = {
        **_head(issuer, receipt),
        "consent": receipt.consent,
        "terms": receipt.terms,
        "record": receipt.record,
        "stop_code": receipt.stop_code,
    }
    return jws.sign({"typ": CONSENT_TYP, "kid": kid}, payload, signing_key)


def verify_consent_receipt(
    text: str, *, keys: Mapping[str, VerifyingKey], iss: str, sub: str, now: datetime
) -> ConsentReceipt:
    """Check a consent receipt against the terms' ``keys``, the shop ``iss`` and the customer's own DID ``sub``.

    Raises :class:`TokenError`: ``receipt_key_unknown``, ``receipt_issuer_wrong``, ``receipt_subject_wrong``,
    ``stop_code_wrong``, or as :func:`jws.parse`, :func:`did_jwk.key_of` and :mod:`claims`.
    """
    payload = open_signed(text, CONSENT_TYP, keys, iss, sub, now, _CONSENT)
    if not isinstance(payload["record"], dict):
        raise TokenError("claim_malformed", claim="record")
    if payload["stop_code"] != stop_code(key_of(sub)):
        raise TokenError("stop_code_wrong")
    return ConsentReceipt(
        jti=claim.text(payload, "jti", MAX_JTI),
        did=sub,
        iat=claim.numeric_date(payload, "iat"),
        consent=claim.text(payload, "consent", MAX_JTI),
        terms=claim.text(payload, "terms", DIGEST_CHARS),
        record=payload["record"],
        stop_code=payload["stop_code"],
    )


def erasure_receipt(signing_key: SigningKey, kid: str, issuer: str, receipt: ErasureReceipt) -> str:
    """Sign an erasure receipt as ``issuer``, the shop's ``client_id``, with the receipt key named ``kid``."""
    payload = {
        **_head(issuer, receipt),
        "txn": receipt.txn,
        "tokens": [{"jti": jti, "erased": list(ERASED)} for jti in receipt.tokens],
        "passed_on": [{"name": one.name, "told": one.told} for one in receipt.passed_on],
        "kept": [{"what": one.what, "why": one.why, "until": to_text(one.until)} for one in receipt.kept],
    }
    return jws.sign({"typ": ERASURE_TYP, "kid": kid}, payload, signing_key)


def verify_erasure_receipt(
    text: str,
    *,
    keys: Mapping[str, VerifyingKey],
    iss: str,
    sub: str,
    txn: str,
    tokens: Set[str],
    now: datetime,
    partly: bool = False,
) -> ErasureReceipt:
    """Check an erasure receipt: it answers the stop ``txn`` and covers exactly the ``tokens`` (``jti``) stopped by it.

    ``partly`` also takes one that covers fewer: of a stop of everything a shop names what it still had.

    Raises :class:`TokenError`: ``erasure_txn_wrong``, ``erasure_tokens_differ``, ``erasure_incomplete``, or as
    :func:`verify_consent_receipt`.
    """
    payload = open_signed(text, ERASURE_TYP, keys, iss, sub, now, _ERASURE)
    if payload["txn"] != txn:
        raise TokenError("erasure_txn_wrong")
    erased = tuple(_erased(entry) for entry in entries(payload, "tokens", {"jti", "erased"}))
    if not set(erased) <= tokens or len(set(erased)) != len(erased) or not (partly or len(erased) == len(tokens)):
        raise TokenError("erasure_tokens_differ")
    return ErasureReceipt(
        jti=claim.text(payload, "jti", MAX_JTI),
        did=sub,
        iat=claim.numeric_date(payload, "iat"),
        txn=txn,
        tokens=erased,
        passed_on=tuple(_passed_on(entry) for entry in entries(payload, "passed_on", {"name", "told"})),
        kept=tuple(_kept(entry) for entry in entries(payload, "kept", {"what", "why", "until"})),
    )


def _head(issuer: str, receipt: ConsentReceipt | ErasureReceipt) -> dict[str, Any]:
    return {"iss": issuer, "sub": receipt.did, "iat": to_seconds(receipt.iat), "jti": receipt.jti}


def open_signed(
    text: str,
    typ: str,
    keys: Mapping[str, VerifyingKey],
    iss: str,
    sub: str,
    now: datetime,
    names: Set[str],
    *,
    optional: Set[str] = frozenset(),
) -> dict[str, Any]:
    """What the shop ``iss`` signed about the customer ``sub``: a payload with the members ``names``, and of all others
    at most those that are ``optional``.

    Raises as :func:`verify_consent_receipt`.
    """
    unverified = jws.parse(text, typ=typ, max_bytes=MAX_RECEIPT, required=jws.WITH_KID)
    key = keys.get(unverified.header["kid"])
    if key is None:
        raise TokenError("receipt_key_unknown")
    payload = unverified.verify(key)
    claim.members(payload, names, names | optional)
    if claim.text(payload, "iss", MAX_AUDIENCE) != iss:
        raise TokenError("receipt_issuer_wrong")
    if payload["sub"] != sub:
        raise TokenError("receipt_subject_wrong")
    claim.check_issued(claim.numeric_date(payload, "iat"), now)
    return payload


def entries(payload: dict[str, Any], name: str, members: Set[str]) -> Sequence[dict[str, Any]]:
    """A list of at most :data:`MAX_ENTRIES` objects with exactly these members. Raises ``claim_malformed``."""
    found = payload[name]
    if (
        not isinstance(found, list)
        or len(found) > MAX_ENTRIES
        or not all(isinstance(entry, dict) and entry.keys() == members for entry in found)
    ):
        raise TokenError("claim_malformed", claim=name)
    return found


def _erased(entry: dict[str, Any]) -> str:
    if entry["erased"] != list(ERASED):
        raise TokenError("erasure_incomplete")
    return claim.text(entry, "jti", MAX_JTI)


def _passed_on(entry: dict[str, Any]) -> PassedOn:
    if not isinstance(entry["told"], bool):
        raise TokenError("claim_malformed", claim="told")
    return PassedOn(words(entry, "name"), entry["told"])


def _kept(entry: dict[str, Any]) -> Kept:
    try:
        until = from_text(claim.text(entry, "until", MAX_WORDS))
    except ValueError as problem:
        raise TokenError("claim_malformed", claim="until") from problem
    return Kept(words(entry, "what"), words(entry, "why"), until)


def words(entry: dict[str, Any], name: str) -> str:
    """A shop's text that is shown to people: one line, without control or bidi characters."""
    found = claim.text(entry, name, MAX_WORDS)
    if not found.isprintable():
        raise TokenError("claim_malformed", claim=name)
    return found

"""The preference token: an SD-JWT VC that a customer's vault issues to itself, one for each shared preference.

Where a shop asks for several preferences in one credential, they share a token, a *bundle*; it has no terms.

RFC 9901 for the form, draft-ietf-oauth-sd-jwt-vc for ``vct``, RFC 7800 for ``cnf``. Issuer and holder are the same
pairwise key, made for one shop; the verifier holds that and pins the key.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final, Literal

from vault.core.clock import to_seconds
from vault.core.errors import TokenError
from vault.core.strict_json import unb64url
from vault.core.terms import MAX_ITEMS
from vault.tokens import claims as claim
from vault.tokens import jws
from vault.tokens.did_jwk import KEY_FRAGMENT, did_of, key_of_issuer
from vault.tokens.disclosure import digest_of, disclosure
from vault.tokens.keys import SigningKey, VerifyingKey

TYP: Final = "dc+sd-jwt"
VCT: Final = "urn:preference-vault:preference:1"
MAX_TOKEN: Final = 4096
"""Characters of the signed part; with everything in it, it has about 1,700."""
MAX_AUDIENCE: Final = 512
"""Characters of a ``client_id``: a prefix and a host name of at most 253, or a short URL."""
MAX_URI: Final = 256
"""Characters of a status list's address."""
DIGEST_CHARS: Final = 43
"""SHA-256 in base64url."""
MAX_BUNDLE: Final = MAX_ITEMS
"""Preferences in one token: no more than a request may have items."""
MAX_ITEM: Final = 999
"""Far more items than a request may have."""
MAX_STATUS_INDEX: Final = 2**31 - 1
"""Far more places than a status list has; the list itself gives the real bound."""

MAX_LIFETIME: Final = timedelta(days=366)
MAX_OBJECTION: Final = timedelta(days=5 * 365 + 2 + 1)
"""Five years with their leap days, and a day."""
MAX_SESSION: Final = timedelta(days=1)

_URN_UUID = re.compile(r"urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_REQUIRED = frozenset({"vct", "iss", "cnf", "jti", "consent", "aud", "iat", "exp", "_sd", "_sd_alg"})
_OPTIONAL = frozenset({"item", "terms", "status", "keep", "objection", "subject"})
CLAIM_NAMES: Final = _REQUIRED | _OPTIONAL
"""Names that the signed part takes, and a disclosure so cannot."""


@dataclass(frozen=True, slots=True)
class TokenClaims:
    """What a token says, besides the value. ``iat`` and ``exp`` are whole hours in an issued token."""

    jti: str
    """``urn:uuid:`` of this token."""
    consent: str
    """``urn:uuid:`` of the share it belongs to."""
    item: int | None
    """Its place in ``terms.items``; absent, as ``terms`` is, where the request brought no terms."""
    aud: str
    """The full ``client_id`` of the shop."""
    iat: datetime
    exp: datetime
    terms: str | None = None
    """Base64url SHA-256 of the terms string as received."""
    keep: Literal["session"] | None = None
    objection: bool = False
    subject: Literal["other"] | None = None
    status: tuple[str, int] | None = None
    """Status list address and index."""


@dataclass(frozen=True, slots=True)
class IssuedToken:
    """A token with its disclosure, as the vault keeps it until it is presented.

    ``disclosure`` holds those of a bundle with ``~`` between them, as they are presented.
    """

    jwt: str
    disclosure: str

    def __repr__(self) -> str:
        return "IssuedToken(…)"


@dataclass(frozen=True, slots=True)
class VerifiedToken:
    """The signed part of a token, verified: it proves consent without holding the value."""

    holder: VerifyingKey
    did: str
    claims: TokenClaims
    digests: tuple[str, ...]
    """Of its disclosures, sorted: one, or several in a bundle."""


def issue(claims: TokenClaims, key: str, value: dict[str, Any], signing_key: SigningKey, salt: bytes) -> IssuedToken:
    """Make the token of one preference: ``key`` of the catalogue and its value object.

    ``iat`` and ``exp`` are rounded down to the hour, so that they do not recognise anybody. ``salt`` is 16 fresh random
    bytes. Raises :class:`TokenError`, as :func:`verify` would, for claims that no verifier accepts.
    """
    return _issue(claims, [disclosure(key, value, salt)], signing_key)


def issue_bundle(
    claims: TokenClaims, values: Sequence[tuple[str, dict[str, Any]]], signing_key: SigningKey, salts: Sequence[bytes]
) -> IssuedToken:
    """Make one token of several preferences, each a key and its value object with a salt of its own.

    The digests are sorted, so that their order tells nothing (RFC 9901 §4.2.4.1). Raises as :func:`issue`, and
    ``bundle_with_terms``.
    """
    shown = [disclosure(key, value, salt) for (key, value), salt in zip(values, salts, strict=True)]
    return _issue(claims, shown, signing_key)


def _issue(claims: TokenClaims, shown: list[str], signing_key: SigningKey) -> IssuedToken:
    did = did_of(signing_key.public)
    payload = _payload(claims, did, signing_key.public, sorted(map(digest_of, shown)))
    _read(payload)
    return IssuedToken(jws.sign(_header(did), payload, signing_key), "~".join(shown))


@lru_cache(maxsize=8)
def _header(did: str) -> str:
    """The protected header, which is the same for all tokens of a share."""
    return jws.protected({"typ": TYP, "kid": did + KEY_FRAGMENT})


def verify(text: str, *, aud: str) -> VerifiedToken:
    """Check all of a token's signed part that does not depend on the present moment.

    Raises :class:`TokenError`: ``kid_differs``, ``did_refused``, ``cnf_malformed``, ``cnf_key_differs``,
    ``token_aud_wrong``, ``vct_unknown``, ``sd_malformed``, ``sd_alg_refused``, ``claim_missing``, ``claim_refused``,
    ``claim_malformed``, ``claims_conflict``, ``terms_and_item_differ``, ``bundle_with_terms``, ``status_malformed``,
    ``times_out_of_order``, ``lifetime_too_long``, ``time_malformed``, ``time_out_of_range``, or as :func:`jws.parse`
    and its ``verify``.
    """
    unverified = jws.parse(text, typ=TYP, max_bytes=MAX_TOKEN, required=jws.WITH_KID)
    did = claim.text(unverified.payload, "iss", jws.MAX_KID)
    holder = key_of_issuer(did, unverified.header["kid"])
    payload = unverified.verify(holder)
    _check_confirmation(payload.get("cnf"), holder)
    claims = _read(payload)
    if claims.aud != aud:
        raise TokenError("token_aud_wrong")
    return VerifiedToken(holder, did, claims, tuple(payload["_sd"]))


def check_now(claims: TokenClaims, now: datetime) -> None:
    """The token holds at ``now``. Raises :class:`TokenError` ``expired`` or ``issued_in_future``."""
    claim.check_expiry(claims.exp, now)
    claim.check_issued(claims.iat, now)


def _payload(claims: TokenClaims, did: str, holder: VerifyingKey, digests: list[str]) -> dict[str, Any]:
    status = claims.status and {"status_list": {"idx": claims.status[1], "uri": claims.status[0]}}
    found = {
        "vct": VCT,
        "iss": did,
        "cnf": {"jwk": holder.jwk()},
        "jti": claims.jti,
        "consent": claims.consent,
        "item": claims.item,
        "aud": claims.aud,
        "iat": _hour(claims.iat),
        "exp": _hour(claims.exp),
        "terms": claims.terms,
        "keep": claims.keep,
        "objection": claims.objection or None,
        "subject": claims.subject,
        "status": status,
        "_sd": digests,
        "_sd_alg": "sha-256",
    }
    return {name: member for name, member in found.items() if member is not None}


def _hour(moment: datetime) -> int:
    seconds = to_seconds(moment)
    return seconds - seconds % 3600


def _check_confirmation(cnf: object, holder: VerifyingKey) -> None:
    """``cnf`` holds exactly the issuer's own key (RFC 7800 §3.2). One spelling a coordinate, so texts are compared."""
    if not isinstance(cnf, dict) or cnf.keys() != {"jwk"} or not isinstance(cnf["jwk"], dict):
        raise TokenError("cnf_malformed")
    if cnf["jwk"] != holder.jwk():
        raise TokenError("cnf_key_differs")


def _read(payload: dict[str, Any]) -> TokenClaims:
    claim.members(payload, _REQUIRED, _OPTIONAL)
    if payload["vct"] != VCT:
        raise TokenError("vct_unknown")
    _check_digests(payload["_sd"], payload["_sd_alg"])
    claims = TokenClaims(
        jti=_urn(payload, "jti"),
        consent=_urn(payload, "consent"),
        item=_whole(payload["item"], MAX_ITEM, "item") if "item" in payload else None,
        aud=claim.text(payload, "aud", MAX_AUDIENCE),
        iat=claim.numeric_date(payload, "iat"),
        exp=claim.numeric_date(payload, "exp"),
        terms=_digest(payload["terms"], "terms") if "terms" in payload else None,
        keep="session" if _only(payload, "keep", "session") else None,
        objection=_only(payload, "objection", True),
        subject="other" if _only(payload, "subject", "other") else None,
        status=_status(payload["status"]) if "status" in payload else None,
    )
    _check_together(claims)
    if claims.terms is not None and len(payload["_sd"]) > 1:
        raise TokenError("bundle_with_terms")
    return claims


def _check_digests(digests: object, algorithm: object) -> None:
    if algorithm != "sha-256":
        raise TokenError("sd_alg_refused")
    if not isinstance(digests, list) or not 0 < len(digests) <= MAX_BUNDLE:
        raise TokenError("sd_malformed")
    for each in digests:
        _digest(each, "_sd")
    if len(digests) > 1 and digests != sorted(set(digests)):
        raise TokenError("sd_malformed")


def _check_together(claims: TokenClaims) -> None:
    """What single claims cannot show: what excludes what, and how long each kind may last."""
    if (claims.terms is None) != (claims.item is None):
        raise TokenError("terms_and_item_differ")
    # An objection outlives every visit; an answer about somebody else never does.
    if (claims.objection and claims.keep) or (claims.subject and not claims.keep):
        raise TokenError("claims_conflict")
    claim.check_order(claims.iat, claims.exp)
    limit = MAX_SESSION if claims.keep else MAX_OBJECTION if claims.objection else MAX_LIFETIME
    if claims.exp - claims.iat > limit:
        raise TokenError("lifetime_too_long", days=limit.days)


def _urn(payload: dict[str, Any], name: str) -> str:
    found = payload[name]
    if not isinstance(found, str) or _URN_UUID.fullmatch(found) is None:
        raise TokenError("claim_malformed", claim=name)
    return found


def _whole(found: object, limit: int, name: str) -> int:
    if type(found) is not int or not 0 <= found <= limit:
        raise TokenError("claim_malformed", claim=name)
    return found


def _digest(found: object, name: str) -> str:
    if not isinstance(found, str) or len(found) != DIGEST_CHARS:
        raise TokenError("claim_malformed", claim=name)
    unb64url(found, max_chars=DIGEST_CHARS)
    return found


def _only(payload: dict[str, Any], name: str, expected: str | bool) -> bool:
    """Whether an optional claim is there; it has one value or is absent."""
    if name not in payload:
        return False
    found = payload[name]
    if type(found) is not type(expected) or found != expected:
        raise TokenError("claim_malformed", claim=name)
    return True


def _status(found: object) -> tuple[str, int]:
    """The reference into a status list (draft-ietf-oauth-status-list §6.2)."""
    entry = found.get("status_list") if isinstance(found, dict) and len(found) == 1 else None
    if not isinstance(entry, dict) or entry.keys() != {"idx", "uri"}:
        raise TokenError("status_malformed")
    uri, index = entry["uri"], _whole(entry["idx"], MAX_STATUS_INDEX, "status")
    if not isinstance(uri, str) or not uri.startswith("https://") or len(uri) > MAX_URI:
        raise TokenError("status_malformed")
    return uri, index

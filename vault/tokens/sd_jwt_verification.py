"""Verifying any SD-JWT VC with key binding: every step of RFC 9901 §7.3, in one call that cannot check less.

Who may issue what is for the caller, who gives the issuer's key; a preference token has its own, narrower rules in
:mod:`vault.tokens.presentation`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from vault.core.errors import TokenError
from vault.tokens import claims as claim
from vault.tokens import jws
from vault.tokens.key_binding import KB_TYP, MAX_KEY_BINDING, Asked, check_binding, check_terms
from vault.tokens.keys import VerifyingKey
from vault.tokens.sd_disclosure import DEFAULT_HASH, SD_ALG, digester
from vault.tokens.sd_jwt import MAX_SD_JWT, reveal, split

_HEADER_ALSO: Final = jws.ALWAYS | {"kid", "x5c", "x5t#S256", "vctm"}
"""Header members of SD-JWT VCs; what else there may be is not understood and so not accepted."""
_IN_THE_OPEN: Final = ("iss", "aud", "nbf", "exp", "cnf", "vct", "vct#integrity", "status")
"""Claims that say whether and for whom it holds: a holder who could withhold one could change that
(draft-ietf-oauth-sd-jwt-vc §2.2.2.2, RFC 9901 §9.7)."""


@dataclass(frozen=True, slots=True)
class VerifiedSdJwt:
    """What was shown, with every check passed. ``claims`` holds what is disclosed and nothing of what is not."""

    claims: dict[str, Any] = field(repr=False)
    holder: VerifyingKey
    presented_at: datetime


def verify_sd_jwt(
    text: str,
    *,
    typ: str,
    issuer_key: Callable[[jws.UnverifiedJws], VerifyingKey],
    asked: Asked,
    now: datetime,
    terms_hash: str | None = None,
) -> VerifiedSdJwt:
    """Check a presentation whose issuer has the key that ``issuer_key`` finds for it.

    Raises :class:`TokenError` ``kb_missing``, ``disclosure_name_taken`` (something of :data:`_IN_THE_OPEN` is hidden),
    ``cnf_malformed``, ``expired``, ``not_yet_valid``, ``issued_in_future``, or as :func:`split`, :func:`jws.parse` and
    its ``verify``, :func:`reveal`, :func:`check_binding` and :func:`check_terms`.
    """
    parts = split(text)
    if parts.key_binding is None:
        raise TokenError("kb_missing")
    unverified = jws.parse(parts.jwt, typ=typ, max_bytes=MAX_SD_JWT, allowed=_HEADER_ALSO)
    payload = unverified.verify(issuer_key(unverified))
    claims = reveal(payload, parts.disclosures)
    if any(claims.get(name) != payload.get(name) for name in _IN_THE_OPEN):
        raise TokenError("disclosure_name_taken")
    _check_times(claims, now)
    holder = _confirmed(claims.get("cnf"))
    binding = jws.parse(parts.key_binding, typ=KB_TYP, max_bytes=MAX_KEY_BINDING).verify(holder)
    sd_hash = digester(payload.get(SD_ALG, DEFAULT_HASH))(parts.bound)
    presented_at = check_binding(binding, sd_hash, asked, now)
    check_terms(binding, terms_hash)
    return VerifiedSdJwt(claims, holder, presented_at)


def _check_times(claims: dict[str, Any], now: datetime) -> None:
    """What is there of ``iat``, ``nbf`` and ``exp`` holds. ``iat`` may be hidden, so it is looked at once revealed."""
    if "iat" in claims:
        claim.check_issued(claim.numeric_date(claims, "iat"), now)
    claim.check_not_before(claims, now)
    if "exp" in claims:
        claim.check_expiry(claim.numeric_date(claims, "exp"), now)


def _confirmed(cnf: object) -> VerifyingKey:
    """The holder's key (RFC 7800 §3.2)."""
    if not isinstance(cnf, dict) or cnf.keys() != {"jwk"}:
        raise TokenError("cnf_malformed")
    return VerifyingKey.from_jwk(cnf["jwk"], also=frozenset({"kid", "use", "alg"}))

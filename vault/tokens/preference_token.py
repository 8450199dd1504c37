"""The preference token: an SD-JWT VC that a customer's vault issues to itself, one for each shared preference.

Where a shop asks for several preferences in one credential, they share a token, a *bundle*; it has no terms.

RFC 9901 for the form, draft-ietf-oauth-sd-jwt-vc for ``vct``, RFC 7800 for ``cnf``. Issuer and holder are the same
pairwise key, made for one shop; the verifier holds that and pins the key.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal, NamedTuple

from vault.core.clock import from_seconds, to_seconds
from vault.core.errors import TokenError
from vault.tokens import claims as claim
from vault.tokens import jws
from vault.tokens.did_jwk import KEY_FRAGMENT, did_of, key_of_issuer
from vault.tokens.disclosure import digest_of, disclosure
from vault.tokens.keys import SigningKey, VerifyingKey
from vault.tokens.preference_claims import VCT, check

TYP: Final = "dc+sd-jwt"
MAX_TOKEN: Final = 4096
"""Characters of the signed part; with everything in it, it has about 1,700."""


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


class UnverifiedToken(NamedTuple):
    """A well-formed token whose signature nobody has checked yet, and the key that it must be of."""

    object: jws.UnverifiedJws
    holder: VerifyingKey
    did: str

    def verify(self, aud: str) -> VerifiedToken:
        """Check its signature and claims. Raises as :func:`verify`."""
        payload = self.object.verify(self.holder)
        check(payload)
        if payload["aud"] != aud:
            raise TokenError("token_aud_wrong")
        return VerifiedToken(self.holder, self.did, _claims(payload), tuple(payload["_sd"]))


class VerifiedToken(NamedTuple):
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
    check(payload)
    header = {"typ": TYP, "kid": did + KEY_FRAGMENT}
    return IssuedToken(jws.sign(header, payload, signing_key), "~".join(shown))


def parse(text: str) -> UnverifiedToken:
    """Take a token apart; its ``kid``, ``iss`` and ``cnf`` name one key.

    Raises :class:`TokenError` ``kid_differs``, ``did_refused``, ``cnf_malformed``, ``cnf_key_differs``, or as
    :func:`jws.parse`.
    """
    unverified = jws.parse(text, typ=TYP, max_bytes=MAX_TOKEN, required=jws.WITH_KID)
    did = claim.text(unverified.payload, "iss", jws.MAX_KID)
    holder = key_of_issuer(did, unverified.header["kid"])
    _check_confirmation(unverified.payload.get("cnf"), holder)
    return UnverifiedToken(unverified, holder, did)


def verify(text: str, *, aud: str) -> VerifiedToken:
    """Check all of a token's signed part that does not depend on the present moment.

    Raises :class:`TokenError` ``signature_invalid``, ``token_aud_wrong``, or as :func:`parse` and
    :func:`preference_claims.check`.
    """
    return parse(text).verify(aud)


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


def _claims(payload: dict[str, Any]) -> TokenClaims:
    """What :func:`preference_claims.check` let pass."""
    listed = payload["status"]["status_list"] if "status" in payload else None
    return TokenClaims(
        jti=payload["jti"],
        consent=payload["consent"],
        item=payload.get("item"),
        aud=payload["aud"],
        iat=from_seconds(payload["iat"]),
        exp=from_seconds(payload["exp"]),
        terms=payload.get("terms"),
        keep=payload.get("keep"),
        objection="objection" in payload,
        subject=payload.get("subject"),
        status=listed and (listed["uri"], listed["idx"]),
    )

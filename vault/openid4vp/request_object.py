"""Requests: from what came in to a verified value (OpenID4VP 1.0 §5, RFC 9101 §6).

What is not inside the signed object is ignored, and so are members that nobody here knows (§5).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from vault.core.clock import from_seconds
from vault.core.errors import RequestError, TokenError
from vault.core.strict_json import loads, loads_array
from vault.core.terms import Terms
from vault.core.web_address import checked_url
from vault.openid4vp.client_id import ClientId, Prefix
from vault.openid4vp.dcql import SD_JWT_VC, DcqlQuery, parse_dcql
from vault.openid4vp.did_web import DidDocument
from vault.openid4vp.transaction_data import checked_terms
from vault.openid4vp.verifier_metadata import AnswerEncryption, encryption_for, require_sd_jwt
from vault.tokens import jws
from vault.tokens.preference_claims import VCT

if TYPE_CHECKING:
    from cryptography import x509

REQUEST_TYP = "oauth-authz-req+jwt"
REQUEST_AUDIENCE = "https://self-issued.me/v2"
"""The audience of a request when the wallet is not known beforehand (§5.8)."""
ENCRYPTED_POST = "direct_post.jwt"
PLAIN_POST = "direct_post"
MAX_REQUEST = 64 * 1024
"""Characters of a signed request; eight items take 10 kB, a certificate chain up to 8 kB."""
LONGEST_REQUEST = timedelta(minutes=10)
"""From ``iat`` to ``exp``: time to read and choose, too short to collect old requests."""
LONGEST_IN_FILE = timedelta(days=30)
"""The same for a request in a file, which is taken home, answered without the network and brought back."""
CLOCK_SKEW = timedelta(minutes=5)
"""How far ahead a shop's clock may be."""
FAR_FUTURE = 253_402_300_800
"""Seconds: the year 10000, past which no calendar here goes."""

_FRESH = re.compile(r"[A-Za-z0-9._~-]{22,256}")
"""A nonce (§5.2): at least the 22 characters that 128 random bits take."""
_STATE = re.compile(r"[A-Za-z0-9._~-]{1,512}")
_SECONDS = re.compile(r"[1-9][0-9]{0,11}")
_JSON_PARAMETERS = {"dcql_query": loads, "client_metadata": loads, "transaction_data": loads_array}
"""In a link, what is not text is JSON (§5.1)."""


@dataclass(frozen=True)
class UnverifiedRequest:
    """A signed request, taken apart; nobody has checked who made it."""

    raw: str
    object: jws.UnverifiedJws

    def __repr__(self) -> str:
        return "UnverifiedRequest(…)"


@dataclass(frozen=True)
class Evidence:
    """What proves a request besides itself: the DID document of its asker, and the nonce that the wallet sent for it.

    ``wallet_nonce`` is None where the request was fetched with GET, for which there is none. A request that came
    ``in_file`` may last longer.
    """

    document: DidDocument | None = None
    wallet_nonce: str | None = field(default=None, repr=False)
    in_file: bool = False


NO_EVIDENCE = Evidence()
"""A request that a certificate chain proves by itself, or nothing."""


@dataclass(frozen=True)
class VerifiedRequest:
    """A request that may be shown. ``host`` is proven if ``signed``, and only where the answer goes if not.

    ``encryption`` is there exactly if ``response_mode`` is ``direct_post.jwt``. ``raw`` is the request as received.
    """

    host: str
    client_id: str
    signed: bool
    response_uri: str
    response_mode: str
    nonce: str
    state: str | None
    issued: datetime
    expires: datetime
    dcql: DcqlQuery
    terms: Terms | None
    encryption: AnswerEncryption | None
    raw: str = field(repr=False)
    evidence: Evidence = field(repr=False)
    """What else proved it, to verify it again later."""


def compare_code(nonce: str) -> str:
    """Four digits that the shop's page and the vault both show, for a person to compare.

    SHA-256 of the nonce modulo 10000. Somebody else's link, shown on another screen, has other digits.
    """
    return f"{int.from_bytes(hashlib.sha256(nonce.encode('ascii')).digest(), 'big') % 10_000:04d}"


def parse_request(text: str, *, naming_key: str = "x5c") -> UnverifiedRequest:
    """Take a request object apart, whose header has ``naming_key``: ``x5c``, or ``kid`` for a DID.

    Raises :class:`RequestError` ``request_typ``, ``request_alg``, ``request_too_large`` or ``request_malformed``.
    """
    try:
        parsed = jws.parse(
            text,
            typ=REQUEST_TYP,
            max_bytes=MAX_REQUEST,
            required=frozenset({"alg", "typ", naming_key}),
            allowed=frozenset({"kid", "x5c", "x5t#S256"}),
        )
    except TokenError as problem:
        codes = {"typ_wrong": "request_typ", "alg_refused": "request_alg", "jws_too_large": "request_too_large"}
        raise RequestError(codes.get(problem.code, "request_malformed"), why=problem.code) from problem
    return UnverifiedRequest(text, parsed)


def verify_signed(
    text: str,
    *,
    client_id: ClientId,
    anchors: Sequence[x509.Certificate],
    now: datetime,
    evidence: Evidence = NO_EVIDENCE,
) -> VerifiedRequest:
    """Verify a signed request that the link's ``client_id`` named.

    ``anchors`` vouch for certificates; for a DID it takes its document, in ``evidence``. Raises :class:`RequestError`
    ``client_id_prefix_unsupported``, ``request_signature``, ``request_audience``, ``wallet_nonce_differs``, and as
    :func:`parse_request`, :func:`proven_host`, :meth:`DidDocument.key` and :func:`read_claims`.
    """
    if client_id.prefix is Prefix.DID and evidence.document is not None:
        unverified = parse_request(text, naming_key="kid")
        key = evidence.document.key(client_id.rest, unverified.object.header["kid"])
    elif client_id.prefix in {Prefix.X509_SAN_DNS, Prefix.X509_HASH}:
        unverified = parse_request(text)
        leaf_hash = client_id.rest if client_id.prefix is Prefix.X509_HASH else None
        x5c = unverified.object.header["x5c"]
        from vault.openid4vp.certificate_chain import proven_host  # loads much, for signed requests alone

        key = proven_host(x5c, anchors=anchors, host=client_id.host, now=now, leaf_hash=leaf_hash)
    else:
        raise RequestError("client_id_prefix_unsupported", prefix=client_id.prefix)
    try:
        claims = unverified.object.verify(key)
    except TokenError as problem:
        raise RequestError("request_signature", host=client_id.host) from problem
    if claims.get("aud") != REQUEST_AUDIENCE:
        raise RequestError("request_audience")
    if evidence.wallet_nonce is not None and claims.get("wallet_nonce") != evidence.wallet_nonce:
        raise RequestError("wallet_nonce_differs", host=client_id.host)
    return read_claims(claims, client_id=client_id, now=now, raw=text, evidence=evidence)


def verify_unsigned(
    parameters: Mapping[str, str], *, client_id: ClientId, now: datetime, evidence: Evidence = NO_EVIDENCE
) -> VerifiedRequest:
    """Check a request by value. Nothing proves who made it: ``client_id`` says only where the answer goes.

    Raises :class:`RequestError` ``client_id_prefix_unsupported``, ``response_uri_mismatch`` and as
    :func:`read_claims`.
    """
    if client_id.signs:
        raise RequestError("client_id_prefix_unsupported", prefix=client_id.prefix)
    claims: dict[str, Any] = dict(parameters)
    for name, read in _JSON_PARAMETERS.items():
        if name in claims:
            try:
                claims[name] = read(parameters[name], max_bytes=MAX_REQUEST)
            except TokenError as problem:
                raise RequestError("request_malformed", why=name) from problem
    for name in ("iat", "exp"):
        if name in claims and _SECONDS.fullmatch(parameters[name]):
            claims[name] = int(parameters[name])
    claims.setdefault("response_uri", client_id.rest)  # §5.9.3: it may be left out
    if claims["response_uri"] != client_id.rest:
        raise RequestError("response_uri_mismatch")
    return read_claims(claims, client_id=client_id, now=now, raw=urlencode(parameters), evidence=evidence)


def read_claims(
    claims: Mapping[str, Any], *, client_id: ClientId, now: datetime, raw: str, evidence: Evidence = NO_EVIDENCE
) -> VerifiedRequest:
    """Check everything a request says, whoever made it. A shop runs it over what it is about to sign.

    Raises :class:`RequestError` ``client_id_mismatch``, ``request_malformed``, ``response_type_unsupported``,
    ``response_mode_unsupported``, ``scope_unsupported``, ``nonce_malformed``, ``state_malformed``,
    ``request_times``, ``request_expired``, ``request_not_yet_valid``, ``request_lasts_too_long``,
    ``format_unsupported``, ``vct_unsupported``, and those of :func:`parse_dcql`, :func:`checked_terms`,
    :func:`checked_url`, :func:`encryption_for`, :func:`require_sd_jwt`.
    """
    if claims.get("client_id") != client_id.text:
        raise RequestError("client_id_mismatch", host=client_id.host)
    for name in ("request", "request_uri", "redirect_uri"):  # RFC 9101 §4; §8.2
        if name in claims:
            raise RequestError("request_malformed", why=name)
    if claims.get("response_type") != "vp_token":
        raise RequestError("response_type_unsupported", "unsupported_response_type")
    mode = claims.get("response_mode")
    if mode not in (ENCRYPTED_POST, PLAIN_POST):
        raise RequestError("response_mode_unsupported")
    if "scope" in claims:
        raise RequestError("scope_unsupported", "invalid_scope")
    issued, expires = _times(claims, now, LONGEST_IN_FILE if evidence.in_file else LONGEST_REQUEST)
    response_uri = claims.get("response_uri")
    if not isinstance(response_uri, str):
        raise RequestError("request_malformed", why="response_uri")
    checked_url(response_uri, host=client_id.host)
    metadata = claims.get("client_metadata")
    require_sd_jwt(metadata)
    query = parse_dcql(claims.get("dcql_query"))
    _check_formats(query)
    terms = None
    if "transaction_data" in claims:
        terms = checked_terms(claims["transaction_data"], query, host=client_id.host)
    return VerifiedRequest(
        host=client_id.host,
        client_id=client_id.text,
        signed=client_id.signs,
        response_uri=response_uri,
        response_mode=mode,
        nonce=_shaped(claims.get("nonce"), _FRESH, "nonce_malformed"),
        state=_shaped(claims["state"], _STATE, "state_malformed") if "state" in claims else None,
        issued=issued,
        expires=expires,
        dcql=query,
        terms=terms,
        encryption=encryption_for(metadata) if mode == ENCRYPTED_POST else None,
        raw=raw,
        evidence=evidence,
    )


def _times(claims: Mapping[str, Any], now: datetime, longest: timedelta) -> tuple[datetime, datetime]:
    """``iat`` and ``exp`` (RFC 7519 §4.1): both there, in order, short and current."""
    issued, expires = _moment(claims.get("iat")), _moment(claims.get("exp"))
    if issued >= expires:
        raise RequestError("request_times")
    if expires - issued > longest:
        raise RequestError("request_lasts_too_long")
    if issued > now + CLOCK_SKEW:
        raise RequestError("request_not_yet_valid")
    if expires <= now:
        raise RequestError("request_expired")
    return issued, expires


def _moment(found: object) -> datetime:
    if isinstance(found, bool) or not isinstance(found, int) or not 0 < found < FAR_FUTURE:
        raise RequestError("request_times")
    return from_seconds(found)


def _check_formats(query: DcqlQuery) -> None:
    """Preference tokens are all there is to give."""
    for credential in query.credentials:
        if credential.format != SD_JWT_VC:
            raise RequestError("format_unsupported", "vp_formats_not_supported", format=credential.format)
        if credential.vct_values and VCT not in credential.vct_values:
            raise RequestError("vct_unsupported", "access_denied")


def _shaped(found: object, shape: re.Pattern[str], code: str) -> str:
    if not isinstance(found, str) or not shape.fullmatch(found):
        raise RequestError(code)
    return found

"""Status lists: which tokens were stopped, as bits of a long list that a host signs (draft-ietf-oauth-status-list-21).

Of the draft this is what our hosts and shops use: JWT, one bit a token, lists of 2^20 entries, every claim required and
none besides. :class:`StatusList` reads and writes the draft's other widths too. ``iss`` is the host's origin, which the
draft leaves open, and ties list, key and address together.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from vault.core.clock import to_seconds
from vault.core.errors import RequestError, TokenError
from vault.core.strict_json import b64url, loads, unb64url
from vault.core.web_address import checked_url
from vault.tokens import claims as claim
from vault.tokens import jws
from vault.tokens.keys import VerifyingKey
from vault.tokens.preference_claims import MAX_URI

if TYPE_CHECKING:
    from datetime import datetime

    from vault.tokens.keys import SigningKey

TYP: Final = "statuslist+jwt"
MEDIA_TYPE: Final = "application/statuslist+jwt"
ENTRIES: Final = 2**20
"""Places in a list: so many that a place says nothing about whose it is."""
WIDTHS: Final = frozenset({1, 2, 4, 8})
"""Bits of one status (§4.1)."""
LEVEL: Final = 9
"""Of compression: the highest (§4.1)."""
MAX_LIST_TOKEN: Final = 256 * 1024
"""Characters. 128 KiB of bits that do not compress are 175,000 in the list and 233,000 in the token."""
MAX_TTL: Final = 24 * 3600
"""Seconds: a list that may be kept longer tells of a stop too late to be of use (§11.5)."""
MAX_HOST_DOCUMENT: Final = 16 * 1024
"""Bytes of a host's keys; ten of them take 2 kB."""
MAX_HOST_KEYS: Final = 20

_CLAIMS = frozenset({"iss", "sub", "iat", "exp", "ttl", "status_list"})


@dataclass(frozen=True, slots=True)
class StatusList:
    """Statuses of ``bits`` bits each, packed into ``array`` from the least significant bit on (§4.1)."""

    bits: int
    array: bytes = field(repr=False)

    def status(self, index: int) -> int:
        """The status at a place. Raises :class:`TokenError` ``status_out_of_bounds``."""
        place = index * self.bits
        if not 0 <= place >> 3 < len(self.array):
            raise TokenError("status_out_of_bounds")
        return self.array[place >> 3] >> (place & 7) & ((1 << self.bits) - 1)

    def encoded(self) -> str:
        """The ``lst`` of the draft: compressed and in base64url."""
        return encode(self.array)


@dataclass(frozen=True, slots=True)
class VerifiedStatusList:
    """A host's list, verified. It may be used for ``ttl`` seconds, and never past ``exp``."""

    uri: str
    statuses: StatusList
    iat: datetime
    exp: datetime
    ttl: int


def encode(array: bytes | bytearray) -> str:
    """The bytes of a list as ``lst`` (§4.2)."""
    return b64url(zlib.compress(array, LEVEL))


def decode(lst: str, *, bits: int, entries: int = ENTRIES) -> StatusList:
    """Read ``lst``, inflated to exactly the size of so many entries and not a byte more.

    Raises :class:`TokenError` ``status_bits_refused``, ``status_list_too_large``, ``status_list_malformed`` or as
    :func:`strict_json.unb64url`.
    """
    if type(bits) is not int or bits not in WIDTHS:
        raise TokenError("status_bits_refused")
    size = entries * bits // 8
    inflater = zlib.decompressobj()
    try:
        # One byte more than fits is asked for, so that a stream of the right size also gets to its checksum.
        array = inflater.decompress(unb64url(lst, max_chars=MAX_LIST_TOKEN), size + 1)
    except zlib.error as problem:
        raise TokenError("status_list_malformed") from problem
    if len(array) > size:
        raise TokenError("status_list_too_large", limit=size)
    if len(array) != size or not inflater.eof or inflater.unused_data:
        raise TokenError("status_list_malformed")
    return StatusList(bits, array)


def status_list_token(key: SigningKey, *, uri: str, lst: str, iat: datetime, exp: datetime, ttl: int) -> str:
    """A list of one bit an entry, as :func:`encode` gave it, signed by its host (§5.1)."""
    payload = {
        "iss": origin_of(uri),
        "sub": uri,
        "iat": to_seconds(iat),
        "exp": to_seconds(exp),
        "ttl": ttl,
        "status_list": {"bits": 1, "lst": lst},
    }
    return jws.sign({"typ": TYP, "kid": key.public.thumbprint()}, payload, key)


def verify_status_list(
    text: str, *, keys: Mapping[str, VerifyingKey], uri: str, now: datetime, entries: int = ENTRIES
) -> VerifiedStatusList:
    """Check the list at ``uri``, signed by one of its host's ``keys`` (§8.3).

    Raises :class:`TokenError`: ``status_key_unknown``, ``status_issuer_wrong``, ``status_uri_wrong``,
    ``status_ttl_refused``, ``status_list_malformed``, ``times_out_of_order``, ``issued_in_future``, ``expired``, or as
    :func:`jws.parse`, :func:`decode`, :func:`origin_of` and :mod:`claims`.
    """
    unverified = jws.parse(text, typ=TYP, max_bytes=MAX_LIST_TOKEN, required=jws.WITH_KID)
    key = keys.get(unverified.header["kid"])
    if key is None:
        raise TokenError("status_key_unknown")
    payload = unverified.verify(key)
    claim.members(payload, _CLAIMS)
    if claim.text(payload, "iss", MAX_URI) != origin_of(uri):
        raise TokenError("status_issuer_wrong")
    if claim.text(payload, "sub", MAX_URI) != uri:
        raise TokenError("status_uri_wrong")
    iat, exp = claim.numeric_date(payload, "iat"), claim.numeric_date(payload, "exp")
    claim.check_order(iat, exp)
    claim.check_issued(iat, now)
    claim.check_expiry(exp, now)
    ttl = payload["ttl"]
    if type(ttl) is not int or not 0 < ttl <= MAX_TTL:
        raise TokenError("status_ttl_refused", limit=MAX_TTL)
    return VerifiedStatusList(uri, _statuses(payload["status_list"], entries), iat, exp, ttl)


def host_document(keys: Mapping[str, VerifyingKey]) -> dict[str, Any]:
    """What a host says at ``/.well-known/preference-status``: its keys, each under its thumbprint."""
    return {"jwks": {"keys": [{**key.jwk(), "kid": kid} for kid, key in keys.items()]}}


def read_host_document(data: bytes) -> Mapping[str, VerifyingKey]:
    """The keys of a host, by ``kid``, which is the RFC 7638 thumbprint: a name cannot pass to another key.

    Raises :class:`TokenError` ``status_host_malformed`` or as :func:`strict_json.loads` and
    :meth:`VerifyingKey.from_jwk`.
    """
    jwks = loads(data, max_bytes=MAX_HOST_DOCUMENT).get("jwks")
    found = jwks.get("keys") if isinstance(jwks, dict) else None
    if not isinstance(found, list) or not 0 < len(found) <= MAX_HOST_KEYS:
        raise TokenError("status_host_malformed")
    keys: dict[str, VerifyingKey] = {}
    for jwk in found:
        key = VerifyingKey.from_jwk(jwk, also=frozenset({"kid"}))
        if jwk.get("kid") != key.thumbprint():
            raise TokenError("status_host_malformed")
        keys[key.thumbprint()] = key
    return keys


def origin_of(uri: str) -> str:
    """The host's origin, ``https://`` and its name. Raises :class:`TokenError` ``status_malformed``."""
    try:
        return f"https://{checked_url(uri).host}"
    except RequestError as problem:
        raise TokenError("status_malformed") from problem


def _statuses(found: object, entries: int) -> StatusList:
    if not isinstance(found, dict) or found.keys() != {"bits", "lst"} or not isinstance(found["lst"], str):
        raise TokenError("status_list_malformed")
    if found["bits"] != 1:
        raise TokenError("status_bits_refused")
    return decode(found["lst"], bits=found["bits"], entries=entries)

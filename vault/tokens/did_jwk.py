"""``did:jwk`` with one spelling: a P-256 key as ``{"crv","kty","x","y"}``, in this order, without spaces."""

from __future__ import annotations

import re
from typing import Final

from vault.core.errors import TokenError
from vault.core.strict_json import b64url, unb64url
from vault.tokens.keys import VerifyingKey

KEY_FRAGMENT: Final = "#0"
"""The one verification method of a did:jwk; a ``kid`` is the DID with this after it."""

_PREFIX = "did:jwk:"
_ENCODED_CHARS = 168
"""Characters of the canonical JWK of a P-256 key, in base64url."""
_JWK = re.compile(rb'\{"crv":"P-256","kty":"EC","x":"([A-Za-z0-9_-]{43})","y":"([A-Za-z0-9_-]{43})"\}')


def did_of(key: VerifyingKey) -> str:
    """The DID of a key."""
    return _PREFIX + b64url(key.canonical_jwk)


def kid_of(key: VerifyingKey) -> str:
    """The ``kid`` of a key: its DID and ``#0``."""
    return did_of(key) + KEY_FRAGMENT


def key_of(did: str) -> VerifyingKey:
    """The key of a DID. Raises :class:`TokenError` ``did_refused`` for any other method, kind of key or spelling."""
    if not did.startswith(_PREFIX) or len(did) != len(_PREFIX) + _ENCODED_CHARS:
        raise TokenError("did_refused")
    try:
        found = _JWK.fullmatch(unb64url(did[len(_PREFIX) :], max_chars=_ENCODED_CHARS))
        key = VerifyingKey(found[1].decode("ascii"), found[2].decode("ascii")) if found else None
    except TokenError as problem:
        raise TokenError("did_refused") from problem
    if key is None:
        raise TokenError("did_refused")
    return key


def key_of_issuer(did: str, kid: str) -> VerifyingKey:
    """The key of a JWS whose ``iss`` is ``did`` and whose header names it as ``kid``.

    Raises :class:`TokenError` ``kid_differs`` or as :func:`key_of`.
    """
    if kid != did + KEY_FRAGMENT:
        raise TokenError("kid_differs")
    return key_of(did)

"""Bringing what a shop holds up to date without asking anew: a nonce from the shop, then tokens in a JWE.

A shop's nonce stands where a request's would (OpenID4VP 1.0 §5.2); with it comes a key that only this nonce has.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from vault.core.errors import NetworkError, TokenError
from vault.core.strict_json import loads
from vault.openid4vp.response import MAX_ANSWER, MAX_WORD, form_fields, read_vp_token, word
from vault.tokens import jwe
from vault.tokens.key_binding import MAX_NONCE
from vault.tokens.keys import VerifyingKey

NONCE_SECONDS: Final = 300
"""How long a shop's nonce holds."""
NONCE_CHARS: Final = 22
"""128 bits in base64url, as of a request's nonce."""
MAX_NONCE_REPLY: Final = 4096
"""Bytes of a nonce with its key; ours have about 350."""
MAX_SUPERSEDED: Final = 20
"""Tokens that one refresh replaces: no more than a share has."""

_REPLY = frozenset({"nonce", "expires_in", "jwks"})
_KEY_TEXTS = frozenset({"kid", "use", "alg"})


@dataclass(frozen=True)
class ShopNonce:
    """A nonce as the vault got it; ``jwk`` is the shop's key to encrypt to."""

    nonce: str
    seconds: int
    jwk: Mapping[str, Any]


@dataclass(frozen=True)
class Refresh:
    """Presentations by query id, and the ``jti`` of the tokens that they replace. Not verified."""

    vp_token: Mapping[str, tuple[str, ...]]
    supersedes: tuple[str, ...]

    def __repr__(self) -> str:
        return f"Refresh({sorted(self.vp_token)}, …)"


def parse_nonce(body: bytes, *, host: str) -> ShopNonce:
    """Read a shop's reply to a request for a nonce. Raises :class:`NetworkError` ``reply_malformed``."""
    try:
        members = loads(body, max_bytes=MAX_NONCE_REPLY)
        jwk = _jwk(members.get("jwks"))
    except TokenError as problem:
        raise NetworkError("reply_malformed", host=host) from problem
    nonce, seconds = members.get("nonce"), members.get("expires_in")
    if members.keys() != _REPLY or not isinstance(nonce, str) or type(seconds) is not int:
        raise NetworkError("reply_malformed", host=host)
    if not NONCE_CHARS <= len(nonce) <= MAX_NONCE or not nonce.isascii() or not 0 < seconds <= NONCE_SECONDS:
        raise NetworkError("reply_malformed", host=host)
    return ShopNonce(nonce, seconds, jwk)


def _jwk(found: object) -> dict[str, Any]:
    """The one key of a set, to encrypt to."""
    keys = found.get("keys") if isinstance(found, dict) and len(found) == 1 else None
    if not isinstance(keys, list) or len(keys) != 1:
        raise TokenError("jwk_malformed")
    VerifyingKey.from_jwk(keys[0], also=_KEY_TEXTS)
    jwk: dict[str, Any] = keys[0]
    return jwk


def make_refresh(to: ShopNonce, presentations: Mapping[str, str], supersedes: Sequence[str]) -> bytes:
    """The form that refreshes. Raises :class:`TokenError` as :func:`jwe.encrypt`."""
    vp_token = {query_id: [presentation] for query_id, presentation in presentations.items()}
    payload = {"vp_token": vp_token, "supersedes": list(supersedes)}
    sealed = jwe.encrypt(payload, dict(to.jwk), enc="A256GCM", kid=to.jwk.get("kid"))
    return urlencode({"response": sealed}).encode("ascii")


def parse_refresh(form: bytes, decrypt: Callable[[str], dict[str, Any]]) -> Refresh:
    """Read a refresh that a shop received.

    Raises :class:`TokenError` ``answer_too_large``, ``answer_malformed``, ``answer_empty``, ``refresh_malformed``, or
    as ``decrypt``.
    """
    if len(form) > MAX_ANSWER:
        raise TokenError("answer_too_large", limit=MAX_ANSWER)
    fields = form_fields(form)
    if fields.keys() != {"response"}:
        raise TokenError("answer_malformed")
    members = decrypt(word(fields, "response", MAX_ANSWER))
    if members.keys() != {"vp_token", "supersedes"}:
        raise TokenError("refresh_malformed")
    found = members["supersedes"]
    if not isinstance(found, list) or not 0 < len(found) <= MAX_SUPERSEDED:
        raise TokenError("refresh_malformed")
    fit = all(isinstance(jti, str) and 0 < len(jti) <= MAX_WORD and "\0" not in jti for jti in found)
    if not fit or len(set(found)) != len(found):
        raise TokenError("refresh_malformed")
    return Refresh(read_vp_token(members["vp_token"]), tuple(found))

"""JWS in compact form (RFC 7515 §7.1), ES256 only, made and checked directly on ``cryptography``: the hot path."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from vault.core.errors import TokenError
from vault.core.strict_json import b64url, dumps, loads, unb64url

if TYPE_CHECKING:
    from collections.abc import Set

    from vault.tokens.keys import SigningKey, VerifyingKey

MAX_HEADER_BYTES: Final = 16_384
"""A header with a certificate chain (``x5c``) of four is about 8 kB; without one it is under 400 bytes."""
MAX_KID: Final = 256
"""Characters of a ``kid``: a did:jwk of a P-256 key has 176, and ``#0``."""
SIGNATURE_CHARS: Final = 86
"""64 bytes in base64url."""

ALWAYS: Final = frozenset({"alg", "typ"})
"""Header members that every JWS of ours has (RFC 8725 §3.11: explicit typing)."""
WITH_KID: Final = ALWAYS | {"kid"}


class UnverifiedJws(NamedTuple):
    """A well-formed JWS whose signature nobody has checked yet."""

    header: dict[str, Any]
    payload: dict[str, Any]
    signing_input: bytes
    signature: bytes

    def verify(self, key: VerifyingKey) -> dict[str, Any]:
        """The payload, signed by ``key``. Raises :class:`TokenError` ``signature_invalid``."""
        key.verify(self.signature, self.signing_input)
        return self.payload

    def __repr__(self) -> str:
        return f"UnverifiedJws(typ={self.header['typ']!r}, …)"


def protected(header: dict[str, Any]) -> str:
    """A protected header, encoded. ``alg`` is set here, first; ``header`` brings ``typ`` and what else is asked for."""
    return b64url(dumps({"alg": "ES256", **header}))


def sign(header: dict[str, Any] | str, payload: dict[str, Any] | bytes, key: SigningKey) -> str:
    """A compact JWS. A header that is always the same may come encoded, from :func:`protected`."""
    head = header if isinstance(header, str) else protected(header)
    body = payload if isinstance(payload, bytes) else dumps(payload)
    signing_input = head + "." + b64url(body)
    return signing_input + "." + b64url(key.sign(signing_input.encode("ascii")))


def parse(
    text: str, *, typ: str, max_bytes: int, required: Set[str] = ALWAYS, allowed: Set[str] = ALWAYS
) -> UnverifiedJws:
    """Take a compact JWS apart. ``required`` header members must be there, those and ``allowed`` may be.

    ``alg`` is ES256 whatever the text says (RFC 8725 §3.1); ``typ`` is compared letter by letter; ``crit`` is always
    refused, since no extension is understood (RFC 7515 §4.1.11).

    Raises :class:`TokenError` ``jws_too_large``, ``jws_malformed``, ``alg_refused``, ``typ_wrong``, ``crit_refused``,
    ``header_member_missing``, ``header_member_refused``, ``header_member_malformed``, ``signature_invalid``
    (of a wrong length), or as :func:`strict_json.loads` and :func:`strict_json.unb64url`.
    """
    if len(text) > max_bytes:
        raise TokenError("jws_too_large", limit=max_bytes)
    parts = text.split(".")
    if len(parts) != 3 or not text.isascii():
        raise TokenError("jws_malformed")
    if parts[0] == _plain(typ) and required == ALWAYS:
        header = {"alg": "ES256", "typ": typ}
    else:
        header = loads(unb64url(parts[0], max_chars=max_bytes), max_bytes=MAX_HEADER_BYTES)
        _check_header(header, typ, required, allowed)
    payload = loads(unb64url(parts[1], max_chars=max_bytes), max_bytes=max_bytes)
    if len(parts[2]) != SIGNATURE_CHARS:
        raise TokenError("signature_invalid")
    signature = unb64url(parts[2], max_chars=SIGNATURE_CHARS)
    return UnverifiedJws(header, payload, text[: -SIGNATURE_CHARS - 1].encode("ascii"), signature)


@lru_cache(maxsize=16)
def _plain(typ: str) -> str:
    """The header without a ``kid``, as every vault writes it: known by its letters, it need not be read again."""
    return protected({"typ": typ})


def _check_header(header: dict[str, Any], typ: str, required: Set[str], allowed: Set[str]) -> None:
    if header.get("alg") != "ES256":
        raise TokenError("alg_refused")
    if header.get("typ") != typ:
        raise TokenError("typ_wrong", expected=typ)
    if "crit" in header:
        raise TokenError("crit_refused")
    names = header.keys()
    if not names >= required:
        raise TokenError("header_member_missing")
    if len(names) > len(required) and not names <= required | allowed:
        raise TokenError("header_member_refused")
    kid = header.get("kid", "")
    if not isinstance(kid, str) or len(kid) > MAX_KID:
        raise TokenError("header_member_malformed")

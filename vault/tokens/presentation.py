"""A presentation: token, disclosure and key binding, ``<jwt>~<disclosure>~<kb-jwt>`` (RFC 9901 §4, §7).

Everything that needs no catalogue and no memory is checked here, in one call that cannot be told to check less.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from vault.core.errors import TokenError
from vault.core.strict_json import b64url
from vault.tokens import jws, preference_token
from vault.tokens.disclosure import MAX_DISCLOSURE, digest_of, read_disclosure
from vault.tokens.key_binding import KB_TYP, MAX_KEY_BINDING, Asked, check_binding, check_terms, make_binding
from vault.tokens.preference_claims import CLAIM_NAMES

if TYPE_CHECKING:
    from datetime import datetime

    from vault.tokens.keys import SigningKey, VerifyingKey
    from vault.tokens.preference_token import IssuedToken, TokenClaims

MAX_PRESENTATION: Final = preference_token.MAX_TOKEN + MAX_DISCLOSURE + MAX_KEY_BINDING + 2


class VerifiedPresentation(NamedTuple):
    """One preference as a customer presented it to this shop, for this nonce, with every check passed.

    Whether ``key`` is in the catalogue, is the item that was asked, and ``value`` fits it, is for the caller.
    """

    holder: VerifyingKey
    did: str
    claims: TokenClaims
    key: str
    value: dict[str, Any]
    token: str
    """The signed part, which may stay as proof of consent after the value is erased."""
    disclosure: str
    presented_at: datetime

    def __repr__(self) -> str:
        return f"VerifiedPresentation(key={self.key!r}, jti={self.claims.jti!r}, …)"


def present(
    token: IssuedToken, signing_key: SigningKey, *, client_id: str, nonce: str, now: datetime, terms_hash: str | None
) -> str:
    """Bind a token, which may be a bundle, to one request (RFC 9901 §4.3). ``terms_hash`` goes into the first answered
    token's binding only (OpenID4VP 1.0 §B.3.3.1)."""
    shown = f"{token.jwt}~{token.disclosure}~"
    return shown + make_binding(
        _hash(shown), signing_key, client_id=client_id, nonce=nonce, now=now, terms_hash=terms_hash
    )


def verify_presentation(
    text: str,
    *,
    client_id: str,
    nonce: str,
    now: datetime,
    window: tuple[datetime, datetime],
    terms_hash: str | None,
    first: bool,
) -> VerifiedPresentation:
    """Check a presentation of one preference (RFC 9901 §7.1, §7.3). Our shops ask for no bundles and take none.

    ``client_id`` and ``nonce`` are those of the request, ``window`` its ``iat`` and ``exp``, ``terms_hash`` the hash of
    the terms it brought, if any. The ``first`` answered presentation alone carries that hash in its key binding.

    Raises :class:`TokenError`: ``presentation_too_large``, ``presentation_malformed``, ``kb_missing``,
    ``bundle_refused``, ``disclosure_missing``, ``disclosure_duplicate``, ``disclosure_unreferenced``,
    ``disclosure_altered``, ``disclosure_name_taken``, ``terms_hash_wrong``, or as :func:`preference_token.verify`,
    :func:`preference_token.check_now`, :func:`disclosure.read_disclosure`, :func:`check_binding` and
    :func:`check_terms`.
    """
    token_text, disclosures, kb_text = _parts(text)
    unverified = preference_token.parse(token_text)
    # The signatures follow each other, so that the processor has at hand what the second needs.
    binding = jws.parse(kb_text, typ=KB_TYP, max_bytes=MAX_KEY_BINDING).verify(unverified.holder)
    token = unverified.verify(client_id)
    disclosed, digest = _the_one(disclosures, token.digests)
    preference_token.check_now(token.claims, now)
    if token.claims.terms != terms_hash:
        raise TokenError("terms_hash_wrong")
    key, value = _disclosed(disclosed, digest)
    presented_at = check_binding(binding, _hash(text[: -len(kb_text)]), Asked(client_id, nonce, window), now)
    check_terms(binding, terms_hash if first else None)
    return VerifiedPresentation(token.holder, token.did, token.claims, key, value, token_text, disclosed, presented_at)


def _parts(text: str) -> tuple[str, list[str], str]:
    """Token, disclosures and key binding."""
    if len(text) > MAX_PRESENTATION:
        raise TokenError("presentation_too_large", limit=MAX_PRESENTATION)
    if not text.isascii():
        raise TokenError("presentation_malformed")
    token, *disclosures, binding = text.split("~") if "~" in text else ("", "")
    if not token:
        raise TokenError("presentation_malformed")
    if not binding:
        raise TokenError("kb_missing")
    if not disclosures or not disclosures[0]:
        raise TokenError("disclosure_missing")
    return token, disclosures, binding


def _the_one(disclosures: list[str], digests: tuple[str, ...]) -> tuple[str, str]:
    """The disclosure and the digest, of which there is exactly one each."""
    if len(digests) > 1:
        raise TokenError("bundle_refused")
    if len(disclosures) > 1:
        # The token holds one digest, so a second disclosure has none, or repeats the first (RFC 9901 §4, §7.1 step 5).
        duplicate = len(set(disclosures)) < len(disclosures)
        raise TokenError("disclosure_duplicate" if duplicate else "disclosure_unreferenced")
    return disclosures[0], digests[0]


def _disclosed(text: str, digest: str) -> tuple[str, dict[str, Any]]:
    if digest_of(text) != digest:
        raise TokenError("disclosure_altered")
    name, value = read_disclosure(text)
    if name in CLAIM_NAMES:
        raise TokenError("disclosure_name_taken")
    return name, value


def _hash(shown: str) -> str:
    """``sd_hash``: over token and disclosure with the tildes after them (RFC 9901 §4.3.1)."""
    return b64url(hashlib.sha256(shown.encode("ascii")).digest())

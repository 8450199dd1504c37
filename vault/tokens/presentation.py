"""A presentation: token, disclosure and key binding, ``<jwt>~<disclosure>~<kb-jwt>`` (RFC 9901 §4, §7).

Everything that needs no catalogue and no memory is checked here, in one call that cannot be told to check less.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from vault.core.clock import to_seconds
from vault.core.errors import TokenError
from vault.core.strict_json import b64url
from vault.tokens import claims as claim
from vault.tokens import jws, preference_token
from vault.tokens.disclosure import MAX_DISCLOSURE, digest_of, read_disclosure

if TYPE_CHECKING:
    from datetime import datetime

    from vault.tokens.keys import SigningKey, VerifyingKey
    from vault.tokens.preference_token import IssuedToken, TokenClaims

KB_TYP: Final = "kb+jwt"
MAX_KEY_BINDING: Final = 2048
"""Characters; one with everything in it has about 700."""
MAX_NONCE: Final = 256
"""Characters; ours have 22 to 100."""
MAX_PRESENTATION: Final = preference_token.MAX_TOKEN + MAX_DISCLOSURE + MAX_KEY_BINDING + 2

_KB_REQUIRED = frozenset({"iat", "aud", "nonce", "sd_hash"})
_KB_TERMS = frozenset({"transaction_data_hashes", "transaction_data_hashes_alg"})


@dataclass(frozen=True, slots=True)
class VerifiedPresentation:
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
    """Bind a token to one request (RFC 9901 §4.3). ``terms_hash`` goes into the first answered token's binding only
    (OpenID4VP 1.0 §B.3.3.1)."""
    shown = f"{token.jwt}~{token.disclosure}~"
    payload: dict[str, Any] = {
        "iat": to_seconds(now),
        "aud": client_id,
        "nonce": nonce,
        "sd_hash": _hash(shown),
    }
    if terms_hash is not None:
        payload["transaction_data_hashes"] = [terms_hash]
        payload["transaction_data_hashes_alg"] = "sha-256"
    return shown + jws.sign({"typ": KB_TYP}, payload, signing_key)


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
    """Check a presentation (RFC 9901 §7.1, §7.3).

    ``client_id`` and ``nonce`` are those of the request, ``window`` its ``iat`` and ``exp``, ``terms_hash`` the hash of
    the terms it brought, if any. The ``first`` answered presentation alone carries that hash in its key binding.

    Raises :class:`TokenError`: ``presentation_too_large``, ``presentation_malformed``, ``kb_missing``,
    ``disclosure_missing``, ``disclosure_duplicate``, ``disclosure_unreferenced``, ``disclosure_altered``,
    ``disclosure_name_taken``, ``sd_hash_wrong``, ``kb_aud_wrong``, ``nonce_wrong``, ``kb_outside_window``,
    ``terms_hash_wrong``, ``transaction_data_hashes_missing``, ``transaction_data_hashes_unexpected``,
    ``transaction_data_hashes_wrong``, or as :func:`preference_token.verify`, :func:`preference_token.check_now` and
    :func:`disclosure.read_disclosure`.
    """
    token_text, disclosed, kb_text = _parts(text)
    token = preference_token.verify(token_text, aud=client_id)
    preference_token.check_now(token.claims, now)
    if token.claims.terms != terms_hash:
        raise TokenError("terms_hash_wrong")
    key, value = _disclosed(disclosed, token.digest)
    unverified = jws.parse(kb_text, typ=KB_TYP, max_bytes=MAX_KEY_BINDING)
    binding = unverified.verify(token.holder)
    presented_at = _check_binding(binding, text[: -len(kb_text)], client_id, nonce, window)
    claim.check_issued(presented_at, now)
    _check_terms(binding, terms_hash if first else None)
    return VerifiedPresentation(token.holder, token.did, token.claims, key, value, token_text, disclosed, presented_at)


def _parts(text: str) -> tuple[str, str, str]:
    """Token, disclosure and key binding, of which there is exactly one each."""
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
    if len(disclosures) > 1:
        # The token holds one digest, so a second disclosure has none, or repeats the first (RFC 9901 §4, §7.1 step 5).
        duplicate = len(set(disclosures)) < len(disclosures)
        raise TokenError("disclosure_duplicate" if duplicate else "disclosure_unreferenced")
    return token, disclosures[0], binding


def _disclosed(text: str, digest: str) -> tuple[str, dict[str, Any]]:
    if digest_of(text) != digest:
        raise TokenError("disclosure_altered")
    name, value = read_disclosure(text)
    if name in preference_token.CLAIM_NAMES:
        raise TokenError("disclosure_name_taken")
    return name, value


def _check_binding(
    binding: dict[str, Any], shown: str, client_id: str, nonce: str, window: tuple[datetime, datetime]
) -> datetime:
    claim.members(binding, _KB_REQUIRED, _KB_TERMS)
    if binding["aud"] != client_id:
        raise TokenError("kb_aud_wrong")
    if not hmac.compare_digest(claim.text(binding, "nonce", MAX_NONCE).encode("utf-8"), nonce.encode("utf-8")):
        raise TokenError("nonce_wrong")
    if binding["sd_hash"] != _hash(shown):
        raise TokenError("sd_hash_wrong")
    presented_at = claim.numeric_date(binding, "iat")
    if not window[0] - claim.SKEW <= presented_at <= window[1] + claim.SKEW:
        raise TokenError("kb_outside_window")
    return presented_at


def _check_terms(binding: dict[str, Any], expected: str | None) -> None:
    """The terms are agreed to once in an answer, in the key binding of its first presentation."""
    if expected is None:
        if not _KB_TERMS.isdisjoint(binding):
            raise TokenError("transaction_data_hashes_unexpected")
        return
    if not binding.keys() >= _KB_TERMS:
        raise TokenError("transaction_data_hashes_missing")
    if binding["transaction_data_hashes"] != [expected] or binding["transaction_data_hashes_alg"] != "sha-256":
        raise TokenError("transaction_data_hashes_wrong")


def _hash(shown: str) -> str:
    """``sd_hash``: over token and disclosure with the tildes after them (RFC 9901 §4.3.1)."""
    return b64url(hashlib.sha256(shown.encode("ascii")).digest())

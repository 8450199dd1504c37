"""Key binding: the holder signs what is presented, to whom, for which request (RFC 9901 §4.3, §7.3)."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from vault.core.clock import to_seconds
from vault.core.errors import TokenError
from vault.tokens import claims as claim
from vault.tokens import jws

if TYPE_CHECKING:
    from datetime import datetime

    from vault.tokens.keys import SigningKey

KB_TYP: Final = "kb+jwt"
MAX_KEY_BINDING: Final = 2048
"""Characters; one with everything in it has about 700."""
MAX_NONCE: Final = 256
"""Characters; ours have 22 to 100."""

_HEADER = jws.protected({"typ": KB_TYP})
_REQUIRED = frozenset({"iat", "aud", "nonce", "sd_hash"})
_TERMS = frozenset({"transaction_data_hashes", "transaction_data_hashes_alg"})
_ALLOWED = _REQUIRED | _TERMS


class Asked(NamedTuple):
    """What a binding has to answer: the shop's ``client_id``, the request's nonce, and its ``iat`` and ``exp``."""

    client_id: str
    nonce: str
    window: tuple[datetime, datetime]


def make_binding(
    sd_hash: str, signing_key: SigningKey, *, client_id: str, nonce: str, now: datetime, terms_hash: str | None
) -> str:
    """The key binding of what has this ``sd_hash``. ``terms_hash`` stands in the first answered token's binding only
    (OpenID4VP 1.0 §B.3.3.1)."""
    payload: dict[str, Any] = {"iat": to_seconds(now), "aud": client_id, "nonce": nonce, "sd_hash": sd_hash}
    if terms_hash is not None:
        payload["transaction_data_hashes"] = [terms_hash]
        payload["transaction_data_hashes_alg"] = "sha-256"
    return jws.sign(_HEADER, payload, signing_key)


def check_binding(binding: dict[str, Any], sd_hash: str, asked: Asked, now: datetime) -> datetime:
    """Check a binding whose signature holds; when it was made.

    Raises :class:`TokenError` ``kb_aud_wrong``, ``nonce_wrong``, ``sd_hash_wrong``, ``kb_outside_window``,
    ``issued_in_future``, or as :func:`claims.members` and :func:`claims.numeric_date`.
    """
    claim.members(binding, _REQUIRED, _ALLOWED)
    if binding["aud"] != asked.client_id:
        raise TokenError("kb_aud_wrong")
    if not hmac.compare_digest(claim.text(binding, "nonce", MAX_NONCE).encode("utf-8"), asked.nonce.encode("utf-8")):
        raise TokenError("nonce_wrong")
    if binding["sd_hash"] != sd_hash:
        raise TokenError("sd_hash_wrong")
    presented_at = claim.numeric_date(binding, "iat")
    if not asked.window[0] - claim.SKEW <= presented_at <= asked.window[1] + claim.SKEW:
        raise TokenError("kb_outside_window")
    claim.check_issued(presented_at, now)
    return presented_at


def check_terms(binding: dict[str, Any], expected: str | None) -> None:
    """The terms are agreed to once in an answer, in the key binding of its first presentation.

    Raises :class:`TokenError` ``transaction_data_hashes_missing``, ``transaction_data_hashes_unexpected`` or
    ``transaction_data_hashes_wrong``.
    """
    if expected is None:
        if not _TERMS.isdisjoint(binding):
            raise TokenError("transaction_data_hashes_unexpected")
        return
    if not binding.keys() >= _TERMS:
        raise TokenError("transaction_data_hashes_missing")
    if binding["transaction_data_hashes"] != [expected] or binding["transaction_data_hashes_alg"] != "sha-256":
        raise TokenError("transaction_data_hashes_wrong")

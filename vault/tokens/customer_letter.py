"""What a customer's vault signs for one shop besides a stop: the question what it holds, and feedback.

Both carry a nonce of the shop, so that nobody who sees one can use it again; whether that nonce is fresh, and whether
the shop knows the key, is for the shop.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from vault.core.clock import to_seconds
from vault.core.errors import TokenError
from vault.tokens import claims as claim
from vault.tokens import jws
from vault.tokens.did_jwk import did_of, key_of_issuer, kid_of
from vault.tokens.key_binding import MAX_NONCE
from vault.tokens.preference_claims import MAX_AUDIENCE
from vault.tokens.security_event import MAX_JTI

if TYPE_CHECKING:
    from collections.abc import Set
    from datetime import datetime

    from vault.tokens.keys import SigningKey, VerifyingKey

HELD_TYP: Final = "held-request+jwt"
FEEDBACK_TYP: Final = "feedback+jwt"
MAX_LETTER: Final = 4096
"""Characters; one with everything in it has about 1,000."""
MAX_ABOUT: Final = 64
"""Characters of what feedback is about: a key of the catalogue, or the shop's own reference."""

_HEAD = frozenset({"iss", "aud", "iat", "jti", "nonce"})
_FEEDBACK = _HEAD | {"about", "says"}


class Says(StrEnum):
    """What a customer can say of something that a shop showed them."""

    WRONG_FOR_ME = "wrong_for_me"
    TOO_MUCH = "too_much"
    THANKS = "thanks"


@dataclass(frozen=True, slots=True)
class Letter:
    """Who wrote to the shop, with a signature that holds. ``holder`` is the customer's pairwise key."""

    jti: str
    did: str
    holder: VerifyingKey
    iat: datetime
    nonce: str


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a customer says about ``about``: a key of the catalogue, or the shop's own reference."""

    letter: Letter
    about: str
    says: Says


def held_request(signing_key: SigningKey, *, aud: str, iat: datetime, jti: str, nonce: str) -> str:
    """Ask the shop with the ``client_id`` ``aud`` what it holds of this customer."""
    return _sign(HELD_TYP, signing_key, _head(signing_key, aud, iat, jti, nonce))


def verify_held_request(text: str, *, aud: str, now: datetime) -> Letter:
    """Check a question that a shop received.

    Raises :class:`TokenError`: ``letter_aud_wrong``, ``kid_differs``, ``issued_in_future``, or as :func:`jws.parse`,
    :func:`did_jwk.key_of` and :mod:`claims`.
    """
    return _open(text, HELD_TYP, _HEAD, aud, now)[0]


def feedback(signing_key: SigningKey, *, aud: str, iat: datetime, jti: str, nonce: str, about: str, says: Says) -> str:
    """Tell the shop with the ``client_id`` ``aud`` what its customer thinks of something it showed."""
    head = _head(signing_key, aud, iat, jti, nonce)
    return _sign(FEEDBACK_TYP, signing_key, {**head, "about": about, "says": says})


def verify_feedback(text: str, *, aud: str, now: datetime) -> Feedback:
    """Check feedback that a shop received. Raises as :func:`verify_held_request`, and ``feedback_unknown``."""
    letter, payload = _open(text, FEEDBACK_TYP, _FEEDBACK, aud, now)
    about = claim.text(payload, "about", MAX_ABOUT)
    if not about.isprintable():
        raise TokenError("claim_malformed", claim="about")
    says = payload["says"]
    if says not in [each.value for each in Says]:
        raise TokenError("feedback_unknown")
    return Feedback(letter, about, Says(says))


def _head(signing_key: SigningKey, aud: str, iat: datetime, jti: str, nonce: str) -> dict[str, Any]:
    return {"iss": did_of(signing_key.public), "aud": aud, "iat": to_seconds(iat), "jti": jti, "nonce": nonce}


def _sign(typ: str, signing_key: SigningKey, payload: dict[str, Any]) -> str:
    return jws.sign({"typ": typ, "kid": kid_of(signing_key.public)}, payload, signing_key)


def _open(text: str, typ: str, names: Set[str], aud: str, now: datetime) -> tuple[Letter, dict[str, Any]]:
    unverified = jws.parse(text, typ=typ, max_bytes=MAX_LETTER, required=jws.WITH_KID)
    did = claim.text(unverified.payload, "iss", jws.MAX_KID)
    holder = key_of_issuer(did, unverified.header["kid"])
    payload = unverified.verify(holder)
    claim.members(payload, names)
    if claim.text(payload, "aud", MAX_AUDIENCE) != aud:
        raise TokenError("letter_aud_wrong")
    iat = claim.numeric_date(payload, "iat")
    claim.check_issued(iat, now)
    jti, nonce = claim.text(payload, "jti", MAX_JTI), claim.text(payload, "nonce", MAX_NONCE)
    return Letter(jti, did, holder, iat, nonce), payload

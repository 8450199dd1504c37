"""*Stop* as a Security Event Token: the customer's vault tells a shop that a consent has ended.

RFC 8417 for the token, RFC 9493 for ``sub_id``, CAEP ``credential-change`` for the event. ``sub`` and ``exp`` are
refused, so that no event can pass for another token (RFC 8417 §4).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from vault.core.clock import to_seconds
from vault.core.errors import TokenError
from vault.tokens import claims as claim
from vault.tokens import jws
from vault.tokens.did_jwk import did_of, key_of_issuer, kid_of
from vault.tokens.preference_claims import MAX_AUDIENCE

if TYPE_CHECKING:
    from datetime import datetime

    from vault.tokens.keys import SigningKey, VerifyingKey

TYP: Final = "secevent+jwt"
EVENT: Final = "https://schemas.openid.net/secevent/caep/event-type/credential-change"
MAX_EVENT_TOKEN: Final = 4096
"""Characters; one with everything in it has about 1,200."""
MAX_JTI: Final = 128
"""Characters of an identifier; ours, ``urn:uuid:``, have 45."""

_REVOKED = {"credential_type": "verifiable-credential", "change_type": "revoke", "initiating_entity": "user"}
_CLAIMS = frozenset({"iss", "aud", "iat", "jti", "sub_id", "events"})


@dataclass(frozen=True, slots=True)
class StopEvent:
    """A customer's stop, verified. Whether the shop knows ``holder`` is for the shop."""

    jti: str
    did: str
    holder: VerifyingKey
    token_jti: str | None
    """The token that is stopped; None stops all that this customer presented up to ``iat``."""
    iat: datetime


def stop_event(signing_key: SigningKey, *, aud: str, iat: datetime, jti: str, token_jti: str | None) -> str:
    """A stop of one token, or of all with ``token_jti`` None, for the shop with the ``client_id`` ``aud``."""
    did = did_of(signing_key.public)
    one = {"format": "jwt_id", "iss": did, "jti": token_jti}  # the JWT ID format of OpenID Shared Signals Framework 1.0
    everything = {"format": "did", "url": did}  # RFC 9493 §3.2.6
    payload = {
        "iss": did,
        "aud": aud,
        "iat": to_seconds(iat),
        "jti": jti,
        "sub_id": everything if token_jti is None else one,
        "events": {EVENT: _REVOKED},
    }
    return jws.sign({"typ": TYP, "kid": kid_of(signing_key.public)}, payload, signing_key)


def verify_stop_event(text: str, *, aud: str, now: datetime) -> StopEvent:
    """Check a stop that a shop received (RFC 8417 §2, RFC 8935 §2).

    Raises :class:`TokenError`: ``sub_refused``, ``exp_refused``, ``kid_differs``, ``event_aud_wrong``,
    ``events_malformed``, ``event_unknown``, ``event_refused``, ``sub_id_malformed``, ``sub_id_format_refused``,
    ``sub_id_differs``, ``issued_in_future``, or as :func:`jws.parse`, :func:`did_jwk.key_of` and :mod:`claims`.
    """
    unverified = jws.parse(text, typ=TYP, max_bytes=MAX_EVENT_TOKEN, required=jws.WITH_KID)
    did = claim.text(unverified.payload, "iss", jws.MAX_KID)
    holder = key_of_issuer(did, unverified.header["kid"])
    payload = unverified.verify(holder)
    if "sub" in payload:
        raise TokenError("sub_refused")
    if "exp" in payload:
        raise TokenError("exp_refused")
    claim.members(payload, _CLAIMS)
    if claim.text(payload, "aud", MAX_AUDIENCE) != aud:
        raise TokenError("event_aud_wrong")
    _check_event(payload["events"])
    iat = claim.numeric_date(payload, "iat")
    claim.check_issued(iat, now)
    return StopEvent(claim.text(payload, "jti", MAX_JTI), did, holder, _token_jti(payload["sub_id"], did), iat)


def _check_event(events: object) -> None:
    if not isinstance(events, dict) or len(events) != 1:
        raise TokenError("events_malformed")
    if EVENT not in events:
        raise TokenError("event_unknown")
    if events[EVENT] != _REVOKED:
        raise TokenError("event_refused")


def _token_jti(subject: object, did: str) -> str | None:
    """What the event is about, which is always the sender's own."""
    if not isinstance(subject, dict):
        raise TokenError("sub_id_malformed")
    found: dict[str, Any] = subject
    if found.get("format") == "did":
        owner, names = found.get("url"), {"format", "url"}
    elif found.get("format") == "jwt_id":
        owner, names = found.get("iss"), {"format", "iss", "jti"}
    else:
        raise TokenError("sub_id_format_refused")
    if found.keys() != names:
        raise TokenError("sub_id_malformed")
    if owner != did:
        raise TokenError("sub_id_differs")
    return claim.text(found, "jti", MAX_JTI) if "jti" in names else None

"""Makes ``security_event.json``: ``python -m tests.vectors.make_security_event``."""

from __future__ import annotations

from typing import Any

from tests.vectors.make_signed import ABSENT, HOLDER, STRANGER, changed, to_json, write

NOW = 1_795_000_000
CLIENT = "x509_san_dns:shop.example"
TOKEN = "urn:uuid:0b1c6a4e-3f0d-4f6e-9a57-1f6f0c2f7f01"
EVENT = "https://schemas.openid.net/secevent/caep/event-type/credential-change"
REVOKED = {"credential_type": "verifiable-credential", "change_type": "revoke", "initiating_entity": "user"}
HEADER = {"alg": "ES256", "typ": "secevent+jwt", "kid": HOLDER.kid}
ONE = {"format": "jwt_id", "iss": HOLDER.did, "jti": TOKEN}
ALL = {"format": "did", "url": HOLDER.did}

CASES: list[dict[str, Any]] = []


def payload(**changes: Any) -> dict[str, Any]:
    good = {
        "iss": HOLDER.did,
        "aud": CLIENT,
        "iat": NOW - 30,
        "jti": "urn:uuid:5a1d0a3c-0d3b-4f5e-8d55-9d3f6ad1f003",
        "sub_id": ONE,
        "events": {EVENT: REVOKED},
    }
    return changed(good, changes)


def case(name: str, section: str, reason: str | None, event: str, claim: str | None = None, **expected: Any) -> None:
    facts = {"claim": claim} if claim else {}
    given = {"aud": CLIENT, "now": NOW, "event": event}
    CASES.append({"name": name, "section": section, "reason": reason, **facts, **given, **expected})


def accepted() -> None:
    one, everything = HOLDER.jws(HEADER, payload()), HOLDER.jws(HEADER, payload(sub_id=ALL))
    case("stops one token", "RFC 8417 §2", None, one, token_jti=TOKEN)
    case("stops all", "RFC 9493 §3.2.6", None, everything, token_jti=None)
    old = HOLDER.jws(HEADER, payload(iat=NOW - 86400 * 60))
    case("arrives after two months", "RFC 8935 §2", None, old, token_jti=TOKEN)
    fast = HOLDER.jws(HEADER, payload(iat=NOW + 300))
    case("by a clock five minutes fast", "RFC 7519 §4.1.6", None, fast, token_jti=TOKEN)


def headers() -> None:
    wrong: list[tuple[str, str, dict[str, Any]]] = [
        ("alg none", "alg_refused", {"alg": "none"}),
        ("typ JWT", "typ_wrong", {"typ": "JWT"}),
        ("no typ", "typ_wrong", {"typ": ABSENT}),
        ("typ as a media type", "typ_wrong", {"typ": "application/secevent+jwt"}),
        ("no kid", "header_member_missing", {"kid": ABSENT}),
        ("kid of another key", "kid_differs", {"kid": STRANGER.kid}),
        ("crit", "crit_refused", {"crit": ["iat"]}),
        ("a key of its own", "header_member_refused", {"jwk": HOLDER.jwk}),
    ]
    for name, reason, changes in wrong:
        case(name, "RFC 8417 §2.3", reason, HOLDER.jws(changed(HEADER, changes), payload()))
    case("signed by another key", "RFC 7515 §5.2", "signature_invalid", STRANGER.jws(HEADER, payload()))
    case("too long", "RFC 8935 §2", "jws_too_large", HOLDER.jws(HEADER, payload(jti="x" * 4000)))
    case("not a JWS", "RFC 7515 §7.1", "jws_malformed", "stop")


def claims() -> None:
    section = "RFC 8417 §2.2"
    other = EVENT.replace("credential-change", "session-revoked")
    wrong: list[tuple[str, str, str | None, dict[str, Any]]] = [
        ("with sub", "sub_refused", None, {"sub": HOLDER.did}),
        ("with exp", "exp_refused", None, {"exp": NOW + 60}),
        ("with an unknown claim", "claim_refused", "toe", {"toe": NOW}),
        ("without iss", "claim_missing", "iss", {"iss": ABSENT}),
        ("of an issuer that is not the kid's", "kid_differs", None, {"iss": STRANGER.did}),
        ("for another shop", "event_aud_wrong", None, {"aud": "x509_san_dns:other.example"}),
        ("for several shops", "claim_malformed", "aud", {"aud": [CLIENT]}),
        ("without aud", "claim_missing", "aud", {"aud": ABSENT}),
        ("without iat", "claim_missing", "iat", {"iat": ABSENT}),
        ("with iat true", "time_malformed", "iat", {"iat": True}),
        ("from the future", "issued_in_future", None, {"iat": NOW + 301}),
        ("without jti", "claim_missing", "jti", {"jti": ABSENT}),
        ("with an empty jti", "claim_malformed", "jti", {"jti": ""}),
        ("with a long jti", "claim_malformed", "jti", {"jti": "x" * 129}),
        ("without events", "claim_missing", "events", {"events": ABSENT}),
        ("with no event", "events_malformed", None, {"events": {}}),
        ("with two events", "events_malformed", None, {"events": {EVENT: REVOKED, other: {}}}),
        ("with events as a list", "events_malformed", None, {"events": [EVENT]}),
        ("with an unknown event", "event_unknown", None, {"events": {other: REVOKED}}),
        ("that says update", "event_refused", None, {"events": {EVENT: {**REVOKED, "change_type": "update"}}}),
        ("of a passport", "event_refused", None, {"events": {EVENT: {**REVOKED, "credential_type": "x509"}}}),
        ("by the policy", "event_refused", None, {"events": {EVENT: {**REVOKED, "initiating_entity": "policy"}}}),
        ("without sub_id", "claim_missing", "sub_id", {"sub_id": ABSENT}),
        ("with sub_id as text", "sub_id_malformed", None, {"sub_id": TOKEN}),
        ("with sub_id of another format", "sub_id_format_refused", None, {"sub_id": {"format": "opaque", "id": "1"}}),
        ("with sub_id without format", "sub_id_format_refused", None, {"sub_id": {"url": HOLDER.did}}),
        ("with sub_id of another issuer", "sub_id_differs", None, {"sub_id": {**ONE, "iss": STRANGER.did}}),
        ("with sub_id of another did", "sub_id_differs", None, {"sub_id": {**ALL, "url": STRANGER.did}}),
        ("with sub_id of both formats", "sub_id_malformed", None, {"sub_id": {**ONE, "url": HOLDER.did}}),
        ("with sub_id without jti", "sub_id_malformed", None, {"sub_id": changed(ONE, {"jti": ABSENT})}),
        ("with sub_id whose jti is a number", "claim_malformed", "jti", {"sub_id": {**ONE, "jti": 1}}),
    ]
    for name, reason, claim, changes in wrong:
        case(name, section, reason, HOLDER.jws(HEADER, payload(**changes)), claim)
    twice = to_json(payload())[:-1] + f',"aud":"{CLIENT}"}}'
    case("with aud twice", "RFC 7519 §4", "json_duplicate_member", HOLDER.jws(HEADER, twice))
    key_did = HOLDER.did.replace("did:jwk", "did:key")
    foreign = HOLDER.jws({**HEADER, "kid": key_did + "#0"}, payload(iss=key_did))
    case("of another did method", "did:jwk", "did_refused", foreign)


if __name__ == "__main__":
    for group in (accepted, headers, claims):
        group()
    write("security_event.json", CASES)

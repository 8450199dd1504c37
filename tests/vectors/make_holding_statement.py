"""Makes ``holding_statement.json``: ``python -m tests.vectors.make_holding_statement``."""

from __future__ import annotations

from typing import Any

from tests.vectors.make_signed import ABSENT, HOLDER, SHOP, STRANGER, changed, write

NOW = 1_795_000_000
CLIENT = "x509_san_dns:shop.example"
KID = "receipts-1"
NONCE = "AAAAAGr9cMB0aGVub25jZZ2mM5hQ3rj1cV7p0m1u2wY"
SIZE: dict[str, Any] = {
    "jti": "urn:uuid:0b1c6a4e-3f0d-4f6e-9a57-1f6f0c2f7f01",
    "key": "clothing.shoe_size",
    "precision": "range",
    "exp": NOW + 86_400,
    "last_used": NOW - 3600,
}
SPORTS: dict[str, Any] = {
    "jti": "urn:uuid:0b1c6a4e-3f0d-4f6e-9a57-1f6f0c2f7f02",
    "key": "media.sports",
    "precision": "category",
    "exp": NOW + 86_400,
    "last_used": None,
}
GONE: dict[str, Any] = {"jti": "urn:uuid:0b1c6a4e-3f0d-4f6e-9a57-1f6f0c2f7f03", "at": NOW - 7200, "why": "stopped"}
LEAK: dict[str, Any] = {
    "date": "2026-11-03T00:00:00Z",
    "items": [SIZE["jti"]],
    "what": "A backup with shoe sizes was open to anybody for a day.",
    "advice": "You do not have to do anything.",
}

CASES: list[dict[str, Any]] = []


def header(**changes: Any) -> dict[str, Any]:
    return changed({"alg": "ES256", "typ": "holding-statement+jwt", "kid": KID}, changes)


def payload(**changes: Any) -> dict[str, Any]:
    good = {
        "iss": CLIENT,
        "sub": HOLDER.did,
        "iat": NOW - 1,
        "nonce": NONCE,
        "items": [SIZE, SPORTS],
        "incidents": [LEAK],
    }
    return changed(good, changes)


def case(name: str, reason: str | None, statement: str, claim: str | None = None) -> None:
    facts = {"claim": claim} if claim else {}
    given = {"iss": CLIENT, "sub": HOLDER.did, "nonce": NONCE, "now": NOW, "keys": {KID: SHOP.jwk}}
    case_ = {"name": f"statement {name}", "section": "GDPR art. 15, 34", "reason": reason, **facts}
    CASES.append({**case_, **given, "statement": statement})


def good() -> None:
    right: list[tuple[str, dict[str, Any]]] = [
        ("as it should be", {}),
        ("of nothing", {"items": [], "incidents": []}),
        ("with a leak of what is held no more", {"items": []}),
        ("with what was stopped and what was never read", {"ended": [GONE, {**GONE, "jti": "urn:2", "why": "unread"}]}),
        ("by a clock five minutes fast", {"iat": NOW + 300}),
    ]
    for name, changes in right:
        case(name, None, SHOP.jws(header(), payload(**changes)))


def outside() -> None:
    case("of another type", "typ_wrong", SHOP.jws(header(typ="erasure-receipt+jwt"), payload()))
    case("with alg none", "alg_refused", SHOP.jws(header(alg="none"), payload()))
    case("without kid", "header_member_missing", SHOP.jws(header(kid=ABSENT), payload()))
    case("by an unknown key", "receipt_key_unknown", SHOP.jws(header(kid="2"), payload()))
    case("by another key of that name", "signature_invalid", STRANGER.jws(header(), payload()))
    case("too long", "jws_too_large", SHOP.jws(header(), payload(nonce="x" * 70000)))
    wrong: list[tuple[str, str, str | None, dict[str, Any]]] = [
        ("of another shop", "receipt_issuer_wrong", None, {"iss": "x509_san_dns:other.example"}),
        ("for another customer", "receipt_subject_wrong", None, {"sub": STRANGER.did}),
        ("for another question", "statement_nonce_wrong", None, {"nonce": NONCE[:-1] + "Z"}),
        ("without a nonce", "claim_missing", "nonce", {"nonce": ABSENT}),
        ("without iat", "claim_missing", "iat", {"iat": ABSENT}),
        ("from the future", "issued_in_future", None, {"iat": NOW + 301}),
        ("without incidents", "claim_missing", "incidents", {"incidents": ABSENT}),
        ("with more in it", "claim_refused", "values", {"values": {"clothing.shoe_size": "43"}}),
    ]
    for name, reason, claim, changes in wrong:
        case(name, reason, SHOP.jws(header(), payload(**changes)), claim)


def inside() -> None:
    items: list[tuple[str, str, str | None, Any]] = [
        ("with items as an object", "claim_malformed", "items", {}),
        ("with an item as text", "claim_malformed", "items", [SIZE["jti"]]),
        ("with a value in an item", "claim_malformed", "items", [{**SIZE, "value": "43"}]),
        ("with an item without its last use", "claim_malformed", "items", [changed(SIZE, {"last_used": ABSENT})]),
        ("with 201 items", "claim_malformed", "items", [{**SIZE, "jti": f"urn:{n}"} for n in range(201)]),
        ("with one item twice", "statement_item_twice", None, [SIZE, SIZE]),
        ("with an unknown precision", "claim_malformed", "precision", [{**SIZE, "precision": "rough"}]),
        ("with the precision closed", "claim_malformed", "precision", [{**SIZE, "precision": "closed"}]),
        ("with an end as text", "time_malformed", "exp", [{**SIZE, "exp": "2026-11-24"}]),
        ("with a last use as text", "time_malformed", "last_used", [{**SIZE, "last_used": "yesterday"}]),
        ("with a long key", "claim_malformed", "key", [{**SIZE, "key": "k" * 81}]),
    ]
    for name, reason, claim, found in items:
        case(name, reason, SHOP.jws(header(), payload(items=found)), claim)
    ended: list[tuple[str, str, str | None, Any]] = [
        ("with ended as an object", "claim_malformed", "ended", {}),
        ("with more of what ended", "claim_malformed", "ended", [{**GONE, "value": "43"}]),
        ("with 201 ended", "claim_malformed", "ended", [{**GONE, "jti": f"urn:{n}"} for n in range(201)]),
        ("with an unknown why", "claim_malformed", "why", [{**GONE, "why": "expired"}]),
        ("with the moment of an end as text", "time_malformed", "at", [{**GONE, "at": "2026-11-03"}]),
        ("with one ended twice", "statement_item_twice", None, [GONE, GONE]),
        ("with one held and ended", "statement_item_twice", None, [{**GONE, "jti": SIZE["jti"]}]),
    ]
    for name, reason, claim, found in ended:
        case(name, reason, SHOP.jws(header(), payload(ended=found)), claim)
    incidents: list[tuple[str, str, dict[str, Any]]] = [
        ("with a leak on a day", "date", {"date": "2026-11-03"}),
        ("with a leak of a number", "items", {"items": [1]}),
        ("with a leak of everything", "items", {"items": "all"}),
        ("with a leak told in two lines", "what", {"what": "a\nb"}),
        ("with long advice", "advice", {"advice": "w" * 121}),
        ("with a leak without advice", "incidents", {"advice": ABSENT}),
    ]
    for name, claim, changes in incidents:
        case(name, "claim_malformed", SHOP.jws(header(), payload(incidents=[changed(LEAK, changes)])), claim)


if __name__ == "__main__":
    for group in (good, outside, inside):
        group()
    write("holding_statement.json", CASES)

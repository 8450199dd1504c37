"""Makes ``customer_letter.json``: ``python -m tests.vectors.make_customer_letter``."""

from __future__ import annotations

from typing import Any

from tests.vectors.make_signed import ABSENT, HOLDER, STRANGER, changed, to_json, write

NOW = 1_795_000_000
CLIENT = "x509_san_dns:shop.example"
NONCE = "AAAAAGr9cMB0aGVub25jZZ2mM5hQ3rj1cV7p0m1u2wY"

CASES: list[dict[str, Any]] = []


def header(kind: str, **changes: Any) -> dict[str, Any]:
    typ = {"held": "held-request+jwt", "feedback": "feedback+jwt"}[kind]
    return changed({"alg": "ES256", "typ": typ, "kid": HOLDER.kid}, changes)


def payload(kind: str, **changes: Any) -> dict[str, Any]:
    head = {
        "iss": HOLDER.did,
        "aud": CLIENT,
        "iat": NOW - 2,
        "jti": "urn:uuid:9f0b2b60-0000-4000-8000-000000000001",
        "nonce": NONCE,
    }
    more = {"about": "clothing.shoe_size", "says": "wrong_for_me"} if kind == "feedback" else {}
    return changed({**head, **more}, changes)


def case(name: str, kind: str, reason: str | None, letter: str, claim: str | None = None) -> None:
    facts = {"claim": claim} if claim else {}
    section = "Refresh, held, feedback"
    what = {"held": "question", "feedback": "feedback"}[kind]
    given = {"aud": CLIENT, "now": NOW, "nonce": NONCE, "letter": letter}
    CASES.append({"name": f"{what} {name}", "kind": kind, "section": section, "reason": reason, **facts, **given})


def both() -> None:
    for kind in ("held", "feedback"):
        other = {"held": "feedback", "feedback": "held"}[kind]
        case("as it should be", kind, None, HOLDER.jws(header(kind), payload(kind)))
        case("by a clock five minutes fast", kind, None, HOLDER.jws(header(kind), payload(kind, iat=NOW + 300)))
        headers: list[tuple[str, str, dict[str, Any]]] = [
            ("of the other type", "typ_wrong", {"typ": header(other)["typ"]}),
            ("of no type", "typ_wrong", {"typ": ABSENT}),
            ("with alg none", "alg_refused", {"alg": "none"}),
            ("with crit", "crit_refused", {"crit": ["exp"]}),
            ("without kid", "header_member_missing", {"kid": ABSENT}),
            ("with another kid", "kid_differs", {"kid": STRANGER.kid}),
            ("with a key in its header", "header_member_refused", {"jwk": HOLDER.jwk}),
        ]
        for name, reason, changes in headers:
            case(name, kind, reason, HOLDER.jws(header(kind, **changes), payload(kind)))
        case("signed by somebody else", kind, "signature_invalid", STRANGER.jws(header(kind), payload(kind)))
        case("too long", kind, "jws_too_large", HOLDER.jws(header(kind), payload(kind, jti="x" * 5000)))
        twice = to_json(payload(kind))[:-1] + ',"nonce":"n"}'
        case("with two nonces", kind, "json_duplicate_member", HOLDER.jws(header(kind), twice))
        wrong: list[tuple[str, str, str | None, dict[str, Any]]] = [
            ("for another shop", "letter_aud_wrong", None, {"aud": "x509_san_dns:other.example"}),
            ("for two shops", "claim_malformed", "aud", {"aud": [CLIENT]}),
            ("by nobody", "claim_missing", "iss", {"iss": ABSENT}),
            ("by a did of another method", "did_refused", None, {"iss": "did:web:shop.example"}),
            ("without a nonce", "claim_missing", "nonce", {"nonce": ABSENT}),
            ("with an empty nonce", "claim_malformed", "nonce", {"nonce": ""}),
            ("with a nonce too long", "claim_malformed", "nonce", {"nonce": "n" * 257}),
            ("without iat", "claim_missing", "iat", {"iat": ABSENT}),
            ("from the future", "issued_in_future", None, {"iat": NOW + 301}),
            ("with iat true", "time_malformed", "iat", {"iat": True}),
            ("without jti", "claim_missing", "jti", {"jti": ABSENT}),
            ("with exp", "claim_refused", "exp", {"exp": NOW + 60}),
        ]
        for name, reason, claim, changes in wrong:
            kid = {"kid": f"{changes['iss']}#0"} if isinstance(changes.get("iss"), str) else {}
            case(name, kind, reason, HOLDER.jws(header(kind, **kid), payload(kind, **changes)), claim)


def feedback() -> None:
    good: list[tuple[str, dict[str, Any]]] = [
        ("that says too much", {"says": "too_much"}),
        ("that says thanks", {"says": "thanks"}),
        ("about the shop's own reference", {"about": "shelf 7 / walking shoes"}),
        ("about a reference of 64 characters", {"about": "r" * 64}),
    ]
    for name, changes in good:
        case(name, "feedback", None, HOLDER.jws(header("feedback"), payload("feedback", **changes)))
    wrong: list[tuple[str, str, str | None, dict[str, Any]]] = [
        ("that says something else", "feedback_unknown", None, {"says": "no"}),
        ("that says a list", "feedback_unknown", None, {"says": ["thanks"]}),
        ("that says nothing", "claim_missing", "says", {"says": ABSENT}),
        ("about nothing", "claim_missing", "about", {"about": ABSENT}),
        ("about a number", "claim_malformed", "about", {"about": 7}),
        ("about 65 characters", "claim_malformed", "about", {"about": "r" * 65}),
        ("about two lines", "claim_malformed", "about", {"about": "a\nb"}),
        ("about a bidi mark", "claim_malformed", "about", {"about": "a\u202eb"}),
        ("with a reason beside it", "claim_refused", "why", {"why": "too small"}),
    ]
    for name, reason, claim, changes in wrong:
        case(name, "feedback", reason, HOLDER.jws(header("feedback"), payload("feedback", **changes)), claim)


if __name__ == "__main__":
    both()
    feedback()
    write("customer_letter.json", CASES)

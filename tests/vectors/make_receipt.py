"""Makes ``receipt.json``: ``python -m tests.vectors.make_receipt``."""

from __future__ import annotations

from typing import Any

from tests.vectors.make_signed import ABSENT, HOLDER, SHOP, STRANGER, changed, digest, to_json, write

NOW = 1_795_000_000
CLIENT = "x509_san_dns:shop.example"
KID = "receipts-1"
TOKENS = ["urn:uuid:0b1c6a4e-3f0d-4f6e-9a57-1f6f0c2f7f01", "urn:uuid:0b1c6a4e-3f0d-4f6e-9a57-1f6f0c2f7f02"]
TXN = "urn:uuid:5a1d0a3c-0d3b-4f5e-8d55-9d3f6ad1f003"
ERASED = ["value", "disclosure", "answer"]
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

CASES: list[dict[str, Any]] = []


def code() -> str:
    """The stop code of the holder's key, from the bits of its thumbprint."""
    thumbprint = digest(to_json(HOLDER.jwk))
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    bits = "".join(f"{letters.index(letter):06b}" for letter in thumbprint[:10])
    found = "".join(ALPHABET[int(bits[at : at + 5], 2)] for at in range(0, 60, 5))
    return f"{found[:4]}-{found[4:8]}-{found[8:]}"


def header(kind: str, **changes: Any) -> dict[str, Any]:
    return changed({"alg": "ES256", "typ": f"{kind}-receipt+jwt", "kid": KID}, changes)


def head() -> dict[str, Any]:
    return {"iss": CLIENT, "sub": HOLDER.did, "iat": NOW - 30, "jti": "urn:uuid:9f0b2b60-0000-4000-8000-000000000001"}


def consent(**changes: Any) -> dict[str, Any]:
    good = {
        **head(),
        "consent": "urn:uuid:7f0e8f1d-6f37-4ab0-8f5c-2b1f6f5b9a02",
        "terms": digest("the terms"),
        "record": {"@context": "https://w3id.org/dpv", "@type": "ConsentRecord"},
        "stop_code": code(),
    }
    return changed(good, changes)


def erasure(**changes: Any) -> dict[str, Any]:
    good = {
        **head(),
        "txn": TXN,
        "tokens": [{"jti": jti, "erased": ERASED} for jti in TOKENS],
        "passed_on": [{"name": "Pakketdienst", "told": True}],
        "kept": [{"what": "proof of consent", "why": "GDPR art. 7(1)", "until": "2028-11-18T00:00:00Z"}],
    }
    return changed(good, changes)


def case(name: str, kind: str, reason: str | None, receipt: str, claim: str | None = None, **inputs: Any) -> None:
    given: dict[str, Any] = {"iss": CLIENT, "sub": HOLDER.did, "now": NOW, "keys": {KID: SHOP.jwk}}
    if kind == "erasure":
        given |= {"txn": TXN, "tokens": TOKENS}
    facts = {"claim": claim} if claim else {}
    section = "GDPR art. 17, 19" if kind == "erasure" else "ISO/IEC TS 27560"
    case_ = {"name": f"{kind} receipt {name}", "kind": kind, "section": section, "reason": reason, **facts}
    CASES.append({**case_, **given, **inputs, "receipt": receipt})


def both() -> None:
    for kind, payload in (("consent", consent), ("erasure", erasure)):
        other = "erasure" if kind == "consent" else "consent"
        case("as it should be", kind, None, SHOP.jws(header(kind), payload()))
        fast = SHOP.jws(header(kind), payload(iat=NOW + 300))
        case("by a clock five minutes fast", kind, None, fast)
        case("of the other type", kind, "typ_wrong", SHOP.jws(header(other), payload()))
        case("with alg none", kind, "alg_refused", SHOP.jws(header(kind, alg="none"), payload()))
        case("without kid", kind, "header_member_missing", SHOP.jws(header(kind, kid=ABSENT), payload()))
        case("by an unknown key", kind, "receipt_key_unknown", SHOP.jws(header(kind, kid="2"), payload()))
        case("by another key of that name", kind, "signature_invalid", STRANGER.jws(header(kind), payload()))
        case("too long", kind, "jws_too_large", SHOP.jws(header(kind), payload(jti="x" * 70000)))
        wrong: list[tuple[str, str, str | None, dict[str, Any]]] = [
            ("of another shop", "receipt_issuer_wrong", None, {"iss": "x509_san_dns:other.example"}),
            ("of nobody", "claim_missing", "iss", {"iss": ABSENT}),
            ("for another customer", "receipt_subject_wrong", None, {"sub": STRANGER.did}),
            ("without iat", "claim_missing", "iat", {"iat": ABSENT}),
            ("from the future", "issued_in_future", None, {"iat": NOW + 301}),
            ("with iat true", "time_malformed", "iat", {"iat": True}),
            ("without jti", "claim_missing", "jti", {"jti": ABSENT}),
            ("with jti a number", "claim_malformed", "jti", {"jti": 1}),
            ("with an unknown claim", "claim_refused", "value", {"value": "43"}),
        ]
        for name, reason, claim, changes in wrong:
            case(name, kind, reason, SHOP.jws(header(kind), payload(**changes)), claim)


def consents() -> None:
    wrong: list[tuple[str, str, str | None, dict[str, Any]]] = [
        ("without consent", "claim_missing", "consent", {"consent": ABSENT}),
        ("with long terms", "claim_malformed", "terms", {"terms": digest("the terms") + "A"}),
        ("with a record as text", "claim_malformed", "record", {"record": "{}"}),
        ("with another stop code", "stop_code_wrong", None, {"stop_code": "0000-0000-0000"}),
    ]
    for name, reason, claim, changes in wrong:
        case(name, "consent", reason, SHOP.jws(header("consent"), consent(**changes)), claim)


def erasures() -> None:
    first, second = ({"jti": jti, "erased": ERASED} for jti in TOKENS)
    kept = {"what": "proof of consent", "why": "GDPR art. 7(1)", "until": "2028-11-18T00:00:00Z"}
    wrong: list[tuple[str, str, str | None, dict[str, Any]]] = [
        ("of another stop", "erasure_txn_wrong", None, {"txn": TOKENS[0]}),
        ("of fewer tokens", "erasure_tokens_differ", None, {"tokens": [first]}),
        ("of other tokens", "erasure_tokens_differ", None, {"tokens": [first, {**second, "jti": TXN}]}),
        ("of one token twice", "erasure_tokens_differ", None, {"tokens": [first, second, second]}),
        (
            "that leaves the disclosure",
            "erasure_incomplete",
            None,
            {"tokens": [first, {**second, "erased": ["value"]}]},
        ),
        ("with tokens as an object", "claim_malformed", "tokens", {"tokens": {}}),
        ("with a token as text", "claim_malformed", "tokens", {"tokens": TOKENS}),
        ("with more in a token", "claim_malformed", "tokens", {"tokens": [{**first, "value": "43"}]}),
        ("with 201 tokens", "claim_malformed", "tokens", {"tokens": [first] * 201}),
        ("told a word", "claim_malformed", "told", {"passed_on": [{"name": "Pakketdienst", "told": "yes"}]}),
        ("with a name of two lines", "claim_malformed", "name", {"passed_on": [{"name": "a\nb", "told": True}]}),
        ("with a bidi mark", "claim_malformed", "name", {"passed_on": [{"name": "a\u202eb", "told": True}]}),
        ("with a long reason", "claim_malformed", "why", {"kept": [{**kept, "why": "w" * 121}]}),
        ("kept until a day", "claim_malformed", "until", {"kept": [{**kept, "until": "2028-11-18"}]}),
        ("kept until a number", "claim_malformed", "until", {"kept": [{**kept, "until": 1}]}),
    ]
    for name, reason, claim, changes in wrong:
        case(name, "erasure", reason, SHOP.jws(header("erasure"), erasure(**changes)), claim)
    empty = SHOP.jws(header("erasure"), erasure(passed_on=[], kept=[]))
    case("with nothing passed on or kept", "erasure", None, empty)


if __name__ == "__main__":
    for group in (both, consents, erasures):
        group()
    write("receipt.json", CASES)

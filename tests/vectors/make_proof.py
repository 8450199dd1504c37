"""Makes ``proof.json``: ``python -m tests.vectors.make_proof``. A case is a file for ``receipt check``, a line each."""

from __future__ import annotations

import json
from typing import Any

from tests.vectors import example_shop as shop
from tests.vectors.make_receipt import code
from tests.vectors.make_signed import ABSENT, HOLDER, STRANGER, Signer, changed, digest, encode, write

NOW = shop.SECONDS + 3600
RECEIPTS = Signer("preference vault vectors: shop receipts")
KID = "receipts-1"
CONSENT = "urn:uuid:7f0e8f1d-6f37-4ab0-8f5c-2b1f6f5b9a02"
JTIS = ["urn:uuid:0b1c6a4e-3f0d-4f6e-9a57-1f6f0c2f7f01", "urn:uuid:0b1c6a4e-3f0d-4f6e-9a57-1f6f0c2f7f02"]
UNTIL, UNTIL_TEXT = shop.SECONDS + 90 * 86400, "2027-02-16T12:00:00Z"
ERASED = ["value", "disclosure", "answer"]

CASES: list[dict[str, Any]] = []


def terms(**changes: Any) -> str:
    recipient = {"name": "Pakhuis", "role": "processor", "country": "NL"}
    keys = {"keys": [{**RECEIPTS.jwk, "kid": KID}]}
    found = shop.terms(**{"recipients": [recipient], "receipt_keys": keys, **changes})
    return encode(json.dumps(found).encode())


TERMS = terms()


def process(number: int, **changes: Any) -> dict[str, Any]:
    asked = shop.ITEMS[number]
    good = {
        "dct:identifier": JTIS[number],
        "dpv:hasPersonalData": asked["key"],
        "dpv:hasPurpose": "dpv:ServicePersonalisation",
        "dpv:hasLegalBasis": "eu-gdpr:A6-1-a",
        "dpv:hasNecessity": "dpv:Required" if asked["required"] else "dpv:Optional",
        "dct:description": asked["reason"],
        "pv:precision": "range",
        "dpv:hasDuration": {"@type": "dpv:UntilTimeDuration", "dct:valid": UNTIL_TEXT},
        "dpv:hasStorageCondition": [
            {"@type": "dpv:StorageDeletion", "dpv:hasDuration": "P30D"},
            {
                "@type": "dpv:StorageDuration",
                "dct:description": "proof of consent, without the value",
                "dpv:hasDuration": "P24M",
            },
        ],
    }
    return changed(good, changes)


def record(**changes: Any) -> dict[str, Any]:
    good = {
        "@context": {
            "dpv": "https://w3id.org/dpv#",
            "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
            "dct": "http://purl.org/dc/terms/",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
            "pv": "urn:preference-vault:consent-record:",
        },
        "@type": "dpv:ConsentRecord",
        "dct:conformsTo": "urn:preference-vault:consent-record:1",
        "dct:identifier": CONSENT,
        "dpv:hasDataSubject": HOLDER.did,
        "dpv:hasNotice": {"@type": "dpv:ConsentNotice", "dct:identifier": f"urn:sha-256:{digest(TERMS)}"},
        "dpv:hasProcess": [process(0), process(1)],
        "dpv:hasRecipient": [{"@type": "dpv:DataProcessor", "dct:title": "Pakhuis", "dpv:hasCountry": "NL"}],
        "dpv:hasRight": ["eu-gdpr:A7-3", "eu-gdpr:A15", "eu-gdpr:A17", "eu-gdpr:A20"],
        "dpv:hasConsentControl": {
            "@type": "dpv:WithdrawConsent",
            "dct:source": f"https://{shop.HOST}/preferences/stop",
        },
        "dpv:hasDataController": {
            "@type": "dpv:DataController",
            "dct:identifier": shop.HOST,
            "dct:title": "Schoenenhuis B.V.",
            "dpv:hasAddress": "Marktplein 1, Utrecht",
            "dpv:hasCountry": "NL",
            "dpv:hasContact": "privacy@shop.example",
        },
        "dpv:hasConsentStatus": "dpv:ConsentGiven",
        "dpv:isIndicatedAtTime": {"@type": "xsd:dateTime", "@value": "2026-11-18T12:00:00Z"},
    }
    return changed(good, changes)


def receipt(signer: Signer = RECEIPTS, *, kid: str = KID, **changes: Any) -> str:
    good = {
        "iss": shop.CLIENT_ID,
        "sub": HOLDER.did,
        "iat": shop.SECONDS,
        "jti": "urn:uuid:9f0b2b60-0000-4000-8000-000000000001",
        "consent": CONSENT,
        "terms": digest(TERMS),
        "record": record(),
        "stop_code": code(),
    }
    return signer.jws({"alg": "ES256", "typ": "consent-receipt+jwt", "kid": kid}, changed(good, changes))


def token(number: int, holder: Signer = HOLDER, **changes: Any) -> str:
    good = {
        "vct": shop.VCT,
        "iss": holder.did,
        "cnf": {"jwk": holder.jwk},
        "jti": JTIS[number],
        "consent": CONSENT,
        "item": number,
        "aud": shop.CLIENT_ID,
        "iat": shop.SECONDS,
        "exp": UNTIL,
        "terms": digest(TERMS),
        "_sd": [digest(f"disclosure {number}")],
        "_sd_alg": "sha-256",
    }
    return holder.jws({"alg": "ES256", "typ": "dc+sd-jwt", "kid": holder.kid}, changed(good, changes))


def erasure(jtis: list[str], signer: Signer = RECEIPTS, **changes: Any) -> str:
    good = {
        "iss": shop.CLIENT_ID,
        "sub": HOLDER.did,
        "iat": shop.SECONDS + 600,
        "jti": "urn:uuid:9f0b2b60-0000-4000-8000-000000000002",
        "txn": "urn:uuid:5a1d0a3c-0d3b-4f5e-8d55-9d3f6ad1f003",
        "tokens": [{"jti": jti, "erased": ERASED} for jti in jtis],
        "passed_on": [{"name": "Pakhuis", "told": True}],
        "kept": [],
    }
    return signer.jws({"alg": "ES256", "typ": "erasure-receipt+jwt", "kid": KID}, changed(good, changes))


def case(name: str, reason: str | None, *lines: str, **expected: Any) -> None:
    section = "GDPR art. 7(1); ISO/IEC TS 27560"
    CASES.append({"name": name, "section": section, "reason": reason, "now": NOW, "lines": list(lines), **expected})


def accepted() -> None:
    whole = [receipt(), TERMS, token(0), token(1)]
    case("all of it", None, *whole, signed=JTIS, erased=[])
    case("in another order", None, *reversed(whole), signed=JTIS, erased=[])
    case("without the tokens", None, receipt(), TERMS, signed=[], erased=[])
    case("with one token", None, receipt(), TERMS, token(1), signed=JTIS[1:], erased=[])
    case("after an erasure", None, *whole, erasure(JTIS), signed=JTIS, erased=JTIS)
    case("after one erasure of two", None, *whole, erasure(JTIS[:1]), signed=JTIS, erased=JTIS[:1])
    more = erasure([JTIS[0], "urn:uuid:0b1c6a4e-3f0d-4f6e-9a57-1f6f0c2f7f09"])
    case("after an erasure that names more", None, *whole, more, signed=JTIS, erased=JTIS[:1])


def refused() -> None:
    case("nothing", "proof_empty")
    case("terms alone", "proof_empty", TERMS)
    case("tokens alone", "proof_empty", TERMS, token(0))
    case("no terms", "proof_terms_missing", receipt(), token(0))
    case("other terms", "proof_terms_missing", receipt(), terms(duration="P30D"))
    case(
        "the same terms spelled otherwise", "proof_terms_missing", receipt(), encode(json.dumps(shop.terms()).encode())
    )
    case("terms that are none", "proof_malformed", receipt(), encode(b"{}"))
    case("a line of prose", "jws_malformed", receipt(), TERMS, "proof.")
    case("a token of another kind", "proof_malformed", HOLDER.jws({"alg": "ES256", "typ": "JWT", "kid": "1"}, {}))
    case("a receipt by a key that the terms do not name", "receipt_key_unknown", receipt(kid="2"), TERMS)
    case("a receipt by another key of that name", "signature_invalid", receipt(STRANGER), TERMS)
    case("a receipt of tomorrow", "issued_in_future", receipt(iat=NOW + 86400), TERMS)
    case("a receipt with another stop code", "stop_code_wrong", receipt(stop_code="0000-0000-0000"), TERMS)
    wrong: list[tuple[str, dict[str, Any]]] = [
        ("another purpose", record(**{"dpv:hasProcess": [process(0, **{"dpv:hasPurpose": "dpv:Marketing"})]})),
        ("another basis", record(**{"dpv:hasProcess": [process(0, **{"dpv:hasLegalBasis": "eu-gdpr:A6-1-f"})]})),
        ("an item that was not asked", record(**{"dpv:hasProcess": [process(0, **{"dpv:hasPersonalData": "a.b"})]})),
        ("another reason", record(**{"dpv:hasProcess": [process(0, **{"dct:description": {"en": "To sell it."}})]})),
        ("a value", record(**{"dpv:hasProcess": [process(0, value="43")]})),
        ("no precision", record(**{"dpv:hasProcess": [process(0, **{"pv:precision": ABSENT})]})),
        ("a precision that is none", record(**{"dpv:hasProcess": [process(0, **{"pv:precision": "sharp"})]})),
        ("an end that is no date", record(**{"dpv:hasProcess": [process(0, **{"dpv:hasDuration": {"dct:valid": 1}})]})),
        ("no items", record(**{"dpv:hasProcess": []})),
        ("items as text", record(**{"dpv:hasProcess": "all"})),
        ("one recipient less", record(**{"dpv:hasRecipient": []})),
        ("another customer", record(**{"dpv:hasDataSubject": STRANGER.did})),
        ("another consent", record(**{"dct:identifier": JTIS[0]})),
        ("other terms", record(**{"dpv:hasNotice": {"@type": "dpv:ConsentNotice", "dct:identifier": "urn:sha-256:x"}})),
        ("another controller", record(**{"dpv:hasDataController": {"dct:title": "Other"}})),
        ("longer proof", record(**{"dpv:hasProcess": [process(0, **{"dpv:hasStorageCondition": []})]})),
    ]
    for name, found in wrong:
        case(f"a record with {name}", "proof_record_differs", receipt(record=found), TERMS)
    good = (receipt(), TERMS)
    case("a token for another shop", "token_aud_wrong", *good, token(0, aud="x509_san_dns:other.example"))
    case("a token with another end", "proof_record_differs", *good, token(0, exp=UNTIL - 3600))
    case("a token of another place", "proof_record_differs", *good, token(0, item=1))
    case("a token of somebody else", "proof_part_unrelated", *good, token(0, STRANGER))
    case("a token of another consent", "proof_part_unrelated", *good, token(0, consent=JTIS[0]))
    case("a token over other terms", "proof_part_unrelated", *good, token(0, terms=digest("others")))
    head, body, signature = token(0).split(".")
    case("a token that was altered", "signature_invalid", *good, f"{head}.{body}.{'A' * len(signature)}")
    case("an erasure of something else", "proof_part_unrelated", *good, erasure([CONSENT]))
    case("an erasure by another key", "signature_invalid", *good, erasure(JTIS, STRANGER))
    case("an erasure for somebody else", "receipt_subject_wrong", *good, erasure(JTIS, sub=STRANGER.did))
    case(
        "an erasure of the value alone",
        "erasure_incomplete",
        *good,
        erasure(JTIS, tokens=[{"jti": JTIS[0], "erased": ["value"]}]),
    )


if __name__ == "__main__":
    accepted()
    refused()
    write("proof.json", CASES)

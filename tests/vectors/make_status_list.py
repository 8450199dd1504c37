"""Makes ``status_list.json``: ``python -m tests.vectors.make_status_list``.

The draft's own vectors are in ``status_list_draft21.json``, taken from draft-ietf-oauth-status-list-21.
"""

from __future__ import annotations

import zlib
from typing import Any

from tests.vectors.make_signed import ABSENT, STRANGER, Signer, changed, digest, encode, to_json, write

NOW = 1_795_000_000
URI = "https://status.example/lists/7"
HOST = Signer("preference vault vectors: status host")
KID = digest(to_json(HOST.jwk))
ENTRIES = 2**20
STOPPED = (0, 1993, 51837, ENTRIES - 1)

CASES: list[dict[str, Any]] = []


def array(size: int = ENTRIES // 8) -> bytes:
    bits = bytearray(size)
    for place in STOPPED:
        if place // 8 < size:
            bits[place // 8] |= 1 << place % 8
    return bytes(bits)


def lst(data: bytes | None = None) -> str:
    return encode(zlib.compress(array() if data is None else data, 9))


def header(**changes: Any) -> dict[str, Any]:
    return changed({"alg": "ES256", "typ": "statuslist+jwt", "kid": KID}, changes)


def payload(**changes: Any) -> dict[str, Any]:
    good = {
        "iss": "https://status.example",
        "sub": URI,
        "iat": NOW - 60,
        "exp": NOW + 86_340,
        "ttl": 300,
        "status_list": {"bits": 1, "lst": lst()},
    }
    return changed(good, changes)


def case(name: str, reason: str | None, text: str, claim: str | None = None, **inputs: Any) -> None:
    given = {"uri": URI, "now": NOW, "keys": {KID: HOST.jwk}, "idx": 51837, **inputs}
    facts = {"claim": claim} if claim else {}
    status = {"status": int(given["idx"] in STOPPED)} if reason is None else {}
    head = {"name": f"status list {name}", "section": "8.3", "reason": reason}
    CASES.append({**head, **facts, **given, **status, "list": text})


def good() -> None:
    text = HOST.jws(header(), payload())
    for place in (0, 1, 7, 8, 1992, 1993, 51837, ENTRIES - 1):
        case(f"at place {place}", None, text, idx=place)
    case("by a clock five minutes fast", None, HOST.jws(header(), payload(iat=NOW + 300)))
    case("in its last second", None, HOST.jws(header(), payload(exp=NOW + 1)))
    case("kept for a day", None, HOST.jws(header(), payload(ttl=86_400)))
    quick = encode(zlib.compress(array(), 1))
    case("with less compression", None, HOST.jws(header(), payload(status_list={"bits": 1, "lst": quick})))
    old = {digest(to_json(STRANGER.jwk)): STRANGER.jwk}
    case("by one of two keys", None, text, keys={**old, KID: HOST.jwk})


def places() -> None:
    text = HOST.jws(header(), payload())
    for place in (ENTRIES, 2**31 - 1, -1):
        case(f"at place {place}", "status_out_of_bounds", text, idx=place)


def signatures() -> None:
    head, _, signature = HOST.jws(header(), payload()).split(".")
    case("that nobody signed", "signature_invalid", f"{head}.{encode(to_json(payload()).encode())}.")
    case("with alg none", "alg_refused", HOST.jws(header(alg="none"), payload()))
    case("with a MAC", "alg_refused", HOST.jws(header(alg="HS256"), payload()))
    case("of the media type as typ", "typ_wrong", HOST.jws(header(typ="application/statuslist+jwt"), payload()))
    case("of another typ", "typ_wrong", HOST.jws(header(typ="JWT"), payload()))
    case("without typ", "typ_wrong", HOST.jws(header(typ=ABSENT), payload()))
    case("without kid", "header_member_missing", HOST.jws(header(kid=ABSENT), payload()))
    case("with its own key in the header", "header_member_refused", HOST.jws(header(jwk=HOST.jwk), payload()))
    case("by an unknown key", "status_key_unknown", STRANGER.jws(header(kid=digest(to_json(STRANGER.jwk))), payload()))
    case("by another key of that name", "signature_invalid", STRANGER.jws(header(), payload()))
    other = encode(to_json(payload(status_list={"bits": 1, "lst": lst(bytes(ENTRIES // 8))})).encode())
    case("with the bits changed", "signature_invalid", f"{head}.{other}.{signature}")


def claims() -> None:
    wrong: list[tuple[str, str, str | None, dict[str, Any]]] = [
        ("of another host", "status_issuer_wrong", None, {"iss": "https://other.example"}),
        ("of the host without scheme", "status_issuer_wrong", None, {"iss": "status.example"}),
        ("of the host with a slash", "status_issuer_wrong", None, {"iss": "https://status.example/"}),
        ("of nobody", "claim_missing", "iss", {"iss": ABSENT}),
        ("for another address", "status_uri_wrong", None, {"sub": "https://status.example/lists/8"}),
        ("for the address in capitals", "status_uri_wrong", None, {"sub": URI.upper()}),
        ("for no address", "claim_missing", "sub", {"sub": ABSENT}),
        ("expired this second", "expired", None, {"exp": NOW}),
        ("expired long ago", "expired", None, {"iat": NOW - 200, "exp": NOW - 100}),
        ("that never expires", "claim_missing", "exp", {"exp": ABSENT}),
        ("that ends before it begins", "times_out_of_order", None, {"iat": NOW + 200, "exp": NOW + 100}),
        ("from the future", "issued_in_future", None, {"iat": NOW + 301}),
        ("without iat", "claim_missing", "iat", {"iat": ABSENT}),
        ("with exp as text", "time_malformed", "exp", {"exp": str(NOW + 100)}),
        ("without ttl", "claim_missing", "ttl", {"ttl": ABSENT}),
        ("with a ttl of nothing", "status_ttl_refused", None, {"ttl": 0}),
        ("with a ttl below nothing", "status_ttl_refused", None, {"ttl": -300}),
        ("with a ttl of true", "status_ttl_refused", None, {"ttl": True}),
        ("with a ttl over a day", "status_ttl_refused", None, {"ttl": 86_401}),
        ("with an unknown claim", "claim_refused", "jti", {"jti": "urn:uuid:1"}),
        ("without the list", "claim_missing", "status_list", {"status_list": ABSENT}),
    ]
    for name, reason, claim, changes in wrong:
        case(name, reason, HOST.jws(header(), payload(**changes)), claim)
    elsewhere = HOST.jws(header(), payload(sub="https://other.example/lists/7"))
    case("of a host for another's address", "status_issuer_wrong", elsewhere, uri="https://other.example/lists/7")


def lists() -> None:
    bomb = zlib.compress(bytes(8 * 1024 * 1024), 9)
    wrong: list[tuple[str, str, Any]] = [
        ("that is a zip bomb", "status_list_too_large", {"bits": 1, "lst": encode(bomb)}),
        ("one byte too long", "status_list_too_large", {"bits": 1, "lst": lst(bytes(ENTRIES // 8 + 1))}),
        ("one byte too short", "status_list_malformed", {"bits": 1, "lst": lst(bytes(ENTRIES // 8 - 1))}),
        ("of nothing", "status_list_malformed", {"bits": 1, "lst": lst(b"")}),
        ("cut off", "status_list_malformed", {"bits": 1, "lst": encode(zlib.compress(array(), 9)[:-6])}),
        ("without its checksum", "status_list_malformed", {"bits": 1, "lst": encode(zlib.compress(array(), 9)[:-4])}),
        ("with a wrong checksum", "status_list_malformed", {"bits": 1, "lst": encode(_other_end())}),
        ("with more behind it", "status_list_malformed", {"bits": 1, "lst": encode(zlib.compress(array(), 9) + b"x")}),
        ("without the zlib header", "status_list_malformed", {"bits": 1, "lst": encode(_raw())}),
        ("that is not compressed", "status_list_malformed", {"bits": 1, "lst": encode(b"\1" * 100)}),
        ("with padding", "base64_malformed", {"bits": 1, "lst": lst() + "="}),
        ("that is empty", "status_list_malformed", {"bits": 1, "lst": ""}),
        ("as a number", "status_list_malformed", {"bits": 1, "lst": 1}),
        ("as text", "status_list_malformed", lst()),
        ("with more members", "status_list_malformed", {"bits": 1, "lst": lst(), "aggregation_uri": URI}),
        ("without bits", "status_list_malformed", {"lst": lst()}),
        ("of two bits", "status_bits_refused", {"bits": 2, "lst": lst(array(ENTRIES // 4))}),
        ("of three bits", "status_bits_refused", {"bits": 3, "lst": lst()}),
        ("of true bits", "status_bits_refused", {"bits": True, "lst": lst()}),
        ("of bits as text", "status_bits_refused", {"bits": "1", "lst": lst()}),
    ]
    for name, reason, found in wrong:
        case(name, reason, HOST.jws(header(), payload(status_list=found)))


def _raw() -> bytes:
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    return squeeze.compress(array()) + squeeze.flush()


def _other_end() -> bytes:
    data = zlib.compress(array(), 9)
    return data[:-1] + bytes([data[-1] ^ 1])


if __name__ == "__main__":
    for group in (good, places, signatures, claims, lists):
        group()
    write("status_list.json", CASES)

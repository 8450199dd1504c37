"""Makes ``offline.json``: ``python -m tests.vectors.make_offline``.

A case of ``kind`` ``request`` has the ``file`` (base64 of its bytes) with ``anchors``, ``document`` and ``now`` as in
``request.json``; accepted, it shows what ``expect`` says. One of ``kind`` ``answer`` has the ``file`` and the private
``key`` of the shop; accepted, ``expect`` is what it decrypts to. One of ``kind`` ``digits`` has a ``nonce`` and the
four ``digits`` that vault and shop both show.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from typing import Any

from tests.vectors import example_shop as shop
from tests.vectors.make_response import SECRET, encrypted
from tests.vectors.writing import as_text, path_of
from vault.openid4vp.answer_file import packed_answer
from vault.openid4vp.link import make_link

FILE = "Files: a request"
ANSWER = "Files: an answer"
DIGITS = "Files: the four digits"
DAY = 86_400
NOW = shop.SECONDS
LONG = {"iat": NOW, "exp": NOW + 30 * DAY}
LINK = make_link({"client_id": shop.CLIENT_ID, "request_uri": shop.REQUEST_URI})
ANSWERED = {"vp_token": {"shoe_size": ["a~b~c"]}, "state": "s" * 22}


def request(name: str, reason: str | None, file: bytes | str, **other: Any) -> dict[str, Any]:
    """A case with a request's file."""
    case = {
        "name": name,
        "kind": "request",
        "reason": reason,
        "section": FILE,
        "file": base64(file),
        "anchors": shop.x5c(shop.ROOT),
        "now": NOW,
        **other,
    }
    if reason is None:
        case.setdefault("expect", {"host": shop.HOST, "signed": True})
    return case


def claims(name: str, reason: str | None, *, now: int = NOW, **other: Any) -> dict[str, Any]:
    """A case whose signed claims differ in ``other``; without it they last for thirty days."""
    return request(name, reason, shop.signed(shop.claims(**{**LONG, **other})), now=now)


def answer(name: str, reason: str | None, file: bytes | str) -> dict[str, Any]:
    """A case with an answer's file."""
    case = {"name": name, "kind": "answer", "reason": reason, "section": ANSWER, "file": base64(file), "key": SECRET}
    return case if reason else {**case, "expect": ANSWERED}


def digits(name: str, nonce: str) -> dict[str, Any]:
    """A case of the digits, computed from their definition."""
    number = int.from_bytes(hashlib.sha256(nonce.encode()).digest(), "big") % 10_000
    return {
        "name": name,
        "kind": "digits",
        "reason": None,
        "section": DIGITS,
        "nonce": nonce,
        "digits": f"{number:04d}",
    }


def base64(file: bytes | str) -> str:
    return b64encode(file if isinstance(file, bytes) else file.encode()).decode()


def requests() -> list[dict[str, Any]]:
    whole = shop.signed(shop.claims(**LONG))
    by_value = make_link(shop.parameters(**LONG))
    unsigned = {"expect": {"host": shop.HOST, "signed": False}}
    by_did = shop.signed(shop.claims(**{**LONG, "client_id": shop.DID_ID}), x5c=None, kid=shop.KID)
    hashed = shop.signed(shop.claims(**{**LONG, "client_id": shop.HASH_ID}))
    not_signed = shop.signed(shop.claims(**{**LONG, "client_id": shop.UNSIGNED_ID}))
    head, body, signature = whole.split(".")
    other = shop.json_b64url(shop.claims(**{**LONG, "state": "x"}))
    no_alg = shop.json_b64url({"alg": "none", "typ": "oauth-authz-req+jwt"})
    return [
        claims("for thirty days", None),
        claims("for ten minutes", None, exp=NOW + 600),
        request("with a line's end", None, whole + "\n"),
        request("with a line's end of another system", None, whole + "\r\n"),
        request("by x509_hash", None, hashed),
        request("by did:web", None, by_did, anchors=[], document=json.dumps(shop.document())),
        request("unsigned, as its link", None, by_value, **unsigned),
        claims("a second more than thirty days", "request_lasts_too_long", exp=NOW + 30 * DAY + 1),
        claims("its end is now", "request_expired", now=NOW + 30 * DAY),
        claims("from the future", "request_not_yet_valid", iat=NOW + 301),
        claims("no client_id", "request_malformed", client_id=None),
        claims("client_id is a number", "request_malformed", client_id=7),
        claims("no address for the answer", "request_malformed", response_uri=None),
        claims("answer to another host", "url_other_host", response_uri="https://evil.example/a"),
        claims("client_id of another host", "url_other_host", client_id="x509_san_dns:evil.example"),
        claims("client_id of another host, answer there too", "san_mismatch", client_id="x509_san_dns:evil.example",
               response_uri="https://evil.example/a"),
        claims("client_id of a kind that is refused", "client_id_prefix_unsupported", client_id="origin:https://a.example"),
        claims("made for a wallet's address", "request_audience", aud=shop.REQUEST_URI),
        request("signed, and says it is not", "client_id_prefix_unsupported", not_signed),
        request("by did:web, another's document", "did_differs", by_did, anchors=[],
                document=json.dumps(shop.document(id="did:web:evil.example"))),
        request("unsigned, for too long", "request_lasts_too_long",
                make_link(shop.parameters(**{**LONG, "exp": NOW + 31 * DAY}))),
        request("only a link to a request", "request_file_link", LINK),
        request("other anchors", "chain_untrusted", whole, anchors=[]),
        request("altered", "request_signature", f"{head}.{other}.{signature}"),
        request("no signature", "request_alg", f"{no_alg}.{body}."),
        request("another kind of token", "request_typ", shop.signed(shop.claims(**LONG), typ="JWT")),
        request("empty", "request_file_malformed", ""),
        request("only a line's end", "request_file_malformed", "\n"),
        request("two lines", "request_file_malformed", f"{whole}\n{whole}"),
        request("an empty line before it", "request_file_malformed", f"\n{whole}"),
        request("with a byte order mark", "request_file_malformed", b"\xef\xbb\xbf" + whole.encode()),
        request("not text", "request_file_malformed", b"\x89PNG\r\n\x1a\n\x00"),
        request("in UTF-16", "request_file_malformed", whole.encode("utf-16")),
        request("something else", "request_file_malformed", "hello"),
        request("a link for another program", "request_file_malformed", "https://shop.example/r"),
        request("too large", "request_too_large", "a" * (64 * 1024 + 1)),
    ]  # fmt: skip


def answers() -> list[dict[str, Any]]:
    whole = encrypted(ANSWERED)
    parts = whole.split(".")
    packed = packed_answer(whole)
    bomb = packed_answer("a" * 10_000_000)
    return [
        answer("an answer", None, whole),
        answer("packed for a QR code", None, packed),
        answer("packed, cut off", "answer_file_malformed", packed[:-3]),
        answer("packed, something behind it", "answer_file_malformed", packed + "000"),
        answer("packed, a letter that base45 lacks", "answer_file_malformed", packed[:-1] + "a"),
        answer("packed, one letter too many", "answer_file_malformed", "PV1:" + "0" * 4),
        answer("packed, more than two bytes", "answer_file_malformed", "PV1::::"),
        answer("packed, inflates to ten million", "answer_too_large", bomb),
        answer("packed, and nothing in it", "answer_file_malformed", "PV1:"),
        answer("with a line's end", None, whole + "\n"),
        answer("empty", "jwe_malformed", ""),
        answer("not text", "answer_file_malformed", b"\x00\xff"),
        answer("two answers", "answer_file_malformed", f"{whole}\n{whole}"),
        answer("a space behind", "answer_file_malformed", whole + " "),
        answer("as a form", "jwe_malformed", f"response={whole}&a.b"),
        answer("too large", "answer_too_large", "a" * (64 * 1024 + 1)),
        answer("four parts", "jwe_malformed", ".".join(parts[:4])),
        answer("a key inside", "jwe_malformed", ".".join([parts[0], "AAAA", *parts[2:]])),
        answer("altered", "jwe_undecryptable", ".".join([*parts[:3], "B" + parts[3][1:], parts[4]])),
        answer("a signed token", "jwe_malformed", shop.signed(shop.claims())),
    ]


def cases() -> list[dict[str, Any]]:
    """All of them."""
    return [
        *requests(),
        *answers(),
        digits("a nonce of 22 characters", "n" * 22),
        digits("zeros in front", "nonce-of-22-characters-00264"),
        digits("every kind of character", "AZaz09._~-AZaz09._~-AZ"),
    ]


if __name__ == "__main__":
    path_of("offline").write_text(as_text(cases()), encoding="utf-8")

"""Writes response.json: forms that come to a shop, and replies that come back.

Run with ``python -m tests.vectors.make_response``.

A case of ``kind`` ``answer`` has ``form``; ``encrypted`` says whether the shop asked for encryption, to the key with
the secret ``key``; the answer is to ``dcql_query`` and is ``vp_token``, or ``error`` for a refusal. One of ``kind``
``reply`` has ``body``, and reads as ``reply``.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any
from urllib.parse import urlencode

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.vectors import example_shop as shop
from tests.vectors.writing import as_text, path_of

ANSWER = "OpenID4VP 1.0 §8.1, §8.2"
ENCRYPTED = "OpenID4VP 1.0 §8.3"
ERROR = "OpenID4VP 1.0 §8.5"
CHECK = "OpenID4VP 1.0 §8.6"
REPLY = "OpenID4VP 1.0 §8.2"
SECRET = shop.b64url(shop.ANSWER_KEY.private_numbers().private_value.to_bytes(32, "big"))
STATE = "af0ifjsldkj-7"
GOOD = {"shoe_size": ["size~kb"], "sports": ["sports~kb"]}
SEVERAL = {"credentials": [shop.query("shoe_size", "clothing.shoe_size", multiple=True)]}


def encrypted(payload: Any, *, key: ec.EllipticCurvePrivateKey = shop.ANSWER_KEY, **header: Any) -> str:
    """A compact JWE by hand: ECDH-ES to the public half of ``key``, A128GCM (RFC 7518 §4.6 and App. C).

    The ephemeral key and the IV are fixed, so that the file is the same each time.
    """
    ephemeral = shop.fixed_key(77)
    head = {"alg": "ECDH-ES", "enc": "A128GCM", "kid": "answer-7", "epk": shop.public_jwk(ephemeral), **header}
    secret = ephemeral.exchange(ec.ECDH(), key.public_key())
    parties = b"".join(len(each).to_bytes(4, "big") + each for each in (b"A128GCM", b"", b""))
    derived = hashlib.sha256((1).to_bytes(4, "big") + secret + parties + (128).to_bytes(4, "big")).digest()[:16]
    protected = shop.json_b64url(head)
    body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    sealed = AESGCM(derived).encrypt(bytes(12), body, protected.encode())
    return f"{protected}..{shop.b64url(bytes(12))}.{shop.b64url(sealed[:-16])}.{shop.b64url(sealed[-16:])}"


def answer(
    name: str, reason: str | None, section: str, form: dict[str, str] | list[tuple[str, str]] | str, **other: Any
) -> dict[str, Any]:
    """A case of a form."""
    text = form if isinstance(form, str) else urlencode(form)
    case = {"name": name, "kind": "answer", "reason": reason, "section": section, "form": text}
    return {**case, "encrypted": False, "key": SECRET, "dcql_query": shop.DCQL, **other}


def plain(name: str, reason: str | None, section: str, vp_token: Any, /, **other: Any) -> dict[str, Any]:
    """A case of a plain answer."""
    return answer(name, reason, section, {"vp_token": json.dumps(vp_token), "state": STATE}, **other)


def sealed(name: str, reason: str | None, payload: Any, *, section: str = ENCRYPTED, **other: Any) -> dict[str, Any]:
    """A case of an encrypted answer."""
    return answer(name, reason, section, {"response": encrypted(payload)}, encrypted=True, **other)


def reply(name: str, reason: str | None, body: str, **read: Any) -> dict[str, Any]:
    """A case of a reply; what is not in ``read`` is null."""
    case = {"name": name, "kind": "reply", "reason": reason, "section": REPLY, "body": body}
    if reason is not None:
        return case
    receipts = [read["receipt"]] if "receipt" in read else []
    members = {"redirect_uri": None, "receipt": None, "redirect_refused": None, "receipts": receipts}
    return {**case, "reply": {**members, **read}}


def answers() -> list[dict[str, Any]]:
    """Forms."""
    whole = {"vp_token": GOOD, "state": STATE}
    form = {"response": encrypted(whole)}
    other_key = encrypted(whole, key=shop.OTHER_KEY)
    head, _, iv, body, tag = form["response"].split(".")
    return [
        plain("everything", None, ANSWER, GOOD, vp_token=GOOD),
        plain("required only", None, ANSWER, {"shoe_size": ["a"]}, vp_token={"shoe_size": ["a"]}),
        plain("several where several may be", None, ANSWER, {"shoe_size": ["a", "b"]},
              vp_token={"shoe_size": ["a", "b"]}, dcql_query=SEVERAL),
        sealed("encrypted", None, whole, vp_token=GOOD),
        answer("refusal", None, ERROR, {"error": "access_denied", "state": STATE}, error="access_denied"),
        answer("refusal where encryption was asked", None, ERROR, {"error": "access_denied", "state": STATE},
               encrypted=True, error="access_denied"),
        sealed("encrypted refusal", None, {"error": "access_denied", "state": STATE}, section=ERROR,
               error="access_denied"),
        answer("error beside a token", None, ERROR, {"vp_token": "{}", "error": "access_denied", "state": STATE},
               error="access_denied"),
        plain("nothing", "answer_empty", ANSWER, {}),
        plain("no presentation", "answer_empty", ANSWER, {**GOOD, "sports": []}),
        sealed("nothing, encrypted", "answer_empty", {"vp_token": {}, "state": STATE}),
        plain("not an object", "json_not_an_object", ANSWER, ["a"]),
        plain("presentation not in a list", "answer_malformed", ANSWER, {"shoe_size": "a"}),
        plain("presentation is an object", "answer_malformed", ANSWER, {"shoe_size": [{}]}),
        plain("too many presentations", "answer_malformed", ANSWER, {"shoe_size": ["a"] * 21}),
        plain("two for one", "answer_several", ANSWER, {"shoe_size": ["a", "b"]}),
        plain("optional only", "answer_does_not_fit", CHECK, {"sports": ["a"]}),
        plain("not asked", "answer_does_not_fit", CHECK, {**GOOD, "income": ["a"]}),
        plain("claim name instead of id", "answer_does_not_fit", CHECK, {"clothing.shoe_size": ["a"]}),
        answer("no token", "answer_malformed", ANSWER, {"state": STATE}),
        answer("token is no JSON", "json_malformed", ANSWER, {"vp_token": "{", "state": STATE}),
        answer("token names an id twice", "json_duplicate_member", ANSWER,
               {"vp_token": '{"shoe_size":["a"],"shoe_size":["b"]}', "state": STATE}),
        answer("empty state", "answer_malformed", ANSWER, {"vp_token": json.dumps(GOOD), "state": ""}),
        answer("long state", "answer_malformed", ANSWER, {"vp_token": json.dumps(GOOD), "state": "a" * 513}),
        answer("empty error", "answer_malformed", ERROR, {"error": ""}),
        answer("field twice", "answer_malformed", ANSWER, [("state", "a"), ("state", "a")]),
        answer("too many fields", "answer_malformed", ANSWER, {str(each): "a" for each in range(9)}),
        answer("not a form", "answer_malformed", ANSWER, "hello"),
        answer("empty", "answer_malformed", ANSWER, ""),
        answer("not ASCII", "answer_malformed", ANSWER, "vp_token=é"),
        answer("not UTF-8", "answer_malformed", ANSWER, "vp_token=%ff"),
        answer("too large", "answer_too_large", ANSWER, {"vp_token": "a" * 65536}),
        plain("plain where encryption was asked", "answer_malformed", ENCRYPTED, GOOD, encrypted=True),
        answer("encrypted where plain was asked", "answer_malformed", ENCRYPTED, form),
        answer("encrypted to another key", "jwe_undecryptable", ENCRYPTED, {"response": other_key}, encrypted=True),
        answer("altered", "jwe_undecryptable", ENCRYPTED, {"response": f"{head}..{iv}.AAAA{body[4:]}.{tag}"},
               encrypted=True),
        answer("other key agreement", "jwe_alg_refused", ENCRYPTED,
               {"response": encrypted(whole, alg="ECDH-ES+A128KW")}, encrypted=True),
        answer("other content encryption", "jwe_enc_refused", ENCRYPTED,
               {"response": encrypted(whole, enc="A128CBC-HS256")}, encrypted=True),
        answer("compressed", "header_member_refused", ENCRYPTED,
               {"response": encrypted(whole, zip="DEF")}, encrypted=True),
        sealed("encrypted, no JSON", "json_malformed", b"hello"),
        sealed("encrypted, nothing in it", "answer_malformed", {"state": STATE}),
        sealed("encrypted, state is a number", "answer_malformed", {"vp_token": GOOD, "state": 7}),
    ]  # fmt: skip


def replies() -> list[dict[str, Any]]:
    """Replies of the host ``shop.example``."""
    on = "https://shop.example/welcome#response_code=Zm9vYmFyZm9vYmFyZm9vYg"
    return [
        reply("address and receipt", None, json.dumps({"redirect_uri": on, "receipt": "a.b.c"}),
              redirect_uri=on, receipt="a.b.c"),
        reply("nothing said", None, "{}"),
        reply("several receipts", None, '{"receipt":"a.b.c","receipts":["a.b.c","d.e.f"]}',
              receipt="a.b.c", receipts=["a.b.c", "d.e.f"]),
        reply("receipts are a text", "reply_malformed", '{"receipts":"a.b.c"}'),
        reply("a receipt of receipts is a number", "reply_malformed", '{"receipts":[1]}'),
        reply("more receipts than items", "reply_malformed", json.dumps({"receipts": ["a.b.c"] * 21})),
        reply("more members", None, '{"receipt":"a.b.c","more":[1]}', receipt="a.b.c"),
        reply("address elsewhere is not opened", None,
              '{"redirect_uri":"https://evil.example/","receipt":"a.b.c"}',
              receipt="a.b.c", redirect_refused="url_other_host"),
        reply("address without https is not opened", None, '{"redirect_uri":"http://shop.example/"}',
              redirect_refused="url_not_https"),
        reply("script is not opened", None, '{"redirect_uri":"javascript:alert(1)"}',
              redirect_refused="url_not_https"),
        reply("nothing", "reply_malformed", ""),
        reply("a page", "reply_malformed", "<html>"),
        reply("a list", "reply_malformed", "[]"),
        reply("member twice", "reply_malformed", '{"receipt":"a","receipt":"b"}'),
        reply("address is a list", "reply_malformed", '{"redirect_uri":[]}'),
        reply("receipt is an object", "reply_malformed", '{"receipt":{}}'),
        reply("too large", "reply_malformed", json.dumps({"more": "a" * 65536})),
        reply("too deep", "reply_malformed", '{"more":' + "[" * 99 + "]" * 99 + "}"),
    ]  # fmt: skip


def cases() -> list[dict[str, Any]]:
    """All of them."""
    return [*answers(), *replies()]


if __name__ == "__main__":
    path_of("response").write_text(as_text(cases()), encoding="utf-8")

"""Makes ``refresh.json``: ``python -m tests.vectors.make_refresh``.

A case of ``kind`` ``nonce`` has the ``body`` of a shop's reply. One of ``kind`` ``form`` has a ``form`` that a shop
receives, encrypted to the key with the secret ``key``. One of ``kind`` ``refresh`` has what was in it, ``vp_token`` and
``supersedes``, and what the shop holds: the ``consent`` with the ``terms`` as received, its customer's ``thumbprint``
and the ``held`` tokens.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from tests.vectors import example_shop as shop
from tests.vectors.make_presentation import CLIENT, DAY, IAT, KB_HEADER, NOW, TOKEN_HEADER, binding, payload
from tests.vectors.make_response import SECRET, encrypted
from tests.vectors.make_signed import ABSENT, HOLDER, STRANGER, Signer, changed, digest, encode, to_json, write

NONCE = "AAAAAGr9cMB0aGVub25jZZ2mM5hQ3rj1cV7p0m1u2wY"
CONSENT = "urn:uuid:7f0e8f1d-6f37-4ab0-8f5c-2b1f6f5b9a02"
SEALED = "urn:uuid:7f0e8f1d-6f37-4ab0-8f5c-2b1f6f5b9a03"
OLD = [f"urn:uuid:0b1c6a4e-3f0d-4f6e-9a57-1f6f0c2f7f0{number}" for number in range(3)]
NEW = [f"urn:uuid:0b1c6a4e-3f0d-4f6e-9a57-1f6f0c2f7f1{number}" for number in range(3)]
SALT = "2GLC42sKQveCfGfryNRN9w"
KEYS = ["clothing.shoe_size", "media.sports", "health.foot_health"]
IDS = ["shoe_size", "sports", "feet"]
VALUES: list[dict[str, Any]] = [
    {"min": "42", "max": "44", "system": "EU", "precision": "range"},
    {"value": ["running_road"], "precision": "exact"},
    {"value": ["insoles"], "precision": "exact"},
]
TERMS = shop.json_b64url(
    shop.terms(
        [
            {
                "credential_id": query_id,
                "key": key,
                "purposes": ["dpv:ServicePersonalisation"],
                "legal_basis": "eu-gdpr:A9-2-a" if key.startswith("health") else "eu-gdpr:A6-1-a",
                "precision": "exact",
                "required": False,
                "reason": {"en": "To show what fits first.", "nl": "Om eerst te tonen wat past."},
            }
            for query_id, key in zip(IDS, KEYS, strict=True)
        ]
    )
)
EXP = IAT + 60 * DAY
HELD: list[dict[str, Any]] = [
    {"jti": OLD[0], "number": 0, "precision": "range", "exp": EXP, "objection": False},
    {"jti": OLD[1], "number": 1, "precision": "exact", "exp": EXP, "objection": False},
]

CASES: list[dict[str, Any]] = []


def add(name: str, kind: str, reason: str | None, **given: Any) -> None:
    CASES.append({"name": name, "kind": kind, "section": "Nonce, refresh", "reason": reason, **given})


def nonces() -> None:
    jwk = shop.public_jwk(shop.ANSWER_KEY, use="enc", alg="ECDH-ES", kid=NONCE)
    good = {"nonce": NONCE, "expires_in": 300, "jwks": {"keys": [jwk]}}
    add("a nonce as it should be", "nonce", None, body=json.dumps(good))
    add("a nonce with a key without a name", "nonce", None, body=json.dumps({**good, "jwks": {"keys": [HOLDER.jwk]}}))
    wrong: list[tuple[str, dict[str, Any]]] = [
        ("without a nonce", {"nonce": ABSENT}),
        ("that is a number", {"nonce": 7}),
        ("of 21 characters", {"nonce": NONCE[:21]}),
        ("of 257 characters", {"nonce": "n" * 257}),
        ("that is not ASCII", {"nonce": "é" * 22}),
        ("that never ends", {"expires_in": ABSENT}),
        ("that has ended", {"expires_in": 0}),
        ("that lasts too long", {"expires_in": 301}),
        ("that lasts true", {"expires_in": True}),
        ("without keys", {"jwks": ABSENT}),
        ("with no key", {"jwks": {"keys": []}}),
        ("with two keys", {"jwks": {"keys": [jwk, jwk]}}),
        ("with a private key", {"jwks": {"keys": [{**jwk, "d": SECRET}]}}),
        ("with a point off the curve", {"jwks": {"keys": [{**jwk, "y": jwk["x"]}]}}),
        ("with more beside it", {"more": 1}),
    ]
    for name, changes in wrong:
        add(f"a nonce {name}", "nonce", "reply_malformed", body=json.dumps(changed(good, changes)))
    add("a nonce that is no JSON", "nonce", "reply_malformed", body="nonce")
    add("a nonce too long", "nonce", "reply_malformed", body=json.dumps(good) + " " * 4096)


def forms() -> None:
    good: dict[str, Any] = {"vp_token": {"shoe_size": ["size~kb"]}, "supersedes": [OLD[0]]}
    add("a form as it should be", "form", None, form=urlencode({"response": encrypted(good)}), key=SECRET)
    wrong: list[tuple[str, str, dict[str, Any]]] = [
        ("without what it replaces", "refresh_malformed", {"supersedes": ABSENT}),
        ("that replaces nothing", "refresh_malformed", {"supersedes": []}),
        ("that replaces a text", "refresh_malformed", {"supersedes": OLD[0]}),
        ("that replaces a number", "refresh_malformed", {"supersedes": [1]}),
        ("that replaces one token twice", "refresh_malformed", {"supersedes": [OLD[0], OLD[0]]}),
        ("that replaces 21 tokens", "refresh_malformed", {"supersedes": [f"urn:{n}" for n in range(21)]}),
        ("with a state", "refresh_malformed", {"state": "s"}),
        ("without tokens", "refresh_malformed", {"vp_token": ABSENT}),
        ("with no token", "answer_empty", {"vp_token": {}}),
        ("with an empty list of tokens", "answer_empty", {"vp_token": {"shoe_size": []}}),
        ("with tokens as a list", "answer_malformed", {"vp_token": ["size~kb"]}),
        ("with a token as text", "answer_malformed", {"vp_token": {"shoe_size": "size~kb"}}),
    ]
    for name, reason, changes in wrong:
        form = urlencode({"response": encrypted(changed(good, changes))})
        add(f"a form {name}", "form", reason, form=form, key=SECRET)
    add("a form in the clear", "form", "answer_malformed", form=urlencode({"vp_token": "{}"}), key=SECRET)
    two = urlencode({"response": encrypted(good), "state": "s"})
    add("a form with a field beside it", "form", "answer_malformed", form=two, key=SECRET)
    elsewhere = urlencode({"response": encrypted(good, key=shop.OTHER_KEY)})
    add("a form for another key", "form", "jwe_undecryptable", form=elsewhere, key=SECRET)


def presented(number: int, signer: Signer = HOLDER, kb: dict[str, Any] | None = None, **changes: Any) -> str:
    """A presentation of one item, with no hash of the terms in its binding."""
    value = changes.pop("value", VALUES[number])
    shown = encode(to_json([SALT, changes.pop("key", KEYS[number]), value]).encode())
    good = {"jti": NEW[number], "consent": CONSENT, "item": number, "exp": EXP, "terms": digest(TERMS)}
    who = {} if signer is HOLDER else {"iss": signer.did, "cnf": {"jwk": signer.jwk}}
    head = {**TOKEN_HEADER, "kid": signer.kid}
    token = f"{signer.jws(head, payload(shown, **{**good, **who, **changes}))}~{shown}~"
    hashes = {"transaction_data_hashes": ABSENT, "transaction_data_hashes_alg": ABSENT}
    return token + binding(token, KB_HEADER, signer, **{"nonce": NONCE, **hashes, **(kb or {})})


def refresh(name: str, reason: str | None, vp_token: dict[str, list[str]], supersedes: list[str], **held: Any) -> None:
    given: dict[str, Any] = {
        "client_id": CLIENT,
        "nonce": NONCE,
        "window": [NOW - 60, NOW + 240],
        "now": NOW,
        "terms": TERMS,
        "consent": CONSENT,
        "thumbprint": digest(to_json(HOLDER.jwk)),
        "items": 2,
        "held": HELD,
    }
    given |= held
    add(f"a refresh {name}", "refresh", reason, **given, vp_token=vp_token, supersedes=supersedes)


def refreshes() -> None:
    size = {"shoe_size": [presented(0)]}
    refresh("of one item", None, size, OLD[:1])
    refresh("of both items", None, {**size, "sports": [presented(1)]}, OLD[:2])
    refresh("that ends sooner", None, {"shoe_size": [presented(0, exp=EXP - DAY)]}, OLD[:1])
    adult = {"value": "adult", "precision": "category"}
    refresh("that is less precise", None, {"shoe_size": [presented(0, value=adult)]}, OLD[:1])
    feet = {"jti": OLD[2], "number": 2, "precision": "exact", "exp": EXP, "objection": False}
    alone = {"consent": SEALED, "items": 1, "held": [feet]}
    refresh("of a sealed item", None, {"feet": [presented(2, consent=SEALED)]}, OLD[2:], **alone)
    exact = {"value": "43", "system": "EU", "precision": "exact"}
    wrong: list[tuple[str, str, dict[str, Any]]] = [
        ("that ends later", "refresh_longer", {"exp": EXP + 3600}),
        ("that is more precise", "refresh_finer", {"value": exact}),
        ("for one visit", "refresh_kind_differs", {"keep": "session", "exp": IAT + 3600 * 20}),
        ("under another consent", "refresh_consent_differs", {"consent": SEALED}),
        ("under other terms", "terms_hash_wrong", {"terms": digest("other terms")}),
        ("under no terms", "terms_and_item_differ", {"terms": ABSENT}),
        ("of another place in the terms", "item_number_wrong", {"item": 1}),
        ("of another key", "key_not_asked", {"key": "media.sports", "value": VALUES[1]}),
        ("with a value that does not fit", "value_refused", {"value": {"value": "XXL", "precision": "exact"}}),
        ("for another shop", "token_aud_wrong", {"aud": "x509_san_dns:other.example"}),
        ("that has ended", "expired", {"exp": NOW - 1}),
        ("by another customer", "refresh_key_differs", {"signer": STRANGER}),
        ("with the nonce of another", "nonce_wrong", {"kb": {"nonce": NONCE[:-1] + "Z"}}),
        ("bound to another shop", "kb_aud_wrong", {"kb": {"aud": "x509_san_dns:other.example"}}),
        ("bound too early", "kb_outside_window", {"kb": {"iat": NOW - 600}}),
        ("of another token's binding", "sd_hash_wrong", {"kb": {"sd_hash": digest("x")}}),
        (
            "that agrees to the terms again",
            "transaction_data_hashes_unexpected",
            {"kb": {"transaction_data_hashes": [digest(TERMS)], "transaction_data_hashes_alg": "sha-256"}},
        ),
    ]
    for name, reason, changes in wrong:
        refresh(name, reason, {"shoe_size": [presented(0, **changes)]}, OLD[:1])
    refresh("of what was not asked", "query_id_unknown", {"width": [presented(0)]}, OLD[:1])
    refresh("of an item twice", "answer_several", {"shoe_size": [presented(0), presented(0, jti=NEW[2])]}, OLD[:1])
    refresh("with one token for two items", "token_twice", {**size, "sports": [presented(1, jti=NEW[0])]}, OLD[:2])
    refresh("that replaces a stranger's token", "refresh_unknown", size, [NEW[2]])
    refresh("that replaces another item", "refresh_items_differ", size, OLD[1:2])
    refresh("that replaces more than it brings", "refresh_items_differ", size, OLD[:2])
    refresh("that brings more than it replaces", "refresh_items_differ", {**size, "sports": [presented(1)]}, OLD[:1])
    mixed = {"feet": [presented(2)]}
    refresh("of a sealed item among others", "sealed_without_own_consent", mixed, OLD[2:], held=[*HELD, feet], items=3)
    no = [{**HELD[0], "objection": True}]
    refresh("of a no by a yes", "refresh_kind_differs", size, OLD[:1], held=no, items=1)


if __name__ == "__main__":
    for group in (nonces, forms, refreshes):
        group()
    write("refresh.json", CASES)

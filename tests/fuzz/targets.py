"""What is fuzzed: each target reads bytes as a stranger might send them, and may raise our own errors only.

Where a signature or an encryption would stop every change, the target signs or encrypts what it was given itself, so
that what lies behind is reached too.
"""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any
from urllib.parse import parse_qsl, urlencode

from tests.unit.core.catalogue_values import shipped
from tests.vectors import example_shop as shop
from tests.vectors import make_proof
from tests.vectors.make_signed import HOLDER, SHOP
from tests.vectors.writing import read
from vault.core.clock import from_seconds
from vault.core.errors import TokenError, VaultError
from vault.core.strict_json import b64url, loads
from vault.core.terms import parse_terms
from vault.openid4vp.answer_file import read_answer_file
from vault.openid4vp.client_id import parse_client_id
from vault.openid4vp.dcql import Offer, answerable, match, parse_dcql
from vault.openid4vp.did_web import parse_document
from vault.openid4vp.link import MAX_LINK, parse_link
from vault.openid4vp.qr_code import MOST, qr_file
from vault.openid4vp.qr_picture import read_qr
from vault.openid4vp.refresh import parse_nonce, parse_refresh
from vault.openid4vp.request_file import read_request_file, verify_request_file
from vault.openid4vp.request_object import MAX_REQUEST, parse_request, read_claims, verify_signed, verify_unsigned
from vault.openid4vp.response import MAX_ANSWER, parse_answer, parse_reply
from vault.openid4vp.wallet_metadata import read_wallet_nonce
from vault.portability import import_json
from vault.shop.proof import check_proof
from vault.tokens import jwe, jws
from vault.tokens.customer_letter import FEEDBACK_TYP, HELD_TYP, verify_feedback, verify_held_request
from vault.tokens.disclosure import read_disclosure
from vault.tokens.holding_statement import TYP as STATEMENT_TYP
from vault.tokens.holding_statement import verify_holding_statement
from vault.tokens.keys import SigningKey, VerifyingKey
from vault.tokens.preference_token import TYP, verify
from vault.tokens.presentation import verify_presentation
from vault.tokens.receipt import CONSENT_TYP, verify_consent_receipt
from vault.tokens.sd_jwt import reveal, split
from vault.tokens.security_event import verify_stop_event
from vault.tokens.status_list import TYP as LIST_TYP
from vault.tokens.status_list import decode, read_host_document, verify_status_list

MAX_EXPORT = 64 * 1024
"""Bytes of an import that are fuzzed; a whole one may be larger, and takes the same paths."""

_HOLDER = SigningKey.from_private_bytes(HOLDER.private_bytes)
_SHOP = SigningKey.from_private_bytes(SHOP.private_bytes)
_ANSWERS = jwe.AgreementKey(shop.ANSWER_KEY)
_CLIENT = "x509_san_dns:shop.example"
_NOW = from_seconds(1_794_999_600)
_NONCE = "AAAAAGr9cMB0aGVub25jZZ2mM5hQ3rj1cV7p0m1u2wY"
_WINDOW = (_NOW - timedelta(minutes=1), _NOW + timedelta(minutes=9))


@dataclass(frozen=True)
class Target:
    """``read`` is called with any bytes up to ``most``; ``seeds`` are a start."""

    read: Callable[[bytes], object]
    seeds: Callable[[], Iterator[bytes]]
    most: int


def allowed(work: Callable[[], object]) -> None:
    """Our own errors say why something is refused; any other is a bug and goes on."""
    try:
        work()
    except VaultError:
        return


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _link(data: bytes) -> None:
    link = parse_link(_text(data))
    if link.request_uri is None:
        verify_unsigned(link.parameters, client_id=link.client_id, now=shop.NOW)


def _request(data: bytes) -> None:
    allowed(lambda: parse_request(_text(data)))
    anchors = [shop.ROOT]
    allowed(lambda: verify_signed(_text(data), client_id=parse_client_id(_CLIENT), anchors=anchors, now=shop.NOW))
    read_claims(loads(data, max_bytes=MAX_REQUEST), client_id=parse_client_id(_CLIENT), now=shop.NOW, raw="")


def _file(data: bytes) -> None:
    """What a customer was given in a file, and what a till is given."""
    allowed(lambda: read_answer_file(data))
    verify_request_file(read_request_file(data), anchors=[shop.ROOT], now=shop.NOW)


def _picture(data: bytes) -> None:
    read_qr(data)


def _answer(data: bytes) -> None:
    allowed(lambda: parse_reply(data, host=shop.HOST))
    allowed(lambda: read_wallet_nonce(data))
    allowed(lambda: parse_answer(data, None))
    parse_answer(data, partial(jwe.decrypt, key=_ANSWERS, max_bytes=MAX_ANSWER))


def _presentation(data: bytes) -> None:
    verify_presentation(
        _text(data), client_id=_CLIENT, nonce="n", now=_NOW, window=_WINDOW, terms_hash=None, first=True
    )


def _token(data: bytes) -> None:
    """A token that says anything, properly signed; behind it a key binding that says the same."""
    token = jws.sign({"typ": TYP, "kid": HOLDER.kid}, data, _HOLDER)
    allowed(lambda: verify(token, aud=_CLIENT))
    _presentation(f"{token}~{b64url(data)}~{jws.sign({'typ': 'kb+jwt'}, data, _HOLDER)}".encode())


def _disclosure(data: bytes) -> None:
    allowed(lambda: read_disclosure(_text(data)))
    allowed(lambda: split(_text(data)))
    found = loads(data, max_bytes=MAX_REQUEST)
    disclosures = [each for each in found.pop("disclosures", []) if isinstance(each, str) and each.isascii()]
    reveal(found, disclosures)


def _jwe(data: bytes) -> None:
    allowed(lambda: jwe.peek_kid(_text(data), max_bytes=MAX_ANSWER))
    allowed(lambda: jwe.decrypt(_text(data), _ANSWERS, max_bytes=MAX_ANSWER))
    encrypted = jwe.encrypt(loads(data, max_bytes=MAX_REQUEST), _ANSWERS.jwk("1"), enc="A256GCM", kid=None)
    parse_answer(urlencode({"response": encrypted}).encode(), partial(jwe.decrypt, key=_ANSWERS, max_bytes=MAX_ANSWER))


def _terms(data: bytes) -> None:
    allowed(lambda: parse_terms(_text(data)))
    parse_terms(b64url(data))


def _dcql(data: bytes) -> None:
    query = parse_dcql(loads(data, max_bytes=MAX_REQUEST))
    claims = {"clothing.shoe_size": {"value": "43"}, "a": [{"b": 1}, [2, "c"]], "d": None}
    for each in query.credentials:
        match(each, Offer("dc+sd-jwt", "urn:preference-vault:preference:1", claims))
    answerable(query, query.ids)


def _did_document(data: bytes) -> None:
    parse_document(data, did=shop.DID).key(shop.DID, shop.KID)


def _signed_by_shop(data: bytes) -> None:
    keys: Mapping[str, VerifyingKey] = {"1": _SHOP.public}
    receipt = jws.sign({"typ": CONSENT_TYP, "kid": "1"}, data, _SHOP)
    allowed(lambda: verify_consent_receipt(receipt, keys=keys, iss=_CLIENT, sub=HOLDER.did, now=_NOW))
    event = jws.sign({"typ": "secevent+jwt", "kid": HOLDER.kid}, data, _HOLDER)
    allowed(lambda: verify_stop_event(event, aud=_CLIENT, now=_NOW))
    verify_stop_event(_text(data), aud=_CLIENT, now=_NOW)


def _status_list(data: bytes) -> None:
    """A host's keys, and a list that says anything, properly signed."""
    allowed(lambda: read_host_document(data))
    allowed(lambda: decode(b64url(data), bits=1, entries=64))
    keys = {"1": _SHOP.public}
    text = jws.sign({"typ": LIST_TYP, "kid": "1"}, data, _SHOP)
    verify_status_list(text, keys=keys, uri="https://status.example/lists/7", now=_NOW).statuses.status(51837)


def _letter(data: bytes) -> None:
    """What a vault and a shop say to each other between shares, properly signed or encrypted."""
    for typ, verify_letter in ((HELD_TYP, verify_held_request), (FEEDBACK_TYP, verify_feedback)):
        letter = jws.sign({"typ": typ, "kid": HOLDER.kid}, data, _HOLDER)
        allowed(partial(verify_letter, letter, aud=_CLIENT, now=_NOW))
    statement = jws.sign({"typ": STATEMENT_TYP, "kid": "1"}, data, _SHOP)
    keys: Mapping[str, VerifyingKey] = {"1": _SHOP.public}
    allowed(lambda: verify_holding_statement(statement, keys=keys, iss=_CLIENT, sub=HOLDER.did, nonce=_NONCE, now=_NOW))
    allowed(lambda: parse_nonce(data, host=shop.HOST))
    allowed(lambda: parse_refresh(data, partial(jwe.decrypt, key=_ANSWERS, max_bytes=MAX_ANSWER)))
    parse_refresh(b"response=a", lambda _: loads(data, max_bytes=MAX_REQUEST))


def _letters() -> Iterator[bytes]:
    yield from _payloads("customer_letter", "letter")()
    yield from _payloads("holding_statement", "statement")()
    yield from _of("refresh", "body", "form")()
    for case in read("refresh"):
        if case["kind"] == "refresh":
            yield _bytes({"vp_token": case["vp_token"], "supersedes": case["supersedes"]})


def _export(data: bytes) -> None:
    import_json.read(data, shipped())


def _proof(data: bytes) -> None:
    """A file as it is; and what a shop that signs anything puts into its receipt as the record."""
    now = from_seconds(make_proof.NOW)
    allowed(lambda: check_proof(data.decode("latin-1"), now=now))
    try:
        record = loads(data, max_bytes=32 * 1024)
    except TokenError:
        return
    lines = (make_proof.receipt(record=record), make_proof.TERMS, make_proof.token(0))
    allowed(lambda: check_proof("\n".join(lines), now=now))


def _of(name: str, *members: str) -> Callable[[], Iterator[bytes]]:
    """Members of vectors as seeds; what is not text as JSON."""

    def seeds() -> Iterator[bytes]:
        for case in read(name):
            for member in members:
                if case.get(member) is not None:
                    yield _bytes(case[member])

    return seeds


def _bytes(found: Any) -> bytes:
    return found.encode() if isinstance(found, str) else json.dumps(found).encode()


def _payloads(name: str, member: str) -> Callable[[], Iterator[bytes]]:
    """What signed vectors say."""

    def seeds() -> Iterator[bytes]:
        for case in read(name):
            try:
                yield jws.unb64url(case[member].split(".")[1], max_chars=MAX_REQUEST)
            except (IndexError, TokenError):
                continue

    return seeds


def _disclosures() -> Iterator[bytes]:
    for case in read("sd_jwt"):
        if isinstance(case["payload"], dict):
            yield _bytes({**case["payload"], "disclosures": case["disclosures"]})
            yield from (text.encode() for text in case["disclosures"])


def _encrypted() -> Iterator[bytes]:
    for case in read("response"):
        yield from (text.encode() for name, text in parse_qsl(case.get("form") or "") if name == "response")
    yield b'{"vp_token":{"a":["b"]},"state":"s"}'


def _files() -> Iterator[bytes]:
    for case in read("offline"):
        if "file" in case:
            yield b64decode(case["file"])


def _pictures() -> Iterator[bytes]:
    for text in ("openid4vp://?client_id=a", "a" * (MOST // 4)):
        yield qr_file(text, "png") or b""


def _documents() -> Iterator[bytes]:
    yield _bytes(shop.document())
    yield from _of("request", "document")()


def _proofs() -> Iterator[bytes]:
    for case in read("proof"):
        yield "\n".join(case["lines"]).encode()
    yield _bytes(make_proof.record())


def _exports() -> Iterator[bytes]:
    yield b'{"format": "preference-vault-export", "version": 1, "preferences": [], "consents": []}'


TARGETS: Mapping[str, Target] = {
    "link": Target(_link, _of("request", "link"), MAX_LINK),
    "request": Target(_request, _of("request", "request"), MAX_REQUEST),
    "file": Target(_file, _files, MAX_REQUEST),
    "picture": Target(_picture, _pictures, 32 * 1024),
    "answer": Target(_answer, _of("response", "form"), 64 * 1024),
    "presentation": Target(_presentation, _of("presentation", "presentation"), 12 * 1024),
    "token": Target(_token, _payloads("presentation", "presentation"), 8 * 1024),
    "disclosure": Target(_disclosure, _disclosures, 16 * 1024),
    "jwe": Target(_jwe, _encrypted, 64 * 1024),
    "terms": Target(_terms, _of("transaction_data", "transaction_data"), 32 * 1024),
    "dcql": Target(_dcql, _of("dcql", "dcql_query"), 32 * 1024),
    "did_document": Target(_did_document, _documents, 64 * 1024),
    "signed": Target(_signed_by_shop, _payloads("security_event", "event"), 8 * 1024),
    "status_list": Target(_status_list, _payloads("status_list", "list"), 16 * 1024),
    "letter": Target(_letter, _letters, 32 * 1024),
    "proof": Target(_proof, _proofs, 32 * 1024),
    "export": Target(_export, _exports, MAX_EXPORT),
}

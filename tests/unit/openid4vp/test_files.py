"""Requests and answers in files: the cases of ``tests/vectors/offline.json``, and there and back."""

from __future__ import annotations

import zlib
from base64 import b64decode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography import x509
from hypothesis import given
from hypothesis import strategies as st

from tests.vectors import example_shop as shop
from tests.vectors import make_offline
from tests.vectors.writing import as_text, path_of, read
from vault.core.errors import RequestError, TokenError
from vault.core.strict_json import unb64url
from vault.openid4vp.answer_file import (
    PACKED,
    _from_base45,
    _to_base45,
    answer_form,
    answer_text,
    packed_answer,
    read_answer_file,
)
from vault.openid4vp.did_web import parse_document
from vault.openid4vp.request_building import build_request, sign_request
from vault.openid4vp.request_file import read_request_file, verify_request_file
from vault.openid4vp.request_object import Evidence, VerifiedRequest, compare_code, verify_signed
from vault.openid4vp.response import MAX_ANSWER, Answer, make_answer, parse_answer
from vault.openid4vp.transaction_data import encode_terms
from vault.tokens import jwe
from vault.tokens.keys import SigningKey

CASES = read("offline")
REQUESTS = [case for case in CASES if case["kind"] == "request"]
ANSWERS = [case for case in CASES if case["kind"] == "answer"]
DIGITS = [case for case in CASES if case["kind"] == "digits"]


def named(cases: list[dict[str, Any]]) -> Any:
    return pytest.mark.parametrize("case", cases, ids=[case["name"] for case in cases])


def verified(case: dict[str, Any]) -> VerifiedRequest:
    """The path from a file to a verified request."""
    file = read_request_file(b64decode(case["file"]))
    document = parse_document(case["document"].encode(), did=file.client_id.rest) if "document" in case else None
    anchors = [x509.load_der_x509_certificate(b64decode(each)) for each in case["anchors"]]
    now = datetime.fromtimestamp(case["now"], UTC)
    return verify_request_file(file, anchors=anchors, now=now, evidence=Evidence(document))


@named(REQUESTS)
def test_request(case: dict[str, Any]) -> None:
    if case["reason"] is None:
        found = verified(case)
        assert {"host": found.host, "signed": found.signed} == case["expect"]
        assert found.evidence.in_file
        return
    with pytest.raises(RequestError) as refused:
        verified(case)
    assert refused.value.code == case["reason"]


@named(ANSWERS)
def test_answer(case: dict[str, Any]) -> None:
    data, key = b64decode(case["file"]), jwe.AgreementKey.from_private_bytes(unb64url(case["key"], max_chars=43))
    if case["reason"] is None:
        assert jwe.decrypt(read_answer_file(data), key, max_bytes=MAX_ANSWER) == case["expect"]
        return
    with pytest.raises(TokenError) as refused:
        jwe.decrypt(read_answer_file(data), key, max_bytes=MAX_ANSWER)
    assert refused.value.code == case["reason"]


@named(DIGITS)
def test_digits(case: dict[str, Any]) -> None:
    assert compare_code(case["nonce"]) == case["digits"]


def test_the_file_is_what_the_script_writes() -> None:
    assert path_of("offline").read_text(encoding="utf-8") == as_text(make_offline.cases())


def built(*, in_file: bool) -> str:
    """A request of the example shop, signed."""
    claims = build_request(
        client_id=shop.CLIENT_ID,
        response_uri=shop.RESPONSE_URI,
        nonce="n" * 43,
        state="state-7",
        now=shop.NOW,
        terms=encode_terms(shop.terms()),
        answer_jwk=shop.ANSWER_JWK,
        in_file=in_file,
    )
    return sign_request(claims, key=SigningKey(shop.SHOP_KEY), chain=shop.CHAIN)


@pytest.mark.parametrize(("in_file", "lasts"), [(True, timedelta(days=30)), (False, timedelta(minutes=10))])
def test_what_a_shop_makes_a_vault_reads_from_a_file(in_file: bool, lasts: timedelta) -> None:
    file = read_request_file(built(in_file=in_file).encode())
    found = verify_request_file(file, anchors=[shop.ROOT], now=shop.NOW)
    assert found.expires - found.issued == lasts
    assert found.terms is not None


def test_a_request_that_lasts_so_long_is_taken_from_nowhere_else() -> None:
    file = read_request_file(built(in_file=True).encode())
    with pytest.raises(RequestError) as refused:
        verify_signed(file.object or "", client_id=file.client_id, anchors=[shop.ROOT], now=shop.NOW)
    assert refused.value.code == "request_lasts_too_long"


def test_an_answer_goes_into_a_file_and_out_again() -> None:
    file = read_request_file(built(in_file=True).encode())
    request = verify_request_file(file, anchors=[shop.ROOT], now=shop.NOW)
    presentations = {each: f"{each}~disclosure~binding" for each in request.dcql.ids}
    line = answer_text(make_answer(request, presentations))
    back = answer_form(read_answer_file(f"{line}\n".encode()))
    key = jwe.AgreementKey(shop.ANSWER_KEY)
    found = parse_answer(back, lambda text: jwe.decrypt(text, key, max_bytes=MAX_ANSWER))
    assert found == Answer({each: (text,) for each, text in presentations.items()}, "state-7")


@pytest.mark.parametrize(("data", "text"), [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581")])
def test_base45_is_that_of_rfc_9285(data: bytes, text: str) -> None:
    assert _to_base45(data) == text
    assert _from_base45(text) == data


@given(st.binary(max_size=300))
def test_base45_goes_there_and_back(data: bytes) -> None:
    assert _from_base45(_to_base45(data)) == data


def test_a_packed_answer_is_read_as_it_was() -> None:
    (whole,) = (b64decode(case["file"]).decode() for case in ANSWERS if case["name"] == "an answer")
    assert read_answer_file(packed_answer(whole).encode()) == whole


@given(st.text("AZaz09._~-", min_size=22, max_size=256))
def test_digits_are_always_four(nonce: str) -> None:
    found = compare_code(nonce)
    assert len(found) == 4
    assert found.isdecimal()


@given(st.binary(max_size=200))
def test_no_bytes_are_more_than_refused(data: bytes) -> None:
    with pytest.raises(RequestError):
        read_request_file(data)
    with pytest.raises(TokenError):
        read_answer_file(data)


def test_what_is_shown_of_a_file_holds_nothing_of_it() -> None:
    text = built(in_file=True)
    assert text[:40] not in repr(read_request_file(text.encode()))


@pytest.mark.parametrize(
    "change",
    [
        lambda packed: packed[:-3],
        lambda packed: packed + b"after the end",
        lambda packed: b"not packed at all",
        lambda packed: zlib.compress("not ASCII: é".encode()),
    ],
)
def test_a_packed_answer_is_whole_and_ends_where_it_ends(change: Callable[[bytes], bytes]) -> None:
    packed = change(zlib.compress(b"a.b.c.d.e" * 20, 9))
    with pytest.raises(TokenError, match="answer_file_malformed"):
        read_answer_file((PACKED + _to_base45(packed)).encode())


def test_a_packed_answer_is_not_inflated_beyond_what_an_answer_may_have() -> None:
    with pytest.raises(TokenError, match="answer_too_large"):
        read_answer_file((PACKED + _to_base45(zlib.compress(b"a" * (MAX_ANSWER + 1), 9))).encode())

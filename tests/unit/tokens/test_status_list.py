from __future__ import annotations

import hashlib
import json
import zlib
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.tokens.vector_files import assert_refused, vectors
from vault.core.clock import from_seconds
from vault.core.errors import TokenError
from vault.core.strict_json import b64url
from vault.tokens.keys import SigningKey, VerifyingKey
from vault.tokens.status_list import (
    ENTRIES,
    MAX_LIST_TOKEN,
    StatusList,
    VerifiedStatusList,
    decode,
    encode,
    host_document,
    origin_of,
    read_host_document,
    status_list_token,
    verify_status_list,
)

NOW = from_seconds(1_795_000_000)
URI = "https://status.example/lists/7"
KEY = SigningKey.generate()


def packed(bits: int, entries: int, statuses: dict[str, int]) -> bytes:
    array = bytearray(entries * bits // 8)
    for place, status in statuses.items():
        bit = int(place) * bits
        array[bit // 8] |= status << bit % 8
    return bytes(array)


@pytest.mark.parametrize("case", vectors("status_list_draft21.json"))
def test_the_drafts_own_vectors_byte_for_byte(case: dict[str, Any]) -> None:
    array = packed(case["bits"], case["entries"], case["statuses"])
    assert encode(array) == case["lst"]
    found = decode(case["lst"], bits=case["bits"], entries=case["entries"])
    assert found.array == array
    assert found.encoded() == case["lst"]
    assert {place: found.status(int(place)) for place in case["statuses"]} == case["statuses"]


@pytest.mark.parametrize("case", vectors("status_list.json"))
def test_vector(case: dict[str, Any]) -> None:
    keys = {kid: VerifyingKey.from_jwk(jwk) for kid, jwk in case["keys"].items()}

    def read() -> int:
        found = verify_status_list(case["list"], keys=keys, uri=case["uri"], now=from_seconds(case["now"]))
        return found.statuses.status(case["idx"])

    if case["reason"] is None:
        assert read() == case["status"]
    else:
        with pytest.raises(TokenError) as refusal:
            read()
        assert_refused(refusal.value, case)


@given(st.sampled_from([1, 2, 4, 8]), st.data())
def test_every_status_is_read_where_it_was_put(bits: int, data: st.DataObject) -> None:
    entries = 64
    statuses = data.draw(st.lists(st.integers(0, 2**bits - 1), min_size=entries, max_size=entries))
    array = packed(bits, entries, {str(place): status for place, status in enumerate(statuses)})
    found = decode(encode(array), bits=bits, entries=entries)
    assert [found.status(place) for place in range(entries)] == statuses
    for outside in (-1, entries, 2**31):
        with pytest.raises(TokenError, match="status_out_of_bounds"):
            found.status(outside)


@given(st.binary(min_size=0, max_size=40))
def test_only_the_expected_size_is_inflated(array: bytes) -> None:
    if len(array) == 8:
        assert decode(encode(array), bits=1, entries=64).array == array
    else:
        with pytest.raises(TokenError, match="status_list"):
            decode(encode(array), bits=1, entries=64)


@given(st.binary(max_size=60))
def test_any_other_bytes_are_refused_as_such(data: bytes) -> None:
    try:
        decode(b64url(data), bits=1, entries=64)
    except TokenError:
        return
    assert len(zlib.decompress(data)) == 8


def test_a_list_of_bits_that_do_not_compress_fits() -> None:
    noise = b"".join(hashlib.sha256(bytes([place & 255, place >> 8])).digest() for place in range(ENTRIES // 8 // 32))
    end = NOW + timedelta(days=1)
    text = status_list_token(KEY, uri=URI, lst=encode(noise), iat=NOW, exp=end, ttl=300)
    assert len(text) <= MAX_LIST_TOKEN
    found = verify_status_list(text, keys={KEY.public.thumbprint(): KEY.public}, uri=URI, now=NOW)
    assert found == VerifiedStatusList(URI, StatusList(1, noise), NOW, end, 300)


def test_a_list_too_long_to_be_one_is_not_looked_at() -> None:
    with pytest.raises(TokenError) as refusal:
        verify_status_list("a" * (MAX_LIST_TOKEN + 1), keys={}, uri=URI, now=NOW)
    assert refusal.value.code == "jws_too_large"


def test_a_hosts_keys_read_as_they_were_written() -> None:
    other = SigningKey.generate().public
    keys = {key.thumbprint(): key for key in (KEY.public, other)}
    assert read_host_document(json.dumps(host_document(keys)).encode()) == keys


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ({}, "status_host_malformed"),
        ({"jwks": []}, "status_host_malformed"),
        ({"jwks": {"keys": []}}, "status_host_malformed"),
        ({"jwks": {"keys": [KEY.public.jwk()]}}, "status_host_malformed"),
        ({"jwks": {"keys": [{**KEY.public.jwk(), "kid": "1"}]}}, "status_host_malformed"),
        ({"jwks": {"keys": [{**KEY.public.jwk(), "kid": KEY.public.thumbprint()}] * 21}}, "status_host_malformed"),
        ({"jwks": {"keys": [{**KEY.public.jwk(), "kid": "1", "d": "AA"}]}}, "jwk_private"),
        ({"jwks": {"keys": ["key"]}}, "jwk_malformed"),
    ],
)
def test_a_document_of_a_host_that_is_not_one(document: dict[str, Any], code: str) -> None:
    with pytest.raises(TokenError) as refusal:
        read_host_document(json.dumps(document).encode())
    assert refusal.value.code == code


def test_an_address_that_is_none_has_no_origin() -> None:
    with pytest.raises(TokenError, match="status_malformed"):
        origin_of("http://status.example/lists/1")

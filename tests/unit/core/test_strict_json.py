from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.core.strict_json import decode_base64url, encode_base64url, read_object

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


@given(st.binary(max_size=200))
def test_base64url_round_trip(data: bytes) -> None:
    assert decode_base64url(encode_base64url(data), max_chars=400) == data


@pytest.mark.parametrize("text", ["YQ==", "YR", "a", "YQ\n", "Y+", "Y/", "é", "YWJj" * 3])
def test_loose_base64_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="base64_malformed"):
        decode_base64url(text, max_chars=8)


@given(st.dictionaries(st.text(max_size=8), JSON, max_size=4))
def test_json_round_trip(members: dict[str, object]) -> None:
    data = json.dumps(members, ensure_ascii=False).encode()
    assert read_object(data, max_bytes=10_000, max_depth=60) == members


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"a":1,"a":1}', "json_duplicate_member"),
        (b'{"a":{"b":1,"b":2}}', "json_duplicate_member"),
        (b'{"a":NaN}', "json_number"),
        (b'{"a":-Infinity}', "json_number"),
        (b'{"a":1.0}', "json_number"),
        (b'{"a":1e3}', "json_number"),
        (b'{"a":9007199254740993}', "json_number"),
        (b'{"a":' + b"9" * 5000 + b"}", "json_number"),
        (b'{"a":"\xff"}', "json_not_utf8"),
        (b"\xef\xbb\xbf{}", "json_malformed"),
        (b'{"a":"\\ud800"}', "json_malformed"),
        (b'{"\\udfff":[1]}', "json_malformed"),
        (b"[]", "json_not_an_object"),
        (b"1", "json_not_an_object"),
        (b"", "json_malformed"),
        (b"{} {}", "json_malformed"),
        (b'{"a":' + b"[" * 17 + b"]" * 17 + b"}", "json_too_deep"),
        (b"[" * 9_000, "json_too_deep"),
        (b'{"a":"' + b"x" * 10_000 + b'"}', "json_too_large"),
    ],
)
def test_json_with_two_meanings_or_no_bound_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_object(data, max_bytes=10_000)


@given(st.binary(max_size=300))
def test_any_bytes_give_an_object_or_a_reason(data: bytes) -> None:
    try:
        assert isinstance(read_object(data, max_bytes=200), dict)
    except ValueError as refused:
        assert str(refused) in {"base64_malformed"} or str(refused).startswith("json_")

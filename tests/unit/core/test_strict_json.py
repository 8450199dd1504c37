from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.core.errors import TokenError
from vault.core.strict_json import MAX_INTEGER, b64url, dumps, loads, loads_array, unb64url

TEXTS = st.text(st.characters(codec="utf-8"))
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(-MAX_INTEGER, MAX_INTEGER), TEXTS)
OBJECTS = st.dictionaries(
    TEXTS,
    st.recursive(SCALARS, lambda inner: st.one_of(st.lists(inner), st.dictionaries(TEXTS, inner)), max_leaves=8),
)


@given(st.binary(max_size=200))
def test_base64url_reads_as_it_was_written(data: bytes) -> None:
    assert unb64url(b64url(data), max_chars=300) == data


@given(st.text(st.sampled_from("AQgwBZaz09-_+/= \n"), max_size=12))
def test_base64url_has_one_spelling(text: str) -> None:
    with contextlib.suppress(TokenError):
        assert b64url(unb64url(text, max_chars=12)) == text


@pytest.mark.parametrize("text", ["A", "AAAAA", "AB", "AAB", "AA==", "A+AA", "A/AA", "AA A", "AAAA\n", "é", "AAAA="])
def test_other_spellings_are_refused(text: str) -> None:
    with pytest.raises(TokenError, match="base64_malformed"):
        unb64url(text, max_chars=20)


def test_long_base64url_is_not_decoded() -> None:
    with pytest.raises(TokenError, match="base64_too_long"):
        unb64url("AAAA", max_chars=3)


@given(OBJECTS)
def test_json_reads_as_it_was_written(found: dict[str, Any]) -> None:
    text = dumps(found)
    assert loads(text, max_bytes=len(text), max_depth=100) == found
    assert loads(text.decode(), max_bytes=len(text), max_depth=100) == found


@given(OBJECTS)
def test_json_is_written_as_the_standard_library_writes_it(found: dict[str, Any]) -> None:
    assert dumps(found).decode() == json.dumps(found, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


@pytest.mark.parametrize("found", [{"a": float("nan")}, {"a": float("inf")}])
def test_no_number_that_json_does_not_have_is_written(found: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        dumps(found)


def test_white_space_around_a_text_means_nothing() -> None:
    assert loads(b' \t\r\n{"a" :\n1} \t\r\n', max_bytes=100) == {"a": 1}


@pytest.mark.parametrize("space", ["\v", "\f", "\x00", "\x1c", "\x85", "\xa0", "\u2028", "\u3000", "\ufeff"])
def test_other_white_space_is_none(space: str) -> None:
    for text in (space + "{}", "{}" + space, " " + space + "{}"):
        with pytest.raises(TokenError, match=r"json_malformed|json_bom"):
            loads(text, max_bytes=100)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"", "json_malformed"),
        (b"{", "json_malformed"),
        (b'{"a":1}{}', "json_malformed"),
        (b"{'a':1}", "json_malformed"),
        (b'{"a":"\n"}', "json_malformed"),
        (b'{"a":01}', "json_malformed"),
        (b'{"a":1,}', "json_malformed"),
        (b"[]", "json_not_an_object"),
        (b"null", "json_not_an_object"),
        (b'{"a":1,"a":1}', "json_duplicate_member"),
        (b'{"a":{"b":1,"\\u0062":1}}', "json_duplicate_member"),
        (b'{"a":NaN}', "json_number_refused"),
        (b'{"a":-Infinity}', "json_number_refused"),
        (b'{"a":1.0}', "json_number_refused"),
        (b'{"a":1e3}', "json_number_refused"),
        (b'{"a":9007199254740992}', "json_number_refused"),
        (b'{"a":-9007199254740992}', "json_number_refused"),
        (b'{"a":' + b"9" * 5000 + b"}", "json_number_refused"),
        (b'\xef\xbb\xbf{"a":1}', "json_bom"),
        (b'{"a":"\xff"}', "json_not_utf8"),
        (b'{"a":"\xed\xa0\x80"}', "json_not_utf8"),
        ('{"a":1}'.encode("utf-16"), "json_not_utf8"),
        ('{"a":"\ud800"}', "json_not_utf8"),
        (b'{"a":"\\ud800"}', "json_lone_surrogate"),
        (b'{"\\udc00":1}', "json_lone_surrogate"),
        (b'{"a":' + b"[" * 4 + b"]" * 4 + b"}", "json_too_deep"),
        (b'{"a":' + b"[" * 4000 + b"]" * 4000 + b"}", "json_too_deep"),
        (b'{"a":"' + b"x" * 9000 + b'"}', "json_too_large"),
    ],
)
def test_other_json_is_refused(text: bytes | str, reason: str) -> None:
    with pytest.raises(TokenError) as refusal:
        loads(text, max_bytes=9000, max_depth=4)
    assert refusal.value.code == reason


def test_brackets_in_a_text_are_not_depth() -> None:
    assert loads('{"a":"[[[[[[[[","b":[{}]}', max_bytes=100, max_depth=3)["a"] == "[" * 8


def test_a_pair_of_surrogates_is_one_character() -> None:
    assert loads(b'{"a":"\\ud83d\\udc5f"}', max_bytes=100) == {"a": "\U0001f45f"}


def test_an_array_is_not_an_object() -> None:
    assert loads_array(b"[1,2]", max_bytes=10) == [1, 2]
    with pytest.raises(TokenError, match="json_not_an_array"):
        loads_array(b"{}", max_bytes=10)

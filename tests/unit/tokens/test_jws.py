from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.core.errors import TokenError
from vault.core.strict_json import b64url, dumps
from vault.tokens import jws
from vault.tokens.keys import SigningKey

KEY = SigningKey.generate()
PAYLOADS = st.dictionaries(st.text(st.characters(codec="utf-8")), st.integers(0, 9) | st.booleans(), max_size=5)


def signed(header: dict[str, Any] | bytes, payload: bytes = b"{}") -> str:
    """As ``jws.sign``, with any header."""
    head = header if isinstance(header, bytes) else dumps(header)
    text = b64url(head) + "." + b64url(payload)
    return text + "." + b64url(KEY.sign(text.encode()))


@given(PAYLOADS)
def test_a_payload_reads_as_it_was_signed(payload: dict[str, Any]) -> None:
    text = jws.sign({"typ": "test+jwt", "kid": "1"}, payload, KEY)
    found = jws.parse(text, typ="test+jwt", max_bytes=2000, required=jws.WITH_KID)
    assert found.verify(KEY.public) == payload
    assert found.header == {"alg": "ES256", "typ": "test+jwt", "kid": "1"}


def test_bytes_are_signed_as_they_are() -> None:
    text = jws.sign({"typ": "test+jwt"}, b'{ "a" : 1 }', KEY)
    assert jws.parse(text, typ="test+jwt", max_bytes=200).verify(KEY.public) == {"a": 1}


def test_a_header_means_the_same_in_any_spelling() -> None:
    for header in (b'{"alg":"ES256","typ":"test+jwt"}', b'{ "typ": "test\\u002bjwt", "alg": "ES256" }'):
        found = jws.parse(signed(header, b'{"a":1}'), typ="test+jwt", max_bytes=300)
        assert found.header == {"alg": "ES256", "typ": "test+jwt"}
        assert found.verify(KEY.public) == {"a": 1}


def test_another_key_does_not_verify() -> None:
    found = jws.parse(jws.sign({"typ": "test+jwt"}, {}, KEY), typ="test+jwt", max_bytes=200)
    with pytest.raises(TokenError, match="signature_invalid"):
        found.verify(SigningKey.generate().public)


def test_an_allowed_member_may_be_absent() -> None:
    allowed = jws.ALWAYS | {"x5c"}
    for header in ({"typ": "test+jwt"}, {"typ": "test+jwt", "x5c": ["AA"]}):
        jws.parse(jws.sign(header, {}, KEY), typ="test+jwt", max_bytes=300, allowed=allowed)


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ({"typ": "test+jwt"}, "alg_refused"),
        ({"alg": "none", "typ": "test+jwt"}, "alg_refused"),
        ({"alg": ["ES256"], "typ": "test+jwt"}, "alg_refused"),
        ({"alg": "ES256"}, "typ_wrong"),
        ({"alg": "ES256", "typ": "TEST+JWT"}, "typ_wrong"),
        ({"alg": "ES256", "typ": "test+jwt", "crit": []}, "crit_refused"),
        ({"alg": "ES256", "typ": "test+jwt"}, "header_member_missing"),
        ({"alg": "ES256", "typ": "test+jwt", "kid": "1", "jku": "https://a.example"}, "header_member_refused"),
        ({"alg": "ES256", "typ": "test+jwt", "kid": None}, "header_member_malformed"),
        ({"alg": "ES256", "typ": "test+jwt", "kid": "k" * 257}, "header_member_malformed"),
        (b"[]", "json_not_an_object"),
        (b"{", "json_malformed"),
    ],
)
def test_other_headers_are_refused(header: dict[str, Any] | bytes, reason: str) -> None:
    with pytest.raises(TokenError) as refusal:
        jws.parse(signed(header), typ="test+jwt", max_bytes=2000, required=jws.WITH_KID)
    assert refusal.value.code == reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "jws_malformed"),
        ("a.b", "jws_malformed"),
        ("a.b.c.d", "jws_malformed"),
        ("é.e30.AA", "jws_malformed"),
        ("." * 2001, "jws_too_large"),
        (signed({"alg": "ES256", "typ": "test+jwt"}, b"[]"), "json_not_an_object"),
        (signed({"alg": "ES256", "typ": "test+jwt"})[:-1], "signature_invalid"),
        (signed({"alg": "ES256", "typ": "test+jwt"})[:-1] + "=", "base64_malformed"),
    ],
)
def test_other_texts_are_refused(text: str, reason: str) -> None:
    with pytest.raises(TokenError) as refusal:
        jws.parse(text, typ="test+jwt", max_bytes=2000)
    assert refusal.value.code == reason


def test_what_is_shown_of_it_holds_no_payload() -> None:
    shown = repr(jws.parse(jws.sign({"typ": "test+jwt"}, {"value": "secret"}, KEY), typ="test+jwt", max_bytes=300))
    assert "secret" not in shown
    assert "test+jwt" in shown

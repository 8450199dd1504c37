from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.core.errors import TokenError
from vault.core.strict_json import b64url, dumps, unb64url
from vault.tokens.jwe import AgreementKey, Encryption, decrypt, encrypt, peek_kid

KEY = AgreementKey.generate()
JWK = KEY.jwk("answers-1")
TEXT = encrypt({"state": "s"}, JWK, enc="A128GCM", kid="answers-1")


def with_header(**changes: Any) -> str:
    """TEXT under a changed header; None takes a member out."""
    head, rest = TEXT.split(".", 1)
    found = {**json.loads(unb64url(head, max_chars=2000)), **changes}
    return b64url(dumps({name: member for name, member in found.items() if member is not None})) + "." + rest


@given(st.dictionaries(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")), max_size=4))
@pytest.mark.parametrize("enc", ["A128GCM", "A256GCM"])
def test_what_is_encrypted_is_what_is_read(enc: Encryption, payload: dict[str, Any]) -> None:
    assert decrypt(encrypt(payload, JWK, enc=enc, kid=None), KEY, max_bytes=100_000) == payload


def test_a_long_answer_passes() -> None:
    payload = {"vp_token": "x" * 150_000}
    assert decrypt(encrypt(payload, JWK, enc="A256GCM", kid="1"), KEY, max_bytes=250_000) == payload


def test_the_kid_shows_before_it_is_decrypted() -> None:
    assert peek_kid(TEXT, max_bytes=2000) == "answers-1"
    assert peek_kid(encrypt({}, JWK, enc="A128GCM", kid=None), max_bytes=2000) is None


def test_every_letter_counts() -> None:
    for at, letter in enumerate(TEXT):
        with pytest.raises(TokenError):
            decrypt(TEXT[:at] + ("A" if letter != "A" else "B") + TEXT[at + 1 :], KEY, max_bytes=2000)


def test_another_key_does_not_decrypt() -> None:
    with pytest.raises(TokenError, match="jwe_undecryptable"):
        decrypt(TEXT, AgreementKey.generate(), max_bytes=2000)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"alg": "dir"}, "jwe_alg_refused"),
        ({"alg": "ECDH-ES+A128KW"}, "jwe_alg_refused"),
        ({"alg": None}, "jwe_alg_refused"),
        ({"enc": "A128CBC-HS256"}, "jwe_enc_refused"),
        ({"enc": None}, "jwe_enc_refused"),
        ({"enc": ["A128GCM"]}, "jwe_enc_refused"),
        ({"epk": None}, "header_member_missing"),
        ({"epk": "key"}, "jwk_malformed"),
        ({"epk": {**KEY.public.jwk(), "y": KEY.public.x}}, "jwk_point_invalid"),
        ({"epk": {**KEY.public.jwk(), "d": "AA"}}, "jwk_private"),
        ({"zip": "DEF"}, "header_member_refused"),
        ({"crit": ["exp"]}, "header_member_refused"),
        ({"kid": 1}, "header_member_malformed"),
        ({"apu": "a" * 257}, "header_member_malformed"),
        ({"apu": "é"}, "base64_malformed"),
        ({"apv": "!"}, "base64_malformed"),
        ({"kid": "answers-2"}, "jwe_undecryptable"),
    ],
)
def test_other_headers_are_refused(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(TokenError) as refusal:
        decrypt(with_header(**changes), KEY, max_bytes=4000)
    assert refusal.value.code == reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "jwe_malformed"),
        (TEXT + ".", "jwe_malformed"),
        (TEXT.replace("..", ".AA."), "jwe_malformed"),
        (TEXT[:-2], "jwe_malformed"),
        (TEXT[:-1] + "=", "base64_malformed"),
        (TEXT + "A" * 4000, "jwe_too_large"),
        ("A" * 1400 + TEXT, "base64_too_long"),
    ],
)
def test_other_texts_are_refused(text: str, reason: str) -> None:
    with pytest.raises(TokenError) as refusal:
        decrypt(text, KEY, max_bytes=4000)
    assert refusal.value.code == reason


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"use": "sig"}, "jwk_use_refused"),
        ({"alg": "ECDH-ES+A128KW"}, "jwk_use_refused"),
        ({"kty": "OKP"}, "jwk_kind_refused"),
        ({"x5c": "AA"}, "jwk_member_refused"),
    ],
)
def test_only_a_key_to_encrypt_to_is_used(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(TokenError, match=reason):
        encrypt({}, {**JWK, **changes}, enc="A128GCM", kid=None)


def test_only_two_ways_to_encrypt() -> None:
    other: Any = "A128CBC-HS256"
    with pytest.raises(TokenError, match="jwe_enc_refused"):
        encrypt({}, JWK, enc=other, kid=None)


def test_a_private_key_keeps_its_number_and_does_not_show() -> None:
    assert AgreementKey.from_private_bytes(KEY.private_bytes()).public == KEY.public
    assert b64url(KEY.private_bytes()) not in repr(KEY)
    assert "d" not in JWK

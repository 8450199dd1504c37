from __future__ import annotations

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.tokens.vector_files import assert_refused, vectors
from vault.core.errors import TokenError
from vault.core.strict_json import unb64url
from vault.tokens.keys import SigningKey, VerifyingKey

KEY = SigningKey.generate()
JWK = KEY.public.jwk()
# RFC 7515 appendix A.3: a key and an ES256 signature by somebody else.
RFC_JWK = {
    "kty": "EC",
    "crv": "P-256",
    "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
    "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
}
RFC_INPUT = (
    b"eyJhbGciOiJFUzI1NiJ9"
    b".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
)
RFC_SIGNATURE = "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"


@given(st.binary(max_size=100))
def test_a_signature_verifies(data: bytes) -> None:
    signature = KEY.sign(data)
    assert len(signature) == 64
    KEY.public.verify(signature, data)
    with pytest.raises(TokenError, match="signature_invalid"):
        KEY.public.verify(signature, data + b"\0")


def test_signatures_with_short_numbers_verify() -> None:
    """One in 128 has an r or s that starts with a zero byte; both conversions must keep its place."""
    short = 0
    for number in range(1500):
        signature = KEY.sign(number.to_bytes(2, "big"))
        KEY.public.verify(signature, number.to_bytes(2, "big"))
        short += signature[0] == 0 or signature[32] == 0
    assert short


def test_a_signature_of_the_standard_verifies() -> None:
    VerifyingKey.from_jwk(RFC_JWK).verify(unb64url(RFC_SIGNATURE, max_chars=86), RFC_INPUT)


@pytest.mark.parametrize("signature", [b"", bytes(63), bytes(64), bytes(65), b"\xff" * 64, bytes(31) + b"\1" * 33])
def test_no_signature_is_refused(signature: bytes) -> None:
    with pytest.raises(TokenError, match="signature_invalid"):
        KEY.public.verify(signature, b"data")


def test_a_private_key_keeps_its_number() -> None:
    again = SigningKey.from_private_bytes(KEY.private_bytes())
    assert again.public == KEY.public
    assert again.private_bytes() == KEY.private_bytes()


@pytest.mark.parametrize("scalar", [b"", bytes(32), b"\xff" * 32, b"\1" * 31, b"\1" * 33])
def test_no_private_key_is_refused(scalar: bytes) -> None:
    with pytest.raises(TokenError, match="private_key_invalid") as refusal:
        SigningKey.from_private_bytes(scalar)
    assert refusal.value.__cause__ is None


def test_a_private_key_does_not_show() -> None:
    assert str(int.from_bytes(KEY.private_bytes(), "big")) not in repr(KEY)
    assert KEY.public.thumbprint() in repr(KEY)
    assert KEY.public.thumbprint() in repr(KEY.public)


def test_the_thumbprint_is_that_of_the_standard() -> None:
    # Computed apart, with SHA-256 over the members in the order of RFC 7638 §3.
    assert VerifyingKey.from_jwk(RFC_JWK).thumbprint() == "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U"


def test_keys_compare_by_thumbprint() -> None:
    same, other = VerifyingKey.from_jwk(JWK), SigningKey.generate().public
    assert same == KEY.public
    assert {same, KEY.public, other} == {same, other}
    assert same != other
    assert same != JWK


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"kty": "OKP"}, "jwk_kind_refused"),
        ({"crv": "P-384"}, "jwk_kind_refused"),
        ({"x": JWK["y"]}, "jwk_point_invalid"),
        ({"x": "A" * 43, "y": "A" * 43}, "jwk_point_invalid"),
        ({"x": JWK["x"][:-1]}, "jwk_point_invalid"),
        ({"y": JWK["y"] + "A"}, "jwk_point_invalid"),
        ({"x": JWK["x"][:-1] + "="}, "base64_malformed"),
        ({"x": 1}, "jwk_malformed"),
        ({"use": ["sig"]}, "jwk_malformed"),
        ({"use": "s" * 257}, "jwk_malformed"),
        ({"d": "AA"}, "jwk_private"),
        ({"kid": "1"}, "jwk_member_refused"),
    ],
)
def test_other_jwks_are_refused(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(TokenError) as refusal:
        VerifyingKey.from_jwk({**JWK, **changes}, also={"use"})
    assert refusal.value.code == reason


@pytest.mark.parametrize("found", [None, "key", [JWK], {}, {"kty": "EC"}])
def test_what_is_no_jwk_is_refused(found: object) -> None:
    with pytest.raises(TokenError, match="jwk_malformed"):
        VerifyingKey.from_jwk(found)


def test_members_that_are_asked_for_may_be_there() -> None:
    assert VerifyingKey.from_jwk({**JWK, "use": "sig", "kid": "1"}, also={"use", "kid", "alg"}) == KEY.public


def test_a_key_of_another_kind_is_refused() -> None:
    for key in (ec.generate_private_key(ec.SECP384R1()), ed25519.Ed25519PrivateKey.generate()):
        with pytest.raises(TokenError, match="jwk_kind_refused"):
            VerifyingKey.from_public_key(key.public_key())


@pytest.mark.parametrize("case", vectors("signature.json"))
def test_signature_vector(case: dict[str, Any]) -> None:
    key = VerifyingKey.from_jwk(case["key"])
    signature = unb64url(case["signature"], max_chars=300)
    if "reason" not in case:
        key.verify(signature, case["data"].encode())
        return
    with pytest.raises(TokenError) as refused:
        key.verify(signature, case["data"].encode())
    assert_refused(refused.value, case)

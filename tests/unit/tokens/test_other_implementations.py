"""What other people's libraries make of our tokens, and we of theirs."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from joserfc import jwe as their_jwe
from joserfc import jws as their_jws
from joserfc.jwk import ECKey
from jwcrypto.jwk import JWK
from sd_jwt.verifier import SDJWTVerifier

from vault.core.strict_json import b64url
from vault.tokens import jws
from vault.tokens.jwe import AgreementKey, Encryption, decrypt, encrypt
from vault.tokens.keys import SigningKey, VerifyingKey
from vault.tokens.preference_token import TokenClaims, issue
from vault.tokens.presentation import present

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SHOP = "x509_san_dns:shop.example"
KEY = SigningKey.generate()
VALUE = {"value": "43", "system": "EU", "precision": "exact"}


def test_sd_jwt_verifies_a_presentation() -> None:
    claims = TokenClaims(
        jti="urn:uuid:0b1c6a4e-3f0d-4f6e-9a57-1f6f0c2f7f01",
        consent="urn:uuid:7f0e8f1d-6f37-4ab0-8f5c-2b1f6f5b9a02",
        item=0,
        aud=SHOP,
        iat=NOW,
        exp=NOW + timedelta(days=90),
        terms="A" * 43,
    )
    token = issue(claims, "clothing.shoe_size", VALUE, KEY, bytes(range(16)))
    text = present(token, KEY, client_id=SHOP, nonce="nonce", now=NOW, terms_hash="A" * 43)

    def issuer_key(_issuer: str, _header: dict[str, Any]) -> JWK:
        return JWK(**KEY.public.jwk())

    read = SDJWTVerifier(text, issuer_key, expected_aud=SHOP, expected_nonce="nonce").get_verified_payload()
    assert read["clothing.shoe_size"] == VALUE
    assert read["exp"] == claims.exp.timestamp()


def test_joserfc_and_we_read_each_others_signatures() -> None:
    ours = jws.sign({"typ": "test+jwt"}, {"a": 1}, KEY)
    assert json.loads(their_jws.deserialize_compact(ours, ECKey.import_key(KEY.public.jwk())).payload) == {"a": 1}
    their_key = ECKey.generate_key("P-256")
    theirs = their_jws.serialize_compact({"alg": "ES256", "typ": "test+jwt"}, b'{"a":1}', their_key)
    public = VerifyingKey.from_public_key(their_key.public_key)
    assert jws.parse(theirs, typ="test+jwt", max_bytes=500).verify(public) == {"a": 1}


@pytest.mark.parametrize("enc", ["A128GCM", "A256GCM"])
def test_joserfc_and_we_read_each_others_encryption(enc: Encryption) -> None:
    key = AgreementKey.generate()
    ours = encrypt({"a": 1}, key.jwk("1"), enc=enc, kid="1")
    private = ECKey.import_key({**key.public.jwk(), "d": b64url(key.private_bytes())})
    opened = their_jwe.decrypt_compact(ours, private, algorithms=["ECDH-ES", enc])
    assert json.loads(opened.plaintext or b"") == {"a": 1}
    header = {"alg": "ECDH-ES", "enc": enc, "apu": "QQ", "apv": "Qg"}
    public = ECKey.import_key(key.public.jwk())
    theirs = their_jwe.encrypt_compact(header, b'{"a":1}', public, algorithms=["ECDH-ES", enc])
    assert decrypt(theirs, key, max_bytes=2000) == {"a": 1}

"""What a shop makes is what a vault accepts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.vectors import example_shop as shop
from vault.core.errors import RequestError
from vault.openid4vp.client_id import parse_client_id
from vault.openid4vp.link import make_link, parse_link
from vault.openid4vp.request_building import build_request, sign_request, unsigned_parameters
from vault.openid4vp.request_object import verify_signed, verify_unsigned
from vault.openid4vp.transaction_data import encode_terms
from vault.tokens.keys import SigningKey

NOW = shop.NOW + timedelta(microseconds=900_001)
TERMS = encode_terms(shop.terms())


def built(**other: Any) -> dict[str, Any]:
    """A request of the example shop."""
    members: dict[str, Any] = {
        "client_id": shop.CLIENT_ID,
        "response_uri": shop.RESPONSE_URI,
        "nonce": "n" * 43,
        "state": "state-7",
        "now": NOW,
        "terms": TERMS,
        "answer_jwk": shop.ANSWER_JWK,
    }
    return build_request(**{**members, **other})


def test_a_signed_request_is_accepted() -> None:
    text = sign_request(built(), key=SigningKey(shop.SHOP_KEY), chain=shop.CHAIN)
    client_id = parse_client_id(shop.CLIENT_ID)
    found = verify_signed(text, client_id=client_id, anchors=[shop.ROOT], now=NOW)
    assert found.terms is not None
    assert found.terms.raw == TERMS
    assert found.expires - found.issued == timedelta(minutes=10)


def test_an_unsigned_request_is_accepted() -> None:
    link = parse_link(make_link(unsigned_parameters(built(client_id=shop.UNSIGNED_ID))))
    found = verify_unsigned(link.parameters, client_id=link.client_id, now=NOW)
    assert (found.signed, found.nonce, found.state) == (False, "n" * 43, "state-7")


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"client_id": "x509_hash:abc"}, "client_id_malformed"),
        ({"client_id": "verifier_attestation:abc"}, "client_id_prefix_unsupported"),
        ({"response_uri": "https://cdn.example/answer"}, "url_other_host"),
        ({"nonce": "short"}, "nonce_malformed"),
        ({"terms": "AAAA"}, "invalid_transaction_data"),
        ({"answer_jwk": {"kid": "a"}}, "encryption_key_missing"),
    ],
)
def test_what_a_vault_refuses_is_not_made(other: dict[str, Any], code: str) -> None:
    with pytest.raises(RequestError) as refused:
        built(**other)
    assert refused.value.code == code

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vectors import example_shop as shop
from vault.core.errors import RequestError
from vault.openid4vp.did_web import document_url, parse_document


def test_the_document_is_at_the_well_known_address_of_the_host() -> None:
    assert document_url(shop.DID) == "https://shop.example/.well-known/did.json"


@pytest.mark.parametrize(
    "did", ["did:key:z6Mk", "shop.example", "", "did:web:", "did:web:shop.example:a", "did:web:a/b"]
)
def test_only_a_whole_host_has_one(did: str) -> None:
    with pytest.raises(RequestError):
        document_url(did)


def test_a_key_is_found_by_its_full_name_and_by_its_fragment() -> None:
    found = parse_document(json.dumps(shop.document()).encode(), did=shop.DID)
    assert found.key(shop.DID, shop.KID) == found.key(shop.DID, "#key-1")
    with pytest.raises(RequestError, match="did_differs"):
        found.key("did:web:evil.example", shop.KID)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(
                    ["id", "controller", "publicKeyJwk", "verificationMethod", "kty", "crv", "x", "y", "d", "use"]
                ),
                inner,
            )
        ),
    )
)
def test_any_document_is_read_or_refused(found: object) -> None:
    for document in (
        found,
        {"id": shop.DID, "verificationMethod": found},
        {"id": shop.DID, "verificationMethod": [found]},
    ):
        assert refusal(document) in {"", "did_document_malformed", "did_differs"}


def refusal(document: object) -> str:
    """Why it is refused, or nothing."""
    try:
        parse_document(json.dumps(document).encode(), did=shop.DID)
    except RequestError as problem:
        return problem.code
    return ""

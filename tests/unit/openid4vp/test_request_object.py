"""Requests beyond the vectors: what a verified request holds, and what no input may do."""

from __future__ import annotations

import contextlib
import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vectors import example_shop as shop
from vault.core.errors import RequestError
from vault.openid4vp.client_id import parse_client_id
from vault.openid4vp.link import make_link, parse_link
from vault.openid4vp.request_object import parse_request, verify_signed, verify_unsigned

SIGNED_ID = parse_client_id(shop.CLIENT_ID)
UNSIGNED_ID = parse_client_id(shop.UNSIGNED_ID)


def test_what_a_verified_request_holds() -> None:
    text = shop.signed(shop.claims())
    found = verify_signed(text, client_id=SIGNED_ID, anchors=[shop.ROOT], now=shop.NOW)
    assert (found.host, found.client_id, found.signed) == (shop.HOST, shop.CLIENT_ID, True)
    assert (found.response_uri, found.response_mode) == (shop.RESPONSE_URI, "direct_post.jwt")
    assert (found.nonce, found.state) == ("bUtJdjJESWdmTWNjb2FCTjs6dg", "af0ifjsldkj-7")
    assert (found.issued, found.expires) == (shop.NOW - timedelta(minutes=1), shop.NOW + timedelta(minutes=9))
    assert found.dcql.ids == ("shoe_size", "sports")
    assert found.terms is not None
    assert found.terms.raw == shop.json_b64url(shop.terms())
    assert found.encryption is not None
    assert found.encryption.key.jwk() == shop.public_jwk(shop.ANSWER_KEY)
    assert (found.encryption.kid, found.encryption.enc) == ("answer-7", "A256GCM")
    assert found.raw == text


def test_what_an_unsigned_request_holds() -> None:
    found = verify_unsigned(shop.parameters(), client_id=UNSIGNED_ID, now=shop.NOW)
    assert (found.host, found.client_id, found.signed) == (shop.HOST, shop.UNSIGNED_ID, False)
    assert found.terms is not None
    assert parse_link(f"openid4vp://?{found.raw}").parameters == shop.parameters()


def test_a_request_is_accepted_until_it_expires() -> None:
    text = shop.signed(shop.claims(iat=shop.SECONDS, exp=shop.SECONDS + 600))
    for offset in (-300, 0, 599):
        verify_signed(text, client_id=SIGNED_ID, anchors=[shop.ROOT], now=shop.NOW + timedelta(seconds=offset))


def test_an_unverified_request_says_so_and_shows_nothing() -> None:
    assert repr(parse_request(shop.signed(shop.claims()))) == "UnverifiedRequest(…)"


def test_a_prefix_belongs_to_one_way_of_asking() -> None:
    with pytest.raises(RequestError, match="client_id_prefix_unsupported"):
        verify_signed(shop.signed(shop.claims()), client_id=UNSIGNED_ID, anchors=[shop.ROOT], now=shop.NOW)
    with pytest.raises(RequestError, match="client_id_prefix_unsupported"):
        verify_unsigned(shop.parameters(), client_id=SIGNED_ID, now=shop.NOW)


@pytest.mark.parametrize(
    ("name", "code"),
    [("dcql_query", "dcql_malformed"), ("client_metadata", "metadata_malformed"), ("exp", "request_times")],
)
def test_what_an_unsigned_request_must_carry(name: str, code: str) -> None:
    parameters = shop.parameters()
    del parameters[name]
    with pytest.raises(RequestError, match=code):
        verify_unsigned(parameters, client_id=UNSIGNED_ID, now=shop.NOW)


anything = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
members = st.sampled_from(sorted(shop.claims()))


@given(st.dictionaries(members, anything, max_size=3))
def test_no_signed_claims_end_otherwise_than_accepted_or_refused(changed: dict[str, Any]) -> None:
    text = shop.signed({**shop.claims(), **changed})
    with contextlib.suppress(RequestError):
        verify_signed(text, client_id=SIGNED_ID, anchors=[shop.ROOT], now=shop.NOW)


@given(anything | st.lists(st.sampled_from(shop.x5c(*shop.CHAIN, shop.ROOT)), max_size=5))
def test_no_chain_ends_otherwise_than_accepted_or_refused(chain: Any) -> None:
    text = shop.signed(shop.claims(), x5c=chain)
    with contextlib.suppress(RequestError):
        verify_signed(text, client_id=SIGNED_ID, anchors=[shop.ROOT], now=shop.NOW)


@given(st.dictionaries(members, st.text(max_size=20) | anything.map(json.dumps), max_size=3))
def test_no_parameters_end_otherwise_than_accepted_or_refused(changed: dict[str, str]) -> None:
    with contextlib.suppress(RequestError):
        link = parse_link(make_link({**shop.parameters(), **changed}))
        verify_unsigned(link.parameters, client_id=link.client_id, now=shop.NOW)


@given(st.text())
def test_no_text_ends_otherwise_than_parsed_or_refused(text: str) -> None:
    with contextlib.suppress(RequestError):
        parse_request(text)

"""Links there and back; what is refused stands in ``tests/vectors/request.json``."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vectors import example_shop as shop
from vault.core.errors import RequestError
from vault.openid4vp.client_id import Prefix, parse_client_id
from vault.openid4vp.link import MAX_LINK, SCHEMES, make_link, parse_link

GOOD = make_link({"client_id": shop.CLIENT_ID, "request_uri": shop.REQUEST_URI})


@given(st.text("abcXYZ0189-._~", max_size=20), st.sampled_from(SCHEMES))
def test_a_link_to_a_signed_request_comes_back(path: str, scheme: str) -> None:
    request_uri = f"https://{shop.HOST}/{path}?id=a%20b&x=+"
    found = parse_link(make_link({"client_id": shop.CLIENT_ID, "request_uri": request_uri}, scheme=scheme))
    assert found.client_id == parse_client_id(shop.CLIENT_ID)
    assert found.request_uri == request_uri
    assert not found.parameters


@pytest.mark.parametrize(("word", "method"), [("get", "GET"), ("post", "POST")])
def test_how_the_request_is_fetched(word: str, method: str) -> None:
    assert parse_link(f"{GOOD}&request_uri_method={word}").method == method
    assert parse_link(GOOD).method == "GET"


def test_an_asker_who_names_a_certificate_is_where_its_request_waits() -> None:
    found = parse_link(make_link({"client_id": shop.HASH_ID, "request_uri": shop.REQUEST_URI}))
    assert found.client_id.host == shop.HOST
    assert found.client_id.text == shop.HASH_ID


@given(st.dictionaries(st.text("abc_", min_size=1).map("x_".__add__), st.text(max_size=50), max_size=9))
def test_an_unsigned_request_comes_back(more: dict[str, str]) -> None:
    parameters = {**shop.parameters(), **more}
    found = parse_link(f"  {make_link(parameters)}\n")
    assert found.client_id.prefix is Prefix.REDIRECT_URI
    assert found.request_uri is None
    assert found.parameters == parameters


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace("openid4vp://", "OpenID4VP:"),
        GOOD.replace("openid4vp://", "openid4vp:"),
        GOOD.replace("://?", "://authorize?"),
        GOOD.replace("://?", ":///?"),
        GOOD.replace("%3A", ":").replace("%2F", "/"),
    ],
)
def test_other_spellings_of_the_same_link(text: str) -> None:
    assert parse_link(text) == parse_link(GOOD)


def test_a_question_mark_inside_an_address_needs_no_escape() -> None:
    found = parse_link(f"openid4vp://?client_id={shop.CLIENT_ID}&request_uri={shop.REQUEST_URI}?id=7")
    assert found.request_uri == f"{shop.REQUEST_URI}?id=7"


def test_eight_items_fit_in_a_link() -> None:
    items = [shop.item(f"item_{number}", f"clothing.item_{number}") for number in range(8)]
    queries = [shop.query(each["credential_id"], each["key"]) for each in items]
    sets = [{"options": [[each["credential_id"]]], "required": False} for each in items]
    link = make_link(
        shop.parameters(
            transaction_data=[shop.json_b64url(shop.terms(items))],
            dcql_query={"credentials": queries, "credential_sets": sets},
        )
    )
    assert len(link) < MAX_LINK
    assert parse_link(link).request_uri is None


@given(st.text() | st.text("abc%&=?:#2F ").map(f"{GOOD}&".__add__) | st.text().map("openid4vp://?".__add__))
def test_no_text_ends_otherwise_than_read_or_refused(text: str) -> None:
    for read in (parse_link, parse_client_id):
        with contextlib.suppress(RequestError):
            read(text)


def test_the_full_identifier_is_kept() -> None:
    for text in (shop.CLIENT_ID, shop.UNSIGNED_ID):
        assert parse_client_id(text).text == text
        assert parse_client_id(text).host == shop.HOST

"""Answers, refusals and replies: the cases of ``tests/vectors/response.json``, and there and back."""

from __future__ import annotations

import contextlib
import json
from functools import partial
from typing import Any
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vectors import example_shop as shop
from tests.vectors import make_response
from tests.vectors.writing import as_text, path_of, read
from vault.core.errors import NetworkError, RequestError, TokenError
from vault.core.strict_json import unb64url
from vault.openid4vp.client_id import parse_client_id
from vault.openid4vp.dcql import parse_dcql
from vault.openid4vp.request_object import VerifiedRequest, verify_signed
from vault.openid4vp.response import (
    MAX_ANSWER,
    Answer,
    Refusal,
    check_presentations,
    make_answer,
    make_refusal,
    parse_answer,
    parse_reply,
)
from vault.tokens import jwe

CASES = read("response")
ANSWERS = [case for case in CASES if case["kind"] == "answer"]
REPLIES = [case for case in CASES if case["kind"] == "reply"]


def decrypting(secret: str) -> Any:
    """What a shop decrypts with."""
    key = jwe.AgreementKey.from_private_bytes(unb64url(secret, max_chars=43))
    return partial(jwe.decrypt, key=key, max_bytes=MAX_ANSWER)


def received(case: dict[str, Any]) -> Answer | Refusal:
    """The path from a form to presentations that fit the query."""
    found = parse_answer(case["form"].encode(), decrypting(case["key"]) if case["encrypted"] else None)
    if isinstance(found, Answer):
        check_presentations(parse_dcql(case["dcql_query"]), found)
    return found


@pytest.mark.parametrize("case", ANSWERS, ids=[case["name"] for case in ANSWERS])
def test_answer(case: dict[str, Any]) -> None:
    if case["reason"] is not None:
        with pytest.raises(TokenError) as refused:
            received(case)
        assert refused.value.code == case["reason"]
        return
    found = received(case)
    assert found.state == make_response.STATE
    if isinstance(found, Refusal):
        assert found.error == case["error"]
    else:
        assert {each: list(presentations) for each, presentations in found.vp_token.items()} == case["vp_token"]


@pytest.mark.parametrize("case", REPLIES, ids=[case["name"] for case in REPLIES])
def test_reply(case: dict[str, Any]) -> None:
    if case["reason"] is not None:
        with pytest.raises(NetworkError) as refused:
            parse_reply(case["body"].encode(), host=shop.HOST)
        assert refused.value.code == case["reason"]
        return
    found = parse_reply(case["body"].encode(), host=shop.HOST)
    assert {**vars(found), "receipts": list(found.receipts)} == case["reply"]


def test_the_file_is_what_the_script_writes() -> None:
    assert path_of("response").read_text(encoding="utf-8") == as_text(make_response.cases())


def request(**other: Any) -> VerifiedRequest:
    """The example shop's request."""
    text = shop.signed(shop.claims(**other))
    return verify_signed(text, client_id=parse_client_id(shop.CLIENT_ID), anchors=[shop.ROOT], now=shop.NOW)


presentations = st.text("abcdefghijklmnopqrstuvwxyz0123456789.~-_", min_size=1)


@given(presentations, st.none() | presentations)
def test_an_encrypted_answer_comes_back(size: str, sports: str | None) -> None:
    chosen = {"shoe_size": size} if sports is None else {"sports": sports, "shoe_size": size}
    asked = request()
    form = make_answer(asked, chosen)
    assert list(parse_qs(form.decode())) == ["response"]
    found = parse_answer(form, decrypting(make_response.SECRET))
    assert isinstance(found, Answer)
    check_presentations(asked.dcql, found)
    assert found == Answer({each: (text,) for each, text in chosen.items()}, asked.state)


@pytest.mark.parametrize("state", ["abc", None])
def test_a_plain_answer_comes_back(state: str | None) -> None:
    asked = request(response_mode="direct_post", state=state)
    found = parse_answer(make_answer(asked, {"shoe_size": "a~b~c"}), None)
    assert found == Answer({"shoe_size": ("a~b~c",)}, state)
    assert parse_answer(make_refusal(asked), None) == Refusal("access_denied", state)


def test_the_shop_learns_which_key_and_the_strongest_encryption_it_takes() -> None:
    (response,) = parse_qs(make_answer(request(), {"shoe_size": "a"}).decode())["response"]
    assert jwe.peek_kid(response, max_bytes=MAX_ANSWER) == "answer-7"
    assert json.loads(unb64url(response.split(".")[0], max_chars=999))["enc"] == "A256GCM"


@pytest.mark.parametrize("chosen", [{}, {"sports": "a"}, {"shoe_size": "a", "income": "b"}])
def test_what_is_no_answer_is_not_sent(chosen: dict[str, str]) -> None:
    with pytest.raises(RequestError) as refused:
        make_answer(request(), chosen)
    assert (refused.value.code, refused.value.answer) == ("answer_incomplete", "access_denied")


def test_a_no_says_nothing_more() -> None:
    assert make_refusal(request()) == b"error=access_denied&state=af0ifjsldkj-7"


def test_an_answer_does_not_show_what_it_holds() -> None:
    assert repr(Answer({"size": ("secret",)}, None)) == "Answer(['size'], …)"


@given(st.binary() | st.text().map(lambda text: f"vp_token={text}".encode()))
def test_no_form_ends_otherwise_than_read_or_refused(form: bytes) -> None:
    for decrypt in (None, decrypting(make_response.SECRET)):
        with contextlib.suppress(TokenError):
            parse_answer(form, decrypt)
    with contextlib.suppress(NetworkError):
        parse_reply(form, host=shop.HOST)

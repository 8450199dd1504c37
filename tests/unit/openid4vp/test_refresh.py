"""Nonces and refreshes as they travel: the cases of ``tests/vectors/refresh.json``, and there and back."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from tests.vectors.writing import read
from vault.core.errors import NetworkError, TokenError
from vault.core.strict_json import unb64url
from vault.openid4vp.refresh import Refresh, ShopNonce, make_refresh, parse_nonce, parse_refresh
from vault.openid4vp.response import MAX_ANSWER
from vault.tokens import jwe

CASES = read("refresh")
NONCES = [case for case in CASES if case["kind"] == "nonce"]
FORMS = [case for case in CASES if case["kind"] == "form"]


def decrypting(key: jwe.AgreementKey) -> Any:
    return partial(jwe.decrypt, key=key, max_bytes=MAX_ANSWER)


@pytest.mark.parametrize("case", NONCES, ids=[case["name"] for case in NONCES])
def test_nonce(case: dict[str, Any]) -> None:
    body = case["body"].encode()
    if case["reason"] is None:
        assert parse_nonce(body, host="shop.example").seconds == 300
        return
    with pytest.raises(NetworkError) as refused:
        parse_nonce(body, host="shop.example")
    assert refused.value.code == case["reason"]


@pytest.mark.parametrize("case", FORMS, ids=[case["name"] for case in FORMS])
def test_form(case: dict[str, Any]) -> None:
    key = jwe.AgreementKey.from_private_bytes(unb64url(case["key"], max_chars=43))
    if case["reason"] is None:
        assert parse_refresh(case["form"].encode(), decrypting(key)).supersedes
        return
    with pytest.raises(TokenError) as refused:
        parse_refresh(case["form"].encode(), decrypting(key))
    assert refused.value.code == case["reason"]


def test_what_the_vault_makes_the_shop_reads() -> None:
    key = jwe.AgreementKey.generate()
    form = make_refresh(ShopNonce("n" * 43, 300, key.jwk("n" * 43)), {"shoe_size": "a~b~c"}, ["urn:1"])
    assert parse_refresh(form, decrypting(key)) == Refresh({"shoe_size": ("a~b~c",)}, ("urn:1",))
    assert jwe.peek_kid(form.decode().partition("=")[2], max_bytes=MAX_ANSWER) == "n" * 43


def test_a_form_too_large_is_not_read() -> None:
    with pytest.raises(TokenError) as refused:
        parse_refresh(b"response=" + b"a" * MAX_ANSWER, decrypting(jwe.AgreementKey.generate()))
    assert refused.value.code == "answer_too_large"


def test_what_is_shown_of_a_refresh_holds_no_presentation() -> None:
    assert repr(Refresh({"a": ("secret",)}, ("jti",))) == "Refresh(['a'], …)"

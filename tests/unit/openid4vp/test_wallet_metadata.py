from __future__ import annotations

import json
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.core.errors import TokenError
from vault.openid4vp.client_id import Prefix
from vault.openid4vp.wallet_metadata import read_wallet_nonce, wallet_form


@given(st.text("ABCxyz019-_", min_size=1, max_size=256))
def test_the_shop_reads_the_nonce_that_the_vault_posts(nonce: str) -> None:
    assert read_wallet_nonce(wallet_form(nonce)) == nonce


def test_the_metadata_name_what_is_accepted() -> None:
    told = json.loads(parse_qs(wallet_form("a").decode())["wallet_metadata"][0])
    assert set(told["client_id_prefixes_supported"]) == set(Prefix)
    assert told["response_modes_supported"] == ["direct_post.jwt", "direct_post"]
    assert "version" not in json.dumps(told)


@pytest.mark.parametrize("form", [b"", b"wallet_metadata=%7B%7D", b"vp_formats_supported=x&more=1", b"&&"])
def test_a_wallet_need_not_send_one(form: bytes) -> None:
    assert read_wallet_nonce(form) is None


@pytest.mark.parametrize(
    "form",
    [
        b"wallet_nonce=",
        b"wallet_nonce=a&wallet_nonce=a",
        b"wallet_nonce=a%0Ab",
        b"wallet_nonce=" + b"a" * 257,
        b"wallet_nonce=%ff",
        b"wallet_nonce=\xff",
        b"&".join(b"a=1" for _ in range(21)),
    ],
)
def test_what_is_no_nonce_is_refused(form: bytes) -> None:
    with pytest.raises(TokenError, match="wallet_form_malformed"):
        read_wallet_nonce(form)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(form: bytes) -> None:
    try:
        found = read_wallet_nonce(form)
    except TokenError:
        return
    assert found is None or found.isascii()

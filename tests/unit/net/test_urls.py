"""URLs that are followed and URLs that are not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.core.errors import NetworkError
from vault.net.urls import MAX_URL, checked_host, checked_page, checked_url

VECTORS: list[dict[str, str]] = json.loads((Path(__file__).parents[2] / "vectors" / "urls.json").read_text("utf-8"))

NEAR_URLS = st.one_of(
    st.text(),
    st.text(alphabet="htps:/@.#?[]%\\-x0127fa&=é\n"),
    st.builds("https://{}{}".format, st.text(alphabet="xn-.shop:@0127f[]%"), st.text(alphabet="/?#&=%2a@:[]")),
    st.builds("https://xn--{}.com/{}".format, st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789-"), st.text()),
)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: ascii(vector["url"]))
def test_vector(vector: dict[str, Any]) -> None:
    proven = "shop.example" if vector.get("reason") == "url_other_host" else None
    if "reason" not in vector:
        assert checked_url(vector["url"], host=proven).text == vector["text"]
        return
    with pytest.raises(NetworkError) as raised:
        checked_url(vector["url"], host=proven)
    assert raised.value.code == vector["reason"]


@given(NEAR_URLS)
def test_any_text_is_checked_or_refused(text: str) -> None:
    for check in (checked_url, checked_page):
        try:
            url = check(text, host=None)
        except NetworkError:
            continue
        assert check(url.text, host=url.host) == url
        assert urlsplit(url.text).hostname == urlsplit(text).hostname == url.host
        assert urlsplit(text).port in {None, 443}


@given(st.text())
def test_any_host_is_checked_or_refused(text: str) -> None:
    try:
        host = checked_host(text)
    except NetworkError:
        return
    assert checked_host(host) == host


def test_proven_host_is_compared_without_regard_to_case() -> None:
    assert checked_url("https://SHOP.example/a", host="shop.example").host == "shop.example"


def test_other_host_is_named_beside_the_proven_one() -> None:
    with pytest.raises(NetworkError) as raised:
        checked_url("https://other.example/", host="shop.example")
    assert raised.value.facts == {"host": "shop.example", "other": "other.example"}


def test_page_keeps_its_fragment() -> None:
    url = checked_page("https://shop.example/done#response_code=abc", host="shop.example")
    assert url.fragment == "response_code=abc"
    assert url.text == "https://shop.example/done#response_code=abc"


@pytest.mark.parametrize("text", ["https://shop.example/#a#b", "https://shop.example/#[a]", "https://shop.example/#é"])
def test_fragment_is_plain(text: str) -> None:
    with pytest.raises(NetworkError, match="url_malformed"):
        checked_page(text, host=None)


def test_longest_url_is_followed_and_a_longer_one_is_not() -> None:
    text = "https://shop.example/".ljust(MAX_URL, "a")
    assert checked_url(text, host=None).text == text
    with pytest.raises(NetworkError, match="url_malformed"):
        checked_url(text + "a", host=None)


def test_host_name_is_at_most_253_characters() -> None:
    longest = ".".join(["a" * 63] * 3 + ["b" * 61])
    assert checked_host(longest) == longest
    with pytest.raises(NetworkError, match="url_malformed"):
        checked_host(longest + "b")


def test_repr_hides_what_may_be_a_capability() -> None:
    assert "secret" not in repr(checked_page("https://shop.example/secret?secret#secret", host=None))

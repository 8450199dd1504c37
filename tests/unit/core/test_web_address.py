"""Which addresses are accepted: text in, a code out."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.core.errors import RequestError
from vault.core.web_address import MAX_URL, WebAddress, checked_host, checked_url


def punycode(word: str) -> str:
    return "xn--" + word.encode("punycode").decode("ascii")


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("https://shop.example", "/"),
        ("https://shop.example/", "/"),
        ("https://shop.example:443/a", "/a"),
        ("https://shop.example?x=1", "/?x=1"),
        ("https://shop.example/a/b?x=1&y=%20", "/a/b?x=1&y=%20"),
    ],
)
def test_accepted(text: str, target: str) -> None:
    found = checked_url(text, host="shop.example")
    assert found == WebAddress("shop.example", target)
    assert found.url == "https://shop.example" + target
    assert checked_url(found.url) == found


def test_a_fragment_only_where_a_browser_opens_it() -> None:
    assert checked_url("https://shop.example/a#response_code=x", fragment=True).target == "/a"
    with pytest.raises(RequestError, match="url_malformed"):
        checked_url("https://shop.example/a#response_code=x")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "url_malformed"),
        ("https://shop.example/ a", "url_malformed"),
        ("https://shop.example/\n", "url_malformed"),
        ("https://shop.example\\@evil.example/", "url_malformed"),
        ("https://shop.example/%zz", "url_malformed"),
        ("https://shöp.example/", "url_malformed"),
        ("https://shop.example/" + "a" * MAX_URL, "url_malformed"),
        ("http://shop.example/", "url_not_https"),
        ("HTTPS://shop.example/", "url_not_https"),
        ("//shop.example/", "url_not_https"),
        ("file:///etc/passwd", "url_not_https"),
        ("https://user@shop.example/", "url_userinfo"),
        ("https://shop.example:443@evil.example/", "url_userinfo"),
        ("https://shop.example:8443/", "url_port"),
        ("https://shop.example:/", "url_port"),
        ("https://shop.example:0443/", "url_port"),
        ("https://shop.example:443:443/", "url_port"),
        ("https://evil.example/", "url_other_host"),
        ("https://a.shop.example/", "url_other_host"),
        ("https://[::1]/", "host_is_address"),
        ("https://[::ffff:7f00:1]:443/", "host_is_address"),
        ("https://127.0.0.1/", "host_is_address"),
        ("https://127.1/", "host_is_address"),
        ("https://2130706433/", "host_is_address"),
        ("https://0x7f000001/", "host_is_address"),
        ("https://0177.0.0.01/", "host_is_address"),
        ("https://0x7f.0.0.0x/", "host_is_address"),
        ("https://10.0.0.1./", "host_is_address"),
        ("https:///path", "host_malformed"),
        ("https://localhost/", "host_malformed"),
        ("https://Shop.example/", "host_malformed"),
        ("https://shop.example./", "host_malformed"),
        ("https://shop..example/", "host_malformed"),
        ("https://-shop.example/", "host_malformed"),
        ("https://shop_1.example/", "host_malformed"),
        ("https://*.shop.example/", "host_malformed"),
        ("https://%73hop.example/", "host_malformed"),
        ("https://" + "a" * 64 + ".example/", "host_malformed"),
        ("https://" + "a.b" * 90 + ".example/", "host_malformed"),
    ],
)
def test_refused(text: str, code: str) -> None:
    with pytest.raises(RequestError) as refused:
        checked_url(text, host="shop.example")
    assert refused.value.code == code


@pytest.mark.parametrize(
    "word",
    ["bücher", "straße", "почта", "ελλάδα", "日本のショップ", "한국", "中文", "crème-brûlée", "schoen-43ß", "शॉप"],
)
def test_names_in_one_script_are_accepted(word: str) -> None:
    assert checked_host(f"{punycode(word)}.example") == f"{punycode(word)}.example"


@pytest.mark.parametrize(
    "word",
    [
        "schоenenhuis",  # noqa: RUF001  a Cyrillic letter
        "раураl",  # noqa: RUF001  all Cyrillic but the l
        "αmazon",  # noqa: RUF001  a Greek letter
        "shop日本",
        "аррӏе",  # noqa: RUF001  wholly Cyrillic, reads as Latin
        "ονο",  # noqa: RUF001  wholly Greek, reads as Latin
    ],
)
def test_names_in_disguise_are_refused(word: str) -> None:
    with pytest.raises(RequestError) as refused:
        checked_host(f"{punycode(word)}.example")
    assert refused.value.code == "host_lookalike"


@pytest.mark.parametrize("home", ["ru", punycode("рф")])
def test_latin_look_alikes_at_home_are_words(home: str) -> None:
    host = f"{punycode('сор')}.{home}"  # noqa: RUF001  Cyrillic below Cyrillic
    assert checked_host(host) == host


@pytest.mark.parametrize(
    "label",
    [
        "xn--",
        "xn--a",
        "xn--shop-",
        "xn--99999999999",
        punycode("bÜcher"),
        punycode("ﬁets"),
        punycode("a\u200db"),
        punycode("a\u202eb"),
        punycode("a\u2044b"),
    ],
)
def test_labels_no_registry_gives_are_refused(label: str) -> None:
    with pytest.raises(RequestError) as refused:
        checked_host(f"{label.lower()}.example")
    assert refused.value.code == "host_malformed"


@given(st.text() | st.text("xn-abc09.", max_size=30).map(lambda text: "xn--" + text + ".example"))
def test_no_text_ends_otherwise_than_accepted_or_refused(text: str) -> None:
    for check in (checked_host, checked_url, lambda text: checked_url("https://" + text)):
        with contextlib.suppress(RequestError):
            check(text)


VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "urls.json").read_text("utf-8"))


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: ascii(vector["url"]))
def test_vector(vector: dict[str, str]) -> None:
    proven = "shop.example" if vector.get("reason") == "url_other_host" else None
    if "reason" not in vector:
        assert checked_url(vector["url"], host=proven).url == vector["text"]
        return
    with pytest.raises(RequestError) as raised:
        checked_url(vector["url"], host=proven)
    assert raised.value.code == vector["reason"]

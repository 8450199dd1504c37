"""The list of test shops."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from cryptography import x509

from vault.core.errors import ChoiceError
from vault.demo.authority import ThrowAwayAuthority
from vault.net.testing_shops import MAX_FILE, TestShop, TestShops, read_test_shops

if TYPE_CHECKING:
    from pathlib import Path

CA = ThrowAwayAuthority(datetime(2026, 11, 24, tzinfo=UTC)).ca_pem
ENTRY = '[[shop]]\nhost = "shop.example"\naddress = "127.0.0.1"\nport = 8443\nca_file = "ca.pem"\n'


def read(folder: Path, text: str, ca: bytes = CA) -> TestShops:
    (folder / "ca.pem").write_bytes(ca)
    (folder / "shops.toml").write_text(text, "utf-8")
    return read_test_shops(folder / "shops.toml")


def refusal(folder: Path, text: str, ca: bytes = CA) -> str:
    with pytest.raises(ChoiceError) as raised:
        read(folder, text, ca)
    return raised.value.code


def test_list_is_read(tmp_path: Path) -> None:
    shops = read(tmp_path, ENTRY + ENTRY.replace("shop.example", "b.example").replace("127.0.0.1", "::1"))
    assert list(shops) == [TestShop("shop.example", "127.0.0.1", 8443, CA), TestShop("b.example", "::1", 8443, CA)]
    assert shops.of("b.example") == TestShop("b.example", "::1", 8443, CA)
    assert shops.of("www.shop.example") is None


def test_authority_file_may_hold_several_certificates_and_remarks(tmp_path: Path) -> None:
    other = ThrowAwayAuthority(datetime(2026, 11, 24, tzinfo=UTC)).ca_pem
    (shop,) = read(tmp_path, ENTRY, "Müller's own\n".encode() + CA + other)
    assert shop.anchors() == x509.load_pem_x509_certificates(CA + other)


def test_no_test_shops_by_default() -> None:
    assert TestShops().of("shop.example") is None


@pytest.mark.parametrize("address", ["10.0.0.1", "93.184.215.14", "0.0.0.0", "localhost", "2130706433", ""])
def test_only_this_machine(tmp_path: Path, address: str) -> None:
    assert refusal(tmp_path, ENTRY.replace("127.0.0.1", address)) == "test_shop_not_here"


@pytest.mark.parametrize(
    ("found", "put"),
    [
        ("shop.example", "localhost"),
        ("shop.example", "127.0.0.1"),
        ("shop.example", "Shop.example"),
        ("shop.example", "shop.example:8443"),
        ("8443", "0"),
        ("8443", "65536"),
    ],
)
def test_odd_host_or_port(tmp_path: Path, found: str, put: str) -> None:
    assert refusal(tmp_path, ENTRY.replace(found, put)) == "test_shop_malformed"


def test_same_host_twice(tmp_path: Path) -> None:
    assert refusal(tmp_path, ENTRY + ENTRY) == "test_shop_malformed"


@pytest.mark.parametrize("ca", [b"", b"no certificate", CA[:200]])
def test_authority_that_is_no_certificate(tmp_path: Path, ca: bytes) -> None:
    assert refusal(tmp_path, ENTRY, ca) == "test_shop_malformed"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "shop = 1",
        "shop = [1]",
        "[[shop]]",
        "not toml",
        ENTRY + "insecure = true\n",
        ENTRY.replace("[[shop]]", "[[shops]]"),
        ENTRY.replace("8443", '"8443"'),
        ENTRY.replace("8443", "true"),
        ENTRY.replace('"shop.example"', "1"),
        ENTRY + "[other]\n",
        "x = " + "[" * 5000,
    ],
)
def test_other_text(tmp_path: Path, text: str) -> None:
    assert refusal(tmp_path, text) == "test_shops_malformed"


def test_text_that_is_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "shops.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ChoiceError, match="test_shops_malformed"):
        read_test_shops(tmp_path / "shops.toml")


def test_file_that_is_missing_too_large_or_a_folder(tmp_path: Path) -> None:
    (tmp_path / "large.toml").write_bytes(b"#" * (MAX_FILE + 1))
    for name in ("missing.toml", "large.toml", ""):
        with pytest.raises(ChoiceError, match="test_shops_unreadable"):
            read_test_shops(tmp_path / name)


@pytest.mark.parametrize("name", ["missing.pem", "a\\u0000b"])
def test_authority_file_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    assert refusal(tmp_path, ENTRY.replace("ca.pem", name)) == "test_shops_unreadable"

"""Addresses on the public internet and all others."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.net.addresses import is_loopback, is_public


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "93.184.215.14", "223.255.255.254", "100.63.255.255", "172.32.0.1", "2606:4700::1111", "2a00:1450::1"],
)
def test_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.0.9",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:93.184.215.14",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "64:ff9b:1::5db8:d70e",
        "100::1",
        "2001::1",
        "2001:10::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:5db8:d70e::",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%eth0",
        "2606:4700::1111%eth0",
        "fec0::1",
        "ff02::1",
    ],
)
def test_not_public(address: str) -> None:
    assert not is_public(address)


def test_ipv4_host_behind_nat64_is_judged_by_its_ipv4_address() -> None:
    assert is_public("64:ff9b::5db8:d70e")


@pytest.mark.parametrize("text", ["", "localhost", "1.1.1", "0x1.1.1.1", "01.1.1.1", "1.1.1.1 ", "[::1]", "2130706433"])
def test_text_that_is_no_plain_address(text: str) -> None:
    assert not is_public(text)
    assert not is_loopback(text)


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    assert not (is_public(text) and is_loopback(text))


@given(st.ip_addresses())
def test_what_python_calls_private_is_never_public(address: IPv4Address | IPv6Address) -> None:
    assert address.is_global or not is_public(str(address))


@pytest.mark.parametrize("text", ["127.0.0.1", "127.9.9.9", "::1"])
def test_loopback(text: str) -> None:
    assert is_loopback(text)


@pytest.mark.parametrize("text", ["0.0.0.0", "10.0.0.1", "::", "::ffff:127.0.0.1", "::1%lo", "fe80::1"])
def test_not_loopback(text: str) -> None:
    assert not is_loopback(text)

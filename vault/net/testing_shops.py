"""Test shops: the few hosts that may be on this machine, each with the one certificate authority believed for it.

A shop's developer lists them in a TOML file::

    [[shop]]
    host = "shop.example"
    address = "127.0.0.1"
    port = 8443
    ca_file = "ca.pem"

The URL stays ``https://shop.example/...``, without a port. Every check stays on; only the address comes from here
instead of from the name service, and only loopback addresses are taken.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vault.core.errors import ChoiceError, RequestError
from vault.core.web_address import checked_host
from vault.net.addresses import is_loopback

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cryptography import x509

MAX_FILE = 64 * 1024
"""Bytes of the list, and of each authority's file: written by hand, and read whole."""

_MEMBERS = {"host", "address", "port", "ca_file"}


@dataclass(frozen=True)
class TestShop:
    """One host, the loopback address and port where it listens, and its authority's certificates (PEM).

    Raises :class:`ChoiceError` ``test_shop_malformed`` or ``test_shop_not_here``.
    """

    __test__ = False  # pytest: a shop for tests, not a test

    host: str
    address: str
    port: int
    ca_pem: bytes = field(repr=False)

    def __post_init__(self) -> None:
        try:
            checked = checked_host(self.host)
            self.anchors()
        except (RequestError, ValueError) as problem:
            raise ChoiceError("test_shop_malformed", host=self.host[:80]) from problem
        if checked != self.host or not 1 <= self.port <= 65535:
            raise ChoiceError("test_shop_malformed", host=self.host[:80])
        if not is_loopback(self.address):
            raise ChoiceError("test_shop_not_here", host=self.host)

    def anchors(self) -> list[x509.Certificate]:
        """The certificates that are believed for this host, in TLS and under its requests."""
        from cryptography import x509  # only with a test shop

        return x509.load_pem_x509_certificates(self.ca_pem)


@dataclass(frozen=True)
class TestShops:
    """The test shops of one program, none by default. A host stands in it once."""

    __test__ = False

    shops: tuple[TestShop, ...] = ()

    def __post_init__(self) -> None:
        hosts = [shop.host for shop in self.shops]
        for host in hosts:
            if hosts.count(host) > 1:
                raise ChoiceError("test_shop_malformed", host=host)

    def __iter__(self) -> Iterator[TestShop]:
        return iter(self.shops)

    def of(self, host: str) -> TestShop | None:
        """The test shop with this host, if there is one."""
        return next((shop for shop in self.shops if shop.host == host), None)


def read_test_shops(path: Path) -> TestShops:
    """Read the list; an authority's file stands beside it or is named in full.

    Raises :class:`ChoiceError` ``test_shops_unreadable`` for a file that is missing or too large,
    ``test_shops_malformed`` for text of another form, and what :class:`TestShop` raises.
    """
    import tomllib

    try:
        found = tomllib.loads(_read(path).decode())
    except (ValueError, RecursionError) as problem:
        raise ChoiceError("test_shops_malformed", file=path.name) from problem
    entries = found.get("shop")
    if found.keys() != {"shop"} or not isinstance(entries, list):
        raise ChoiceError("test_shops_malformed", file=path.name)
    return TestShops(tuple(_shop(entry, path) for entry in entries))


def _shop(entry: object, path: Path) -> TestShop:
    if not isinstance(entry, dict) or entry.keys() != _MEMBERS:
        raise ChoiceError("test_shops_malformed", file=path.name)
    texts = [entry[name] for name in ("host", "address", "ca_file")]
    port = entry["port"]
    if not all(isinstance(text, str) for text in texts) or type(port) is not int:
        raise ChoiceError("test_shops_malformed", file=path.name)
    host, address, ca_file = texts
    return TestShop(host, address, port, _read(path.parent / ca_file))


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_FILE + 1)
    except (OSError, ValueError) as problem:  # ValueError: a NUL in the name
        raise ChoiceError("test_shops_unreadable", file=path.name) from problem
    if len(content) > MAX_FILE:
        raise ChoiceError("test_shops_unreadable", file=path.name)
    return content

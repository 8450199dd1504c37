"""A browser as small as the demo needs: it keeps one cookie, reads the shop's pages and follows nothing by itself."""

from __future__ import annotations

import http.client
import socket
import ssl
from dataclasses import dataclass
from urllib.parse import urlsplit

from vault.net.testing_shops import TestShop

SECONDS = 10
"""For one page of a shop on this machine."""


@dataclass(frozen=True)
class Page:
    """What the browser got. ``location`` is where the page sends it, if anywhere."""

    status: int
    body: bytes
    location: str | None


class _Connection(http.client.HTTPSConnection):
    """Connects to the test shop's address, and checks that its certificate is for the shop's name."""

    def __init__(self, shop: TestShop) -> None:
        super().__init__(shop.host, timeout=SECONDS)
        self._shop = shop

    def connect(self) -> None:
        context = ssl.create_default_context(cadata=self._shop.ca_pem.decode("ascii"))
        bare = socket.create_connection((self._shop.address, self._shop.port), timeout=SECONDS)
        self.sock = context.wrap_socket(bare, server_hostname=self._shop.host)


class Browser:
    """One browser session at one shop."""

    def __init__(self, shop: TestShop, language: str = "en") -> None:
        self._shop, self._language = shop, language
        self.cookie: str | None = None

    def get(self, url: str, accept: str = "text/html") -> Page:
        """Open an address of the shop."""
        parts = urlsplit(url)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        headers = {"Accept": accept, "Accept-Language": self._language} | (
            {"Cookie": self.cookie} if self.cookie else {}
        )
        connection = _Connection(self._shop)
        try:
            connection.request("GET", target, headers=headers)
            response = connection.getresponse()
            body = response.read()
            set_cookie = response.getheader("Set-Cookie")
            if set_cookie:
                self.cookie = set_cookie.split(";")[0]
            return Page(response.status, body, response.getheader("Location"))
        finally:
            connection.close()

    @property
    def session(self) -> str:
        """The value of the shop's cookie, as the shop's own pages read it."""
        return (self.cookie or "").partition("=")[2]

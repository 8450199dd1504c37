"""Where requests come from: a shop's page with a link or a QR code on it, the connector's JSON, or one link alone."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urljoin

from vault.core.errors import RequestError, TokenError
from vault.core.strict_json import loads
from vault.core.web_address import checked_url
from vault.net.fetcher import HttpResponse
from vault.openid4vp.link import SCHEMES
from vault.openid4vp.qr_picture import is_picture, read_qr
from vault.shop.conformance.checks import CheckFailed, fail, untried
from vault.shop.conformance.line import MAX_BODY, Line, told

MAX_REDIRECTS: Final = 3
"""From the button to the page with the link; ours is one."""
MAX_PICTURES: Final = 10
"""Pictures of a page in which a QR code is looked for."""
_ACCEPT = ("application/json", "text/html")
_COOKIE = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+)=([^;,\s]*)")
_DATA = re.compile(r"data:image/(?:png|jpeg);base64,([A-Za-z0-9+/=]+)")


@dataclass(frozen=True)
class Asked:
    """One request, as a browser got it: the link, the browser's cookies, and the page itself. ``how`` it was found:
    ``json``, ``link``, ``qr`` or ``given``."""

    link: str = field(repr=False)
    how: str
    cookies: Mapping[str, str] = field(default_factory=dict, repr=False)
    pages: tuple[HttpResponse, ...] = field(default=(), repr=False)

    def cookie_header(self) -> dict[str, str]:
        """The header with which the same browser comes back."""
        return {"Cookie": "; ".join(f"{name}={text}" for name, text in self.cookies.items())} if self.cookies else {}


class Page:
    """Gives a request each time it is asked. A link alone gives one, and no more."""

    def __init__(self, line: Line, where: str) -> None:
        """Raises :class:`RequestError` as :func:`checked_url`, if ``where`` is neither a link nor an address."""
        self._line = line
        self._link = where if where.partition(":")[0].lower() in SCHEMES else None
        self._url = "" if self._link else checked_url(where).url
        self._used = False

    def ask(self, *, html: bool = False) -> Asked:
        """A new request of a new browser; with ``html`` as the page that people see.

        Raises :class:`NetworkError`, :class:`CheckFailed` (no link on the page), or :class:`NotTried` (no page).
        """
        if self._link is not None:
            if self._used or html:
                untried("one link gives one request; give the address of the page")
            self._used = True
            return Asked(self._link, "given")
        return self._from_page(_ACCEPT[1:] if html else _ACCEPT)

    def _from_page(self, accept: tuple[str, ...]) -> Asked:
        url, cookies, pages = self._url, dict[str, str](), list[HttpResponse]()
        for _ in range(MAX_REDIRECTS + 1):
            sent = Asked("", "", cookies).cookie_header()
            pages.append(self._line.send("GET", url, accept=accept, headers=sent))
            cookies |= cookies_of(pages[-1])
            if not 300 <= pages[-1].status < 400:
                break
            url = _same_host(urljoin(url, pages[-1].headers.get("location", "")), url)
        if not 200 <= pages[-1].status < 300:
            fail(f"page: {told(pages[-1])}")
        how, link = self._link_in(pages[-1], url)
        return Asked(link, how, cookies, tuple(pages))

    def _link_in(self, page: HttpResponse, url: str) -> tuple[str, str]:
        if page.content_type == "application/json":
            try:
                found = loads(page.body, max_bytes=MAX_BODY).get("link")
            except TokenError as problem:
                fail(f"page: {problem.code}")
            if not isinstance(found, str):
                fail("page: JSON without a link")
            return "json", found
        shown = _Shown()
        shown.feed(page.body.decode("utf-8", "replace"))
        if shown.links:
            return "link", shown.links[0]
        for data in self._pictures(shown.pictures[:MAX_PICTURES], url):
            try:
                return "qr", read_qr(data)
            except RequestError:
                continue  # a picture of something else
        raise CheckFailed("page: neither a link nor a QR code that a vault opens")

    def _pictures(self, sources: list[str], url: str) -> Iterator[bytes]:
        for source in sources:
            inside = _DATA.fullmatch(source)
            try:
                data = b64decode(inside[1]) if inside else self._line.send("GET", _same_host(urljoin(url, source), url))
            except (ValueError, CheckFailed):
                continue  # a picture of another host's
            found = data if isinstance(data, bytes) else data.body
            if is_picture(found):
                yield found


class _Shown(HTMLParser):
    """The links that a vault opens, and the pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.pictures: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: text for name, text in attrs if text}
        link, picture = named.get("href", ""), named.get("src", "")
        if link.partition(":")[0].lower() in SCHEMES:
            self.links.append(link)
        if tag == "img" and picture:
            self.pictures.append(picture)


def cookies_of(response: HttpResponse) -> dict[str, str]:
    """The cookies that a response sets, without their attributes."""
    found = (_COOKIE.match(row) for row in response.headers.get("set-cookie", "").split("\n"))
    return {each[1]: each[2] for each in found if each is not None}


def _same_host(url: str, before: str) -> str:
    try:
        return checked_url(url.partition("#")[0], host=checked_url(before).host).url
    except RequestError as problem:
        fail(f"page: {problem.code}")

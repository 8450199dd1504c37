"""Which URLs are followed at all: https to a public host name on port 443, spelled plainly (RFC 3986, strictly).

The parser accepts less than the standard allows, so that no other reader of the same text can find another host in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from vault.core.errors import NetworkError
from vault.net.lookalikes import is_lookalike

MAX_URL = 2048
"""Characters. Every browser and server handles this many, and a QR code does not hold more."""
PORT = 443
"""The one port; only a test shop's entry leads to another."""
MAX_HOST = 253
"""Characters of a host name (RFC 1035 §2.3.4, less the length bytes)."""

_CHARACTERS = re.compile(r"(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_HTTPS = "https://"
_AUTHORITY_END = re.compile(r"[/?]")
_AFTER_HOST = frozenset("[]#")
"""Delimiters that have no place after the host; the first ``#`` is taken off before."""
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")


@dataclass(frozen=True)
class CheckedUrl:
    """A URL that may be followed. ``host`` is lower-case ASCII; ``path_and_query`` starts with ``/``.

    Both parts after the host may hold a capability, so they are not in the ``repr``.
    """

    host: str
    path_and_query: str = field(repr=False)
    fragment: str = field(default="", repr=False)

    @property
    def text(self) -> str:
        """The URL again, without a port. The fragment is there if the page URL had one."""
        return f"{_HTTPS}{self.host}{self.path_and_query}" + (f"#{self.fragment}" if self.fragment else "")


def checked_url(text: str, *, host: str | None) -> CheckedUrl:
    """A URL to send a request to. With ``host``, the proven host, it must lead exactly there.

    Raises :class:`NetworkError` ``url_malformed``, ``url_not_https``, ``url_userinfo``, ``url_port``,
    ``url_fragment``, ``url_other_host``, or what :func:`checked_host` raises.
    """
    url = checked_page(text, host=host)
    if "#" in text:
        raise NetworkError("url_fragment", host=url.host)
    return url


def checked_page(text: str, *, host: str | None) -> CheckedUrl:
    """A URL to open in the browser: as :func:`checked_url`, but it may have a fragment."""
    if len(text) > MAX_URL or not _CHARACTERS.fullmatch(text):
        raise NetworkError("url_malformed")
    if text[: len(_HTTPS)].lower() != _HTTPS:
        raise NetworkError("url_not_https" if _SCHEME.match(text) else "url_malformed")
    rest, _, fragment = text[len(_HTTPS) :].partition("#")
    authority = _AUTHORITY_END.split(rest, maxsplit=1)[0]
    path = rest[len(authority) :]
    if "@" in authority:
        raise NetworkError("url_userinfo")
    if authority.startswith("["):
        raise NetworkError("host_is_address", host=authority[:MAX_HOST])
    name, colon, port = authority.partition(":")
    if colon and port != str(PORT):
        raise NetworkError("url_port")
    found = checked_host(name)
    if host is not None and found != host:
        raise NetworkError("url_other_host", host=host, other=found)
    if not _AFTER_HOST.isdisjoint(path + fragment):
        raise NetworkError("url_malformed")
    return CheckedUrl(found, path if path.startswith("/") else f"/{path}", fragment)


def checked_host(name: str) -> str:
    """A host name in lower case: at least two plain labels, international ones as punycode, and no IP address.

    Raises :class:`NetworkError` ``url_malformed``, ``host_is_address``, ``host_without_dot`` or ``host_lookalike``.
    """
    if not name.isascii() or len(name) > MAX_HOST:
        raise NetworkError("url_malformed")
    host = name.lower()
    labels = host.split(".")
    # A last label that is a number makes it an IPv4 address in some reader's eyes: 2130706433, 0x7f.1, 0177.0.0.1.
    if _NUMBER.fullmatch(labels[-1] or (labels[-2] if len(labels) > 1 else "")):
        raise NetworkError("host_is_address", host=host)
    if not all(_LABEL.fullmatch(label) for label in labels):
        raise NetworkError("url_malformed")
    if len(labels) == 1:
        raise NetworkError("host_without_dot", host=host)
    if is_lookalike(labels):
        raise NetworkError("host_lookalike", host=host)
    return host

"""Who asks: the client identifier and its prefix (OpenID4VP 1.0 §5.9)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vault.core.errors import RequestError
from vault.core.web_address import MAX_URL, checked_host, checked_url


class Prefix(StrEnum):
    """The prefixes that are accepted; every other one is refused, pre-registered clients included."""

    X509_SAN_DNS = "x509_san_dns"
    """Signed; the host is a SAN of the certificate."""
    REDIRECT_URI = "redirect_uri"
    """Cannot be signed; the host is only where the answer goes."""


@dataclass(frozen=True)
class ClientId:
    """An accepted client identifier. ``host`` is *claimed* until a certificate proves it."""

    prefix: Prefix
    rest: str
    host: str

    @property
    def text(self) -> str:
        """The full identifier, prefix included: what ``aud`` must be in tokens and key bindings (§14)."""
        return f"{self.prefix}:{self.rest}"


def parse_client_id(text: str) -> ClientId:
    """Read a full client identifier. Raises :class:`RequestError`.

    Codes: ``client_id_malformed``, ``client_id_prefix_unsupported``, and those of :mod:`vault.core.web_address`.
    """
    word, colon, rest = text.partition(":")
    if len(text) > MAX_URL or not text.isascii() or not text.isprintable():
        raise RequestError("client_id_malformed")
    if not colon or word not in set(Prefix):
        raise RequestError("client_id_prefix_unsupported", prefix=word[:40])
    prefix = Prefix(word)
    if prefix is Prefix.REDIRECT_URI:
        return ClientId(prefix, rest, checked_url(rest).host)
    return ClientId(prefix, rest, checked_host(rest))

"""Who asks: the client identifier and its prefix (OpenID4VP 1.0 §5.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from vault.core.errors import RequestError
from vault.core.web_address import MAX_URL, checked_host, checked_url


class Prefix(StrEnum):
    """The prefixes that are accepted; every other one is refused, pre-registered clients included."""

    X509_SAN_DNS = "x509_san_dns"
    """Signed; the host is a SAN of the certificate."""
    X509_HASH = "x509_hash"
    """Signed; it names the certificate, and the host is where the request waits, which has to be a SAN of it."""
    DID = "decentralized_identifier"
    """Signed; of all methods ``did:web`` of a whole host, whose DID document has the key."""
    REDIRECT_URI = "redirect_uri"
    """Cannot be signed; the host is only where the answer goes."""


_HASH = re.compile(r"[A-Za-z0-9_-]{43}")
"""SHA-256 in base64url."""
_DID_WEB = "did:web:"


@dataclass(frozen=True)
class ClientId:
    """An accepted client identifier. ``host`` is *claimed* until a certificate or a DID document proves it.

    ``x509_hash`` names no host: it is empty until :meth:`at` says where the request waits.
    """

    prefix: Prefix
    rest: str
    host: str

    @property
    def text(self) -> str:
        """The full identifier, prefix included: what ``aud`` must be in tokens and key bindings (§14)."""
        return f"{self.prefix}:{self.rest}"

    @property
    def signs(self) -> bool:
        """Whether requests with this prefix are signed."""
        return self.prefix is not Prefix.REDIRECT_URI

    def at(self, host: str) -> ClientId:
        """The same asker, at ``host`` if the identifier names none itself."""
        return self if self.host else replace(self, host=host)


def parse_client_id(text: str) -> ClientId:
    """Read a full client identifier. Raises :class:`RequestError`.

    Codes: ``client_id_malformed``, ``client_id_prefix_unsupported``, ``did_method_unsupported``, and those of
    :mod:`vault.core.web_address`.
    """
    word, colon, rest = text.partition(":")
    if len(text) > MAX_URL or not text.isascii() or not text.isprintable():
        raise RequestError("client_id_malformed")
    if not colon or word not in set(Prefix):
        raise RequestError("client_id_prefix_unsupported", prefix=word[:40])
    prefix = Prefix(word)
    if prefix is Prefix.REDIRECT_URI:
        return ClientId(prefix, rest, checked_url(rest).host)
    if prefix is Prefix.X509_HASH:
        if not _HASH.fullmatch(rest):
            raise RequestError("client_id_malformed")
        return ClientId(prefix, rest, "")
    if prefix is Prefix.DID:
        if not rest.startswith(_DID_WEB):
            raise RequestError("did_method_unsupported")
        return ClientId(prefix, rest, checked_host(rest.removeprefix(_DID_WEB)))
    return ClientId(prefix, rest, checked_host(rest))

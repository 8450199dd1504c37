"""One HTTP exchange as a parameter: what is asked, what came back, and the sizes and times allowed for each use."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

REQUEST_OBJECT_BYTES = 64 * 1024
"""A signed request for eight items takes about 10 kB; this leaves room for long texts and certificate chains."""
ANSWER_REPLY_BYTES = 64 * 1024
"""A redirect and a consent receipt, which repeats the terms."""
RECEIPT_BYTES = 64 * 1024
"""An erasure receipt that names every token a customer ever gave one shop."""
SECONDS = 10.0
"""From look-up to last byte. A person waits for it, and a slow shop still makes it."""


@dataclass(frozen=True)
class HttpRequest:
    """What to send. The URL may hold a capability and the body an answer, so neither is in the ``repr``.

    ``accept`` names the media types, in lower case, that a 2xx answer with a body may have; empty allows any.
    ``bearer`` is a secret for the ``Authorization`` header (RFC 6750 §2.1), in base64url. ``headers`` are more of them,
    for a system that wants its own; they may be secrets.
    ``max_bytes`` bounds the body of the answer, ``seconds`` the whole exchange from look-up to last byte.
    """

    method: str
    url: str = field(repr=False)
    body: bytes | None = field(default=None, repr=False)
    content_type: str | None = None
    accept: tuple[str, ...] = ()
    bearer: str | None = field(default=None, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    max_bytes: int = ANSWER_REPLY_BYTES
    seconds: float = SECONDS


@dataclass(frozen=True)
class HttpResponse:
    """What came back, of any status but 3xx, and believed by nobody yet.

    ``headers`` has lower-case names, repeated ones joined by ``", "``. ``content_type`` is the lower-case media type
    without its parameters, or ``None``.
    """

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    content_type: str | None


class Fetcher(Protocol):
    """Anything that carries out one exchange."""

    def fetch(self, request: HttpRequest) -> HttpResponse:
        """Carry out ``request`` once. Raises :class:`vault.core.errors.NetworkError`."""
        ...

"""What every response of the connector has, and how much it reads before it says no."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from vault.core.errors import RequestError

_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",  # addresses hold codes
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex",
}


def protected(response: Response) -> Response:
    """The response, not to be cached, framed, embedded, indexed or named to other sites."""
    response.headers.update(_HEADERS)
    return response


async def read_body(request: Request, *, media_type: str, most: int) -> bytes:
    """The body, of at most ``most`` bytes, counted while it comes in.

    Raises :class:`RequestError` ``body_type_wrong`` or ``body_too_large``.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != media_type:
        raise RequestError("body_type_wrong", expected=media_type)
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > most:
            raise RequestError("body_too_large", limit=most)
    return bytes(body)


async def read_empty(request: Request) -> None:
    """Take no body. Raises :class:`RequestError` ``body_too_large``."""
    async for part in request.stream():
        if part:
            raise RequestError("body_too_large", limit=0)

"""A shop's link followed: fetch what it leads to, and verify who asks. No vault is needed, and none waits for it."""

from __future__ import annotations

from collections.abc import Callable

from vault.core.clock import Clock
from vault.core.errors import NetworkError, RequestError
from vault.core.strict_json import b64url
from vault.customer.trust import Trust
from vault.net.fetcher import REQUEST_OBJECT_BYTES, Fetcher, HttpRequest
from vault.openid4vp.client_id import ClientId, Prefix
from vault.openid4vp.did_web import DOCUMENT_BYTES, DOCUMENT_TYPES, DidDocument, document_url, parse_document
from vault.openid4vp.link import parse_link
from vault.openid4vp.request_object import Evidence, VerifiedRequest, verify_signed, verify_unsigned
from vault.openid4vp.wallet_metadata import NONCE_BYTES, wallet_form

REQUEST_TYPE = "application/oauth-authz-req+jwt"
_FORM = "application/x-www-form-urlencoded"


def fetch_request(
    link: str, *, fetcher: Fetcher, trust: Trust, clock: Clock, random: Callable[[int], bytes]
) -> VerifiedRequest:
    """Follow a link as opened or pasted, and verify what it leads to.

    Raises :class:`RequestError` with the reason of a refusal, or :class:`NetworkError` if the shop cannot be reached.
    """
    parsed = parse_link(link)
    client_id = parsed.client_id
    if parsed.request_uri is None:
        return verify_unsigned(parsed.parameters, client_id=client_id, now=clock.now())
    wallet_nonce = b64url(random(NONCE_BYTES)) if parsed.method == "POST" else None
    text = _request_object(fetcher, parsed.request_uri, client_id.host, wallet_nonce)
    evidence = Evidence(did_document(fetcher, client_id), wallet_nonce)
    anchors = trust.anchors(client_id.host)
    return verify_signed(text, client_id=client_id, anchors=anchors, now=clock.now(), evidence=evidence)


def _request_object(fetcher: Fetcher, url: str, host: str, wallet_nonce: str | None) -> str:
    """OpenID4VP 1.0 §5.10: what waits at the ``request_uri``."""
    asking = HttpRequest("GET", url, accept=(REQUEST_TYPE,), max_bytes=REQUEST_OBJECT_BYTES)
    if wallet_nonce is not None:
        body = wallet_form(wallet_nonce)
        asking = HttpRequest("POST", url, body, _FORM, accept=(REQUEST_TYPE,), max_bytes=REQUEST_OBJECT_BYTES)
    response = fetcher.fetch(asking)
    if response.status in {404, 410}:
        raise RequestError("request_gone", host=host)
    if response.status != 200:
        raise NetworkError("shop_error", host=host, status=response.status)
    try:
        return response.body.decode("ascii")
    except UnicodeDecodeError as problem:
        raise RequestError("request_malformed", why="encoding") from problem


def did_document(fetcher: Fetcher, client_id: ClientId) -> DidDocument | None:
    """The DID document of who asks, where a DID does. It is asked for each time, since keys are renewed.

    Raises :class:`NetworkError`, or :class:`RequestError` as :func:`parse_document`.
    """
    if client_id.prefix is not Prefix.DID:
        return None
    url = document_url(client_id.rest)
    response = fetcher.fetch(HttpRequest("GET", url, accept=DOCUMENT_TYPES, max_bytes=DOCUMENT_BYTES))
    if response.status != 200:
        raise NetworkError("shop_error", host=client_id.host, status=response.status)
    return parse_document(response.body, did=client_id.rest)

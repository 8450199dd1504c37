"""Following a link: what is asked of the shop's server, and who is believed for it."""

from __future__ import annotations

import json
from urllib.parse import parse_qs

import pytest
from cryptography import x509

from tests.vectors import example_shop as shop
from vault.core.clock import SetClock
from vault.core.errors import NetworkError, RequestError
from vault.core.strict_json import b64url
from vault.customer.fetching import fetch_request
from vault.customer.trust import Trust
from vault.net.fetcher import HttpRequest, HttpResponse
from vault.net.testing_shops import TestShops
from vault.openid4vp.link import make_link
from vault.openid4vp.request_object import VerifiedRequest

OBJECT = "application/oauth-authz-req+jwt"
WALLET_NONCE = b64url(bytes(16))
DID_URL = "https://shop.example/.well-known/did.json"


class Server:
    """A shop's server that signs whatever ``claims`` say, and remembers what it was asked."""

    def __init__(
        self, *, status: int = 200, document: bytes | None = None, echo: bool = True, **header: object
    ) -> None:
        self.asked: list[HttpRequest] = []
        self._status, self._document, self._echo, self._header = status, document, echo, header

    def fetch(self, request: HttpRequest) -> HttpResponse:
        self.asked.append(request)
        if request.url == DID_URL:
            found = self._document
            return HttpResponse(200 if found is not None else 404, {}, found or b"", "application/json")
        form = parse_qs((request.body or b"").decode())
        nonce = {"wallet_nonce": form["wallet_nonce"][0]} if self._echo and "wallet_nonce" in form else {}
        client_id = shop.DID_ID if self._header else shop.CLIENT_ID
        text = shop.signed(shop.claims(client_id=client_id, **nonce), **self._header)
        return HttpResponse(self._status, {}, text.encode(), OBJECT)


def fetched(server: Server, client_id: str = shop.CLIENT_ID, **parameters: str) -> VerifiedRequest:
    link = make_link({"client_id": client_id, "request_uri": shop.REQUEST_URI, **parameters})
    return fetch_request(
        link, fetcher=server, trust=Trust((shop.ROOT,), TestShops()), clock=SetClock(shop.NOW), random=bytes
    )


def test_by_get_nothing_of_the_vault_is_told() -> None:
    server = Server()
    assert fetched(server).host == shop.HOST
    (asked,) = server.asked
    assert (asked.method, asked.url, asked.body, asked.accept) == ("GET", shop.REQUEST_URI, None, (OBJECT,))


def test_by_post_a_fresh_nonce_goes_along_and_has_to_come_back() -> None:
    server = Server()
    found = fetched(server, request_uri_method="post")
    (asked,) = server.asked
    form = parse_qs((asked.body or b"").decode())
    assert (asked.method, asked.content_type) == ("POST", "application/x-www-form-urlencoded")
    assert form["wallet_nonce"] == [WALLET_NONCE]
    assert json.loads(form["wallet_metadata"][0])["vp_formats_supported"].keys() == {"dc+sd-jwt"}
    assert found.evidence.wallet_nonce == WALLET_NONCE
    with pytest.raises(RequestError, match="wallet_nonce_differs"):
        fetched(Server(echo=False), request_uri_method="post")


def test_every_vault_posts_the_same_metadata() -> None:
    bodies = []
    for _ in range(2):
        server = Server()
        fetched(server, request_uri_method="post")
        bodies += [asked.body for asked in server.asked]
    assert bodies[0] == bodies[1]


def test_a_did_is_asked_for_its_keys() -> None:
    server = Server(document=json.dumps(shop.document()).encode(), x5c=None, kid=shop.KID)
    found = fetched(server, shop.DID_ID)
    assert (found.host, found.signed) == (shop.HOST, True)
    assert [asked.url for asked in server.asked] == [shop.REQUEST_URI, DID_URL]
    assert server.asked[1].method == "GET"


def test_a_did_without_a_document_cannot_be_reached() -> None:
    with pytest.raises(NetworkError, match="shop_error"):
        fetched(Server(x5c=None, kid=shop.KID), shop.DID_ID)


@pytest.mark.parametrize(
    ("status", "family", "code"),
    [
        (404, RequestError, "request_gone"),
        (410, RequestError, "request_gone"),
        (500, NetworkError, "shop_error"),
        (204, NetworkError, "shop_error"),
    ],
)
def test_a_server_that_has_nothing(status: int, family: type[Exception], code: str) -> None:
    with pytest.raises(family, match=code):
        fetched(Server(status=status))


def test_what_is_not_ascii_is_no_request_object() -> None:
    class Garbled(Server):
        def fetch(self, request: HttpRequest) -> HttpResponse:
            return HttpResponse(200, {}, "é".encode(), OBJECT)

    with pytest.raises(RequestError, match="request_malformed"):
        fetched(Garbled())


def test_who_is_believed_is_the_parameter() -> None:
    other: x509.Certificate = shop.certificate("Other root", shop.OTHER_KEY, authority=True)
    link = make_link({"client_id": shop.CLIENT_ID, "request_uri": shop.REQUEST_URI})
    with pytest.raises(RequestError, match="chain_untrusted"):
        fetch_request(
            link, fetcher=Server(), trust=Trust((other,), TestShops()), clock=SetClock(shop.NOW), random=bytes
        )

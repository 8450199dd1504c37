"""Where the kit gets a request from: JSON, a link, a QR code, a redirect, or one link and no page."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable

import pytest

from tests.unit.shop.example import NOW
from vault.core.clock import SetClock
from vault.core.errors import RequestError
from vault.net.fetcher import HttpRequest, HttpResponse
from vault.openid4vp.link import make_link
from vault.openid4vp.qr_code import qr_file
from vault.shop.conformance.checks import CheckFailed, KitEnded, NotTried
from vault.shop.conformance.line import MAX_EXCHANGES, KitRequest, Line
from vault.shop.conformance.page import Page

URL = "https://shop.example/share"
LINK = make_link({"client_id": "x509_san_dns:shop.example", "request_uri": "https://shop.example/r/1"})
Answers = Callable[[KitRequest], HttpResponse]


class Told:
    """A fetcher that answers as it is told to."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.asked: list[KitRequest] = []

    def fetch(self, request: HttpRequest) -> HttpResponse:
        assert isinstance(request, KitRequest)
        self.asked.append(request)
        return self.answers(request)


def html(text: str, **headers: str) -> HttpResponse:
    return HttpResponse(200, headers, text.encode(), "text/html")


def page(answers: Answers) -> tuple[Page, Told]:
    told, clock = Told(answers), SetClock(NOW)
    return Page(Line(told, clock, lambda _: None), URL), told


def test_json_of_a_connector() -> None:
    found, _ = page(lambda _: HttpResponse(201, {}, b'{"link":"' + LINK.encode() + b'"}', "application/json"))
    assert (found.ask().link, found.ask().how) == (LINK, "json")


def test_a_link_on_a_page() -> None:
    shown = LINK.replace("&", "&amp;")
    found, _ = page(lambda _: html(f'<a href="/other">x</a><a href="{shown}">Share</a>'))
    assert (found.ask(html=True).link, found.ask().how) == (LINK, "link")


def test_a_qr_code_that_the_page_holds_or_names() -> None:
    picture = qr_file(LINK, "png") or b""
    inside = b64encode(picture).decode()
    found, _ = page(lambda _: html(f'<img src="data:image/png;base64,{inside}">'))
    assert (found.ask().link, found.ask().how) == (LINK, "qr")

    def beside(request: KitRequest) -> HttpResponse:
        if request.url.endswith("/code.png"):
            return HttpResponse(200, {}, picture, "image/png")
        return html('<img src="https://elsewhere.example/x.png"><img src="code.png">')

    found, told = page(beside)
    assert found.ask().link == LINK
    assert all("elsewhere" not in request.url for request in told.asked)


def test_a_redirect_is_followed_with_its_cookie_and_on_the_same_host_only() -> None:
    def moved(request: KitRequest) -> HttpResponse:
        if request.url == URL:
            return HttpResponse(303, {"location": "/wait/1", "set-cookie": "a=1; Secure\nb=2"}, b"", None)
        return html(f'<a href="{LINK}">x</a>')

    found, told = page(moved)
    assert found.ask(html=True).cookies == {"a": "1", "b": "2"}
    assert told.asked[-1].headers["Cookie"] == "a=1; b=2"
    found, _ = page(lambda _: HttpResponse(303, {"location": "https://elsewhere.example/"}, b"", None))
    with pytest.raises(CheckFailed, match="url_other_host"):
        found.ask()


@pytest.mark.parametrize(
    "response",
    [
        html("<p>Nothing here</p>"),
        html('<img src="data:image/png;base64,AAAA"><img src="http://shop.example/code.png">'),
        HttpResponse(200, {}, b"{}", "application/json"),
        HttpResponse(200, {}, b"no JSON", "application/json"),
        HttpResponse(500, {}, b"", None),
        HttpResponse(303, {"location": "/share"}, b"", None),
    ],
)
def test_a_page_without_a_request(response: HttpResponse) -> None:
    found, _ = page(lambda _: response)
    with pytest.raises(CheckFailed):
        found.ask()


def test_one_link_gives_one_request() -> None:
    line = Line(Told(lambda _: html("")), SetClock(NOW), lambda _: None)
    found = Page(line, LINK)
    assert found.ask().link == LINK
    with pytest.raises(NotTried):
        found.ask()
    with pytest.raises(RequestError):
        Page(line, "http://shop.example/")


def test_a_busy_connector_is_waited_for_and_a_run_ends() -> None:
    waits: list[float] = []
    busy = [HttpResponse(429, {"retry-after": "7"}, b"", None), HttpResponse(429, {}, b"", None)]
    told = Told(lambda _: busy.pop(0) if busy else html("x"))
    line = Line(told, SetClock(NOW), waits.append)
    assert line.send("GET", URL).status == 200
    assert waits == [7, 60]
    with pytest.raises(KitEnded):
        line.wait(100_000)
    for _ in range(MAX_EXCHANGES - line.exchanges):
        line.send("GET", URL)
    with pytest.raises(KitEnded):
        line.send("GET", URL)
    line.extend()
    assert line.send("GET", URL).status == 200

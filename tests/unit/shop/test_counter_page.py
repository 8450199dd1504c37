"""The till's page, as a browser at the counter uses it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette

from tests.unit.shop.asgi import Response, call
from tests.unit.shop.example import NOW, PHONE, Example, Vault
from vault.core.errors import PolicyError
from vault.openid4vp.answer_file import answer_text
from vault.openid4vp.link import parse_link
from vault.openid4vp.qr_picture import MAX_PICTURE, read_qr
from vault.openid4vp.request_object import Evidence, VerifiedRequest, verify_signed
from vault.shop.connector import connector
from vault.shop.counter import ask_at_counter
from vault.shop.counter_key import FILE, counter_key
from vault.shop.counter_page import AROUND, COOKIE, MAX_FORM, counter_page
from vault.shop.requests import LONGEST_REQUEST

KEY = "k" * 43
TILL = {"cookie": f"{COOKIE}={KEY}", "host": "127.0.0.1:8702", "origin": "http://127.0.0.1:8702"}
FORM = {**TILL, "content-type": "application/x-www-form-urlencoded"}


@pytest.fixture
def till(shop: Example) -> Starlette:
    return counter_page(shop.shop, KEY)


class _Words(HTMLParser):
    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.said: list[str] = []
        self.hidden = False
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.hidden = tag == "style"

    def handle_data(self, data: str) -> None:
        if not self.hidden and data.strip():
            self.said.append(data.strip())


def words(response: Response) -> list[str]:
    return _Words(response.body).said


def ask(till: Starlette, *ids: str) -> str:
    made = call(till, "POST", "/ask", headers=FORM, body=["&".join(f"item={each}" for each in ids).encode()])
    assert made.status == 303
    return made.headers["location"]


def scanned(shop: Example, page: Response) -> VerifiedRequest:
    """What the customer's device makes of the picture on the till."""
    import base64

    picture = re.search(r"data:image/png;base64,([^\"]+)", page.body.decode())
    assert picture is not None
    link = parse_link(read_qr(base64.b64decode(picture[1])))
    path = (link.request_uri or "").partition("example")[2]
    fetched = call(connector(shop.shop), "GET", path)
    return verify_signed(
        fetched.body.decode(),
        client_id=link.client_id,
        anchors=[shop.authority.certificate],
        now=NOW,
        evidence=Evidence(),
    )


def upload(data: bytes, name: str = "file") -> tuple[dict[str, str], bytes]:
    body = (
        f'--x\r\ncontent-disposition: form-data; name="{name}"; filename="answer"\r\n'
        "content-type: application/octet-stream\r\n\r\n"
    ).encode() + data + b"\r\n--x--\r\n"  # fmt: skip
    return {**TILL, "content-type": "multipart/form-data; boundary=x", "content-length": str(len(body))}, body


def test_a_code_is_scanned_and_the_answer_stands_on_the_till(shop: Example, till: Starlette, vault: Vault) -> None:
    place = ask(till, "phone")
    waiting = call(till, "GET", place, headers=TILL)
    assert "For the customer" in words(waiting)
    assert '<meta http-equiv="refresh" content="3">' in waiting.body.decode()
    request = scanned(shop, waiting)
    answer = vault.answer(request, {"phone": PHONE})
    posted = call(
        connector(shop.shop),
        "POST",
        "/preferences/answer",
        headers={"content-type": "application/x-www-form-urlencoded"},
        body=[answer],
    )
    assert posted.status == 200
    answered = call(till, "GET", place, headers=TILL)
    said = words(answered)
    assert "The customer shared this:" in said
    assert any("Phone" in line and str(PHONE.value) in line for line in said)
    assert any(line.startswith("Code for the customer, to stop without the vault") for line in said)
    assert b"refresh" not in answered.body


def test_an_answer_in_a_file_is_read_once(shop: Example, till: Starlette, vault: Vault) -> None:
    place = ask(till, "phone")
    request = scanned(shop, call(till, "GET", place, headers=TILL))
    headers, body = upload(answer_text(vault.answer(request, {"phone": PHONE})).encode())
    first, again = (call(till, "POST", "/answer", headers=headers, body=[body]) for _ in range(2))
    assert first.status == 200
    assert "The customer shared this:" in words(first)
    assert (again.status, "answered already" in again.body.decode()) == (400, True)


def test_nothing_is_ticked_and_nothing_is_asked_by_itself(shop: Example, till: Starlette) -> None:
    page = call(till, "GET", "/", headers=TILL)
    assert page.status == 200
    assert b" checked" not in page.body
    assert "Ask a customer" in words(page)
    none = call(till, "POST", "/ask", headers=FORM, body=[b""])
    assert (none.status, "Tick at least one thing to ask." in words(none)) == (400, True)
    headers, body = upload(b"x", name="other")
    assert "Choose the file of the customer first." in words(
        call(till, "POST", "/answer", headers=headers, body=[body])
    )
    dutch = call(till, "GET", "/", headers={**TILL, "accept-language": "nl"})
    assert "Vraag het een klant" in words(dutch)
    assert b'<html lang="nl">' in dutch.body


@pytest.mark.parametrize("cookie", ["", f"{COOKIE}=", f"{COOKIE}={'j' * 43}", f"{COOKIE}=%C3%A9"])
def test_without_the_key_all_is_closed(till: Starlette, cookie: str) -> None:
    for method, place in (("GET", "/"), ("POST", "/ask"), ("GET", "/asked/x"), ("POST", "/answer")):
        refused = call(till, method, place, headers={**TILL, "cookie": cookie})
        assert (refused.status, "This page is closed" in words(refused)) == (403, True)
    assert call(till, "GET", f"/?key={'j' * 43}", headers={"host": TILL["host"]}).status == 403


def test_the_key_in_the_address_becomes_a_cookie_that_no_other_site_can_use(till: Starlette) -> None:
    opened = call(till, "GET", f"/?key={KEY}")
    assert (opened.status, opened.headers["location"]) == (303, "/")
    set_cookie = opened.headers["set-cookie"].lower()
    assert "httponly" in set_cookie
    assert "samesite=strict" in set_cookie
    assert opened.headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:9999"])
def test_a_form_of_another_site_is_refused(till: Starlette, origin: str) -> None:
    assert call(till, "POST", "/ask", headers={**FORM, "origin": origin}, body=[b"item=phone"]).status == 403
    without = {name: each for name, each in FORM.items() if name != "origin"}
    assert call(till, "POST", "/ask", headers=without, body=[b"item=phone"]).status == 403


def test_what_was_asked_elsewhere_is_not_shown(shop: Example, till: Starlette) -> None:
    elsewhere = ask_at_counter(shop.shop, ["phone"])
    for request_id in (elsewhere.id, "unknown"):
        assert call(till, "GET", f"/asked/{request_id}", headers=TILL).status == 400


def test_a_request_that_is_over_says_so(shop: Example, till: Starlette) -> None:
    place = ask(till, "phone")
    shop.clock.moment += LONGEST_REQUEST
    late = call(till, "GET", place, headers=TILL)
    assert (late.status, "This request has expired" in late.body.decode()) == (400, True)


def test_too_much_is_refused(till: Starlette) -> None:
    headers, body = upload(b"x")
    for length in (str(MAX_PICTURE + AROUND + 1), "", "many"):
        refused = call(till, "POST", "/answer", headers={**headers, "content-length": length}, body=[body])
        assert refused.status == 400
    assert call(till, "POST", "/ask", headers=FORM, body=[b"a" * (MAX_FORM + 1)]).status == 400
    assert call(till, "POST", "/ask", headers=FORM, body=[b"item=unknown"]).status == 400


def test_the_key_is_made_once_and_is_the_owners_alone(tmp_path: Path) -> None:
    policy = tmp_path / "preferences.toml"
    first = counter_key(policy, lambda count: b"a" * count)
    assert counter_key(policy, lambda count: b"b" * count) == first
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600
    assert counter_key(policy, lambda count: b"b" * count, new=True) != first


@pytest.mark.parametrize("data", [b"", b"short", b"\xff" * 43, b"a" * 44])
def test_a_damaged_key_opens_nothing(tmp_path: Path, data: bytes) -> None:
    (tmp_path / FILE).write_bytes(data)
    with pytest.raises(PolicyError, match="counter_key_unusable"):
        counter_key(tmp_path / "preferences.toml", lambda count: b"a" * count)

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlsplit

import pytest
from starlette.applications import Starlette

from tests.unit.shop.asgi import Response, call
from tests.unit.shop.example import CLIENT_ID, HOST, NOW, PHONE, SESSION, Example, Vault, urn
from vault.core.clock import to_text
from vault.core.errors import StorageError
from vault.openid4vp.link import parse_link
from vault.openid4vp.request_object import Evidence, VerifiedRequest, verify_signed
from vault.openid4vp.response import MAX_ANSWER
from vault.openid4vp.wallet_metadata import MAX_POST, wallet_form
from vault.shop import background
from vault.shop.browser_session import new_browser_session
from vault.shop.connector import COOKIE, connector
from vault.shop.nonces import MAX_OF_CUSTOMER
from vault.shop.profile import SERVICE_PERSONALISATION, profile_for
from vault.shop.service import Downstream
from vault.tokens.customer_letter import MAX_LETTER, Says, feedback, held_request
from vault.tokens.security_event import MAX_EVENT_TOKEN, stop_event

FORM = {"content-type": "application/x-www-form-urlencoded"}
EVENT = {"content-type": "application/secevent+jwt"}


def cookie(session: str) -> dict[str, str]:
    return {"cookie": f"{COOKIE}={session}"}


@pytest.fixture
def app(shop: Example) -> Starlette:
    return connector(shop.shop)


@pytest.fixture
def mine(shop: Example) -> str:
    return new_browser_session(shop.shop)


@pytest.fixture
def theirs(shop: Example) -> str:
    return new_browser_session(shop.shop)


def asked(shop: Example, app: Starlette, session: str) -> tuple[VerifiedRequest, Response]:
    """Start as a page does, fetch as a vault does."""
    headers = {**cookie(session), "accept": "application/json"}
    started = call(app, "GET", "/preferences/start?items=phone", headers=headers)
    link = parse_link(started.json()["link"])
    assert link.method == "POST"
    path = urlsplit(link.request_uri or "").path
    fetched = call(app, "POST", path, headers=FORM, body=[wallet_form("wallet-nonce")])
    assert fetched.headers["content-type"] == "application/oauth-authz-req+jwt"
    request = verify_signed(
        fetched.body.decode(),
        client_id=link.client_id,
        anchors=[shop.authority.certificate],
        now=NOW,
        evidence=Evidence(wallet_nonce="wallet-nonce"),
    )
    return request, started


def test_a_wallet_that_knows_no_post_gets_its_request_by_get(shop: Example, app: Starlette, mine: str) -> None:
    headers = {**cookie(mine), "accept": "application/json"}
    link = parse_link(call(app, "GET", "/preferences/start?items=phone", headers=headers).json()["link"])
    fetched = call(app, "GET", urlsplit(link.request_uri or "").path)
    anchors = [shop.authority.certificate]
    assert verify_signed(fetched.body.decode(), client_id=link.client_id, anchors=anchors, now=NOW).host == HOST


def test_a_nonce_that_is_none_is_refused(shop: Example, app: Starlette, mine: str) -> None:
    headers = {**cookie(mine), "accept": "application/json"}
    link = parse_link(call(app, "GET", "/preferences/start?items=phone", headers=headers).json()["link"])
    path = urlsplit(link.request_uri or "").path
    for body, status in ((b"wallet_nonce=%0A", 400), (b"wallet_nonce=" + b"a" * MAX_POST, 413)):
        assert call(app, "POST", path, headers=FORM, body=[body]).status == status


def answered(shop: Example, app: Starlette, vault: Vault, session: str) -> str:
    """An answer; returns where the browser goes on."""
    request, _ = asked(shop, app, session)
    reply = call(app, "POST", "/preferences/answer", headers=FORM, body=[vault.answer(request, {"phone": PHONE})])
    assert reply.status == 200
    parts = urlsplit(reply.json()["redirect_uri"])
    assert parts.netloc == HOST
    return f"{parts.path}?{parts.query}"


def given(response: Response) -> str:
    """The session in the cookie that a response sets."""
    return SimpleCookie(response.headers["set-cookie"])[COOKIE].value


def value(shop: Example, session: str) -> object:
    return profile_for(shop.shop, session).value("media.phone_model", purpose=SERVICE_PERSONALISATION)


def stopped(app: Starlette, vault: Vault, **parts: Any) -> Response:
    event = stop_event(vault.key, **{"aud": CLIENT_ID, "iat": NOW, "jti": urn(), "token_jti": None, **parts})
    return call(app, "POST", "/preferences/stop", headers=EVENT, body=[event.encode()])


def test_share_come_back_and_stop(shop: Example, app: Starlette, vault: Vault, mine: str) -> None:
    target = answered(shop, app, vault, mine)
    back = call(app, "GET", target, headers=cookie(mine))
    assert (back.status, back.headers["location"]) == (303, "/shoes")
    now = given(back)
    assert (value(shop, mine), value(shop, now)) == (None, PHONE)
    again = call(app, "GET", target, headers=cookie(now))
    assert (again.status, given(again)) == (303, now)
    assert call(app, "GET", target, headers=cookie(mine)).status == 403
    stop = stopped(app, vault)
    assert (stop.status, stop.body) == (202, b"")
    place = urlsplit(stop.headers["location"])
    assert place.netloc == HOST
    receipt = call(app, "GET", place.path)
    assert (receipt.status, receipt.headers["content-type"]) == (200, "application/jwt")
    assert value(shop, now) is None


@pytest.mark.parametrize("planted", ["A" * 43, "browser-session-of-the-customer-who-asked-0"])
def test_a_planted_session_is_not_taken(shop: Example, app: Starlette, planted: str) -> None:
    started = call(app, "GET", "/preferences/start", headers=cookie(planted))
    assert given(started) != planted
    assert call(app, "GET", started.headers["location"], headers=cookie(planted)).status == 404


def test_a_receipt_that_is_not_ready_says_when_to_ask_again(shop: Example, vault: Vault, mine: str) -> None:
    down = Downstream("Pakhuis Hosting", lambda *_: False)
    app = connector(replace(shop.shop, downstream=(down,)))
    answered(shop, app, vault, mine)
    place = urlsplit(stopped(app, vault).headers["location"]).path
    waiting = call(app, "GET", place)
    assert (waiting.status, waiting.headers["retry-after"], waiting.body) == (202, "60", b"")


def test_another_browser_session_gets_nothing_with_the_code(
    shop: Example, app: Starlette, vault: Vault, mine: str, theirs: str
) -> None:
    target = answered(shop, app, vault, mine)
    for headers in (cookie(theirs), {}, cookie("<script>")):
        refused = call(app, "GET", target, headers=headers)
        assert refused.status == 403
        assert b"browser" in refused.body
    assert value(shop, mine) is None
    assert value(shop, theirs) is None
    assert call(app, "GET", "/preferences/return", headers=cookie(mine)).status == 403


def test_a_new_browser_gets_a_session_cookie_that_scripts_and_other_sites_cannot_read(app: Starlette) -> None:
    started = call(app, "GET", "/preferences/start")
    assert started.status == 303
    found = SimpleCookie(started.headers["set-cookie"])[COOKIE]
    assert len(found.value) == 43
    assert (found["secure"], found["httponly"], found["samesite"], found["path"]) == (True, True, "lax", "/")
    assert found["domain"] == found["max-age"] == ""
    page = call(app, "GET", started.headers["location"], headers=cookie(found.value))
    assert page.status == 200
    assert b'href="openid4vp://?' in page.body
    assert b'href="preference-vault://?' in page.body


def test_the_waiting_page_is_in_the_readers_language_and_for_nobody_else(
    shop: Example, app: Starlette, mine: str, theirs: str
) -> None:
    _, started = asked(shop, app, mine)
    target = f"/preferences/wait/{started.json()['id']}"
    page = call(app, "GET", target, headers={**cookie(mine), "accept-language": "fr, nl-NL;q=0.8, en;q=0.5"})
    assert b'lang="nl"' in page.body
    assert started.json()["code"].encode() in page.body
    assert b'lang="en"' in call(app, "GET", target, headers=cookie(mine)).body
    assert call(app, "GET", target, headers=cookie(theirs)).status == 404


def test_a_script_gets_the_same_as_json(shop: Example, app: Starlette, mine: str) -> None:
    _, started = asked(shop, app, mine)
    assert started.status == 201
    assert started.json().keys() == {"id", "link", "preference_vault_link", "code", "expires"}
    assert started.json()["expires"] > to_text(NOW)
    assert given(started) == mine


@pytest.mark.parametrize(
    ("method", "target", "headers", "body", "status", "told"),
    [
        ("GET", "/preferences/start?items=hat", {}, [], 400, {"error_description": "policy_item_unknown"}),
        ("GET", "/preferences/request/unknown", {}, [], 404, {"error": "request_unknown"}),
        ("GET", "/preferences/stop/unknown", {}, [], 404, {"error": "receipt_unknown"}),
        ("POST", "/preferences/answer", FORM, [b"response=x"], 400, {"error_description": "jwe_malformed"}),
        ("POST", "/preferences/answer", FORM, [b""], 400, {"error_description": "answer_malformed"}),
        ("POST", "/preferences/answer", {}, [b"response=x"], 400, {"error_description": "body_type_wrong"}),
        ("POST", "/preferences/answer", FORM, [b"a" * 4096] * 20, 413, {"error_description": "body_too_large"}),
        ("POST", "/preferences/stop", EVENT, [b"x.y.z"], 400, {"err": "invalid_request"}),
        ("POST", "/preferences/stop", EVENT, ["\xff.\xff.\xff".encode("latin-1")], 400, {"err": "invalid_request"}),
        ("POST", "/preferences/stop", FORM, [b"x.y.z"], 400, {"description": "body_type_wrong"}),
        ("POST", "/preferences/stop", EVENT, [b"a" * (MAX_EVENT_TOKEN + 1)], 400, {"description": "body_too_large"}),
    ],
)
def test_what_is_wrong_is_told_by_a_code(
    app: Starlette, method: str, target: str, headers: Any, body: Any, status: int, told: dict[str, str]
) -> None:
    response = call(app, method, target, headers=headers, body=body)
    assert response.status == status
    assert response.json().items() >= told.items()


def test_a_body_is_not_read_past_its_limit(app: Starlette) -> None:
    parts: Any = [b"a" * 1024] * (2 * MAX_ANSWER // 1024)
    response = call(app, "POST", "/preferences/answer", headers=FORM, body=[*parts, None])
    assert response.status == 413  # and not the 400 of whoever waits for the end


def test_a_client_that_hangs_up(app: Starlette) -> None:
    body: Any = [b"response=", None]
    assert call(app, "POST", "/preferences/answer", headers=FORM, body=body).status == 400


@pytest.mark.parametrize(
    ("parts", "error"),
    [({}, "authentication_failed"), ({"aud": "x509_san_dns:other.example"}, "invalid_audience")],
)
def test_a_stop_that_is_refused_says_so_as_the_standard_does(
    app: Starlette, vault: Vault, parts: dict[str, str], error: str
) -> None:
    response = stopped(app, vault, **parts)
    assert (response.status, response.json()["err"]) == (400, error)
    assert response.json().keys() == {"err", "description"}


def test_every_response_is_kept_from_caches_frames_and_other_sites(
    shop: Example, app: Starlette, vault: Vault, mine: str
) -> None:
    responses = [
        call(app, "GET", "/preferences/start"),
        call(app, "GET", "/preferences/wait/x"),
        call(app, "GET", "/preferences/return?response_code=x"),
        call(app, "GET", answered(shop, app, vault, mine), headers=cookie(mine)),
        call(app, "POST", "/preferences/answer", headers=FORM, body=[b"x"]),
        stopped(app, vault),
        stopped(app, Vault()),
    ]
    for response in responses:
        assert response.headers["cache-control"] == "no-store"
        assert "frame-ancestors 'none'" in response.headers["content-security-policy"]
        assert response.headers["referrer-policy"] == "no-referrer"
        assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("shop", ["sqlite"], indirect=True)  # PostgreSQL's is in test_conflicts.py
def test_a_database_that_is_away_is_temporary(
    shop: Example, app: Starlette, vault: Vault, caplog: pytest.LogCaptureFixture, mine: str
) -> None:
    request, _ = asked(shop, app, mine)
    form = vault.answer(request, {"phone": PHONE})
    path = shop.shop.policy.store
    path.rename(path.with_suffix(".away"))
    shop.shop.store.close()
    response = call(app, "POST", "/preferences/answer", headers=FORM, body=[form])
    assert (response.status, response.headers["retry-after"]) == (503, "30")
    assert "store_failed" in caplog.text
    shop.shop.store.close()
    path.unlink()
    path.with_suffix(".away").rename(path)
    assert call(app, "POST", "/preferences/answer", headers=FORM, body=[form]).status == 200


def test_logs_hold_codes_and_no_values(
    shop: Example, app: Starlette, vault: Vault, caplog: pytest.LogCaptureFixture, mine: str, theirs: str
) -> None:
    caplog.set_level(logging.DEBUG)
    request, _ = asked(shop, app, mine)
    wrong = vault.answer(request, {"phone": PHONE}, change=lambda _, claims: replace(claims, item=None, terms=None))
    call(app, "POST", "/preferences/answer", headers=FORM, body=[wrong])
    call(app, "GET", answered(shop, app, vault, mine), headers=cookie(theirs))
    assert "terms_hash_wrong" in caplog.text
    assert "other_browser_session" in caplog.text
    assert "Planted" not in caplog.text
    assert request.nonce not in caplog.text


def test_served_alone_it_drops_what_has_ended(
    shop: Example, app: Starlette, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    sweeps: list[int] = []

    def drop(_: object) -> None:
        sweeps.append(1)
        if len(sweeps) == 2:
            shop.shop.store.close()
            raise StorageError("store_failed", kind="test")
        if len(sweeps) == 3:
            raise ConnectionResetError("a system of the shop's own")
        if len(sweeps) == 4:
            raise ValueError("a row that is damaged")

    async def live() -> None:
        async with app.router.lifespan_context(app):
            while len(sweeps) < 5:
                await asyncio.sleep(0.001)

    monkeypatch.setattr(background, "drop_expired", drop)
    monkeypatch.setattr(background, "SWEEP_SECONDS", 0)
    asyncio.run(live())
    assert len(sweeps) >= 5
    assert "drop: ConnectionResetError" in caplog.text
    assert "a system of the shop's own" not in caplog.text  # such texts name files, or quote what was sent


def test_a_stop_whose_end_fails_is_still_a_stop(
    shop: Example, app: Starlette, vault: Vault, monkeypatch: pytest.MonkeyPatch, mine: str
) -> None:
    def fail(_: object) -> int:
        raise StorageError("store_failed", kind="test")

    back = call(app, "GET", answered(shop, app, vault, mine), headers=cookie(mine))
    monkeypatch.setattr(background, "finish_stops", fail)
    assert stopped(app, vault).status == 202
    assert value(shop, given(back)) is None


JWT = {"content-type": "application/jwt"}


def nonce_of(app: Starlette) -> str:
    reply = call(app, "POST", "/preferences/nonce")
    assert (reply.status, reply.headers["cache-control"]) == (200, "no-store")
    assert reply.json().keys() == {"nonce", "expires_in", "jwks"}
    return str(reply.json()["nonce"])


def test_ask_what_is_held_and_say_what_one_thinks(shop: Example, app: Starlette, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    head: dict[str, Any] = {"aud": CLIENT_ID, "iat": NOW, "jti": urn()}
    letter = held_request(vault.key, **head, nonce=nonce_of(app))
    held = call(app, "POST", "/preferences/held", headers=JWT, body=[letter.encode()])
    assert (held.status, held.headers["content-type"]) == (200, "application/jwt")
    again = call(app, "POST", "/preferences/held", headers=JWT, body=[letter.encode()])
    assert (again.status, again.json()["error"]) == (400, "invalid_nonce")
    said = feedback(vault.key, **head, nonce=nonce_of(app), about="media.phone_model", says=Says.TOO_MUCH)
    reply = call(app, "POST", "/preferences/feedback", headers=JWT, body=[said.encode()])
    assert (reply.status, reply.body) == (204, b"")
    assert profile_for(shop.shop, SESSION).feedback() == {"media.phone_model": Says.TOO_MUCH}


def test_a_key_that_is_not_pinned_gets_400_everywhere(app: Starlette, vault: Vault) -> None:
    head: dict[str, Any] = {"aud": CLIENT_ID, "iat": NOW, "jti": urn()}
    letters = {
        "held": held_request(vault.key, **head, nonce=nonce_of(app)),
        "feedback": feedback(vault.key, **head, nonce=nonce_of(app), about="x", says=Says.THANKS),
    }
    for name, letter in letters.items():
        refused = call(app, "POST", f"/preferences/{name}", headers=JWT, body=[letter.encode()])
        assert (refused.status, refused.json()["error_description"]) == (400, "key_not_pinned")


def test_who_asks_too_often_waits(shop: Example, app: Starlette, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    for last in (*[False] * MAX_OF_CUSTOMER, True):
        letter = held_request(vault.key, aud=CLIENT_ID, iat=NOW, jti=urn(), nonce=nonce_of(app))
        reply = call(app, "POST", "/preferences/held", headers=JWT, body=[letter.encode()])
        assert reply.status == (429 if last else 200)


@pytest.mark.parametrize("name", ["nonce", "refresh", "held", "feedback"])
def test_an_address_that_is_not_listed_does_not_answer(shop: Example, name: str) -> None:
    quiet = connector(replace(shop.shop, optional_endpoints=()))
    assert call(quiet, "POST", f"/preferences/{name}").status == 404


@pytest.mark.parametrize(
    ("name", "headers", "most"),
    [("nonce", {}, 0), ("refresh", FORM, MAX_ANSWER), ("held", JWT, MAX_LETTER), ("feedback", JWT, MAX_LETTER)],
)
def test_no_more_is_read_than_may_be_sent(app: Starlette, name: str, headers: dict[str, str], most: int) -> None:
    reply = call(app, "POST", f"/preferences/{name}", headers=headers, body=[b"a" * most, b"a"])
    assert reply.status == 413


@pytest.mark.parametrize("name", ["refresh", "held", "feedback"])
def test_what_comes_as_something_else_is_refused(app: Starlette, name: str) -> None:
    reply = call(app, "POST", f"/preferences/{name}", headers={"content-type": "text/plain"}, body=[b"a"])
    assert (reply.status, reply.json()["error_description"]) == (400, "body_type_wrong")

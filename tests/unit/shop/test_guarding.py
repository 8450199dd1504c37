from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from starlette.applications import Starlette

from tests.unit.shop.asgi import Response, call
from tests.unit.shop.example import Example
from vault.shop import guarding
from vault.shop.browser_session import new_browser_session
from vault.shop.connector import COOKIE, connector

MOST = 5


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ADDRESS_ASKS", "SESSION_ASKS"):
        monkeypatch.setattr(guarding, name, MOST)
    for name in ("ADDRESS_AN_HOUR", "SESSION_AN_HOUR"):
        monkeypatch.setattr(guarding, name, 2 * MOST)


def start(app: Starlette, address: str, session: str = "", path: str = "/preferences/start") -> Response:
    headers = {"cookie": f"{COOKIE}={session}"} if session else {}
    return call(app, "GET", path, headers=headers, client=address)


def test_an_address_asks_so_often_and_waits_as_long_as_it_is_told(sqlite_shop: Example, few: None) -> None:
    app = connector(sqlite_shop.shop)
    assert [start(app, "192.0.2.1").status for _ in range(MOST)] == [303] * MOST
    refused = start(app, "192.0.2.1")
    assert (refused.status, refused.json()["error_description"]) == (429, "too_fast")
    assert "access-control-allow-origin" not in refused.headers
    assert start(app, "192.0.2.2").status == 303
    assert start(app, "2001:db8::1").status == 303
    assert int(refused.headers["retry-after"]) > 0
    sqlite_shop.clock.moment += timedelta(seconds=int(refused.headers["retry-after"]))
    assert start(app, "192.0.2.1").status == 303


def test_a_browser_session_asks_so_often_wherever_it_is(sqlite_shop: Example, few: None) -> None:
    app, mine = connector(sqlite_shop.shop), new_browser_session(sqlite_shop.shop)
    found = [start(app, f"192.0.2.{number}", mine).status for number in range(MOST + 1)]
    assert found == [303] * MOST + [429]
    assert start(app, "192.0.2.9", new_browser_session(sqlite_shop.shop)).status == 303
    assert start(app, "192.0.2.9", "A" * 43).status == 303  # not of our making: it counts for nobody


def test_other_addresses_have_more_room(sqlite_shop: Example, few: None) -> None:
    app = connector(sqlite_shop.shop)
    found = [start(app, "192.0.2.1", path="/preferences/health").status for _ in range(2 * MOST + 1)]
    assert found == [200] * 2 * MOST + [429]


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.9", "::1", "::ffff:127.0.0.1", ""])
def test_a_web_server_in_front_that_says_nothing_is_not_everybody(
    address: str, sqlite_shop: Example, few: None
) -> None:
    app = connector(sqlite_shop.shop)
    assert {start(app, address).status for _ in range(3 * MOST)} == {303}


def test_a_stop_that_comes_too_fast_is_told_so_in_its_own_form(sqlite_shop: Example, few: None) -> None:
    app = connector(sqlite_shop.shop)
    found = [call(app, "POST", "/preferences/stop", client="192.0.2.1") for _ in range(2 * MOST + 1)][-1]
    assert (found.status, found.json()) == (429, {"err": "invalid_request", "description": "too_fast"})
    assert int(found.headers["retry-after"]) > 0


def test_how_each_request_ended_is_heard_by_route_and_code(sqlite_shop: Example) -> None:
    heard: list[tuple[str, str, bool]] = []
    app = connector(
        sqlite_shop.shop, observe=lambda place, outcome, seconds: heard.append((place, outcome, seconds >= 0))
    )
    start(app, "127.0.0.1")
    call(app, "GET", "/preferences/request/nobody-has-this")
    call(app, "POST", "/preferences/answer", body=[b"x"])
    call(app, "POST", "/preferences/held", headers={"content-type": "application/jwt"}, body=[b"a", None])
    assert heard == [
        ("/preferences/start", "ok", True),
        ("/preferences/request/{id}", "status_404", True),
        ("/preferences/answer", "body_type_wrong", True),
        ("/preferences/held", "hung_up", True),
    ]


def test_a_bug_is_counted_and_goes_on_up(sqlite_shop: Example) -> None:
    heard: list[str] = []
    app = connector(
        replace(sqlite_shop.shop, random=lambda _: 1 / 0),  # type: ignore[arg-type,return-value]
        observe=lambda _place, outcome, _seconds: heard.append(outcome),
    )
    with pytest.raises(ZeroDivisionError):
        start(app, "127.0.0.1")
    assert heard == ["failed"]

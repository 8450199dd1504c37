from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from tests.unit.shop.asgi import Response, call
from tests.unit.status.conftest import NOW, settings
from vault.core.clock import SetClock
from vault.status.app import MAX_BODY, status_app
from vault.status.service import StatusHost, open_host
from vault.tokens.status_list import read_host_document, verify_status_list

JSON = {"content-type": "application/json"}


def post(host: StatusHost, asked: Any) -> Response:
    return call(status_app(host), "POST", "/allocations", headers=JSON, body=[json.dumps(asked).encode()])


def put(host: StatusHost, place: dict[str, Any], asked: Any, secret: str | None = None) -> Response:
    bearer = {"authorization": f"Bearer {place['secret'] if secret is None else secret}"}
    target = f"{place['uri'].removeprefix('https://status.example')}/{place['idx']}"
    return call(status_app(host), "PUT", target, headers={**JSON, **bearer}, body=[json.dumps(asked).encode()])


def get(host: StatusHost, target: str, **headers: str) -> Response:
    return call(
        status_app(host), "GET", target, headers={name.replace("_", "-"): text for name, text in headers.items()}
    )


def status_of(host: StatusHost, place: dict[str, Any]) -> int:
    host.publisher.refresh()
    shown = get(host, place["uri"].removeprefix("https://status.example"))
    assert shown.headers["content-type"] == "application/statuslist+jwt"
    keys = read_host_document(get(host, "/.well-known/preference-status").body)
    found = verify_status_list(shown.body.decode(), keys=keys, uri=place["uri"], now=NOW)
    return found.statuses.status(place["idx"])


def test_a_place_is_given_out_stopped_and_stays_so(host: StatusHost) -> None:
    given = post(host, {"count": 2})
    assert given.status == 200
    assert given.headers["cache-control"] == "no-store"
    mine, other = given.json()
    assert mine.keys() == {"uri", "idx", "secret"}
    assert status_of(host, mine) == 0
    stopped = put(host, mine, {"status": 1})
    assert (stopped.status, stopped.body) == (204, b"")
    assert (status_of(host, mine), status_of(host, other)) == (1, 0)
    assert put(host, mine, {"status": 1}).status == 204
    assert put(host, mine, {"status": 0}).status == 400
    assert status_of(host, mine) == 1


@pytest.mark.parametrize("asked", [{}, {"status": 0}, {"status": True}, {"status": 1, "more": 1}, {"status": "1"}, []])
def test_nothing_else_can_be_said_of_a_place(host: StatusHost, asked: Any) -> None:
    (mine,) = post(host, {"count": 1}).json()
    refused = put(host, mine, asked)
    assert refused.status == 400
    assert status_of(host, mine) == 0


def test_a_wrong_secret_and_a_place_nobody_has_look_alike(host: StatusHost) -> None:
    mine, other = post(host, {"count": 2}).json()
    free = {**mine, "idx": next(place for place in range(3) if place not in {mine["idx"], other["idx"]})}
    refusals = [
        put(host, mine, {"status": 1}, secret=other["secret"]),
        put(host, free, {"status": 1}),
        put(host, {**mine, "uri": "https://status.example/lists/99"}, {"status": 1}),
        put(host, {**mine, "idx": 2**64}, {"status": 1}),
        put(host, {**mine, "idx": f"0{mine['idx']}"}, {"status": 1}),
        put(host, {**mine, "idx": "9" * 5000}, {"status": 1}),
        put(host, mine, {"status": 1}, secret=""),
    ]
    assert {(each.status, each.body) for each in refusals} == {(401, b'{"error":"secret_wrong"}')}
    assert all(each.headers["www-authenticate"] == "Bearer" for each in refusals)
    assert (status_of(host, mine), status_of(host, other)) == (0, 0)


@pytest.mark.parametrize("asked", [{}, {"count": 0}, {"count": 21}, {"count": "1"}, {"count": True}, {"count": -5}])
def test_places_asked_for_in_a_wrong_way(host: StatusHost, asked: Any) -> None:
    refused = post(host, asked)
    assert refused.status == 400
    assert refused.json()["error"] in {"body_refused", "count_refused"}


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({}, [b'{"count":1}'], 415),
        ({"content-type": "text/plain"}, [b'{"count":1}'], 415),
        (JSON, [b" " * MAX_BODY, b'{"count":1}'], 413),
        (JSON, [b'{"count":1,"count":2}'], 400),
        (JSON, [b"\xff"], 400),
        (JSON, [b"[1]"], 400),
        (JSON, [b'{"count":', None], 400),
    ],
)
def test_bodies_that_are_not_taken(host: StatusHost, headers: Any, body: Any, status: int) -> None:
    assert call(status_app(host), "POST", "/allocations", headers=headers, body=body).status == status


def test_a_list_that_is_known_is_not_sent_again(host: StatusHost) -> None:
    (mine,) = post(host, {"count": 1}).json()
    first = get(host, "/lists/1")
    assert first.headers["cache-control"] == "public, max-age=300"
    assert first.headers["access-control-allow-origin"] == "*"
    again = get(host, "/lists/1", if_none_match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    put(host, mine, {"status": 1})
    host.publisher.refresh()
    changed = get(host, "/lists/1", if_none_match=first.headers["etag"])
    assert changed.status == 200
    assert changed.headers["etag"] != first.headers["etag"]


@pytest.mark.parametrize(
    "target", ["/lists/2", "/lists/0", "/lists/-1", "/lists/01", "/lists/x", f"/lists/{'9' * 5000}"]
)
def test_a_list_that_nobody_has(host: StatusHost, target: str) -> None:
    assert get(host, target).status == 404


def test_whoever_asks_too_often_hears_when_to_come_back(tmp_path: Path, clock: SetClock) -> None:
    host = open_host(settings(tmp_path, places_an_hour=30), clock)
    try:
        assert post(host, {"count": 20}).status == 200
        refused = post(host, {"count": 20})
        assert refused.status == 429
        assert refused.headers["retry-after"] == "1201"
        assert post(host, {"count": -1000}).status == 400  # gives nothing back
        assert post(host, {"count": 20}).status == 429
        assert post(host, {"count": 10}).status == 200
        assert post(host, {"count": 1}).status == 429
    finally:
        host.store.close()


def test_numbers_for_whoever_watches(host: StatusHost) -> None:
    (mine,) = post(host, {"count": 1}).json()
    put(host, mine, {"status": 1})
    put(host, mine, {"status": 0})
    get(host, "/lists/1")
    lines = get(host, "/metrics").body.decode().splitlines()
    for line in ("places_given_total 1", "places_stopped_total 1", "lists_sent_total 1", "refused_total 1", "lists 1"):
        assert f"preference_status_{line}" in lines
    assert get(host, "/health").json() == {"status": "ok"}
    assert mine["secret"] not in "\n".join(lines)


@pytest.mark.parametrize(
    "ask", [post, lambda host, _: put(host, {"uri": "/lists/1", "idx": 1, "secret": "A"}, {"status": 1})]
)
def test_a_database_that_fails_is_not_the_callers_fault(
    host: StatusHost, caplog: pytest.LogCaptureFixture, ask: Callable[[StatusHost, Any], Response]
) -> None:
    with host.store.transaction() as connection:
        connection.execute(text("DROP TABLE stopped"))
        connection.execute(text("DROP TABLE place"))
    answer = ask(host, {"count": 1})
    assert answer.status == 503
    assert answer.headers["retry-after"] == "30"
    assert "status_store_failed" in caplog.text

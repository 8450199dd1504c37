from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest
from sqlalchemy import select
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from tests.unit.shop.asgi import call
from tests.unit.shop.example import HOST, Example
from vault.openid4vp.did_web import parse_document
from vault.shop import tables
from vault.shop.mounting import with_preferences
from vault.shop.profile import SERVICE_PERSONALISATION, profile_for


async def mine(_: object) -> PlainTextResponse:
    return PlainTextResponse("mine")


def app_with(heard: list[str]) -> Starlette:
    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        heard.append("begins")
        yield
        heard.append("ends")

    return Starlette(routes=[Route("/{anything:path}", mine)], lifespan=lifespan)


async def silent(scope: Any, receive: Any, send: Any) -> None:
    """As apps that know of no lifespan and say so by nothing."""


async def hears_and_says_nothing(scope: Any, receive: Any, send: Any) -> None:
    await receive()


async def refuses(scope: Any, receive: Any, send: Any) -> None:
    message = "HTTP only"
    raise ValueError(message)


async def breaks(scope: Any, receive: Any, send: Any) -> None:
    await receive()
    await send({"type": "lifespan.startup.complete"})
    message = "a bug"
    raise RuntimeError(message)


def lived(app: Any) -> Sequence[str]:
    """One run of a server without a request; what the app said of it."""
    coming, said = ["lifespan.startup", "lifespan.shutdown"], list[str]()

    async def receive() -> Any:
        return {"type": coming.pop(0)}

    async def send(message: Any) -> None:
        said.append(message["type"])

    asyncio.run(app({"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}, receive, send))
    return said


def test_only_the_connectors_addresses_are_the_connectors(sqlite_shop: Example) -> None:
    app = with_preferences(app_with([]), sqlite_shop.shop)
    assert call(app, "GET", "/preferences/start").status == 303
    assert call(app, "GET", "/preferences/nothing").status == 404
    for path in ("/", "/preferences", "/preferencesx/start", "/.well-known/other"):
        assert call(app, "GET", path).body == b"mine"


def test_the_did_document_has_the_key_that_requests_are_signed_with(sqlite_shop: Example) -> None:
    found = call(with_preferences(app_with([]), sqlite_shop.shop), "GET", "/.well-known/did.json")
    assert (found.status, found.headers["content-type"]) == (200, "application/did+json")
    document, key = parse_document(found.body, did=f"did:web:{HOST}"), sqlite_shop.shop.keys.signing.public
    assert document.keys == {f"did:web:{HOST}#{key.thumbprint()}": key}


@pytest.mark.parametrize("app", [silent, hears_and_says_nothing, refuses])
def test_an_app_without_a_lifespan_is_served_all_the_same(app: Any, sqlite_shop: Example) -> None:
    assert lived(with_preferences(app, sqlite_shop.shop)) == ["lifespan.startup.complete", "lifespan.shutdown.complete"]


def test_what_it_raises_is_not_lost(sqlite_shop: Example, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    lived(with_preferences(refuses, sqlite_shop.shop))
    assert "the app has no lifespan: ValueError" in caplog.text


def test_an_app_with_one_has_it(sqlite_shop: Example) -> None:
    heard: list[str] = []
    said = lived(with_preferences(app_with(heard), sqlite_shop.shop))
    assert heard == ["begins", "ends"]
    assert said == ["lifespan.startup.complete", "lifespan.shutdown.complete"]


def test_at_the_end_the_readings_that_wait_are_written(sqlite_shop: Example) -> None:
    profile_for(sqlite_shop.shop, "nobody").value("media.phone_model", purpose=SERVICE_PERSONALISATION)
    lived(with_preferences(app_with([]), sqlite_shop.shop))
    with sqlite_shop.shop.store.reading() as connection:
        assert len(connection.execute(select(tables.reading)).all()) == 1


def test_an_app_that_breaks_breaks(sqlite_shop: Example) -> None:
    with pytest.raises(RuntimeError, match="a bug"):
        lived(with_preferences(breaks, sqlite_shop.shop))

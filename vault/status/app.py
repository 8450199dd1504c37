"""The status host as an ASGI app: places for vaults, signed lists for shops.

Lists are sent from memory. What touches the database runs in a thread, so that the event loop never waits. Nothing is
logged but failures: of whoever asks for places or stops one, only the internet address is known, and only in memory.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus
from typing import Any, Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from vault.core.errors import RequestError, StorageError, VaultError
from vault.core.rate_limit import RateLimit, caller
from vault.core.strict_json import loads
from vault.status.places import MOST_AT_ONCE, Allocation, allocate, stop
from vault.status.service import StatusHost
from vault.status.signing import KEYS_KEPT, to_seconds_of
from vault.tokens.status_list import MEDIA_TYPE

MAX_BODY: Final = 256
"""Bytes: both bodies that are taken have fewer than 20."""
LOOK_SECONDS: Final = 1.0
"""How often it is looked what another process stopped, and which list or key is due."""
PAUSE_SECONDS: Final = 0.05
"""Between two signings, so that many stops at once are signed together."""
RETRY_SECONDS: Final = 30
"""When to try again while the database is away."""
MAX_DIGITS: Final = 9
"""Of the number of a list and of a place."""
EVERYBODY: Final = "everybody"

_HEADERS: Final = {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
_STATUS: Final = {"body_too_large": 413, "body_type_wrong": 415, "secret_wrong": 401, "too_fast": 429}
"""By code; all other refusals are 400."""
_log = logging.getLogger("vault.status")

Endpoint = Callable[[Request], Awaitable[Response]]


def status_app(host: StatusHost) -> Starlette:
    """The ASGI app of one host. ``app.state.host`` is ``host``."""
    paths = _Paths(host)
    app = Starlette(
        routes=[
            Route("/allocations", paths.guarded(paths.allocations), methods=["POST"]),
            Route("/lists/{number}/{index}", paths.guarded(paths.place), methods=["PUT"]),
            Route("/lists/{number}", paths.list, methods=["GET"]),
            Route("/.well-known/preference-status", paths.document, methods=["GET"]),
            Route("/health", paths.health, methods=["GET"]),
            Route("/metrics", paths.metrics, methods=["GET"]),
        ],
        lifespan=paths.lifespan,
    )
    app.state.host = host
    return app


class _Paths:
    """One method for each address."""

    def __init__(self, host: StatusHost) -> None:
        self._host = host
        self._changed = asyncio.Event()
        self._behind = False

    async def allocations(self, request: Request) -> Response:
        """``{"count": n}`` gives n places, each with the secret that stops it."""
        asked = await _json(request)
        count = asked.get("count")
        if asked.keys() != {"count"} or type(count) is not int:
            raise RequestError("body_refused")
        if not 1 <= count <= MOST_AT_ONCE:  # before anything is taken: fewer than none would be given back
            raise RequestError("count_refused", limit=MOST_AT_ONCE)
        self._limit(self._host.places, _caller(request), count)
        self._limit(self._host.all_places, EVERYBODY, count)
        found = await run_in_threadpool(allocate, self._host.store, count, self._host.random)
        self._host.counters.add("places_given_total", len(found))
        if found[0].number not in self._host.publisher.current.lists:
            await run_in_threadpool(self._refresh)  # the list is there before anybody names it
        return JSONResponse([self._shown(each) for each in found], headers={"cache-control": "no-store"})

    async def place(self, request: Request) -> Response:
        """``{"status": 1}`` with the place's secret stops it. There is no way back."""
        self._limit(self._host.stops, _caller(request), 1)
        asked = await _json(request)
        if asked != {"status": 1} or type(asked["status"]) is not int:
            raise RequestError("body_refused")
        kind, _, secret = request.headers.get("authorization", "").partition(" ")
        if kind.lower() != "bearer":
            raise RequestError("secret_wrong")
        number, index = _number(request, "number"), _number(request, "index")
        if await run_in_threadpool(stop, self._host.store, number, index, secret):
            self._host.counters.add("places_stopped_total")
            self._changed.set()
        return Response(status_code=HTTPStatus.NO_CONTENT)

    async def list(self, request: Request) -> Response:
        """One signed list (draft-ietf-oauth-status-list-21 §8.1, §8.2)."""
        found = self._host.publisher.current.lists.get(_number(request, "number"))
        if found is None:
            return JSONResponse({"error": "list_unknown"}, 404, headers=_HEADERS)
        headers = {
            **_HEADERS,
            "etag": found.etag,
            "cache-control": f"public, max-age={self._host.settings.ttl}",
            "access-control-allow-origin": "*",
        }
        if found.etag in request.headers.get("if-none-match", ""):
            self._host.counters.add("lists_unchanged_total")
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        self._host.counters.add("lists_sent_total")
        return Response(found.body, media_type=MEDIA_TYPE, headers=headers)

    async def document(self, _: Request) -> Response:
        """The keys that sign the lists."""
        headers = {**_HEADERS, "cache-control": f"public, max-age={to_seconds_of(KEYS_KEPT)}"}
        return Response(self._host.publisher.current.document, media_type="application/json", headers=headers)

    async def health(self, _: Request) -> Response:
        """200 while what is given out is up to date."""
        code, status = (503, "behind") if self._behind else (200, "ok")
        return JSONResponse({"status": status}, code, headers={**_HEADERS, "cache-control": "no-store"})

    async def metrics(self, _: Request) -> Response:
        """Numbers in the text format of Prometheus."""
        text = self._host.counters.text(len(self._host.publisher.current.lists))
        return PlainTextResponse(text, headers={**_HEADERS, "cache-control": "no-store"})

    @asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """Sign what changed, as long as the app is served."""
        task = asyncio.create_task(self._publish())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    def guarded(self, endpoint: Endpoint) -> Endpoint:
        """Turn expected failures into responses, and put the security headers on every one."""

        async def guarded(request: Request) -> Response:
            try:
                response = await endpoint(request)
            except StorageError as problem:
                _log.error("store: %s", problem)
                self._host.counters.add("failed_total")
                error = {"error": "temporarily_unavailable"}
                response = JSONResponse(error, 503, {"retry-after": str(RETRY_SECONDS)})
            except ClientDisconnect:
                return Response(status_code=400)  # nobody reads it
            except VaultError as problem:
                response = self._refused(problem)
            response.headers.update(_HEADERS)
            return response

        return guarded

    async def _publish(self) -> None:
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), LOOK_SECONDS)
            self._changed.clear()
            try:
                await run_in_threadpool(self._refresh)
                self._behind = False
            except (VaultError, OSError) as problem:
                self._behind = True
                _log.error("signing: %s", problem)
                self._host.counters.add("failed_total")
            await asyncio.sleep(PAUSE_SECONDS)

    def _refresh(self) -> None:
        self._host.counters.add("lists_signed_total", self._host.publisher.refresh())

    def _limit(self, limit: RateLimit, name: str, count: int) -> None:
        wait = limit.take(name, count, self._host.clock.now().timestamp())
        if wait:
            raise RequestError("too_fast", seconds=int(wait) + 1)

    def _refused(self, problem: VaultError) -> Response:
        limited = problem.code == "too_fast"
        self._host.counters.add("limited_total" if limited else "refused_total")
        headers = {"retry-after": str(problem.facts["seconds"])} if limited else {}
        if problem.code == "secret_wrong":
            headers["www-authenticate"] = "Bearer"
        return JSONResponse({"error": problem.code}, _STATUS.get(problem.code, 400), headers)

    def _shown(self, found: Allocation) -> dict[str, str | int]:
        return {"uri": self._host.settings.uri(found.number), "idx": found.index, "secret": found.secret}


async def _json(request: Request) -> dict[str, Any]:
    """The body, an object of at most :data:`MAX_BODY` bytes, counted while it comes in."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise RequestError("body_type_wrong", expected="application/json")
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MAX_BODY:
            raise RequestError("body_too_large", limit=MAX_BODY)
    return loads(bytes(body), max_bytes=MAX_BODY)


def _number(request: Request, name: str) -> int:
    """A number in the path, in its one spelling; -1, which nothing has, for anything else."""
    text: str = request.path_params[name]
    short = text.isascii() and text.isdecimal() and len(text) <= MAX_DIGITS
    return int(text) if short and str(int(text)) == text else -1


def _caller(request: Request) -> str:
    return caller(request.client.host if request.client else "")

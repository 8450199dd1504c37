"""The connector before a shop's own app, whatever framework that is made with."""

from __future__ import annotations

import logging
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Final

from vault.shop.service import Shop

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from vault.shop.guarding import Observe

PREFIX: Final = "/preferences/"
DID_DOCUMENT: Final = "/.well-known/did.json"
_log = logging.getLogger("vault.shop")


def with_preferences(app: ASGIApp, shop: Shop, *, observe: Observe | None = None) -> ASGIApp:
    """An ASGI app: the connector at ``/preferences/`` and ``/.well-known/did.json``, and ``app`` everywhere else.

    ``app`` is any ASGI app: FastAPI's, Starlette's, Django's ``get_asgi_application()``, or one of Flask inside
    ``a2wsgi.WSGIMiddleware``. As the server starts and ends, so do the connector's own work and ``app``'s lifespan, if
    it has one; at the end the store is closed, so that no reading is lost. ``observe``, for counts of your own, hears
    the address, the outcome and the seconds of each request.
    """
    from vault.shop.connector import connector

    ours = connector(shop, observe=observe)

    async def both(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _Lifespan(app, ours, shop).live(scope, receive, send)
        elif scope["type"] == "http" and (scope["path"].startswith(PREFIX) or scope["path"] == DID_DOCUMENT):
            await ours(scope, receive, send)
        else:
            await app(scope, receive, send)

    return both


class _Lifespan:
    """One run of the server, as ASGI's lifespan protocol tells it."""

    def __init__(self, app: ASGIApp, ours: Starlette, shop: Shop) -> None:
        self._app, self._ours, self._shop = app, ours, shop
        self._open = AsyncExitStack()
        self._came, self._said = list[str](), list[str]()

    async def live(self, scope: Scope, receive: Receive, send: Send) -> None:
        """An app that knows nothing of the protocol raises or returns before it says anything."""

        async def receiving() -> Message:
            message = await receive()
            self._came.append(message["type"])
            return message

        async def sending(message: Message) -> None:
            if message["type"].startswith("lifespan.shutdown"):
                await self._open.aclose()  # before the server is told: it waits for nothing after that
            self._said.append(message["type"])
            await send(message)

        async with self._open:
            self._open.push_async_callback(self._close)
            await self._open.enter_async_context(self._ours.router.lifespan_context(self._ours))
            try:
                await self._app(scope, receiving, sending)
            except Exception as problem:
                if self._said:
                    raise
                _log.info("the app has no lifespan: %s", type(problem).__name__)  # or it failed before it had one
            if not self._said:
                await self._alone(receiving, sending)

    async def _alone(self, receive: Receive, send: Send) -> None:
        if not self._came:
            await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})

    async def _close(self) -> None:
        from starlette.concurrency import run_in_threadpool

        await run_in_threadpool(self._shop.store.close)

"""The shop's connector: an ASGI app with the addresses that vaults and browsers use, all under ``/preferences``, and
the shop's DID document.

Serve it alone (``preference-shop serve``), or let :func:`vault.shop.with_preferences` put it before an app of your own.
Its lifespan drops what has ended and looks at status lists. An app that takes the routes alone, as
``Starlette(routes=[*mine, *connector(shop).routes])``, calls ``drop_expired(shop)`` every few minutes itself, and
``check_statuses(shop)`` every few seconds if its settings list status hosts.

Everything that touches the database runs in a thread, so that the event loop never waits. Nothing is logged but
codes of what was refused.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Final

from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from vault.core.clock import to_text
from vault.core.errors import TokenError
from vault.openid4vp.did_web import DOCUMENT_TYPES
from vault.openid4vp.request_object import REQUEST_TYP
from vault.openid4vp.response import MAX_ANSWER
from vault.openid4vp.wallet_metadata import MAX_POST, read_wallet_nonce
from vault.shop.answers import receive_answer
from vault.shop.background import finish_soon, in_background
from vault.shop.browser_session import COOKIE as COOKIE
from vault.shop.browser_session import bring_code, new_browser_session, own_browser_session
from vault.shop.element_code import code_to_carry
from vault.shop.element_endpoints import element_routes
from vault.shop.guarding import Endpoint, Guard, Observe, stop_refused
from vault.shop.health import health_routes
from vault.shop.hearing import receive_feedback
from vault.shop.held import receive_held
from vault.shop.keys import did_document
from vault.shop.limits import read_body, read_empty
from vault.shop.nonces import new_nonce
from vault.shop.pages import language_of, refused_page, waiting_page
from vault.shop.refreshing import receive_refresh
from vault.shop.requests import CreatedRequest, create_request, request_object, waiting
from vault.shop.service import Shop
from vault.shop.stopping import receipt_now, receive_stop
from vault.tokens.customer_letter import MAX_LETTER
from vault.tokens.security_event import MAX_EVENT_TOKEN

POLL_SECONDS: Final = 60
"""When a vault should ask again for an erasure receipt."""

_FORM = "application/x-www-form-urlencoded"
_EVENT = "application/secevent+jwt"
_JWT = "application/jwt"
_log = logging.getLogger("vault.shop")


def connector(shop: Shop, *, observe: Observe | None = None) -> Starlette:
    """The ASGI app for one shop. ``app.state.shop`` is ``shop``. ``observe`` hears how each request ended."""
    paths, guarded = _Paths(shop), Guard(shop, observe)
    app = Starlette(
        routes=[
            Route("/preferences/start", guarded(paths.start), methods=["GET"]),
            Route("/preferences/wait/{id}", guarded(paths.wait), methods=["GET"]),
            Route("/preferences/request/{id}", guarded(paths.request), methods=["GET", "POST"]),
            Route("/preferences/answer", guarded(paths.answer), methods=["POST"]),
            Route("/preferences/return", guarded(paths.back), methods=["GET"]),
            Route("/preferences/stop", guarded(paths.stop, stop_refused), methods=["POST"]),
            Route("/preferences/stop/{location}", guarded(paths.receipt), methods=["GET"]),
            *health_routes(shop, guarded),
            Route("/.well-known/did.json", guarded(paths.identity), methods=["GET"]),
            *element_routes(shop, guarded=guarded, session_of=paths.browser_session, with_session=with_session),
            *(
                Route(f"/preferences/{name}", guarded(endpoint), methods=["POST"])
                for name, endpoint in paths.optional.items()
                if name in shop.optional_endpoints
            ),
        ],
        lifespan=in_background(shop),
    )
    app.state.shop = shop
    return app


class _Paths:
    """One method for each address."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self.optional: Mapping[str, Endpoint] = {
            "nonce": self.nonce,
            "refresh": self.refresh,
            "held": self.held,
            "feedback": self.feedback,
        }

    async def start(self, request: Request) -> Response:
        """Make a request for this browser session: all items, or ``?items=a,b``. JSON for scripts, else a page."""
        session = self.browser_session(request) or new_browser_session(self._shop)
        ids = request.query_params["items"].split(",") if "items" in request.query_params else None
        created = await run_in_threadpool(create_request, self._shop, ids, browser_session=session)
        response: Response = RedirectResponse(f"/preferences/wait/{created.id}", 303)
        if "application/json" in request.headers.get("accept", ""):
            response = JSONResponse(_as_json(created), 201)
        return with_session(response, session)

    async def wait(self, request: Request) -> Response:
        """The page with the link, for the browser session that asked."""
        language, session = _language(request), self.browser_session(request)
        found = await run_in_threadpool(waiting, self._shop, request.path_params["id"], browser_session=session)
        if found is None:
            return HTMLResponse(refused_page(language), 404)
        return HTMLResponse(waiting_page(found, language))

    async def request(self, request: Request) -> Response:
        """The signed request object (RFC 9101 §5.2.3), by GET or by POST (OpenID4VP 1.0 §5.10)."""
        nonce = None
        if request.method == "POST":
            nonce = read_wallet_nonce(await read_body(request, media_type=_FORM, most=MAX_POST))
        text = await run_in_threadpool(request_object, self._shop, request.path_params["id"], wallet_nonce=nonce)
        if text is None:
            return JSONResponse({"error": "request_unknown"}, 404)
        return Response(text, media_type=f"application/{REQUEST_TYP}")

    async def answer(self, request: Request) -> Response:
        """``direct_post.jwt`` (OpenID4VP 1.0 §8.2, §8.3.1)."""
        form = await read_body(request, media_type=_FORM, most=MAX_ANSWER)
        return JSONResponse(await run_in_threadpool(receive_answer, self._shop, form))

    async def back(self, request: Request) -> Response:
        """The browser comes back with the response code. It alone decides whose profile this session sees."""
        code, session = request.query_params.get("response_code", ""), self.browser_session(request)
        fresh = new_browser_session(self._shop)
        try:
            brought = await run_in_threadpool(bring_code, self._shop, code, browser_session=session, next_session=fresh)
        except TokenError as problem:
            _log.info("return refused: %s", problem.code)
            carried = await run_in_threadpool(code_to_carry, self._shop, code)
            return HTMLResponse(refused_page(_language(request), carried), 403)
        return with_session(RedirectResponse(self._shop.policy.return_path, 303), brought.browser_session)

    async def stop(self, request: Request) -> Response:
        """A stop from a vault (RFC 8935 §2). Other systems are told after the reply."""
        text = (await read_body(request, media_type=_EVENT, most=MAX_EVENT_TOKEN)).decode("latin-1")
        location = await run_in_threadpool(receive_stop, self._shop, text)
        headers = {"location": self._shop.url(f"stop/{location}")}
        return Response(status_code=202, headers=headers, background=BackgroundTask(finish_soon, self._shop))

    async def receipt(self, request: Request) -> Response:
        """The erasure receipt, or when to ask again."""
        try:
            text = await run_in_threadpool(receipt_now, self._shop, request.path_params["location"])
        except TokenError as problem:
            return JSONResponse({"error": problem.code}, 404)
        if text is None:
            return Response(status_code=202, headers={"retry-after": str(POLL_SECONDS)})
        return Response(text, media_type=_JWT)

    async def identity(self, _: Request) -> Response:
        """The DID document of this host (did:web §2.5)."""
        return JSONResponse(did_document(self._shop.keys, self._shop.policy.host), media_type=DOCUMENT_TYPES[0])

    async def nonce(self, request: Request) -> Response:
        """A nonce for one of the addresses below; nothing is stored for it."""
        await read_empty(request)
        return JSONResponse(await run_in_threadpool(new_nonce, self._shop))

    async def refresh(self, request: Request) -> Response:
        """New tokens in the place of those that the shop holds."""
        form = await read_body(request, media_type=_FORM, most=MAX_ANSWER)
        return JSONResponse(await run_in_threadpool(receive_refresh, self._shop, form))

    async def held(self, request: Request) -> Response:
        """What the shop holds of who asks."""
        text = (await read_body(request, media_type=_JWT, most=MAX_LETTER)).decode("latin-1")
        statement = await run_in_threadpool(receive_held, self._shop, text)
        return Response(statement, media_type=_JWT)

    async def feedback(self, request: Request) -> Response:
        """What a customer thinks of what they were shown."""
        text = (await read_body(request, media_type=_JWT, most=MAX_LETTER)).decode("latin-1")
        await run_in_threadpool(receive_feedback, self._shop, text)
        return Response(status_code=204)

    def browser_session(self, request: Request) -> str:
        """The secret in the cookie, or nothing: what is not of our making is not taken."""
        return own_browser_session(self._shop, request.cookies.get(COOKIE, ""))


def with_session(response: Response, browser_session: str) -> Response:
    """The response, which gives the browser its secret. Without an end: it goes when the browser closes."""
    response.set_cookie(COOKIE, browser_session, path="/", secure=True, httponly=True, samesite="lax")
    return response


def _language(request: Request) -> str:
    return language_of(request.headers.get("accept-language", ""))


def _as_json(created: CreatedRequest) -> dict[str, str]:
    return {
        "id": created.id,
        "link": created.link,
        "preference_vault_link": created.preference_vault_link,
        "code": created.code,
        "expires": to_text(created.expires),
    }

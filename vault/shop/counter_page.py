"""The counter's page: a request as a QR code for the customer's device, and what the answer brought, on the till.

It listens at an address of its own (``counter_listen`` under ``[serve]``), never beside the pages of customers, in the
one process that serves, so that also what was shared for this visit is seen. Only browsers with the key of
:mod:`vault.shop.counter_key` get past the first page. Plain HTML without scripts: a waiting page loads itself again.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Final
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from vault import bundled
from vault.core.errors import RequestError, TokenError, VaultError
from vault.core.sentences import Sentences, parse_sentences
from vault.openid4vp.qr_code import qr_file
from vault.openid4vp.qr_picture import MAX_PICTURE
from vault.shop.browser_session import new_browser_session
from vault.shop.counter import ask_at_counter, take_answer, what_came
from vault.shop.counter_key import same_key
from vault.shop.counter_templates import answer_page, ask_page, closed_page, waiting_page
from vault.shop.counter_words import told
from vault.shop.limits import protected, read_body
from vault.shop.pages import LANGUAGES, language_of
from vault.shop.requests import find_request, waiting
from vault.shop.service import Shop, session_hash

COOKIE: Final = "preference-counter"
KEPT_SECONDS: Final = 30 * 24 * 3600
"""How long a till stays open; the address with the key opens it again."""
MAX_FORM: Final = 4096
"""Bytes: the ticks of twenty items."""
AROUND: Final = 4096
"""Bytes of a form around the file in it."""
POLICY: Final = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
_FORM = "application/x-www-form-urlencoded"

_Answered = Callable[[Request, Sentences], Awaitable[Response]]


def counter_page(shop: Shop, key: str) -> Starlette:
    """The ASGI app. Everything but the first page wants ``key`` in the cookie."""
    pages = _Pages(shop, key)
    return Starlette(
        routes=[
            Route("/", pages.guarded(pages.first), methods=["GET"]),
            Route("/ask", pages.guarded(pages.ask), methods=["POST"]),
            Route("/asked/{id}", pages.guarded(pages.asked), methods=["GET"]),
            Route("/answer", pages.guarded(pages.answer), methods=["POST"]),
        ]
    )


class _Pages:
    """One method for each address."""

    def __init__(self, shop: Shop, key: str) -> None:
        self._shop, self._key = shop, key
        self._till = new_browser_session(shop)
        self._sentences: Mapping[str, Sentences] = {
            each: parse_sentences(each, bundled.read(f"messages/{each}.json")) for each in LANGUAGES
        }

    def guarded(self, answered: _Answered) -> Callable[[Request], Awaitable[Response]]:
        """Let in who has the key, from a page of ours; say in words what was refused."""

        async def page(request: Request) -> Response:
            sentences = self._sentences[language_of(request.headers.get("accept-language", ""))]
            brought = request.query_params.get("key")
            if brought is not None and same_key(brought, self._key):
                response: Response = RedirectResponse("/", 303)
                # Strict: no other site's link or form may use it. Not "secure": the till's address may be plain http.
                response.set_cookie(COOKIE, self._key, KEPT_SECONDS, path="/", httponly=True, samesite="strict")
            elif not same_key(request.cookies.get(COOKIE, ""), self._key) or not _own(request):
                response = HTMLResponse(closed_page(sentences), 403)
            else:
                try:
                    response = await answered(request, sentences)
                except VaultError as problem:
                    response = self._page(sentences, sentences.error(problem), 400)
            response = protected(response)
            response.headers["content-security-policy"] = POLICY
            return response

        return page

    async def first(self, _: Request, sentences: Sentences) -> Response:
        """What can be asked, and where an answer in a file goes."""
        return self._page(sentences)

    async def ask(self, request: Request, sentences: Sentences) -> Response:
        """Make a request for the ticked items."""
        form = parse_qs((await read_body(request, media_type=_FORM, most=MAX_FORM)).decode("latin-1"))
        ids = form.get("item")
        if not ids:
            return self._page(sentences, sentences.say("shop", "till_tick_one"), 400)
        made = await run_in_threadpool(ask_at_counter, self._shop, ids, browser_session=self._till)
        return RedirectResponse(f"/asked/{made.id}", 303)

    async def asked(self, request: Request, sentences: Sentences) -> Response:
        """The QR code until the answer is there; then the answer."""
        request_id = request.path_params["id"]
        known = await run_in_threadpool(find_request, self._shop, request_id=request_id)
        if known is None or known.session_hash != session_hash(self._till):
            raise TokenError("request_unknown")
        found = await run_in_threadpool(what_came, self._shop, request_id)
        if found.outcome is not None:
            return HTMLResponse(answer_page(told(self._shop, found, sentences), sentences))
        shown = await run_in_threadpool(waiting, self._shop, request_id, browser_session=self._till)
        if shown is None:
            raise RequestError("request_expired")
        return HTMLResponse(waiting_page(qr_file(shown.link, "png"), shown, sentences))

    async def answer(self, request: Request, sentences: Sentences) -> Response:
        """An answer from a file, or from a picture of its QR code."""
        length = request.headers.get("content-length", "")
        if not length.isascii() or not length.isdecimal() or int(length) > MAX_PICTURE + AROUND:
            raise RequestError("body_too_large", limit=MAX_PICTURE)
        async with request.form(max_files=1, max_fields=1) as form:
            file = form.get("file")
            data = await file.read(MAX_PICTURE + 1) if isinstance(file, UploadFile) else b""
        if not data:
            return self._page(sentences, sentences.say("shop", "till_choose_file"), 400)
        found = await run_in_threadpool(take_answer, self._shop, data)
        return HTMLResponse(answer_page(told(self._shop, found, sentences), sentences))

    def _page(self, sentences: Sentences, wrong: str = "", status: int = 200) -> Response:
        return HTMLResponse(ask_page(self._shop, sentences, wrong), status)


def _own(request: Request) -> bool:
    """A form of another site names that site here (Fetch standard); our own names this address."""
    origin = request.headers.get("origin")
    return request.method == "GET" or (origin is not None and origin.partition("://")[2] == request.headers.get("host"))

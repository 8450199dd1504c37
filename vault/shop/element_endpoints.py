"""The addresses of the web element ``<preference-button>``, and the element itself.

``resources/element/preference-button.js`` is served at ``/preferences/preference-button.js``. It finds the others
beside itself, and calls none of them before a person pressed it:

- ``POST element/begin`` ``{"lang", "items"?}``: a request for this browser session, as ``GET start`` makes one, how
  many ``seconds`` it lasts, and for each state what to say and show.
- ``GET element/state/{id}``: ``waiting``, ``answered`` (elsewhere, see :mod:`vault.shop.element_code`), ``shared``,
  ``declined`` or ``ended``, to the browser session that asked.
- ``POST element/bring`` ``{"id", "code"}``: the code that another browser shows.
- ``GET element/questions?lang=&items=``: the same questions for who has no vault, the mark that answers must bring, and
  what the page needs to make an export that a vault imports.
- ``POST element/answers`` ``{"mark", "answers"}``: their answers, for this visit.

Whatever changes something is taken as JSON from a page of the same origin only, which the cookie (SameSite) alone does
not see to for other sites under the same domain.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from vault import bundled
from vault.core.clock import to_seconds, to_text
from vault.core.errors import RequestError, TokenError
from vault.core.sentences import parse_sentences
from vault.core.strict_json import loads
from vault.shop import tables
from vault.shop.browser_session import new_browser_session
from vault.shop.element_answers import AnswerRefused, answer_here, check_mark, form_mark
from vault.shop.element_code import Guesses, bring_by_code
from vault.shop.element_export import export_parts
from vault.shop.element_questions import questions
from vault.shop.element_view import Say, questions_form, states
from vault.shop.importing import DECLINED
from vault.shop.limits import protected, read_body
from vault.shop.pages import LANGUAGES, language_of
from vault.shop.requests import create_request
from vault.shop.service import Shop, session_hash

SCRIPT: Final = "preference-button.js"
MAX_ANSWERS: Final = 32 * 1024
"""Bytes: twenty items with the longest answers take 20 kB."""
SCRIPT_SECONDS: Final = 3600
"""How long a browser keeps the element: an old one must not speak to a new connector for long."""
_SAID = ("answer_unfit", "answer_sealed", "answers_none", "answers_together", "carry_code_often", "carry_code_wrong")
"""Refusals that a person can do something about."""
_JSON = "application/json"

Endpoint = Callable[[Request], Awaitable[Response]]


def element_routes(
    shop: Shop,
    *,
    guarded: Callable[[Endpoint], Endpoint],
    session_of: Callable[[Request], str],
    with_session: Callable[[Response, str], Response],
) -> list[Route]:
    """The routes, with what all addresses of the connector have: its guard, and its cookie read and set."""
    paths = _ElementPaths(shop, session_of, with_session)
    known: Sequence[tuple[str, Endpoint, str]] = (
        ("begin", paths.begin, "POST"),
        ("state/{id}", paths.state, "GET"),
        ("bring", paths.bring, "POST"),
        ("questions", paths.questions, "GET"),
        ("answers", paths.answers, "POST"),
    )
    return [
        Route(f"/preferences/{SCRIPT}", _script(), methods=["GET"]),
        *(Route(f"/preferences/element/{path}", guarded(each), methods=[method]) for path, each, method in known),
    ]


@dataclass(frozen=True)
class _Say:
    """The sentences of one language: the element's own, and what it says of what was refused, by code."""

    element: Say
    wrong: Say


class _ElementPaths:
    """One method for each address."""

    def __init__(
        self, shop: Shop, session_of: Callable[[Request], str], with_session: Callable[[Response, str], Response]
    ) -> None:
        self._shop = shop
        self._session_of = session_of
        self._with_session = with_session
        self._guesses = Guesses()
        self._say = {language: _sentences(language) for language in LANGUAGES}

    async def begin(self, request: Request) -> Response:
        body = await self._read(request)
        say, items = self._say[_language(request, body.get("lang"))], _items(body.get("items"))
        session = self._session_of(request) or new_browser_session(self._shop)
        made = await run_in_threadpool(create_request, self._shop, items, browser_session=session)
        told = {
            "id": made.id,
            "expires": to_text(made.expires),
            "seconds": int((made.expires - self._shop.clock.now()).total_seconds()),
            "states": states(made, say.element),
            "wrong": dict(say.wrong),
        }
        return self._with_session(JSONResponse(told, 201), session)

    async def state(self, request: Request) -> Response:
        session, request_id = self._session_of(request), request.path_params["id"]
        return JSONResponse({"state": await run_in_threadpool(self._state, request_id, session)})

    async def bring(self, request: Request) -> Response:
        body, session = await self._read(request), self._session_of(request)
        brought = await run_in_threadpool(
            bring_by_code,
            self._shop,
            _text(body.get("id")),
            _text(body.get("code")),
            browser_session=session,
            next_session=new_browser_session(self._shop),
            guesses=self._guesses,
        )
        state = "declined" if brought.outcome == DECLINED else "shared"
        return self._with_session(JSONResponse({"state": state}), brought.browser_session)

    async def questions(self, request: Request) -> Response:
        items = request.query_params.get("items")
        language = _language(request, request.query_params.get("lang"))
        asked, left_out = questions(self._shop, _items(items.split(",") if items else None))
        say, session = self._say[language].element, self._session_of(request) or new_browser_session(self._shop)
        told = {
            "mark": form_mark(self._shop, session),
            "show": questions_form(asked, left_out, say, language),
            "saved": say["saved"],
            "empty": self._say[language].wrong["answers_none"],
            **export_parts(self._shop.catalogue, asked),
        }
        return self._with_session(JSONResponse(told), session)

    async def answers(self, request: Request) -> Response:
        body, session = await self._read(request), self._session_of(request)
        check_mark(self._shop, session, body.get("mark"))
        found = body.get("answers")
        if not isinstance(found, dict):
            raise RequestError("page_not_ours")
        try:
            kept = await run_in_threadpool(answer_here, self._shop, session, found)
        except AnswerRefused as problem:
            refused = {"error": "invalid_request", "error_description": problem.code, "item": problem.item}
            return JSONResponse(refused, 400)
        return JSONResponse({"kept": kept})

    async def _read(self, request: Request) -> dict[str, Any]:
        """What a page of this origin sent.

        Raises :class:`RequestError` ``page_not_ours``, or as :func:`read_body`; :class:`TokenError` as :func:`loads`.
        """
        site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
        if site != "same-origin" if site is not None else origin not in {None, f"https://{self._shop.policy.host}"}:
            raise RequestError("page_not_ours")
        return loads(await read_body(request, media_type=_JSON, most=MAX_ANSWERS), max_bytes=MAX_ANSWERS)

    def _state(self, request_id: str, session: str) -> str:
        request = tables.request.c
        mine = select(request.outcome, request.brought, request.expires).where(
            request.id == request_id, request.session_hash == session_hash(session)
        )
        if "\0" in request_id:
            return "ended"  # PostgreSQL has no such text
        with self._shop.store.transaction() as connection:
            found = connection.execute(mine).one_or_none()
        if found is None:
            return "ended"
        if found.outcome is None:
            return "waiting" if found.expires > to_seconds(self._shop.clock.now()) else "ended"
        if found.outcome == DECLINED:
            return "declined"
        return "shared" if found.brought else "answered"


def _script() -> Endpoint:
    content = bundled.read(f"element/{SCRIPT}")

    async def script(_: Request) -> Response:
        response = protected(Response(content, media_type="text/javascript"))
        response.headers["cache-control"] = f"max-age={SCRIPT_SECONDS}"
        return response

    return script


def _sentences(language: str) -> _Say:
    texts = parse_sentences(language, bundled.read(f"messages/{language}.json")).texts
    wrong = {code: texts["errors"][code] for code in _SAID}
    return _Say(texts["element"], {**wrong, "failed": texts["element"]["failed"]})


def _language(request: Request, asked: object) -> str:
    return language_of(asked if isinstance(asked, str) else request.headers.get("accept-language", ""))


def _items(found: object) -> list[str] | None:
    if found is None:
        return None
    if not isinstance(found, list) or not found or not all(isinstance(each, str) for each in found):
        raise RequestError("page_not_ours")
    return list(dict.fromkeys(found))


def _text(found: object) -> str:
    if not isinstance(found, str):
        raise TokenError("request_unknown")
    return found

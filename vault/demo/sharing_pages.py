"""The pages of the demo shop about sharing: what a vault is, waiting for it, why these shoes, and stopping."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from vault.core.errors import RequestError, StorageError, TokenError
from vault.core.value import Value
from vault.core.wording import describe, in_language
from vault.demo.for_you import FEET, fits, kind_to_feet
from vault.demo.shoes import SHOES, Shoe
from vault.demo.shop_frame import Frame, Visitor
from vault.demo.tries import TRIES, Tries
from vault.shop import (
    Shop,
    bring_code,
    finish_stops,
    new_browser_session,
    own_browser_session,
    profile_for,
    stop_by_code,
)
from vault.shop.connector import COOKIE, with_session
from vault.shop.element_code import code_to_carry
from vault.shop.importing import DECLINED
from vault.shop.limits import protected, read_body
from vault.shop.requests import find_request, waiting
from vault.shop.stopping_here import stop_here

MAX_FORM: Final = 200
"""Bytes: one code of 14 characters, however it was typed."""
SESSION_CHARS: Final = 64
"""Of a cookie, to count tries by: more than a session of ours has."""
_FORM = "application/x-www-form-urlencoded"
_log = logging.getLogger("vault.demo")


@dataclass(frozen=True)
class _Reason:
    """One thing the shop uses: what, what for, since when, until when, and how many shoes it brings forward."""

    label: str
    value: str
    reason: str
    purpose: str
    shared: str
    until: str
    effect: str

    def __repr__(self) -> str:
        return "_Reason(…)"


class SharingPages:
    """One method for each address."""

    def __init__(self, shop: Shop, frame: Frame) -> None:
        self._shop = shop
        self._frame = frame
        self._tries = Tries(shop.clock)

    def explained(self, request: Request) -> Response:
        """What a vault is, and what this shop asks."""
        entry = self._shop.catalogue.entry
        asked = [(entry(item.key).label, item.reason) for item in self._shop.policy.items]
        return self._frame.page(self._frame.visitor(request), "vault.html", asked=asked)

    def wait(self, request: Request) -> Response:
        """The link to the vault, and after an answer the way back to the shop."""
        visitor, request_id = self._frame.visitor(request), request.path_params["id"]
        link = waiting(self._shop, request_id, browser_session=visitor.session)
        kept = find_request(self._shop, request_id=request_id)
        if link is None or kept is None:
            return self._frame.page(visitor, "refused.html", 404, code=None)
        if kept.outcome is None:
            return self._frame.page(visitor, "wait.html", link=link, time=f"{link.expires.astimezone():%H:%M}")
        if kept.outcome != DECLINED and visitor.shared:
            return protected(RedirectResponse(self._shop.policy.return_path, 303))
        return self._frame.page(visitor, "answered.html", declined=kept.outcome == DECLINED)

    def back(self, request: Request) -> Response:
        """The browser comes back from the vault with its code: the only thing that ties an answer to it."""
        code = request.query_params.get("response_code", "")
        try:
            brought = bring_code(
                self._shop,
                code,
                browser_session=own_browser_session(self._shop, request.cookies.get(COOKIE, "")),
                next_session=new_browser_session(self._shop),
            )
        except TokenError as problem:
            _log.info("return refused: %s", problem.code)
            carried = code_to_carry(self._shop, code)
            return self._frame.page(self._frame.visitor(request), "refused.html", 403, code=carried)
        response = RedirectResponse(self._shop.policy.return_path, 303)
        return protected(with_session(response, brought.browser_session))

    def why(self, request: Request) -> Response:
        """Everything the shop uses of this customer."""
        visitor = self._frame.visitor(request)
        found = [self._reason(visitor, key, value) for key, value in visitor.shared.items()]
        return self._frame.page(visitor, "why.html", reasons=[each for each in found if each is not None])

    def stop(self, request: Request) -> Response:
        """Both ways to stop at the shop."""
        return self._frame.page(self._frame.visitor(request), "stop.html", problem=None)

    def stopped_here(self, request: Request) -> Response:
        """Erase what this browser session's customer shared."""
        stop_here(self._shop, request.cookies.get(COOKIE, ""))
        return self._stopped(request)

    async def stopped_by_code(self, request: Request) -> Response:
        """Erase what belongs to the code that was typed."""
        try:
            form = await read_body(request, media_type=_FORM, most=MAX_FORM)
        except RequestError:
            form = b""
        code = parse_qs(form.decode("latin-1")).get("code", [""])[0]
        return await run_in_threadpool(self._frame.opened(lambda request: self._stop(request, code)), request)

    def _stop(self, request: Request, code: str) -> Response:
        visitor = self._frame.visitor(request)
        if not self._tries.allow(visitor.session[:SESSION_CHARS]):
            often = visitor.words.text("stop", "code_often", count=TRIES)
            return self._frame.page(visitor, "stop.html", 429, problem=often)
        try:
            stop_by_code(self._shop, code)
        except TokenError as problem:
            _log.info("stop refused: %s", problem.code)
            return self._frame.page(visitor, "stop.html", 400, problem=visitor.words.text("stop", "code_unknown"))
        return self._stopped(request)

    def _stopped(self, request: Request) -> Response:
        response = self._frame.page(self._frame.visitor(request), "stopped.html")
        response.background = BackgroundTask(_finish, self._shop)
        return response

    def _reason(self, visitor: Visitor, key: str, value: Value) -> _Reason | None:
        """None if it ended this very moment."""
        found = profile_for(self._shop, visitor.session).explain(key)
        if found is None:
            return None
        words, catalogue = visitor.words, self._shop.catalogue
        asked = (item.reason for item in self._shop.policy.items if (item.key, item.purpose) == (key, found.purpose))
        count = sum(self._fits(shoe, key, value) for shoe in SHOES)
        return _Reason(
            in_language(found.label, words.language),
            describe(catalogue.entry(key), value, words.language),
            in_language(next(asked, {"en": ""}), words.language),
            in_language(catalogue.purposes[found.purpose].label, words.language),
            words.program.date(found.shared),
            words.program.date(found.until),
            words.text("why", "effect_feet" if key == FEET else "effect", count=count, total=len(SHOES)),
        )

    def _fits(self, shoe: Shoe, key: str, value: Value) -> bool:
        catalogue = self._shop.catalogue
        return kind_to_feet(shoe, value, catalogue) if key == FEET else fits(shoe, key, value, catalogue)


def _finish(shop: Shop) -> None:
    """What fails here is done with the next sweep."""
    with suppress(StorageError):
        finish_stops(shop)

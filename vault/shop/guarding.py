"""What stands before every address of the connector: limits, failures turned into responses, headers, logs, counts."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from time import perf_counter
from typing import Final

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from vault.core.errors import RequestError, StorageError, VaultError
from vault.core.rate_limit import RateLimit, caller
from vault.shop.browser_session import COOKIE, own_browser_session
from vault.shop.limits import protected
from vault.shop.service import Shop, session_hash

RETRY_SECONDS: Final = 30
"""When to try again while the database is away."""
ADDRESS_AN_HOUR: Final = 36_000
"""Requests of one internet address: ten a second, for thousands can be behind one of a mobile network."""
SESSION_AN_HOUR: Final = 7_200
"""Requests of one browser session: the element, which asks every three seconds while it waits, in six tabs."""
ADDRESS_ASKS: Final = 1_200
"""Questions that one address may have made in an hour: fewer than it takes to push out those of others."""
SESSION_ASKS: Final = 120
"""The same of one browser session."""
MAKES_QUESTIONS: Final = frozenset({"/preferences/start", "/preferences/element/begin"})

_NONCE_ERRORS = frozenset({"shop_nonce_unknown", "shop_nonce_expired", "shop_nonce_spent"})
_STATUS = {"body_too_large": 413, "too_often": 429, "too_fast": 429}
_STOP_ERRORS = {  # RFC 8935 §2.4; all else is invalid_request
    "stop_key_unknown": "authentication_failed",
    "signature_invalid": "authentication_failed",
    "kid_differs": "invalid_key",
    "did_refused": "invalid_key",
    "event_aud_wrong": "invalid_audience",
}
_log = logging.getLogger("vault.shop")

Endpoint = Callable[[Request], Awaitable[Response]]
Refused = Callable[[VaultError], Response]
Observe = Callable[[str, str, float], None]
"""Called with an address as its route is written, ``ok`` or a code, and the seconds it took."""


class TooFast(RequestError):
    """Somebody asks more than :class:`Guard` allows; ``wait`` is in whole seconds."""

    def __init__(self, wait: float) -> None:
        super().__init__("too_fast", seconds=int(wait) + 1)


class Guard:
    """Made once for a connector; called with an endpoint it gives the guarded one. Buckets are of this process."""

    def __init__(self, shop: Shop, observe: Observe | None = None) -> None:
        self._shop = shop
        self._observe = observe
        self._addresses, self._sessions = RateLimit(ADDRESS_AN_HOUR), RateLimit(SESSION_AN_HOUR)
        self._asking_addresses, self._asking_sessions = RateLimit(ADDRESS_ASKS), RateLimit(SESSION_ASKS)

    def __call__(self, endpoint: Endpoint, refused: Refused | None = None) -> Endpoint:
        """``refused`` makes the response to a refusal, where an address has a form of its own for it."""

        async def guarded(request: Request) -> Response:
            place, started = request.scope["route"].path, perf_counter()
            outcome = "failed"  # unless it ends as expected
            try:
                response, outcome = await self._answered(place, endpoint, request, refused or _refused)
            finally:
                if self._observe is not None:
                    self._observe(place, outcome, perf_counter() - started)
            return protected(response)

        return guarded

    async def _answered(
        self, place: str, endpoint: Endpoint, request: Request, refused: Refused
    ) -> tuple[Response, str]:
        try:
            self._limit(place, request)
            response = await endpoint(request)
            return response, "ok" if response.status_code < 400 else f"status_{response.status_code}"
        except StorageError as problem:
            _log.error("store: %s", problem, extra={"place": place, "code": problem.code})
            headers = {"retry-after": str(RETRY_SECONDS)}
            return JSONResponse({"error": "temporarily_unavailable"}, 503, headers), problem.code
        except ClientDisconnect:
            return Response(status_code=400), "hung_up"  # nobody reads it
        except VaultError as problem:
            _log.info("%s refused: %s", place, problem.code, extra={"place": place, "code": problem.code})
            response = refused(problem)
            if isinstance(problem, TooFast):
                response.status_code = 429
                response.headers["retry-after"] = str(problem.facts["seconds"])
            return response, problem.code

    def _limit(self, place: str, request: Request) -> None:
        """Raises :class:`TooFast`."""
        now, asks = self._shop.clock.now().timestamp(), place in MAKES_QUESTIONS
        address = caller(request.client.host if request.client else "")
        session = own_browser_session(self._shop, request.cookies.get(COOKIE, ""))
        limits = []
        if not _is_this_machine(address):
            limits += [(self._addresses, address), *([(self._asking_addresses, address)] if asks else [])]
        if session:
            mine = session_hash(session)
            limits += [(self._sessions, mine), *([(self._asking_sessions, mine)] if asks else [])]
        for limit, name in limits:
            wait = limit.take(name, 1, now)
            if wait:
                raise TooFast(wait)


def _is_this_machine(address: str) -> bool:
    """A web server in front that does not say who calls: its limit would be that of all customers together."""
    return address.startswith("127.") or address in {"0", ""}  # "0" is the network of ::1


def _refused(problem: VaultError) -> Response:
    """``invalid_nonce`` says that another nonce will do (as in OpenID4VCI 1.0 §8.3.1.2)."""
    word = "invalid_nonce" if problem.code in _NONCE_ERRORS else "invalid_request"
    return JSONResponse({"error": word, "error_description": problem.code}, _STATUS.get(problem.code, 400))


def stop_refused(problem: VaultError) -> Response:
    """RFC 8935 §2.3."""
    error = {"err": _STOP_ERRORS.get(problem.code, "invalid_request"), "description": problem.code}
    return JSONResponse(error, 400)

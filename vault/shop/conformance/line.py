"""The kit's one way out: every exchange is counted, bounded, and seen as it is, redirects and refusals included."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from http.client import HTTPException
from typing import TYPE_CHECKING, Final

from vault.core.clock import Clock
from vault.core.errors import NetworkError, TokenError
from vault.core.strict_json import loads
from vault.net.fetcher import Fetcher, HttpRequest, HttpResponse
from vault.shop.conformance.checks import KitEnded, fail, untried

if TYPE_CHECKING:
    from urllib3.connection import HTTPSConnection

    from vault.core.web_address import WebAddress

MAX_EXCHANGES: Final = 700
"""Of one run, which has about 350 with a connector that offers everything."""
LONGEST_RUN: Final = timedelta(minutes=15)
"""A connector that lets the kit wait at each limit takes about five."""
TO_FINISH: Final = 150
FINISHING: Final = timedelta(minutes=2)
"""More of both, to stop at the end what was shared: a stop for each customer that was played."""
MAX_PAUSE: Final = 60
"""Seconds that the kit waits where a connector says that it is asked too often."""
PAUSES: Final = 3
"""Times that one exchange is put off so."""
MAX_BODY: Final = 256 * 1024
"""Bytes of an answer: a shop's whole page is among what is read."""
TOO_OFTEN: Final = 429
_READ = 16 * 1024


@dataclass(frozen=True)
class KitRequest(HttpRequest):
    """A request with further header lines."""

    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


class Line:
    """Where the kit sends from. ``wait`` lets that many seconds of ``clock`` pass."""

    def __init__(self, fetcher: Fetcher, clock: Clock, wait: Callable[[float], None]) -> None:
        self._fetcher = fetcher
        self._clock = clock
        self._wait = wait
        self._until = clock.now() + LONGEST_RUN
        self._most = MAX_EXCHANGES
        self.exchanges = 0

    def send(
        self,
        method: str,
        url: str,
        *,
        body: bytes | None = None,
        content_type: str | None = None,
        accept: tuple[str, ...] = (),
        headers: Mapping[str, str] | None = None,
        patient: bool = True,
    ) -> HttpResponse:
        """One exchange; with ``patient`` again, later, where the connector is asked too often.

        Raises :class:`NetworkError`, and :class:`KitEnded` past :data:`MAX_EXCHANGES` or :data:`LONGEST_RUN`.
        """
        request = KitRequest(method, url, body, content_type, accept, max_bytes=MAX_BODY, headers=headers or {})
        for _ in range(PAUSES):
            response = self._once(request)
            if response.status != TOO_OFTEN or not patient:
                return response
            self.wait(retry_after(response) or MAX_PAUSE)
        return self._once(request)

    def wait(self, seconds: float) -> None:
        """Let time pass. Raises :class:`KitEnded` where it would be too long."""
        if self._clock.now() + timedelta(seconds=seconds) > self._until:
            raise KitEnded("longest_run")
        self._wait(seconds)

    def extend(self) -> None:
        """Allow what it takes to stop everything again, whatever was used up."""
        self._most, self._until = self.exchanges + TO_FINISH, self._clock.now() + FINISHING

    def _once(self, request: KitRequest) -> HttpResponse:
        if self.exchanges >= self._most:
            raise KitEnded("most_exchanges")
        if self._clock.now() > self._until:
            raise KitEnded("longest_run")
        self.exchanges += 1
        return self._fetcher.fetch(request)


def retry_after(response: HttpResponse) -> int | None:
    """The seconds of ``Retry-After``, at most :data:`MAX_PAUSE`, or None where it does not say."""
    asked = response.headers.get("retry-after", "")
    return min(int(asked), MAX_PAUSE) if asked.isascii() and asked.isdecimal() and len(asked) <= 6 else None


def exchange(connection: HTTPSConnection, url: WebAddress, request: HttpRequest) -> HttpResponse:
    """What :class:`vault.net.https_client.HttpsClient` says on a connection for the kit.

    Unlike a vault it takes any media type and shows redirects; ``set-cookie`` lines are joined by line feeds. A
    connector that answers before it has heard everything is heard. Raises :class:`NetworkError`
    ``response_too_large``, and what the libraries raise.
    """
    from vault.net.https_client import USER_AGENT  # it binds a socket when it is loaded

    headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "identity"}
    if request.accept:
        headers["Accept"] = ", ".join(request.accept)
    if request.content_type is not None:
        headers["Content-Type"] = request.content_type
    headers |= request.headers if isinstance(request, KitRequest) else {}
    try:
        connection.request(
            request.method, url.target, request.body, headers, preload_content=False, decode_content=False
        )
    except (BrokenPipeError, ConnectionResetError) as problem:
        if connection.sock is None:
            raise HTTPException from problem
    answer = connection.getresponse()
    try:
        body = answer.read(request.max_bytes + 1)
    finally:
        answer.close()
    if len(body) > request.max_bytes:
        raise NetworkError("response_too_large", host=url.host)
    named = {name.lower(): answer.headers[name] for name in answer.headers}
    if "set-cookie" in named:
        named["set-cookie"] = "\n".join(answer.headers.getlist("set-cookie"))
    content_type = named.get("content-type", "").partition(";")[0].strip().lower() or None
    return HttpResponse(answer.status, named, body, content_type)


def told(response: HttpResponse) -> str:
    """Status, and the connector's own code if it names one, for the evidence."""
    try:
        members = loads(response.body, max_bytes=4096) if response.status >= 400 else {}
    except TokenError:
        members = {}
    found = members.get("error_description", members.get("description", members.get("error", members.get("err"))))
    code = found if isinstance(found, str) and len(found) <= 60 and found.replace("_", "").isalnum() else ""
    return f"status={response.status} {code}".strip()


def expect(response: HttpResponse, *statuses: int) -> str:
    """The evidence, if the response has one of these statuses. Raises :class:`CheckFailed`."""
    if response.status not in statuses:
        fail(f"{told(response)}, expected {' or '.join(map(str, statuses))}")
    return told(response)


def refused(response: HttpResponse) -> str:
    """The evidence, if the connector refused. Raises :class:`CheckFailed` for a yes, and for a fault of its own;
    :class:`NotTried` for "not now"."""
    if response.status == TOO_OFTEN:
        untried(told(response))
    if not 400 <= response.status < 500:
        fail(f"{told(response)}, expected a refusal")
    return told(response)

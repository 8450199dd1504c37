"""The one client that leaves the machine: HTTPS, a checked address, one answer of bounded size in bounded time.

It keeps nothing between calls, so threads may share it: no pool, no cookies, no cache. It follows no redirect, tries
nothing twice, uses no proxy and unpacks nothing.
"""

from __future__ import annotations

import socket
import ssl
import threading
from concurrent.futures import Future
from contextlib import closing
from http.client import HTTPException, IncompleteRead
from typing import TYPE_CHECKING

import truststore
from cryptography.hazmat.primitives.serialization import Encoding
from urllib3.connection import HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.exceptions import TimeoutError as HttpTimeoutError

from vault.core.errors import NetworkError, RequestError
from vault.core.web_address import WebAddress, checked_url
from vault.net.addresses import is_public
from vault.net.answer_head import BoundedAnswer
from vault.net.deadline import Deadline
from vault.net.fetcher import HttpRequest, HttpResponse
from vault.net.testing_shops import TestShops

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from urllib3.response import HTTPResponse as RawAnswer

    Resolver = Callable[[str], Sequence[str]]
    """A host name to its IP addresses. May raise ``OSError``."""
    Connector = Callable[[str, int, float], socket.socket]
    """An IP address, a port and the seconds allowed to a connected TCP socket. May raise ``OSError``."""
    Exchange = Callable[[HTTPSConnection, WebAddress, HttpRequest], HttpResponse]
    """What is said on a connection that stands. May raise :class:`NetworkError`, ``OSError`` and ``HTTPError``."""

USER_AGENT = "preference-vault"
"""The same for everyone and every version, so that it tells nobody apart."""
PORT = 443
"""The one port; only a test shop's entry leads to another."""
MAX_ADDRESSES = 4
"""Addresses of one host that are tried; the time is shared out among them."""
_READ = 16 * 1024


def resolve(host: str) -> Sequence[str]:
    """The addresses that the operating system's resolver finds, in its order of preference."""
    found = socket.getaddrinfo(host.encode("ascii"), PORT, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


def connect(address: str, port: int, seconds: float) -> socket.socket:
    """A TCP connection to a literal address."""
    return socket.create_connection((address, port), seconds)


def operating_system_roots() -> ssl.SSLContext:
    """A TLS context that believes whom the operating system believes."""
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class HttpsClient:
    """A :class:`vault.net.fetcher.Fetcher` on real sockets.

    A test shop is reached at its entry's address and believed by its entry's authority only; any other host must
    resolve to public addresses only, and is connected to at one of these very addresses. ``forbidden_thread`` is the
    identifier of a thread that must never wait, as a window's; a call on it is a bug and raises ``RuntimeError``.
    """

    def __init__(
        self,
        test_shops: TestShops | None = None,
        *,
        resolver: Resolver = resolve,
        connector: Connector = connect,
        roots: Callable[[], ssl.SSLContext] = operating_system_roots,
        exchange: Exchange | None = None,
        forbidden_thread: int | None = None,
    ) -> None:
        self._test_shops = test_shops or TestShops()
        self._resolver = resolver
        self._connector = connector
        self._roots = roots
        self._exchange = exchange or _exchange
        self._forbidden_thread = forbidden_thread

    def fetch(self, request: HttpRequest) -> HttpResponse:
        """Carry out ``request`` once. Raises :class:`NetworkError` with the fact ``host``.

        Codes: those of :func:`vault.core.web_address.checked_url`, ``cannot_resolve``, ``private_address``,
        ``cannot_connect``, ``certificate_refused``, ``timed_out``, ``connection_lost``, ``redirect_refused``,
        ``response_too_large``, ``wrong_content_type``, ``response_malformed``.
        """
        if threading.get_ident() == self._forbidden_thread:
            raise RuntimeError("a network call on a thread that must not wait")
        try:
            url = checked_url(request.url)
        except RequestError as problem:
            raise NetworkError(problem.code, host=request.url[:80]) from problem
        deadline = Deadline(request.seconds)
        try:
            with (
                self._connected(url.host, deadline) as raw,
                deadline.cutting(raw),
                closing(_Connection(raw, url.host, self._context(url.host), deadline.left())) as connection,
            ):
                try:
                    connection.connect()
                    answer = self._exchange(connection, url, request)
                except Exception as problem:
                    if deadline.passed:  # then whatever went wrong is that the connection was cut
                        raise TimeoutError from problem
                    raise
                deadline.left()
                return answer
        except NetworkError as problem:
            raise NetworkError(problem.code, host=url.host) from problem
        except (HTTPError, HTTPException, OSError) as problem:
            raise NetworkError(_code(problem), host=url.host) from problem

    def _connected(self, host: str, deadline: Deadline) -> socket.socket:
        shop = self._test_shops.of(host)
        addresses, port = ([shop.address], shop.port) if shop else (self._resolved(host, deadline), PORT)
        failure: OSError = ConnectionRefusedError()
        for place, address in enumerate(addresses):
            try:
                return self._connector(address, port, deadline.left() / (len(addresses) - place))
            except OSError as problem:
                failure = problem
        if isinstance(failure, TimeoutError):
            raise failure
        raise NetworkError("cannot_connect") from failure

    def _resolved(self, host: str, deadline: Deadline) -> Sequence[str]:
        """The host's addresses, all of them public. Asked once: a second answer could lead elsewhere."""
        outcome: Future[Sequence[str]] = Future()

        def look_up() -> None:
            try:
                outcome.set_result(self._resolver(host))
            except BaseException as problem:  # raised again where the outcome is awaited
                outcome.set_exception(problem)

        # The operating system's look-up cannot be interrupted, so one that hangs is left behind.
        thread = threading.Thread(target=look_up, name="look-up", daemon=True)
        thread.start()
        try:
            addresses = outcome.result(deadline.left())
        except TimeoutError:
            raise
        except OSError as problem:
            raise NetworkError("cannot_resolve") from problem
        thread.join()
        if not addresses:
            raise NetworkError("cannot_resolve")
        if not all(is_public(address) for address in addresses):
            raise NetworkError("private_address")
        return addresses[:MAX_ADDRESSES]

    def _context(self, host: str) -> ssl.SSLContext:
        # A context for each call: truststore's holds a lock while it shakes hands, so a shared one would make every
        # shop wait for the slowest.
        shop = self._test_shops.of(host)
        if shop:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            anchors = [anchor.public_bytes(Encoding.DER) for anchor in shop.anchors()]
            context.load_verify_locations(cadata=b"".join(anchors))
        else:
            context = self._roots()
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.verify_mode = ssl.CERT_REQUIRED
        context.check_hostname = True
        return context


class _Connection(HTTPSConnection):
    """TLS for ``host`` over a connection that is made already."""

    response_class = BoundedAnswer

    def __init__(self, raw: socket.socket, host: str, context: ssl.SSLContext, seconds: float) -> None:
        # No assert_hostname: it would replace the check of the ``ssl`` module by urllib3's own.
        super().__init__(host, PORT, timeout=seconds, ssl_context=context, server_hostname=host)
        self._raw = raw

    def _new_conn(self) -> socket.socket:
        return self._raw

    def connect(self) -> None:
        """Shake hands. Raises :class:`NetworkError` ``cannot_connect`` or ``certificate_refused``."""
        try:
            super().connect()
        except ssl.SSLCertVerificationError as problem:
            raise NetworkError("certificate_refused") from problem
        except OSError as problem:
            raise NetworkError("cannot_connect") from problem


def _exchange(connection: HTTPSConnection, url: WebAddress, request: HttpRequest) -> HttpResponse:
    headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "identity", **request.headers}
    if request.accept:
        headers["Accept"] = ", ".join(request.accept)
    if request.content_type is not None:
        headers["Content-Type"] = request.content_type
    if request.bearer is not None:
        headers["Authorization"] = f"Bearer {request.bearer}"
    connection.request(request.method, url.target, request.body, headers, preload_content=False, decode_content=False)
    with closing(connection.getresponse()) as answer:
        if 300 <= answer.status < 400:
            raise NetworkError("redirect_refused")
        if not 200 <= answer.status < 600 or answer.headers.get("content-encoding", "identity").lower() != "identity":
            raise NetworkError("response_malformed")
        body = _body(answer, request.max_bytes)
        content_type = answer.headers.get("content-type", "").partition(";")[0].strip().lower() or None
        if request.accept and body and answer.status < 300 and content_type not in request.accept:
            raise NetworkError("wrong_content_type")
        named = {name.lower(): answer.headers[name] for name in answer.headers}
        return HttpResponse(answer.status, named, body, content_type)


def _body(answer: RawAnswer, max_bytes: int) -> bytes:
    if (answer.length_remaining or 0) > max_bytes:
        raise NetworkError("response_too_large")
    body = bytearray()
    while piece := answer.read(min(_READ, max_bytes + 1 - len(body))):
        body += piece
        if len(body) > max_bytes:
            raise NetworkError("response_too_large")
    return bytes(body)


def _code(problem: Exception) -> str:
    """What a failure of the libraries below means to a customer."""
    if isinstance(problem, TimeoutError | HttpTimeoutError):
        return "timed_out"
    inner = problem.__cause__ or problem
    return "connection_lost" if isinstance(inner, OSError | IncompleteRead) else "response_malformed"

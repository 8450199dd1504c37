"""A small HTTPS server on loopback, for whatever a shop can do to a client, well-behaved or not."""

from __future__ import annotations

import socketserver
import ssl
import tempfile
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vault.net.testing_shops import TestShop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from vault.demo.authority import Leaf, ThrowAwayAuthority


@dataclass(frozen=True)
class Received:
    """One request as it arrived; header names in lower case."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Answer:
    """What a well-behaved handler answers."""

    status: int = 200
    body: bytes = b""
    content_type: str | None = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Wire:
    """The bare connection, for answers no library would write. ``stopping`` is set when the server must end."""

    connection: ssl.SSLSocket
    stopping: threading.Event

    def drip(self, octets: bytes) -> None:
        """Send a byte every 20 ms until all are sent, the client leaves or the server stops."""
        for octet in octets:
            self.connection.sendall(bytes([octet]))
            if self.stopping.wait(0.02):
                return


@dataclass
class LoopbackServer:
    """Where it listens, as a test shop, and the requests it received."""

    shop: TestShop
    received: list[Received]


@contextmanager
def serve_https(
    handler: Callable[[Received], Answer] | None,
    authority: ThrowAwayAuthority,
    host: str,
    *,
    leaf: Leaf | None = None,
    wire: Callable[[Received, Wire], None] | None = None,
    tls: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3,
) -> Iterator[LoopbackServer]:
    """Serve ``host`` for the length of the block: by ``handler``, or by ``wire`` on the bare connection.

    ``leaf`` replaces the certificate, ``tls`` the highest version offered.
    """
    stopping = threading.Event()
    received: list[Received] = []
    context = _context(leaf or authority.leaf(host), tls)

    class Exchange(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            self.request = context.wrap_socket(self.request, server_side=True)
            super().setup()

        def finish(self) -> None:
            super().finish()
            self.request.close()

        def exchange(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            headers = {name.lower(): text for name, text in self.headers.items()}
            request = Received(self.command, self.path, headers, body)
            received.append(request)
            self.close_connection = True
            if wire:
                wire(request, Wire(self.request, stopping))
            elif handler:
                self._reply(handler(request))

        do_GET = do_POST = do_PUT = exchange  # noqa: N815 -- the names that http.server looks for

        def _reply(self, answer: Answer) -> None:
            self.send_response(answer.status)
            if answer.content_type:
                self.send_header("Content-Type", answer.content_type)
            for name, text in answer.headers.items():
                self.send_header(name, text)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            """Tests look at ``received``."""

    class Server(socketserver.ThreadingTCPServer):
        def finish_request(self, request: Any, client_address: Any) -> None:
            # A client that refuses the certificate, or has read enough, leaves in the middle: that is what is tested.
            with suppress(OSError):
                super().finish_request(request, client_address)

    with Server(("127.0.0.1", 0), Exchange) as server:
        listening = threading.Thread(target=server.serve_forever, args=(0.02,))
        listening.start()
        try:
            yield LoopbackServer(TestShop(host, "127.0.0.1", server.server_address[1], authority.ca_pem), received)
        finally:
            stopping.set()
            server.shutdown()
            listening.join()


def _context(leaf: Leaf, tls: ssl.TLSVersion) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = min(tls, ssl.TLSVersion.TLSv1_2)
    context.maximum_version = tls
    with tempfile.TemporaryDirectory() as folder:  # the ssl module takes keys from files only
        path = Path(folder, "leaf.pem")
        path.touch(0o600)
        path.write_bytes(leaf.key_pem + leaf.certificate_pem)
        context.load_cert_chain(path)
    return context

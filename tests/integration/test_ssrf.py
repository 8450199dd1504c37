"""Everything by which a shop could make the vault call into the customer's own machine or network, on real sockets.

Server-side request forgery, from the vault's side: one row for each trick, and behind each a server that would be
reached if the trick worked.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from tests.integration.loopback_https import Received, Wire, serve_https
from tests.integration.test_https_client import HOST, OK, PUBLIC, URL, believing
from vault.core.errors import NetworkError
from vault.demo.authority import ThrowAwayAuthority
from vault.net.fetcher import SECONDS, HttpRequest
from vault.net.https_client import HttpsClient, connect

Script = Callable[[Received, Wire], None]
LARGEST = 1000
"""Bytes of the answer that each row allows."""


@pytest.fixture(scope="module")
def authority() -> ThrowAwayAuthority:
    return ThrowAwayAuthority(datetime.now(UTC))


def says(octets: bytes) -> Script:
    return lambda _, wire: wire.connection.sendall(octets)


def drips(before: bytes, octets: bytes) -> Script:
    def drip(_: Received, wire: Wire) -> None:
        wire.connection.sendall(before)
        wire.drip(octets)

    return drip


def endless(head: bytes, piece: bytes) -> Script:
    def flood(_: Received, wire: Wire) -> None:
        wire.connection.sendall(head)
        while not wire.stopping.is_set():
            wire.connection.sendall(piece)

    return flood


def redirect(status: int, location: str) -> Script:
    return says(f"HTTP/1.1 {status} Moved\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode())


REPLY = says(OK + b"Content-Length: 2\r\n\r\n{}")


@dataclass(frozen=True)
class Trick:
    """``url`` is called; its name leads to ``addresses``; what answers there, ``answer`` says."""

    reason: str
    url: str = URL
    addresses: Sequence[str] = (PUBLIC,)
    answer: Script = REPLY


HOSTS = {
    "loopback": "127.0.0.1",
    "loopback, short": "127.1",
    "loopback, decimal": "2130706433",
    "loopback, octal": "0177.0.0.1",
    "loopback, octal in one": "017700000001",
    "loopback, hex": "0x7f000001",
    "loopback, hex in parts": "0x7f.0.0.0x1",
    "loopback with a dot after it": "127.0.0.1.",
    "this host": "0",
    "private": "192.168.1.1",
    "link-local, where clouds keep keys": "169.254.169.254",
    "IPv6 loopback": "[::1]",
    "IPv6 loopback in full": "[0:0:0:0:0:0:0:1]",
    "IPv4-mapped": "[::ffff:127.0.0.1]",
    "IPv4-mapped in hex": "[::ffff:7f00:1]",
    "link-local with a zone": "[fe80::1%25lo]",
}
OTHER_URLS = {
    "localhost": ("host_malformed", "https://localhost/"),
    "full-width digits": ("url_malformed", "https://\uff11\uff12\uff17.0.0.1/"),
    "a dot that is none": ("url_malformed", "https://127\u30020\u30020\u30021/"),
    "user before the host": ("url_userinfo", f"https://{HOST}@127.0.0.1/"),
    "link-local with a bare zone": ("url_malformed", "https://[fe80::1%lo]/"),
    "backslash": ("url_malformed", f"https://127.0.0.1\\@{HOST}/"),
    "another port": ("url_port", f"https://{HOST}:22/"),
    "http": ("url_not_https", f"http://{HOST}/"),
    "a file": ("url_not_https", "file:///etc/passwd"),
    "a line break in the path": ("url_malformed", f"https://{HOST}/a\r\nHost: localhost"),
}
ADDRESSES = {
    "loopback": ["127.0.0.1"],
    "far in loopback": ["127.255.255.254"],
    "this host": ["0.0.0.0"],
    "private, of a home": ["192.168.1.1"],
    "private, of a company": ["10.0.0.1"],
    "private, in between": ["172.16.0.1"],
    "shared by a provider": ["100.64.0.1"],
    "link-local, where clouds keep keys": ["169.254.169.254"],
    "multicast": ["224.0.0.1"],
    "broadcast": ["255.255.255.255"],
    "IPv6 loopback": ["::1"],
    "IPv6 nowhere": ["::"],
    "IPv4-mapped loopback": ["::ffff:127.0.0.1"],
    "IPv4-mapped private": ["::ffff:10.0.0.1"],
    "IPv4-mapped public": [f"::ffff:{PUBLIC}"],
    "IPv4-compatible": ["::127.0.0.1"],
    "NAT64 of loopback": ["64:ff9b::7f00:1"],
    "NAT64 of one's own": ["64:ff9b:1::7f00:1"],
    "6to4 of loopback": ["2002:7f00:1::1"],
    "Teredo": ["2001:0:7f00:1::1"],
    "IPv6 link-local": ["fe80::1"],
    "IPv6 link-local with a zone": ["fe80::1%lo"],
    "IPv6 private": ["fd00::1"],
    "IPv6 multicast": ["ff02::1"],
    "IPv6 with a zone": ["2606:4700::1%lo"],
    "public and loopback": [PUBLIC, "127.0.0.1"],
    "loopback and public": ["127.0.0.1", PUBLIC],
    "no address at all": ["localhost"],
}
ANSWERS = {
    **{f"redirect {each}": ("redirect_refused", redirect(each, URL)) for each in (301, 302, 303, 307, 308)},
    "redirect to loopback": ("redirect_refused", redirect(302, "https://127.0.0.1/")),
    "redirect to http": ("redirect_refused", redirect(302, "http://localhost/")),
    "redirect to a file": ("redirect_refused", redirect(302, "file:///etc/passwd")),
    "switch of protocols": ("response_malformed", says(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n")),
    "a head that drips": ("timed_out", drips(b"", OK + b"X: " + b"x" * 500)),
    "a body that drips": ("timed_out", drips(OK + b"Content-Length: 500\r\n\r\n", b"x" * 500)),
    "an endless head": ("response_too_large", endless(OK, b"X: " + b"x" * 1000 + b"\r\n")),
    "an endless body": ("response_too_large", endless(OK + b"\r\n", b"x" * 1000)),
    "an endless body in pieces": (
        "response_too_large",
        endless(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"100\r\n" + b"x" * 0x100 + b"\r\n"),
    ),
    "a body that says it is endless": ("response_too_large", says(OK + b"Content-Length: 99999999999\r\n\r\n")),
    "endless interim answers": ("response_too_large", endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n")),
    "a page instead of JSON": (
        "wrong_content_type",
        says(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\n{}"),
    ),
    "no type": ("wrong_content_type", says(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")),
    "packed": ("response_malformed", says(OK + b"Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n\x1f\x8b")),
}
TRICKS = {
    **{f"host: {name}": Trick("host_is_address", url=f"https://{host}/") for name, host in HOSTS.items()},
    **{f"url: {name}": Trick(reason, url=url) for name, (reason, url) in OTHER_URLS.items()},
    **{f"address: {name}": Trick("private_address", addresses=each) for name, each in ADDRESSES.items()},
    **{f"answer: {name}": Trick(reason, answer=answer) for name, (reason, answer) in ANSWERS.items()},
}


@pytest.mark.parametrize("name", TRICKS)
def test_nothing_inside_is_reached(authority: ThrowAwayAuthority, name: str) -> None:
    trick, reached = TRICKS[name], []
    with serve_https(None, authority, HOST, wire=trick.answer) as server:

        def to_the_server(address: str, _port: int, seconds: float) -> socket.socket:
            """The real socket, at the port where something waits. Only the public address stands for one here."""
            reached.append(address)
            return connect("127.0.0.1" if address == PUBLIC else address, server.shop.port, seconds)

        client = HttpsClient(
            resolver=lambda _: trick.addresses, connector=to_the_server, roots=lambda: believing(authority)
        )
        seconds = 0.4 if trick.reason == "timed_out" else SECONDS
        request = HttpRequest("GET", trick.url, accept=("application/json",), max_bytes=LARGEST, seconds=seconds)
        with pytest.raises(NetworkError) as refused:
            client.fetch(request)
    assert refused.value.code == trick.reason
    answered = name.startswith("answer: ")
    assert reached == ([PUBLIC] if answered else [])
    assert len(server.received) == (1 if answered else 0), "a redirect is not followed, and nothing is tried twice"


def test_without_the_check_it_would_be_reached(authority: ThrowAwayAuthority) -> None:
    """So that the table above cannot pass because nothing listens there."""
    with (
        serve_https(None, authority, HOST, wire=REPLY) as server,
        connect("127.0.0.1", server.shop.port, 5) as raw,
        believing(authority).wrap_socket(raw, server_hostname=HOST) as secure,
    ):
        secure.sendall(f"GET / HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 0\r\n\r\n".encode())
        assert secure.recv(12) == b"HTTP/1.1 200"


def test_a_name_that_changes_is_asked_for_once_and_judged_anew_each_time(authority: ThrowAwayAuthority) -> None:
    answers, reached = [[PUBLIC], ["127.0.0.1"], [PUBLIC]], []
    with serve_https(None, authority, HOST, wire=REPLY) as server:

        def to_the_server(address: str, _port: int, seconds: float) -> socket.socket:
            reached.append(address)
            return connect("127.0.0.1", server.shop.port, seconds)

        client = HttpsClient(
            resolver=lambda _: answers.pop(0), connector=to_the_server, roots=lambda: believing(authority)
        )
        assert client.fetch(HttpRequest("GET", URL)).body == b"{}"
        assert len(answers) == 2, "between check and connection nobody asks again"
        with pytest.raises(NetworkError, match="private_address"):
            client.fetch(HttpRequest("GET", URL))
    assert reached == [PUBLIC]

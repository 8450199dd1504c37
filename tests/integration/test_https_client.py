"""The client against real TLS servers on loopback, most of which misbehave."""

from __future__ import annotations

import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.integration.loopback_https import Answer, LoopbackServer, Received, Wire, serve_https
from vault.core.errors import NetworkError
from vault.demo.authority import ThrowAwayAuthority
from vault.net.fetcher import HttpRequest
from vault.net.https_client import HttpsClient, resolve
from vault.net.testing_shops import TestShop, TestShops

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HOST = "schoenenhuis.example"
URL = f"https://{HOST}/request?id=7"
PUBLIC = "93.184.215.14"
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


@pytest.fixture(scope="module")
def authority() -> ThrowAwayAuthority:
    return ThrowAwayAuthority(datetime.now(UTC))


def client_of(*servers: LoopbackServer) -> HttpsClient:
    return HttpsClient(TestShops(tuple(server.shop for server in servers)))


def refusal(client: HttpsClient, request: HttpRequest) -> str:
    with pytest.raises(NetworkError) as raised:
        client.fetch(request)
    assert raised.value.facts["host"] == HOST
    return raised.value.code


def refused_wire(authority: ThrowAwayAuthority, wire: Callable[[Received, Wire], None], **changes: object) -> str:
    with serve_https(None, authority, HOST, wire=wire) as server:
        return refusal(client_of(server), HttpRequest("GET", URL, **changes))  # type: ignore[arg-type]


def refused_answer(authority: ThrowAwayAuthority, answer: Answer, **changes: object) -> str:
    with serve_https(lambda _: answer, authority, HOST) as server:
        return refusal(client_of(server), HttpRequest("GET", URL, **changes))  # type: ignore[arg-type]


def test_get_brings_status_headers_and_body(authority: ThrowAwayAuthority) -> None:
    answer = Answer(200, b'{"a":1}', "Application/JSON; charset=utf-8", {"Retry-After": "5"})
    with serve_https(lambda _: answer, authority, HOST) as server:
        response = client_of(server).fetch(HttpRequest("GET", URL, accept=("application/json",)))
    assert (response.status, response.body, response.content_type) == (200, b'{"a":1}', "application/json")
    assert response.headers["retry-after"] == "5"


def test_request_says_only_what_it_must(authority: ThrowAwayAuthority) -> None:
    with serve_https(lambda _: Answer(), authority, HOST) as server:
        client_of(server).fetch(HttpRequest("GET", URL, accept=("application/jwt", "application/json")))
    (received,) = server.received
    assert received == Received(
        "GET",
        "/request?id=7",
        {
            "host": HOST,
            "user-agent": "preference-vault",
            "accept-encoding": "identity",
            "accept": "application/jwt, application/json",
        },
        b"",
    )


def test_post_carries_body_and_type(authority: ThrowAwayAuthority) -> None:
    form = "application/x-www-form-urlencoded"
    with serve_https(lambda received: Answer(202, received.body, None), authority, HOST) as server:
        response = client_of(server).fetch(HttpRequest("POST", URL, b"response=x", form))
    assert (response.status, response.body, response.content_type) == (202, b"response=x", None)
    assert server.received[0].headers["content-type"] == form


def test_body_of_exactly_the_allowed_size_arrives(authority: ThrowAwayAuthority) -> None:
    with serve_https(lambda _: Answer(body=b"x" * 100_000), authority, HOST) as server:
        assert len(client_of(server).fetch(HttpRequest("GET", URL, max_bytes=100_000)).body) == 100_000


def test_chunked_answer_is_put_together(authority: ThrowAwayAuthority) -> None:
    def chunks(_: Received, wire: Wire) -> None:
        wire.connection.sendall(OK + b"Transfer-Encoding: chunked\r\n\r\n3\r\n[1,\r\n2\r\n2]\r\n0\r\n\r\n")

    with serve_https(None, authority, HOST, wire=chunks) as server:
        assert client_of(server).fetch(HttpRequest("GET", URL)).body == b"[1,2]"


@pytest.mark.parametrize("status", [400, 404, 500, 503])
def test_status_is_for_the_caller_to_judge(authority: ThrowAwayAuthority, status: int) -> None:
    with serve_https(lambda _: Answer(status, b"<h1>no</h1>", "text/html"), authority, HOST) as server:
        response = client_of(server).fetch(HttpRequest("GET", URL, accept=("application/json",)))
    assert (response.status, response.content_type) == (status, "text/html")


def test_nothing_is_kept_between_calls(authority: ThrowAwayAuthority) -> None:
    with serve_https(lambda _: Answer(headers={"Set-Cookie": "who=me"}), authority, HOST) as server:
        client = client_of(server)
        client.fetch(HttpRequest("GET", URL))
        client.fetch(HttpRequest("GET", URL))
    assert len(server.received) == 2
    assert all("cookie" not in received.headers for received in server.received)


def test_one_client_serves_two_threads_while_a_shop_hangs(authority: ThrowAwayAuthority) -> None:
    released = threading.Event()

    def wait(_: Received) -> Answer:
        released.wait()
        return Answer(body=b"late")

    with (
        serve_https(wait, authority, "slow.example") as slow,
        serve_https(lambda _: Answer(body=b"soon"), authority, HOST) as quick,
    ):
        client = client_of(slow, quick)
        bodies: list[bytes] = []
        request = HttpRequest("GET", "https://slow.example/")
        waiting = threading.Thread(target=lambda: bodies.append(client.fetch(request).body))
        waiting.start()
        bodies.append(client.fetch(HttpRequest("GET", URL)).body)
        released.set()
        waiting.join()
    assert bodies == [b"soon", b"late"]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirect_is_not_followed(authority: ThrowAwayAuthority, status: int) -> None:
    with serve_https(lambda _: Answer(status, headers={"Location": f"{URL}&again"}), authority, HOST) as server:
        assert refusal(client_of(server), HttpRequest("GET", URL)) == "redirect_refused"
    assert len(server.received) == 1


def test_shop_that_is_down() -> None:
    authority = ThrowAwayAuthority(datetime.now(UTC))
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    client = HttpsClient(TestShops((TestShop(HOST, "127.0.0.1", port, authority.ca_pem),)))
    assert refusal(client, HttpRequest("GET", URL)) == "cannot_connect"


def test_server_that_speaks_no_tls() -> None:
    authority = ThrowAwayAuthority(datetime.now(UTC))
    with socket.create_server(("127.0.0.1", 0)) as plain:

        def talk() -> None:
            connection, _ = plain.accept()
            with connection:
                connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")

        speaking = threading.Thread(target=talk)
        speaking.start()
        client = HttpsClient(TestShops((TestShop(HOST, "127.0.0.1", plain.getsockname()[1], authority.ca_pem),)))
        assert refusal(client, HttpRequest("GET", URL)) == "cannot_connect"
        speaking.join()


def test_server_that_accepts_and_never_shakes_hands() -> None:
    authority = ThrowAwayAuthority(datetime.now(UTC))
    with socket.create_server(("127.0.0.1", 0)) as silent:  # the backlog accepts for it
        client = HttpsClient(TestShops((TestShop(HOST, "127.0.0.1", silent.getsockname()[1], authority.ca_pem),)))
        assert refusal(client, HttpRequest("GET", URL, seconds=0.2)) == "timed_out"


def test_tls_1_2_is_spoken(authority: ThrowAwayAuthority) -> None:
    with serve_https(lambda _: Answer(), authority, HOST, tls=ssl.TLSVersion.TLSv1_2) as server:
        assert client_of(server).fetch(HttpRequest("GET", URL)).status == 200


def test_hang_before_headers(authority: ThrowAwayAuthority) -> None:
    def hang(_: Received, wire: Wire) -> None:
        wire.stopping.wait()

    assert refused_wire(authority, hang, seconds=0.3) == "timed_out"


def test_headers_that_drip(authority: ThrowAwayAuthority) -> None:
    head = OK + b"X-Filler: " + b"x" * 500 + b"\r\nContent-Length: 2\r\n\r\n{}"
    assert refused_wire(authority, lambda _, wire: wire.drip(head), seconds=0.3) == "timed_out"


@pytest.mark.parametrize("framing", [b"Content-Length: 500\r\n\r\n", b"Connection: close\r\n\r\n"])
def test_body_that_drips(authority: ThrowAwayAuthority, framing: bytes) -> None:
    def drip(_: Received, wire: Wire) -> None:
        wire.connection.sendall(OK + framing)
        wire.drip(b"x" * 500)

    assert refused_wire(authority, drip, seconds=0.3) == "timed_out"


def test_chunks_that_drip(authority: ThrowAwayAuthority) -> None:
    def drip(_: Received, wire: Wire) -> None:
        wire.connection.sendall(OK + b"Transfer-Encoding: chunked\r\n\r\n")
        wire.drip(b"1\r\nx\r\n" * 100 + b"0\r\n\r\n")

    assert refused_wire(authority, drip, seconds=0.3) == "timed_out"


def test_interim_answers_without_end(authority: ThrowAwayAuthority) -> None:
    def go_on(_: Received, wire: Wire) -> None:
        for _count in range(100_000):
            wire.connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")

    assert refused_wire(authority, go_on) == "response_too_large"


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(OK + b"X-Filler: " + b"x" * 60_000 + b"\r\nContent-Length: 2\r\n\r\n{}", id="one long header"),
        pytest.param(OK + b"X-Filler: %s\r\n" % (b"x" * 1000) * 60 + b"\r\n", id="many headers"),
        pytest.param(OK + b"Transfer-Encoding: chunked\r\n\r\n1;" + b"x" * 60_000 + b"\r\nx\r\n", id="chunk line"),
    ],
)
def test_head_past_the_limit(authority: ThrowAwayAuthority, head: bytes) -> None:
    assert refused_wire(authority, lambda _, wire: wire.connection.sendall(head)) == "response_too_large"


def test_announced_body_past_the_limit(authority: ThrowAwayAuthority) -> None:
    assert refused_answer(authority, Answer(body=b"x" * 1001), max_bytes=1000) == "response_too_large"


@pytest.mark.parametrize("chunked", [True, False])
def test_hundred_megabytes(authority: ThrowAwayAuthority, chunked: bool) -> None:
    sent: list[int] = []

    def flood(_: Received, wire: Wire) -> None:
        wire.connection.sendall(OK + (b"Transfer-Encoding: chunked\r\n\r\n" if chunked else b"\r\n"))
        piece = b"10000\r\n" + b"x" * 0x10000 + b"\r\n" if chunked else b"x" * 0x10000
        for _count in range(1600):
            wire.connection.sendall(piece)
            sent.append(len(piece))

    assert refused_wire(authority, flood) == "response_too_large"
    assert sum(sent) < 20_000_000, "the client left long before the end"


@pytest.mark.parametrize("content_type", ["text/html", "application/jwt", None, "application/json, text/html", ""])
def test_wrong_content_type(authority: ThrowAwayAuthority, content_type: str | None) -> None:
    answer = Answer(200, b"{}", content_type)
    assert refused_answer(authority, answer, accept=("application/json",)) == "wrong_content_type"


def test_empty_body_needs_no_type(authority: ThrowAwayAuthority) -> None:
    with serve_https(lambda _: Answer(202, content_type=None), authority, HOST) as server:
        assert client_of(server).fetch(HttpRequest("GET", URL, accept=("application/jwt",))).body == b""


@pytest.mark.parametrize(
    ("octets", "reason"),
    [
        (b"", "connection_lost"),
        (b"HTTP/1.1 200", "connection_lost"),
        (OK, "connection_lost"),
        (OK + b"Content-Le", "connection_lost"),
        (OK + b"Content-Length: 10\r\n\r\n{}", "connection_lost"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{}", "connection_lost"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n", "connection_lost"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "response_malformed"),
        (b"HTTP/1.1 OK\r\n\r\n", "response_malformed"),
        (b"HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n", "response_malformed"),
        (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n", "response_malformed"),
        (b"HTTP/2 200 OK\r\n\r\n", "response_malformed"),
        (OK + b"no header\r\nContent-Length: 2\r\n\r\n{}", "response_malformed"),
        (OK + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x", "response_malformed"),
        (OK + b"X: y\r\n" * 200 + b"\r\n", "response_malformed"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n-1\r\n" + b"x" * 100, "response_malformed"),
        (OK + b"Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n\x1f\x8b", "response_malformed"),
    ],
)
def test_broken_answers(authority: ThrowAwayAuthority, octets: bytes, reason: str) -> None:
    assert refused_wire(authority, lambda _, wire: wire.connection.sendall(octets)) == reason


def test_authority_file_with_remarks_is_believed(authority: ThrowAwayAuthority) -> None:
    with serve_https(lambda _: Answer(), authority, HOST) as server:
        shop = TestShop(HOST, "127.0.0.1", server.shop.port, "Müller's own\n".encode() + authority.ca_pem)
        assert HttpsClient(TestShops((shop,))).fetch(HttpRequest("GET", URL)).status == 200


def test_certificate_of_an_authority_nobody_trusts(authority: ThrowAwayAuthority) -> None:
    other = ThrowAwayAuthority(datetime.now(UTC))
    with serve_https(lambda _: Answer(), authority, HOST, leaf=other.leaf(HOST)) as server:
        assert refusal(client_of(server), HttpRequest("GET", URL)) == "certificate_refused"
    assert server.received == []


def test_certificate_of_another_host(authority: ThrowAwayAuthority) -> None:
    with serve_https(lambda _: Answer(), authority, HOST, leaf=authority.leaf("other.example")) as server:
        assert refusal(client_of(server), HttpRequest("GET", URL)) == "certificate_refused"


def test_certificate_that_has_ended(authority: ThrowAwayAuthority) -> None:
    now = datetime.now(UTC)
    ended = authority.leaf(HOST, not_before=now - timedelta(minutes=50), not_after=now - timedelta(minutes=5))
    with serve_https(lambda _: Answer(), authority, HOST, leaf=ended) as server:
        assert refusal(client_of(server), HttpRequest("GET", URL)) == "certificate_refused"


def test_authority_of_one_test_shop_is_not_believed_for_another(authority: ThrowAwayAuthority) -> None:
    other = ThrowAwayAuthority(datetime.now(UTC))
    with (
        serve_https(lambda _: Answer(), authority, "first.example"),
        serve_https(lambda _: Answer(), other, HOST, leaf=authority.leaf(HOST)) as second,
    ):
        assert refusal(client_of(second), HttpRequest("GET", URL)) == "certificate_refused"


class Names:
    """A resolver whose answers may change, and a connector that notes where it was sent and goes to ``port``."""

    def __init__(self, *answers: Sequence[str], port: int) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []
        self.reached: list[tuple[str, int]] = []
        self._port = port

    def resolve(self, host: str) -> Sequence[str]:
        self.asked.append(host)
        return self.answers[min(len(self.asked), len(self.answers)) - 1]

    def connect(self, address: str, port: int, seconds: float) -> socket.socket:
        self.reached.append((address, port))
        return socket.create_connection(("127.0.0.1", self._port), seconds)

    def client(self, authority: ThrowAwayAuthority) -> HttpsClient:
        return HttpsClient(resolver=self.resolve, connector=self.connect, roots=lambda: believing(authority))


def believing(authority: ThrowAwayAuthority) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cadata=authority.ca_pem.decode())
    return context


def test_name_that_changes_after_the_check_leads_to_the_checked_address(authority: ThrowAwayAuthority) -> None:
    with serve_https(lambda _: Answer(body=b"ok"), authority, HOST) as server:
        names = Names([PUBLIC], ["127.0.0.1"], port=server.shop.port)
        assert names.client(authority).fetch(HttpRequest("GET", URL)).body == b"ok"
    assert names.asked == [HOST]
    assert names.reached == [(PUBLIC, 443)]
    assert server.received[0].headers["host"] == HOST


@pytest.mark.parametrize(
    "addresses", [["127.0.0.1"], ["10.0.0.8"], ["::1"], ["fe80::1%lo"], [PUBLIC, "192.168.1.1"], ["not an address"]]
)
def test_private_address_is_not_connected_to(authority: ThrowAwayAuthority, addresses: list[str]) -> None:
    names = Names(addresses, port=9)
    assert refusal(names.client(authority), HttpRequest("GET", URL)) == "private_address"
    assert names.reached == []


def test_test_shop_does_not_open_loopback_for_other_hosts(authority: ThrowAwayAuthority) -> None:
    with serve_https(lambda _: Answer(), authority, "first.example") as server:
        client = HttpsClient(TestShops((server.shop,)), resolver=lambda _: ["127.0.0.1"])
        assert refusal(client, HttpRequest("GET", URL)) == "private_address"


def test_second_address_is_tried_when_the_first_is_down(authority: ThrowAwayAuthority) -> None:
    with serve_https(lambda _: Answer(body=b"ok"), authority, HOST) as server:
        names = Names(["2606:2800:21f:cb07:6820:80da:af6b:8b2c", PUBLIC], port=server.shop.port)

        def connect_by_ipv4(address: str, port: int, seconds: float) -> socket.socket:
            if ":" in address:
                raise ConnectionRefusedError
            return names.connect(address, port, seconds)

        client = HttpsClient(resolver=names.resolve, connector=connect_by_ipv4, roots=lambda: believing(authority))
        assert client.fetch(HttpRequest("GET", URL)).body == b"ok"


def test_operating_system_does_not_believe_a_throw_away_authority(authority: ThrowAwayAuthority) -> None:
    with serve_https(lambda _: Answer(), authority, HOST) as server:
        names = Names([PUBLIC], port=server.shop.port)
        client = HttpsClient(resolver=names.resolve, connector=names.connect)
        assert refusal(client, HttpRequest("GET", URL)) == "certificate_refused"


def test_roots_cannot_turn_a_check_off(authority: ThrowAwayAuthority) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    with serve_https(lambda _: Answer(), authority, HOST) as server:
        names = Names([PUBLIC], port=server.shop.port)
        client = HttpsClient(resolver=names.resolve, connector=names.connect, roots=lambda: context)
        assert refusal(client, HttpRequest("GET", URL)) == "certificate_refused"
    assert context.minimum_version == ssl.TLSVersion.TLSv1_2


def _no_name(_: str) -> Sequence[str]:
    raise socket.gaierror


def _unreachable(_address: str, _port: int, _seconds: float) -> socket.socket:
    raise AssertionError("nobody may connect")


def test_operating_system_resolves() -> None:
    assert "127.0.0.1" in resolve("localhost")


@pytest.mark.parametrize("resolver", [_no_name, lambda _: []])
def test_name_that_does_not_resolve(resolver: Callable[[str], Sequence[str]]) -> None:
    client = HttpsClient(resolver=resolver, connector=_unreachable)
    assert refusal(client, HttpRequest("GET", URL)) == "cannot_resolve"


def test_look_up_that_hangs() -> None:
    released = threading.Event()

    def hang(_: str) -> Sequence[str]:
        released.wait()
        return []

    client = HttpsClient(resolver=hang, connector=_unreachable)
    try:
        assert refusal(client, HttpRequest("GET", URL, seconds=0.2)) == "timed_out"
    finally:
        released.set()


def test_connection_that_hangs() -> None:
    def hang(_address: str, _port: int, _seconds: float) -> socket.socket:
        raise TimeoutError

    client = HttpsClient(resolver=lambda _: [PUBLIC], connector=hang)
    assert refusal(client, HttpRequest("GET", URL)) == "timed_out"


def test_url_is_checked_before_anything_happens() -> None:
    client = HttpsClient(resolver=lambda _: pytest.fail("looked up"), connector=_unreachable)
    with pytest.raises(NetworkError, match="url_not_https"):
        client.fetch(HttpRequest("GET", "http://shop.example/"))


def test_call_on_the_forbidden_thread_is_a_bug() -> None:
    client = HttpsClient(forbidden_thread=threading.get_ident())
    with pytest.raises(RuntimeError):
        client.fetch(HttpRequest("GET", URL))

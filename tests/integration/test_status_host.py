"""The status host behind a real server, over HTTPS, through the one client: places, stops, lists, and the program."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.integration.status_server import HOST, ServedHost, serve_status
from vault.core.errors import NetworkError
from vault.demo.authority import ThrowAwayAuthority
from vault.net.fetcher import HttpRequest, HttpResponse
from vault.net.https_client import HttpsClient
from vault.net.testing_shops import TestShop, TestShops
from vault.tokens.status_list import MAX_LIST_TOKEN, MEDIA_TYPE, read_host_document, verify_status_list

JSON = "application/json"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[ServedHost]:
    with serve_status(tmp_path, ThrowAwayAuthority(datetime.now(UTC))) as found:
        yield found


def ask(shop: TestShop, method: str, path: str, body: Any = None, bearer: str | None = None) -> HttpResponse:
    data = None if body is None else json.dumps(body).encode()
    request = HttpRequest(
        method,
        f"https://{HOST}{path}",
        data,
        JSON if data else None,
        accept=(MEDIA_TYPE, JSON) if method == "GET" else (JSON,),
        bearer=bearer,
        max_bytes=MAX_LIST_TOKEN,
    )
    return HttpsClient(TestShops((shop,))).fetch(request)


def status(shop: TestShop, place: dict[str, Any]) -> int:
    keys = read_host_document(ask(shop, "GET", "/.well-known/preference-status").body)
    text = ask(shop, "GET", place["uri"].removeprefix(f"https://{HOST}")).body.decode()
    found = verify_status_list(text, keys=keys, uri=place["uri"], now=datetime.now(UTC))
    return found.statuses.status(place["idx"])


def test_a_place_is_drawn_stopped_and_seen_in_the_next_list(served: ServedHost) -> None:
    mine, other = json.loads(ask(served.shop, "POST", "/allocations", {"count": 2}).body)
    assert (status(served.shop, mine), status(served.shop, other)) == (0, 0)
    target = f"/lists/1/{mine['idx']}"
    assert ask(served.shop, "PUT", target, {"status": 1}, other["secret"]).status == 401
    assert ask(served.shop, "PUT", target, {"status": 1}).status == 401
    assert ask(served.shop, "PUT", target, {"status": 1}, mine["secret"]).status == 204
    while not status(served.shop, mine):
        time.sleep(0.01)
    assert status(served.shop, other) == 0


def test_the_program_serves_and_ends_in_order_at_a_signal(tmp_path: Path) -> None:
    authority = ThrowAwayAuthority(datetime.now(UTC))
    leaf = authority.leaf(HOST)
    (tmp_path / "status.toml").write_text(f'[host]\nname = "{HOST}"\n', encoding="utf-8")
    (tmp_path / "chain.pem").write_bytes(leaf.certificate_pem)
    (tmp_path / "key.pem").write_bytes(leaf.key_pem)
    port = free_port()
    command = [sys.executable, "-c", "import sys; from vault.__main__ import status_main; sys.exit(status_main())"]
    options = ["--language", "en", "serve", "--settings", "status.toml", "--listen", f"127.0.0.1:{port}"]
    files = ["--tls-certificate", "chain.pem", "--tls-key", "key.pem"]
    with subprocess.Popen([*command, *options, *files], cwd=tmp_path, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert HOST in program.stdout.readline()
        shop = TestShop(HOST, "127.0.0.1", port, authority.ca_pem)
        while True:
            try:
                assert json.loads(ask(shop, "GET", "/health").body) == {"status": "ok"}
                break
            except NetworkError:
                time.sleep(0.02)
        os.kill(program.pid, signal.SIGTERM)
    assert program.returncode in {0, -signal.SIGTERM, 128 + signal.SIGTERM}


def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port

"""What is handed to uvicorn. ``tests/integration/test_serving.py`` has it as a process."""

from __future__ import annotations

import logging
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from tests.unit.shop.asgi import call
from tests.unit.shop.example import shop_folder
from tests.unit.shop.test_mounting import lived
from vault.core.errors import PolicyError
from vault.demo.authority import ThrowAwayAuthority
from vault.shop.command_line import main
from vault.shop.metrics import FOLDER
from vault.shop.serve_settings import PREFIX, serve_settings
from vault.shop.serving import LEAVE_SECONDS, open_served, serve, worker


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return shop_folder(tmp_path, ThrowAwayAuthority(datetime.now(UTC)))


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    """What uvicorn was asked, with the environment that a process of its would have."""
    asked: list[dict[str, Any]] = []

    def run(app: object, **how: Any) -> None:
        asked.append({"app": app, "environment": dict(os.environ), **how})

    monkeypatch.setattr("uvicorn.run", run)
    monkeypatch.setattr(os, "environ", os.environ.copy())
    root, level = logging.getLogger(), logging.getLogger("vault.shop").level
    handlers, root_level = list(root.handlers), root.level
    yield asked
    root.handlers[:] = handlers
    root.setLevel(root_level)
    logging.getLogger("vault.shop").setLevel(level)


@pytest.fixture
def metrics() -> str:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{found.getsockname()[1]}"


def test_alone_it_counts_if_it_is_told_where_to(file: Path, served: list[dict[str, Any]], metrics: str) -> None:
    for flags in ({}, {"metrics_listen": metrics}):
        settings = serve_settings({"policy": str(file), **flags}, {})
        shop = open_served(settings)
        serve(settings, shop)
        how = served.pop()
        assert (how["access_log"], how["timeout_graceful_shutdown"]) == (False, LEAVE_SECONDS)
        assert call(how["app"], "GET", "/preferences/health").status == 200
        shop.store.close()


def test_several_find_their_settings_in_the_environment(
    file: Path, served: list[dict[str, Any]], metrics: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for flags in ({"metrics_listen": metrics}, {}):
        settings = serve_settings({"policy": str(file), "workers": 2, "log_format": "json", **flags}, {})
        serve(settings, open_served(settings))
        how = served.pop()
        assert (how["app"], how["factory"], how["workers"]) == ("vault.shop.serving:worker", True, 2)
        found = serve_settings({}, how["environment"])
        assert (found.policy, found.log_format) == (file, "json")
        assert (found.metrics_listen is not None, f"{PREFIX}METRICS_LISTEN" in how["environment"]) == (
            bool(flags),
            bool(flags),
        )
        assert (FOLDER in how["environment"]) is bool(flags)
        monkeypatch.setattr(os, "environ", {**how["environment"]})
        monkeypatch.delenv(FOLDER, raising=False)  # gone with its folder, once uvicorn was done
        app = worker()
        assert call(app, "GET", "/preferences/ready").status == 200
        lived(app)


def test_a_signal_that_comes_again_ends_it_in_order(file: Path, monkeypatch: pytest.MonkeyPatch, served: Any) -> None:
    """As uvicorn raises it when it is done."""
    monkeypatch.setattr("uvicorn.run", lambda *_, **__: signal.raise_signal(signal.SIGTERM))
    before = signal.getsignal(signal.SIGTERM)
    settings = serve_settings({"policy": str(file)}, {})
    shop = open_served(settings)
    with pytest.raises(SystemExit) as caught:
        serve(settings, shop)
    shop.store.close()
    assert caught.value.code == 0
    assert signal.getsignal(signal.SIGTERM) is before


def test_the_page_for_the_till_is_there_as_long_as_it_serves(
    file: Path,
    served: list[dict[str, Any]],
    metrics: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert not served
    flags = {"policy": str(file), "counter_listen": metrics}
    with file.open("a") as policy:
        policy.write(f'[serve]\ncounter_listen = "{metrics}"\n')
    assert main(["--language", "en", "counter", "page", "--policy", str(file)]) == 0
    address, care = capsys.readouterr().out.splitlines()
    assert care == "Whoever has this address can work at your till."
    pages: list[bytes] = []

    def run(*_: object, **__: object) -> None:
        opener = build_opener(HTTPCookieProcessor(CookieJar()))
        with opener.open(address.rpartition(" ")[2], timeout=20) as page:
            pages.append(page.read())

    monkeypatch.setattr("uvicorn.run", run)
    settings = serve_settings(flags, {})
    shop = open_served(settings)
    serve(settings, shop)
    shop.store.close()
    assert b"What do you want to ask?" in pages[0]
    with closing(socket.create_server(settings_address(metrics))):  # it is let go of
        pass


def test_the_till_needs_an_address_of_its_own_and_one_process(
    file: Path, metrics: str, served: list[dict[str, Any]]
) -> None:
    with pytest.raises(PolicyError, match="counter_one_worker"):
        serve_settings({"policy": str(file), "counter_listen": metrics, "workers": 2}, {})
    settings = serve_settings({"policy": str(file), "counter_listen": metrics}, {})
    shop = open_served(settings)
    with closing(socket.create_server(settings_address(metrics))), pytest.raises(PolicyError, match="address_taken"):
        serve(settings, shop)
    assert not served
    shop.store.close()
    assert main(["counter", "page", "--policy", str(file)]) == 7


def settings_address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    return host, int(port)

"""The conformance kit against our own connector, over HTTPS, and against one with each fault planted."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from sqlalchemy import func, select

from tests.integration.changed_exchanges import App, Fault, Scope
from tests.integration.planted_faults import FAULTS
from tests.unit.shop.example import CATALOGUE, HOST, Example, example
from vault.net.fetcher import HttpRequest, HttpResponse
from vault.shop import conformance_command, tables
from vault.shop.command_line import main
from vault.shop.conformance.checks import Outcome, Result
from vault.shop.conformance.kit import Kit
from vault.shop.conformance.line import KitRequest, Line
from vault.shop.conformance.page import Page
from vault.shop.conformance.run import ALL, run
from vault.shop.connector import connector

START = f"https://{HOST}/preferences/start"
OPTIONS_OF_OURS = {"request_did_document", "answer_required_missing"}
"""What the example shop need not have: it asks by certificate, and requires nothing."""
WITHOUT_WAITING = [check for check in ALL if check.id != "rate_limit"]
"""A third of all exchanges are in that one check."""


class InProcess:
    """Exchanges with an app in this process, on one event loop."""

    def __init__(self, app: App, runner: asyncio.Runner) -> None:
        self._app = app
        self._runner = runner
        self.bodies: list[bytes] = []

    def fetch(self, request: HttpRequest) -> HttpResponse:
        headers = {"accept": ", ".join(request.accept) or "*/*"}
        if request.content_type is not None:
            headers["content-type"] = request.content_type
        headers |= request.headers if isinstance(request, KitRequest) else {}
        path, _, query = request.url.removeprefix(f"https://{HOST}").partition("?")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": request.method,
            "scheme": "https",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(name.lower().encode(), text.encode()) for name, text in headers.items()],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 443),
            "state": {},
        }
        coming = [{"type": "http.request", "body": request.body or b"", "more_body": False}]
        sent: list[dict[str, object]] = []

        async def receive() -> dict[str, object]:
            return coming.pop() if coming else {"type": "http.disconnect"}

        async def send(message: dict[str, object]) -> None:
            sent.append(message)

        async def call() -> None:
            await self._app(scope, receive, send)

        self._runner.run(call())
        rows = sent[0]["headers"]
        assert isinstance(rows, list)
        found = {name.decode().lower(): text.decode() for name, text in rows}
        body = b"".join(part for message in sent[1:] if isinstance(part := message.get("body", b""), bytes))
        self.bodies.append(body)
        status = sent[0]["status"]
        assert isinstance(status, int)
        return HttpResponse(status, found, body, found.get("content-type", "").partition(";")[0] or None)


def kit_for(made: Example, fetcher: InProcess) -> Kit:
    """The kit at this shop's page; while it waits, the shop's clock goes on."""

    def wait(seconds: float) -> None:
        made.clock.moment += timedelta(seconds=seconds)

    line = Line(fetcher, made.clock, wait)
    return Kit(line, Page(line, START), CATALOGUE, made.clock, [made.authority.certificate])


@contextmanager
def in_process(made: Example, planted: Fault | None = None) -> Iterator[InProcess]:
    app: App = connector(made.shop)  # type: ignore[assignment]  # Starlette's own words for the same
    with asyncio.Runner() as runner:
        yield InProcess(planted.around(app) if planted else app, runner)


@contextmanager
def over_https(made: Example) -> Iterator[int]:
    """The connector as ``preference-shop serve`` serves it, with its own certificate. Gives the port."""
    folder = made.folder
    config = uvicorn.Config(
        connector(made.shop),
        host="127.0.0.1",
        port=0,
        ssl_certfile=folder / "chain.pem",
        ssl_keyfile=folder / "signing.pem",
        access_log=False,
        log_level="error",
        server_header=False,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Example]:
    found = example(tmp_path)
    yield found
    found.shop.store.close()


def by_outcome(results: list[Result] | tuple[Result, ...]) -> dict[Outcome, set[str]]:
    return {outcome: {each.id for each in results if each.outcome is outcome} for outcome in Outcome}


def test_our_own_connector_keeps_every_rule_over_https(
    made: Example, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command itself, as a developer types it; only its clock is the shop's, so that nobody has to wait."""

    def later(seconds: float) -> None:
        made.clock.moment += timedelta(seconds=seconds)

    monkeypatch.setattr(conformance_command, "SystemClock", lambda: made.clock)
    monkeypatch.setattr(conformance_command, "sleep", later)
    made.clock.moment = datetime.now(UTC).replace(microsecond=0)
    authority = made.folder / "ca.pem"
    authority.write_bytes(made.authority.ca_pem)
    with over_https(made) as port:
        here = ["--address", f"127.0.0.1:{port}", "--ca", str(authority)]
        code = main(["conformance", START, *here, "--json"])
    said = json.loads(capsys.readouterr().out)
    found = {each["id"]: each["result"] for each in said["checks"]}
    assert [each for each in said["checks"] if each["result"] in {"fail", "not_tried"}] == []
    assert {name for name, result in found.items() if result == "not_offered"} <= OPTIONS_OF_OURS
    assert list(found) == [check.id for check in ALL]
    assert code == 0
    assert main(["conformance", START, *here]) == 8  # nobody is there any more
    assert "cannot_connect" in capsys.readouterr().err


@pytest.mark.parametrize("planted", FAULTS, ids=lambda planted: planted.name)
def test_each_planted_fault_is_named(made: Example, planted: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    planted.plant(made, monkeypatch)
    with in_process(made, planted) as fetcher:
        results = list(run(kit_for(made, fetcher), checks=WITHOUT_WAITING))
    found = {each.id: each.evidence for each in results if each.outcome is Outcome.FAIL}
    assert set(found) == planted.breaks, found


def test_the_faults_are_many_and_each_is_of_a_check() -> None:
    assert len(FAULTS) >= 25
    assert frozenset[str]().union(*(planted.breaks for planted in FAULTS)) <= {check.id for check in ALL}


def test_no_option_has_to_be_offered(made: Example) -> None:
    bare = replace(made, shop=replace(made.shop, optional_endpoints=()))
    with in_process(bare) as fetcher:
        results = list(run(kit_for(bare, fetcher)))
    found = by_outcome(results)
    assert found[Outcome.FAIL] == found[Outcome.NOT_TRIED] == set()
    assert {"nonce_reply", "held_items", "refresh_accepted", "feedback_accepted", "stop_ended"} <= found[
        Outcome.NOT_OFFERED
    ]


def test_a_shop_that_requires_something_and_has_a_did_document(made: Example) -> None:
    first, *others = made.shop.policy.items
    strict = made.with_policy(lambda policy: replace(policy, items=(replace(first, required=True), *others)))
    for did, outcome in ((f"did:web:{HOST}", Outcome.PASS), ("did:web:other.example", Outcome.FAIL)):
        with asyncio.Runner() as runner:
            fetcher = InProcess(beside(connector(strict.shop), document(strict, did)), runner)  # type: ignore[arg-type]
            results = list(run(kit_for(strict, fetcher), checks=WITHOUT_WAITING))
        found = {each.id: each.outcome for each in results}
        assert found.pop("request_did_document") is outcome
        assert set(found.values()) == {Outcome.PASS}


def document(made: Example, did: str) -> bytes:
    method = {"id": "#1", "controller": did, "publicKeyJwk": made.shop.keys.signing.public.jwk()}
    return json.dumps({"id": did, "verificationMethod": [method]}).encode()


def beside(app: App, did_document: bytes) -> App:
    """The app at a host that has a DID document."""

    async def both(scope: Scope, receive: Any, send: Any) -> None:
        if scope["path"] != "/.well-known/did.json":
            await app(scope, receive, send)
            return
        headers = [(b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": did_document})

    return both


def test_nothing_of_a_run_stays_at_the_shop_and_no_value_is_in_what_it_says(made: Example) -> None:
    with in_process(made) as fetcher:
        results = list(run(kit_for(made, fetcher)))
    said = json.dumps([[each.id, each.evidence] for each in results])
    assert "running" not in said
    assert "Conformance" not in said
    with made.shop.store.transaction() as connection:
        assert connection.execute(select(func.count()).select_from(tables.content)).scalar_one() == 0

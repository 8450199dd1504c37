"""The shop of the chaos run: a process of its own behind a socket, in one of several moods, until it is killed.

It writes down what it did before it answers, in a file that no restored database touches: the evidence.
"""

from __future__ import annotations

import contextlib
import json
import random
import socket
import time
from base64 import b64decode, b64encode, urlsafe_b64decode
from collections.abc import Mapping
from ctypes import Structure, c_double, c_int
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.unit.shop.asgi import Response, call
from tests.unit.shop.example import SESSION
from vault.core.errors import NetworkError, VaultError
from vault.net.fetcher import HttpRequest, HttpResponse
from vault.shop.connector import connector
from vault.shop.opening import open_shop
from vault.shop.requests import create_request, request_object
from vault.shop.retention import drop_expired
from vault.shop.service import Shop

FINE, BROKEN, BROKEN_AFTER, LOST, SLOW = range(5)
MOODS = (FINE, FINE, FINE, BROKEN, BROKEN_AFTER, LOST, SLOW)
"""As it should be; an error before or after doing it; no reply; a reply that comes too late."""
PATIENCE = 0.5
"""Seconds that the vault waits for a reply; the machine may be busy."""
ASK = "ask"


class Shared(Structure):
    """What all processes of the run see: the time, and the shop's mood."""

    _fields_ = (("now", c_double), ("mood", c_int))


@dataclass(frozen=True)
class SharedClock:
    """The time of the run, which only its program moves."""

    shared: Any

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.shared.now, UTC)


def serve(folder: Path, shared: Any) -> None:
    """Open the shop in ``folder`` and answer until killed."""
    opened = open_shop(folder / "preferences.toml")
    shop = replace(opened, clock=SharedClock(shared))
    drop_expired(shop)  # as the connector's sweep does first
    app, chance = connector(shop), random.Random()
    with socket.socket(socket.AF_UNIX) as listener, (folder / "evidence").open("a", encoding="ascii") as evidence:
        where = folder / "socket"
        where.unlink(missing_ok=True)
        listener.bind(str(where))
        listener.listen()
        while True:
            connection, _ = listener.accept()
            with connection, contextlib.suppress(OSError):
                _exchange(connection, shop, app, shared.mood if chance.random() < 0.7 else FINE, evidence)


def _exchange(connection: socket.socket, shop: Shop, app: Any, mood: int, evidence: Any) -> None:
    asked = json.loads(_line(connection))
    if mood == BROKEN:
        _reply(connection, 503, {}, b"")
        return
    if asked["method"] == ASK:
        _ask(connection, shop, asked["ids"])
        return
    headers = {"content-type": asked["kind"]} if asked["kind"] else {}
    target = asked["url"].partition(shop.policy.host)[2]
    done = call(app, asked["method"], target, headers=headers, body=[b64decode(asked["body"])])
    for line in _happened(target, b64decode(asked["body"]), done):
        evidence.write(json.dumps(line) + "\n")
        evidence.flush()
    if mood == LOST:
        return
    if mood == SLOW:
        time.sleep(PATIENCE * 1.2)
    status = 500 if mood == BROKEN_AFTER else done.status
    _reply(connection, status, done.headers, done.body)


def _ask(connection: socket.socket, shop: Shop, ids: list[str]) -> None:
    created = create_request(shop, ids, browser_session=SESSION)
    found = {"link": created.link, "request": request_object(shop, created.id)}
    _reply(connection, 200, {}, json.dumps(found).encode())


def _happened(target: str, body: bytes, done: Response) -> list[dict[str, Any]]:
    """What this exchange means for the evidence: stops that were heard, tokens that came in."""
    if target.endswith("/stop") and done.status == 202:
        event = payload(body.decode())
        return [{"heard": event["jti"], "token": event["sub_id"].get("jti"), "issued": event["iat"]}]
    if target.endswith("/stop") and done.status == 400:
        return [{"denied": payload(body.decode())["jti"]}]
    if target.endswith(("/answer", "/refresh")) and done.status == 200:
        reply = done.json()
        receipts = reply.get("receipts") or [reply["receipt"]] if "receipt" in reply else []
        return [
            {"imported": each["dct:identifier"]}
            for receipt in receipts
            for each in payload(receipt)["record"]["dpv:hasProcess"]
        ]
    return []


def payload(jws: str) -> Any:
    """What a JWS says, unchecked."""
    part = jws.split(".")[1]
    return json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def _line(connection: socket.socket) -> bytes:
    found = b""
    while not found.endswith(b"\n"):
        part = connection.recv(65536)
        if not part:
            raise OSError
        found += part
    return found


def _reply(connection: socket.socket, status: int, headers: Mapping[str, str], body: bytes) -> None:
    reply = {"status": status, "headers": dict(headers), "body": b64encode(body).decode()}
    connection.sendall(json.dumps(reply).encode() + b"\n")


@dataclass(frozen=True)
class SocketFetcher:
    """The network of the run."""

    where: Path

    def fetch(self, request: HttpRequest) -> HttpResponse:
        body = b64encode(request.body or b"").decode()
        asked = {"method": request.method, "url": request.url, "kind": request.content_type, "body": body}
        found = self.exchange(asked)
        kind = found["headers"].get("content-type", "").partition(";")[0] or None
        return HttpResponse(found["status"], found["headers"], b64decode(found["body"]), kind)

    def ask(self, ids: list[str]) -> Any:
        """A request of the shop, or None."""
        try:
            found = self.exchange({"method": ASK, "ids": ids})
        except VaultError:
            return None
        return json.loads(b64decode(found["body"])) if found["status"] == 200 else None

    def exchange(self, asked: dict[str, Any]) -> Any:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(PATIENCE)
            try:
                connection.connect(str(self.where))
            except OSError as problem:
                raise NetworkError("cannot_connect") from problem
            try:
                connection.sendall(json.dumps(asked).encode() + b"\n")
                return json.loads(_line(connection))
            except OSError as problem:
                raise NetworkError("timed_out") from problem

"""The shop of the chaos run: a process of its own behind a socket, in one of several moods, until it is killed.

It writes down what it did before it answers, in a file that no restored database touches: the evidence.
"""

from __future__ import annotations

import contextlib
import json
import random
import socket
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

FINE, BROKEN, BROKEN_AFTER, LOST, SLOW, LATE = range(6)
MOODS = (FINE, FINE, FINE, BROKEN, BROKEN_AFTER, LOST, SLOW, LATE)
"""As it should be; an error before or after doing it; no reply; done when the vault has given up waiting; done after
what the vault says next."""
SOMETIMES = 0.7
"""How often a mood shows."""
PATIENCE = 60
"""Seconds in which a process that hangs is found out. A vault gives up at once where the shop says :data:`TOO_SLOW`."""
TOO_SLOW = 0
ASK = "ask"


class Shared(Structure):
    """What all processes of the run see: the time, the shop's mood, the step, and what the shop was asked and did."""

    _fields_ = (("now", c_double), ("mood", c_int), ("step", c_int), ("asked", c_int), ("done", c_int))


@dataclass(frozen=True)
class SharedClock:
    """The time of the run, which only its program moves."""

    shared: Any

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.shared.now, UTC)


class Life:
    """The shop of one life, with the evidence it gives."""

    def __init__(self, folder: Path, shared: Any, seed: str) -> None:
        self._folder, self._shared = folder, shared
        self._chance, source = random.Random(f"{seed} moods"), random.Random(seed)
        opened = open_shop(folder / "preferences.toml")
        self._shop = replace(opened, clock=SharedClock(shared), random=source.randbytes)
        self._app, self._later = connector(self._shop), list[Any]()

    def serve(self) -> None:
        """Answer until killed."""
        drop_expired(self._shop)  # as the connector's sweep does first
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(self._folder / "socket"))
            listener.listen()
            while True:
                connection, _ = listener.accept()
                shows = self._chance.random() < SOMETIMES
                with connection, contextlib.suppress(OSError):
                    self._exchange(connection, self._shared.mood if shows else FINE)
                self._shared.done += 1

    def _exchange(self, connection: socket.socket, mood: int) -> None:
        asked, later = json.loads(_line(connection)), self._later
        self._later = []
        if mood == BROKEN:
            _reply(connection, 503, {}, b"")
        elif asked["method"] == ASK:
            _ask(connection, self._shop, asked["ids"])
        elif mood in {SLOW, LATE}:
            _reply(connection, TOO_SLOW, {}, b"")
            connection.shutdown(socket.SHUT_RDWR)
            if mood == SLOW:
                self._do(asked)
            else:
                self._later.append(asked)
        else:
            done = self._do(asked)
            if mood != LOST:
                _reply(connection, 500 if mood == BROKEN_AFTER else done.status, done.headers, done.body)
        for each in later:
            self._do(each)

    def _do(self, asked: Any) -> Response:
        """What the connector does with it, and the evidence of that, before anybody hears of it."""
        headers = {"content-type": asked["kind"]} if asked["kind"] else {}
        target, body = asked["url"].partition(self._shop.policy.host)[2], b64decode(asked["body"])
        done = call(self._app, asked["method"], target, headers=headers, body=[body])
        with (self._folder / "evidence").open("a", encoding="ascii") as evidence:
            for line in _happened(target, body, done):
                evidence.write(json.dumps({**line, "step": self._shared.step}) + "\n")
        return done


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
        event = payload(body.decode())
        return [{"denied": event["jti"], "token": event["sub_id"].get("jti"), "issued": event["iat"]}]
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
    shared: Any

    def fetch(self, request: HttpRequest) -> HttpResponse:
        body = b64encode(request.body or b"").decode()
        asked = {"method": request.method, "url": request.url, "kind": request.content_type, "body": body}
        found = self.exchange(asked)
        if found["status"] == TOO_SLOW:
            raise NetworkError("timed_out")
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
            self.shared.asked += 1
            try:
                connection.sendall(json.dumps(asked).encode() + b"\n")
                return json.loads(_line(connection))
            except OSError as problem:
                raise NetworkError("timed_out") from problem

"""What goes into and comes out of a connector's app, changed on the way: faults that need nothing of its code."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from tests.integration.changed_code import Plant, payload
from vault.core.strict_json import b64url

Scope = MutableMapping[str, Any]


App = Callable[[Scope, Any, Any], Awaitable[None]]


@dataclass
class Exchange:
    """One request and what the app answers to it; a change may write into either."""

    method: str
    name: str
    """The first part of the path below ``/preferences``: ``answer``, ``stop`` ..."""
    headers: dict[str, str]
    body: bytes
    status: int = 0
    answered: dict[str, str] = field(default_factory=dict)
    reply: bytes = b""

    @property
    def code(self) -> str:
        """The code of a refusal."""
        found = json.loads(self.reply) if self.status >= 400 and self.reply.startswith(b"{") else {}
        return str(found.get("error_description", found.get("description", "")))


Change = Callable[[Exchange], None]


def same(_: Exchange) -> None:
    """No change."""


@dataclass(frozen=True)
class Fault:
    """One fault. ``plant`` changes the shop's own code, ``asked`` and ``answered`` what goes in and out of its app."""

    name: str
    breaks: frozenset[str]
    plant: Plant = lambda _, __: None
    asked: Change = same
    answered: Change = same

    def around(self, app: App) -> App:
        """The app with this fault."""

        async def changed(scope: Scope, receive: Any, send: Any) -> None:
            parts = str(scope["path"]).split("/")
            headers = {name.decode(): text.decode() for name, text in scope["headers"]}
            exchange = Exchange(scope["method"], parts[2] if len(parts) > 2 else "", headers, await body(receive))
            self.asked(exchange)
            inside = {**scope, "headers": [(n.encode(), t.encode()) for n, t in exchange.headers.items()]}
            coming = [{"type": "http.request", "body": exchange.body, "more_body": False}]

            async def again() -> Any:
                return coming.pop() if coming else {"type": "http.disconnect"}

            async def collect(message: Any) -> None:
                if message["type"] == "http.response.start":
                    exchange.status = message["status"]
                    exchange.answered = {name.decode(): text.decode() for name, text in message["headers"]}
                else:
                    exchange.reply += message.get("body", b"")

            await app(inside, again, collect)
            self.answered(exchange)
            exchange.answered["content-length"] = str(len(exchange.reply))
            rows = [(name.encode(), text.encode()) for name, text in exchange.answered.items()]
            await send({"type": "http.response.start", "status": exchange.status, "headers": rows})
            await send({"type": "http.response.body", "body": exchange.reply})

        return changed


async def body(receive: Any) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        body, more = body + message.get("body", b""), message.get("more_body", False)
    return body


def yes(name: str, code: str, status: int = 200) -> Change:
    """Says yes where it had to refuse with ``code``."""

    def change(exchange: Exchange) -> None:
        if exchange.name == name and exchange.code == code:
            exchange.status, exchange.reply = status, b""

    return change


def without(header: str, *names: str) -> Change:
    def change(exchange: Exchange) -> None:
        if not names or exchange.name in names:
            exchange.answered.pop(header, None)

    return change


def reply(name: str, spoil: Callable[[dict[str, Any]], None]) -> Change:
    """A changed member of a JSON reply."""

    def change(exchange: Exchange) -> None:
        if exchange.name == name and exchange.status == 200:
            members = json.loads(exchange.reply)
            spoil(members)
            exchange.reply = json.dumps(members).encode()

    return change


def unsigned(text: str) -> str:
    """The same JWS with the signature of nobody."""
    return text.rpartition(".")[0] + "." + b64url(bytes(range(1, 65)))


def once_per_body() -> Change:
    """Refuses what it has seen, the reply to which may be lost."""
    seen: set[bytes] = set()

    def change(exchange: Exchange) -> None:
        if exchange.name == "answer" and exchange.body in seen:
            exchange.status, exchange.reply = 400, b"{}"
        seen.add(exchange.body)

    return change


def wandering_receipt() -> Change:
    seen: set[bytes] = set()

    def change(exchange: Exchange) -> None:
        if exchange.name == "stop" and exchange.method == "POST" and exchange.status == 202:
            jti = bytes(json.dumps(payload(exchange.body.decode()).get("jti")), "utf-8")
            if jti in seen:
                exchange.answered["location"] += "x"
            seen.add(jti)

    return change


def open_to_all(exchange: Exchange) -> None:
    exchange.answered["access-control-allow-origin"] = exchange.headers.get("origin", "*")


def swallows(name: str) -> Change:
    """Reads whatever comes, however long."""

    def change(exchange: Exchange) -> None:
        if exchange.name == name and exchange.method == "POST" and len(exchange.body) > 256 * 1024:
            exchange.body = b""

    return change


def swallowed(name: str) -> Change:
    def change(exchange: Exchange) -> None:
        if exchange.name == name and exchange.method == "POST" and not exchange.body:
            exchange.status, exchange.reply = 200, b"{}"

    return change


def any_type(name: str, media_type: str) -> Change:
    def change(exchange: Exchange) -> None:
        if exchange.name == name and exchange.body:
            exchange.headers["content-type"] = media_type

    return change


def page(exchange: Exchange) -> None:
    if exchange.name in {"start", "wait"} and "set-cookie" in exchange.answered:
        exchange.answered["set-cookie"] = exchange.answered["set-cookie"].replace("HttpOnly; ", "")


def brings_anybody(exchange: Exchange) -> None:
    if exchange.name == "return":
        exchange.status, exchange.answered["location"] = 303, "/shoes"


def shuts_its_ears(exchange: Exchange) -> None:
    if exchange.name == "answer" and exchange.body.startswith(b"error="):
        exchange.status = 400


def any_request(exchange: Exchange) -> None:
    if exchange.name == "request" and exchange.status == 404:
        exchange.status = 200


def plain_request(exchange: Exchange) -> None:
    if exchange.name == "request" and exchange.status == 200:
        exchange.answered["content-type"] = "application/json"


def forged_receipt(exchange: Exchange) -> None:
    if exchange.name == "stop" and exchange.method == "GET" and exchange.status == 200:
        exchange.reply = unsigned(exchange.reply.decode()).encode()


def rich_stop(exchange: Exchange) -> None:
    if exchange.name == "stop" and exchange.method == "POST" and exchange.status == 202:
        exchange.reply = b"{}"


def mute(exchange: Exchange) -> None:
    """A refused stop without the words of RFC 8935."""
    if exchange.name == "stop" and exchange.code == "event_unknown":
        exchange.reply = b"{}"


def answers_links(exchange: Exchange) -> None:
    if exchange.name == "feedback" and exchange.method == "GET":
        exchange.status = 200


def falls_over(exchange: Exchange) -> None:
    """A request that is wrong is answered as if the shop were broken."""
    if exchange.name == "answer" and exchange.code == "query_id_unknown":
        exchange.status = 500


def forged(members: dict[str, Any]) -> None:
    members["receipt"] = unsigned(members["receipt"]) if "receipt" in members else None

"""One request to an ASGI app, without a server: what goes in and what comes out, as the specification has it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Response:
    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


def call(
    app: Any,
    method: str,
    target: str,
    *,
    headers: Mapping[str, str] | None = None,
    body: Sequence[bytes | None] = (),
    client: str = "127.0.0.1",
) -> Response:
    """``body`` comes in parts. A body that ends with None is a client that hangs up. ``client`` is who calls."""
    path, _, query = target.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "https",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.lower().encode(), value.encode()) for name, value in (headers or {}).items()],
        "client": (client, 1),
        "server": ("127.0.0.1", 443),
        "state": {},
    }
    coming = [{"type": "http.request", "body": part, "more_body": True} for part in body if part is not None]
    ends = {"type": "http.disconnect"} if None in body else {"type": "http.request", "body": b"", "more_body": False}
    coming.append(ends)
    sent: list[Any] = []

    async def receive() -> Any:
        return coming.pop(0) if coming else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    return Response(
        sent[0]["status"],
        {name.decode(): value.decode() for name, value in sent[0]["headers"]},
        b"".join(message.get("body", b"") for message in sent[1:]),
    )

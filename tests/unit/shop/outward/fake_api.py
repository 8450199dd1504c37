"""Another system's API on loopback, over TLS, that takes what its fixture describes and refuses everything else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jsonschema import ValidationError, validate

from tests.integration.loopback_https import Answer, Received, serve_https
from vault.demo.authority import ThrowAwayAuthority
from vault.net.https_client import HttpsClient
from vault.net.testing_shops import TestShops

FIXTURES = Path(__file__).parents[3] / "fixtures" / "outward"


@dataclass
class FakeApi:
    """``bodies`` are those of requests of the right shape; ``say`` names the next answer, if not the usual one."""

    shapes: dict[str, Any]
    bodies: list[dict[str, Any]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    say: str | None = None
    client: HttpsClient = field(default_factory=HttpsClient)

    def handle(self, request: Received) -> Answer:
        problems = []
        for name, shape in self.shapes["requests"].items():
            problem = _problem(shape, request)
            if problem is None:
                self.bodies.append(json.loads(request.body))
                return self._answer(self.say or name)
            problems.append(f"{name}: {problem}")
        self.wrong += problems
        return Answer(400, b'{"error": "of another shape"}')

    def _answer(self, name: str) -> Answer:
        found = self.shapes["answers"][name]
        return Answer(found["status"], json.dumps(found["body"]).encode())


def _problem(shape: dict[str, Any], request: Received) -> str | None:
    if request.method != shape["method"] or not re.fullmatch(shape["path"], request.target):
        return f"{request.method} {request.target}"
    for name, text in shape["headers"].items():
        if request.headers.get(name) != text:
            return name
    try:
        validate(json.loads(request.body), shape["body"])
    except ValidationError as problem:
        return problem.message
    return None


@contextmanager
def fake_api(system: str, host: str, authority: ThrowAwayAuthority) -> Iterator[FakeApi]:
    api = FakeApi(json.loads((FIXTURES / f"{system}.json").read_text("utf-8")))
    with serve_https(api.handle, authority, host) as server:
        api.client = HttpsClient(TestShops((server.shop,)))
        yield api
    assert api.wrong == []

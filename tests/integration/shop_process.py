"""A shop's server as a process of its own on loopback, and a customer with two browsers who calls it."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlsplit

from tests.unit.shop.example import CLIENT_ID, HOST, Vault, shop_folder, urn
from vault.core.clock import from_seconds, to_seconds
from vault.core.value import Value
from vault.demo.authority import ThrowAwayAuthority
from vault.openid4vp.link import parse_link
from vault.openid4vp.request_object import VerifiedRequest, verify_signed
from vault.shop.connector import COOKIE
from vault.tokens.security_event import stop_event

FORM = "application/x-www-form-urlencoded"
SECONDS = 30
"""For whatever a process has to do at once, on a machine that is busy."""


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Running:
    """The process, and what it wrote to its standard error so far."""

    process: subprocess.Popen[str]
    port: int
    said: list[str] = field(default_factory=list)

    def end(self) -> int:
        """Ask it to end; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(SECONDS)


def new_shop(folder: Path) -> ThrowAwayAuthority:
    """Settings and keys in ``folder``, whose certificate holds today."""
    authority = ThrowAwayAuthority(datetime.now(UTC).replace(microsecond=0))
    shop_folder(folder, authority)
    return authority


@contextmanager
def running(command: list[str], folder: Path, listens: str, **environment: str) -> Iterator[Running]:
    """Run it in ``folder`` until the block ends. ``listens`` is how it says, on either output, at which port."""
    surroundings = {**os.environ, "PYTHONUNBUFFERED": "1", **environment}
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=folder,
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    made = Running(process, 0)
    assert process.stdout is not None
    try:
        for line in process.stdout:
            made.said.append(line)
            found = re.search(listens, line)
            if found is not None:
                made.port = int(found[1])
                break
        assert made.port, "".join(made.said)
        yield made
    finally:
        if process.poll() is None:
            process.terminate()
        made.said += process.stdout.readlines()
        process.stdout.close()
        process.wait(SECONDS)


@dataclass
class Browser:
    """Keeps its cookie, as a browser does."""

    port: int
    cookie: str = ""

    def get(self, path: str, accept: str = "text/html") -> Reply:
        headers = {"accept": accept, **({"cookie": f"{COOKIE}={self.cookie}"} if self.cookie else {})}
        found = send(self.port, "GET", path, headers)
        given = SimpleCookie(found.headers.get("set-cookie", ""))
        if COOKIE in given:
            self.cookie = given[COOKIE].value
        return found


@dataclass
class Customer:
    """Somebody with a browser and a vault, at the shop that listens at ``port``."""

    port: int
    authority: ThrowAwayAuthority
    vault: Vault = field(default_factory=Vault)
    now: Callable[[], datetime] = lambda: from_seconds(to_seconds(datetime.now(UTC)))

    def asked(self, browser: Browser, items: str) -> VerifiedRequest:
        """Press the button in this browser, and open the link in the vault."""
        started = browser.get(f"/preferences/start?items={items}", "application/json")
        assert started.status == 201, started.text
        found = re.search(r'"link":"([^"]+)"', started.text)
        assert found is not None
        link = parse_link(found[1])
        fetched = send(self.port, "GET", urlsplit(link.request_uri or "").path)
        assert fetched.status == 200, fetched.text
        return verify_signed(
            fetched.text, client_id=link.client_id, anchors=[self.authority.certificate], now=self.now()
        )

    def answer_to(self, request: VerifiedRequest, values: Mapping[str, Value]) -> bytes:
        """The form of an answer."""
        return self.vault.answer(request, values, now=self.now())

    def share(self, browser: Browser, values: Mapping[str, Value]) -> Reply:
        """Share, and go back to the shop in this browser; where it is sent."""
        form = self.answer_to(self.asked(browser, ",".join(values)), values)
        reply = send(self.port, "POST", "/preferences/answer", {"content-type": FORM}, form)
        assert reply.status == 200, reply.text
        back = re.search(r'"redirect_uri":"https://[^/]+([^"]+)"', reply.text)
        assert back is not None
        return browser.get(back[1])

    def stop(self) -> Reply:
        """Stop everything."""
        event = stop_event(self.vault.key, aud=CLIENT_ID, iat=self.now(), jti=urn(), token_jti=None)
        headers = {"content-type": "application/secevent+jwt"}
        return send(self.port, "POST", "/preferences/stop", headers, event.encode())


def send(
    port: int,
    method: str,
    path: str,
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    seconds: float = SECONDS,
) -> Reply:
    """One request to the shop's host, which is here on loopback."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=seconds)
    try:
        connection.request(method, path, body, {"host": HOST, **(headers or {})})
        response = connection.getresponse()
        return Reply(response.status, {name.lower(): text for name, text in response.getheaders()}, response.read())
    finally:
        connection.close()

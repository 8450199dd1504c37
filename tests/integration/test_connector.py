"""The shop's connector behind a real server: share, read, stop, and search every file for what was shared."""

from __future__ import annotations

import http.client
import re
import sqlite3
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import uvicorn
from sqlalchemy import select

from tests.unit.shop.example import CLIENT_ID, NOW, SESSION, Example, Vault, adding, example, item, urn
from vault.core.value import Value
from vault.openid4vp.link import parse_link
from vault.openid4vp.request_object import VerifiedRequest, verify_signed
from vault.openid4vp.response import make_answer
from vault.shop import tables
from vault.shop.browser_session import new_browser_session
from vault.shop.connector import COOKIE, connector
from vault.shop.key_store import item_key
from vault.shop.profile import SERVICE_PERSONALISATION, profile_for
from vault.shop.store import open_store
from vault.tokens.did_jwk import did_of
from vault.tokens.receipt import verify_consent_receipt, verify_erasure_receipt
from vault.tokens.security_event import stop_event

KEYS = ("media.phone_model", "home.printer_model")
PLANTED = 100
HEAD = 64
"""Bytes of a sealed row that a page of the database surely has in one piece."""


@dataclass
class Served:
    """The shop with its server."""

    example: Example
    port: int

    def send(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, path, body, dict(headers or {}))
            response = connection.getresponse()
            return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
        finally:
            connection.close()

    def ask(self, items: str, session: str = "") -> VerifiedRequest:
        headers = {"accept": "application/json", "cookie": f"{COOKIE}={session}"}
        status, _, body = self.send("GET", f"/preferences/start?items={items}", headers)
        assert status == 201
        link = parse_link(re.search(rb'"link":"([^"]+)"', body)[1].decode())  # type: ignore[index]  # it is there
        status, _, text = self.send("GET", urlsplit(link.request_uri or "").path)
        assert status == 200
        anchors = [self.example.authority.certificate]
        return verify_signed(text.decode(), client_id=link.client_id, anchors=anchors, now=NOW)

    def answer(self, form: bytes) -> tuple[int, dict[str, str], bytes]:
        return self.send("POST", "/preferences/answer", {"content-type": "application/x-www-form-urlencoded"}, form)

    def stop(self, vault: Vault, token: str | None, jti: str) -> tuple[int, dict[str, str], bytes]:
        event = stop_event(vault.key, aud=CLIENT_ID, iat=NOW, jti=jti, token_jti=token)
        return self.send("POST", "/preferences/stop", {"content-type": "application/secevent+jwt"}, event.encode())


@contextmanager
def serving(made: Example) -> Iterator[Served]:
    """As ``preference-shop serve`` does, on any free port, in a thread of this process."""
    config = uvicorn.Config(connector(made.shop), host="127.0.0.1", port=0, access_log=False, log_level="warning")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        yield Served(made, server.servers[0].sockets[0].getsockname()[1])
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    made = example(tmp_path).with_policy(adding(item("printer", "home.printer_model")))
    with serving(made) as found:
        yield found
    made.shop.store.close()


def test_after_a_stop_no_value_is_in_any_file(served: Served, caplog: pytest.LogCaptureFixture) -> None:
    """100 planted values of 50 customers, kept, for a visit, or refused; then everybody stops."""
    caplog.set_level("DEBUG")
    planted: list[str] = []
    vaults: list[Vault] = []
    for number in range(PLANTED // 2):
        vault, change = Vault(), _CHANGES.get(number % 10, {})
        names = [f"Planted {number:03d} {key[-12:]}" for key in KEYS]
        values = dict(zip(("phone", "printer"), map(Value, names), strict=True))
        request = served.ask("phone,printer")
        presented = vault.present(request, values, change=lambda _, claims, change=change: replace(claims, **change))
        form = make_answer(request, presented)
        statuses = [served.answer(form)[0] for _ in range(2)]
        assert statuses == ([400, 400] if "item" in change else [200, 200])
        planted += [*names, *(part for text in presented.values() for part in text.split("~")[1:])]
        vaults += [] if "item" in change else [vault]
    store = served.example.shop.store
    with store.transaction() as connection:
        rows = connection.execute(select(tables.content)).all()
        kept = {said.value.value for said in store.contents.opened(connection, rows).values()}
    assert (len(kept), kept <= set(planted)) == (PLANTED - 20, True)
    assert found_in_files(served.example, planted) == []  # each is under a key of its own
    with store.keys.reading() as connection:
        wrapped = connection.execute(select(item_key.c.wrapped)).scalars().all()
    stored = [*(row.sealed[:HEAD] for row in rows), *wrapped]
    assert all(each in on_disk(served.example) for each in stored)  # what is looked for below
    for vault in vaults:
        assert served.stop(vault, None, urn())[0] == 202
    assert found_in_files(served.example, planted) == []
    assert not any(each in on_disk(served.example) for each in stored)
    assert not any(name in caplog.text for name in planted)


_CHANGES: dict[int, dict[str, object]] = {
    8: {"item": None, "terms": None},
    9: {"keep": "session", "exp": NOW + timedelta(hours=9)},
}
"""What some of them do otherwise: a wrong answer, a visit."""


def found_in_files(made: Example, planted: list[str]) -> list[str]:
    """The planted values in any file of the shop, as they are or as base64url at any alignment."""
    everything = on_disk(made)
    return [name for name in planted if any(form in everything for form in forms(name))]


def on_disk(made: Example) -> bytes:
    """All that the shop has in files."""
    return b"".join(path.read_bytes() for path in made.folder.rglob("*") if path.is_file())


def forms(name: str) -> list[bytes]:
    encoded = [urlsafe_b64encode(b" " * shift + name.encode())[4:-4] for shift in range(3)]
    return [name.encode(), name.encode("utf-16-le"), *encoded]


def test_the_forms_are_found_where_they_are(tmp_path: Path) -> None:
    for shift in range(3):
        text = urlsafe_b64encode(b"x" * shift + b'"Planted 001 phone_model"')
        assert any(form in text for form in forms("Planted 001 phone_model"))


def test_share_read_and_stop_with_receipts_that_prove_it(served: Served) -> None:
    vault, shop = Vault(), served.example.shop
    session = new_browser_session(shop)
    request = served.ask("phone", session)
    status, _, body = served.answer(vault.answer(request, {"phone": Value("Planted")}))
    assert status == 200
    receipt = re.search(rb'"receipt":"([^"]+)"', body)
    back = re.search(rb'"redirect_uri":"https://[^/]+([^"]+)"', body)
    assert receipt is not None
    assert back is not None
    keys = {each.public.thumbprint(): each.public for each in shop.keys.receipts}
    who = did_of(vault.key.public)
    assert verify_consent_receipt(receipt[1].decode(), keys=keys, iss=CLIENT_ID, sub=who, now=NOW).did == who
    status, headers, _ = served.send("GET", back[1].decode(), {"cookie": f"{COOKIE}={session}"})
    assert (status, headers["location"]) == (303, "/shoes")
    profile = profile_for(shop, SimpleCookie(headers["set-cookie"])[COOKIE].value)
    assert profile.value(KEYS[0], purpose=SERVICE_PERSONALISATION) == Value("Planted")
    jti, token = urn(), vault.issued[0].jti
    status, headers, _ = served.stop(vault, token, jti)
    assert status == 202
    text = fetched(served, urlsplit(headers["location"]).path)
    found = verify_erasure_receipt(text, keys=keys, iss=CLIENT_ID, sub=who, txn=jti, tokens={token}, now=NOW)
    assert found.tokens == (token,)
    assert profile.value(KEYS[0], purpose=SERVICE_PERSONALISATION) is None


def fetched(served: Served, path: str) -> str:
    """The receipt, asked for until it is there."""
    for _ in range(500):
        status, _, body = served.send("GET", path)
        if status == 200:
            return body.decode()
        assert status == 202
        time.sleep(0.01)
    raise AssertionError(path)


def test_one_answer_sent_many_times_at_once_is_imported_once(served: Served) -> None:
    form = Vault().answer(served.ask("phone"), {"phone": Value("Planted")})
    replies: list[tuple[int, bytes]] = []

    def send() -> None:
        status, _, body = served.answer(form)
        replies.append((status, body))

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {status for status, _ in replies} == {200}
    assert len({body for _, body in replies}) == 1
    with sqlite3.connect(served.example.shop.policy.store) as database:
        assert database.execute("SELECT count(*) FROM item").fetchone() == (1,)
    database.close()


def test_what_was_imported_survives_a_restart(tmp_path: Path) -> None:
    made, vault = example(tmp_path), Vault()
    made.share(vault, {"phone": Value("Planted")})
    made.shop.store.close()
    again = replace(made, shop=replace(made.shop, store=open_store(made.shop.policy.store)))
    found = profile_for(again.shop, SESSION).value(KEYS[0], purpose=SERVICE_PERSONALISATION)
    assert found == Value("Planted")
    with serving(again) as served:
        assert served.stop(vault, None, urn())[0] == 202
    assert found_in_files(again, ["Planted"]) == []
    again.shop.store.close()

"""Everything that can be wrong with what a customer opens, as cases: a situation, a command, and how it must end."""

from __future__ import annotations

import contextlib
import io
import json
import os
import secrets
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509

from tests.integration.loopback_https import Answer, Received, Wire, serve_https
from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import SHOE, Shop
from vault.cli.main import main
from vault.core.clock import SystemClock
from vault.customer.editing import list_preferences, set_words
from vault.customer.session import create_vault, unlock
from vault.demo.authority import ThrowAwayAuthority
from vault.openid4vp.link import make_link
from vault.openid4vp.request_building import build_request, sign_request
from vault.storage.kdf import SMALL
from vault.storage.secret import Passphrase
from vault.tokens.keys import SigningKey

PASSPHRASE = "copper lantern borrows seven geese"
HOST = "schoenenhuis.example"
JWT_TYPE = "application/oauth-authz-req+jwt"


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code, what it printed, and the error's code."""

    exit_code: int
    out: str
    sentence: str
    code: str | None


@dataclass
class World:
    """A vault with one preference in a folder of its own, and a way to give commands."""

    folder: Path
    stack: ExitStack

    @property
    def vault(self) -> Path:
        return self.folder / "my vault é"

    def make(self) -> None:
        """Make the vault, quickly."""
        with create_vault(
            self.vault,
            Passphrase(PASSPHRASE),
            catalogue=shipped(),
            clock=SystemClock(),
            random=secrets.token_bytes,
            profile=SMALL,
        ) as session:
            set_words(session, "clothing.shoe_size", "EU 43")

    def nothing_lost(self) -> bool:
        """Whether the vault still opens and has what was in it."""
        opened = unlock(
            self.vault, Passphrase(PASSPHRASE), catalogue=shipped(), clock=SystemClock(), random=secrets.token_bytes
        )
        with opened as session:
            return [each.entry.key for each in list_preferences(session)] == ["clothing.shoe_size"]

    def run(self, *arguments: str, passphrase: str = PASSPHRASE, language: str = "en") -> Ended:
        """One command, as typed, with the passphrase from a file descriptor."""
        out, errors = io.StringIO(), io.StringIO()
        reading, writing = os.pipe()
        os.write(writing, f"{passphrase}\n".encode())
        os.close(writing)
        options = ["--vault", str(self.vault), "--json", "--language", language, "--passphrase-fd", str(reading)]
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
                code = main([*options, *arguments])
        finally:
            with contextlib.suppress(OSError):
                os.close(reading)
        printed = out.getvalue()
        error = json.loads(printed).get("error", {}) if printed.startswith("{") else {}
        return Ended(code, printed, errors.getvalue().strip(), error.get("code"))

    def shop(self, answer: Callable[[Received], Answer] | None, wire: Callable[[Received, Wire], None] | None = None):  # type: ignore[no-untyped-def]  # a list of arguments
        """Serve a shop that misbehaves, and return the arguments that open its link."""
        server = self.stack.enter_context(serve_https(answer, authority(), HOST, wire=wire))
        return self.listed(server.shop.port)

    def listed(self, port: int) -> list[str]:
        """The arguments for a link of the shop at ``port``."""
        (self.folder / "ca.pem").write_bytes(authority().ca_pem)
        test_shops = self.folder / "test-shops.toml"
        test_shops.write_text(
            f'[[shop]]\nhost = "{HOST}"\naddress = "127.0.0.1"\nport = {port}\nca_file = "ca.pem"\n', encoding="utf-8"
        )
        return ["--test-shops", str(test_shops), "open", link()]


_AUTHORITY = ThrowAwayAuthority(datetime.now(UTC))
_LEAF = _AUTHORITY.leaf(HOST)


def authority() -> ThrowAwayAuthority:
    """The authority of all shops here."""
    return _AUTHORITY


def link(host: str = HOST) -> str:
    return make_link({"client_id": f"x509_san_dns:{host}", "request_uri": f"https://{host}/preferences/request/1"})


def request(when: datetime | None = None, chain_of: Any = _LEAF, **changes: Any) -> str:
    """A signed request of the shop, with something changed after it was made well."""
    now = when or datetime.now(UTC)
    shop = Shop(host=HOST, now=lambda: now)
    claims = build_request(
        client_id=shop.client_id,
        response_uri=f"https://{HOST}/preferences/answer",
        nonce=secrets.token_urlsafe(16),
        state=secrets.token_urlsafe(16),
        now=now,
        terms=shop.terms([SHOE]).raw,
        answer_jwk=shop.agreement.jwk("answer-1"),
    )
    chain = [x509.load_der_x509_certificate(each) for each in chain_of.chain_der]
    return sign_request({**claims, **changes}, key=SigningKey(chain_of.private_key), chain=chain)


def answers(text: str | bytes, status: int = 200, kind: str = JWT_TYPE, **headers: str) -> Callable[[Received], Answer]:
    """A shop that always answers this."""
    body = text if isinstance(text, bytes) else text.encode()
    return lambda received: Answer(status, body, kind, headers)


@dataclass(frozen=True)
class Case:
    """``situation`` sets the stage and returns the arguments; the command must end with ``exit_code`` and ``code``."""

    name: str
    situation: Callable[[World], list[str]]
    exit_code: int
    code: str
    passphrase: str = PASSPHRASE
    broken: bool = False
    """Whether the vault itself was broken, so that nothing can be looked up in it afterwards."""


def _file(name: str, change: Callable[[bytes], bytes]) -> Callable[[World], list[str]]:
    def situation(world: World) -> list[str]:
        path = world.vault / name
        path.write_bytes(change(path.read_bytes()))
        return ["list"]

    return situation


def _not_a_vault(world: World) -> list[str]:
    other = world.folder / "holiday pictures"
    other.mkdir()
    (other / "beach.txt").write_text("sand", encoding="utf-8")
    return ["--vault", str(other), "list"]


def _second_process(world: World) -> list[str]:
    opened = unlock(
        world.vault, Passphrase(PASSPHRASE), catalogue=shipped(), clock=SystemClock(), random=secrets.token_bytes
    )
    world.stack.enter_context(opened)
    return ["list"]


def _no_json(world: World) -> list[str]:
    head, _, signature = request().split(".")
    return world.shop(answers(f"{head}.aGVsbG8.{signature}"))


def _unsigned(world: World) -> list[str]:
    payload = request().split(".")[1]
    none = "eyJhbGciOiJub25lIiwidHlwIjoib2F1dGgtYXV0aHotcmVxK2p3dCJ9"
    return world.shop(answers(f"{none}.{payload}."))


def _forged(world: World) -> list[str]:
    head, _, signature = request().split(".")
    other = request().split(".")[1]
    return world.shop(answers(f"{head}.{other}.{signature}"))


def _down(world: World) -> list[str]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    return world.listed(port)


def _private(world: World) -> list[str]:
    def looked_up(host: bytes, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.168.1.1", port))]

    original = socket.getaddrinfo
    socket.getaddrinfo = looked_up  # type: ignore[assignment]  # the name service of this one test
    world.stack.callback(setattr, socket, "getaddrinfo", original)
    return ["open", link("router.example")]


def _flood(received: Received, wire: Wire) -> None:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {JWT_TYPE}\r\nContent-Length: {100 * 1024 * 1024}\r\n\r\n"
    wire.connection.sendall(head.encode())
    for _ in range(100):
        wire.connection.sendall(b"x" * 1024 * 1024)


def _hang(received: Received, wire: Wire) -> None:
    wire.stopping.wait(60)


def _damaged_slot(content: bytes) -> bytes:
    found = json.loads(content)
    wrapped = found["slots"][0]
    name = next(each for each in ("wrapped", "wrapped_key", "key", "salt") if each in wrapped)
    text = wrapped[name]
    wrapped[name] = ("0" if text[0] != "0" else "1") + text[1:]
    return json.dumps(found).encode()


CASES: tuple[Case, ...] = (
    Case("wrong passphrase", lambda world: ["list"], 3, "wrong_passphrase", passphrase="copper lantern"),
    Case("not a vault", _not_a_vault, 4, "not_a_vault"),
    Case("no vault at all", lambda world: ["--vault", str(world.folder / "no"), "list"], 7, "no_vault_yet"),
    Case("a database of zero bytes", _file("vault.db", lambda data: b""), 4, "database_empty", broken=True),
    Case("a damaged slot", _file("slots.json", _damaged_slot), 4, "slot_damaged", broken=True),
    Case("a slots file that is no JSON", _file("slots.json", lambda data: b"{"), 4, "slots_unreadable", broken=True),
    Case("a database of somebody else", _file("vault.db", lambda data: b"S" * len(data)), 4, "wrong_file", broken=True),
    Case("a second process", _second_process, 4, "vault_in_use"),
    Case("not a link", lambda world: ["open", "hello"], 5, "link_malformed"),
    Case("a request that is no JSON", _no_json, 5, "request_malformed"),
    Case("a request that is not signed", _unsigned, 5, "request_alg"),
    Case("a request signed for other words", _forged, 5, "request_signature"),
    Case(
        "an expired request",
        lambda world: world.shop(answers(request(datetime.now(UTC) - timedelta(hours=1)))),
        5,
        "request_expired",
    ),
    Case(
        "a request from another host",
        lambda world: world.shop(answers(request(chain_of=authority().leaf("fietsplein.example")))),
        5,
        "san_mismatch",
    ),
    Case(
        "an answer address at another host",
        lambda world: world.shop(answers(request(response_uri="https://other.example/answer"))),
        5,
        "url_other_host",
    ),
    Case("a request over size", lambda world: world.shop(answers(b"x" * 70_000)), 6, "response_too_large"),
    Case("a host that is an address", lambda world: ["open", link("127.0.0.1")], 5, "host_is_address"),
    Case("a name that leads to a private address", _private, 6, "private_address"),
    Case("a shop that is down", _down, 6, "cannot_connect"),
    Case("a shop that answers 500", lambda world: world.shop(answers("oops", 500, "text/html")), 6, "shop_error"),
    Case(
        "a shop that redirects",
        lambda world: world.shop(answers("", 302, Location="https://other.example/")),
        6,
        "redirect_refused",
    ),
    Case(
        "a shop that sends a page", lambda world: world.shop(answers("<p>", 200, "text/html")), 6, "wrong_content_type"
    ),
    Case("a shop that hangs", lambda world: world.shop(None, _hang), 6, "timed_out"),
    Case("a shop that sends 100 MB", lambda world: world.shop(None, _flood), 6, "response_too_large"),
)


@contextlib.contextmanager
def staged(folder: Path) -> Iterator[World]:
    """A world for one case."""
    with ExitStack() as stack:
        world = World(folder, stack)
        world.make()
        yield world

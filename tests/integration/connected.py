"""A real vault and real shops' connectors, without a network between them: every exchange goes through the ASGI app."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from starlette.applications import Starlette

from tests.copied_vaults import copied_vault
from tests.unit.shop.asgi import call
from tests.unit.shop.example import CATALOGUE, HOST, Example, shop_folder
from vault.core.clock import SetClock
from vault.core.errors import NetworkError
from vault.core.value import Precision
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.editing import set_words
from vault.customer.review import propose
from vault.customer.session import Session
from vault.customer.sharing import Shared, share
from vault.demo.authority import ThrowAwayAuthority
from vault.net.fetcher import HttpRequest, HttpResponse
from vault.shop.connector import connector
from vault.shop.keys import load_keys
from vault.shop.policy import read_policy
from vault.shop.service import Shop
from vault.shop.store import open_store

PASSPHRASE = "copper lantern borrows seven geese"
KEPT = {"clothing.shoe_size": "EU 43", "media.sports": "running_road", "health.foot_health": "insoles"}


def vault_at(folder: Path, clock: SetClock) -> Session:
    """A vault that holds :data:`KEPT`."""
    made = copied_vault(folder, PASSPHRASE, clock)
    for key, words in KEPT.items():
        set_words(made, key, words)
    return made


def shop_at(folder: Path, clock: SetClock, host: str = HOST) -> Example:
    """A shop of this host, with a certificate of its own authority."""
    folder.mkdir()
    authority = ThrowAwayAuthority(clock.now(), lifetime=timedelta(days=4000))
    file = shop_folder(folder, authority)
    leaf = authority.leaf(host)
    (folder / "signing.pem").write_bytes(leaf.key_pem)
    (folder / "chain.pem").write_bytes(leaf.certificate_pem)
    file.write_text(file.read_text("utf-8").replace(HOST, host), "utf-8")
    policy = read_policy(file)
    return Example(Shop(policy, load_keys(policy), open_store(policy.store), CATALOGUE, clock), clock, authority)


@dataclass(repr=False)
class Wire:
    """Brings requests to the shops, and loses the replies from addresses whose name is in ``loses``."""

    shops: dict[str, Example]
    loses: set[str] = field(default_factory=set)
    down: set[str] = field(default_factory=set)
    seen: list[tuple[str, str]] = field(default_factory=list)
    """Host and the last part of each address that was called."""
    apps: dict[str, Starlette] = field(default_factory=dict)

    def fetch(self, request: HttpRequest) -> HttpResponse:
        parts = urlsplit(request.url)
        host, name = parts.netloc, parts.path.rpartition("/")[2]
        if host in self.down:
            raise NetworkError("cannot_connect", host=host)
        self.seen.append((host, name))
        app = self.apps.setdefault(host, connector(self.shops[host].shop))
        headers = {} if request.content_type is None else {"content-type": request.content_type}
        body = [request.body] if request.body else []
        response = call(app, request.method, request.url.partition(host)[2], headers=headers, body=body)
        if name in self.loses:
            raise NetworkError("timed_out", host=host)
        kind = response.headers.get("content-type", "").partition(";")[0] or None
        return HttpResponse(response.status, dict(response.headers), response.body, kind)

    def without(self, host: str, *names: str) -> None:
        """The shop answers these addresses no more, and lists them no more."""
        made = self.shops[host]
        kept = tuple(name for name in made.shop.optional_endpoints if name not in names)
        self.shops[host] = replace(made, shop=replace(made.shop, optional_endpoints=kept))
        self.apps.pop(host, None)


def share_with(session: Session, made: Example, wire: Wire, precision: dict[str, Precision], days: int = 30) -> Shared:
    """Share these items, delivered."""
    proposal = propose(session, made.ask(*precision))
    shared = share(session, proposal, Choices(tuple(Choice(each, step) for each, step in precision.items()), days))
    deliver(session, wire)
    return shared

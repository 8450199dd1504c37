"""The demo shop "Schoenenhuis": the real connector and store, on this machine, with a certificate of its own."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import uvicorn
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from sqlalchemy import func, select

from vault.demo.authority import ThrowAwayAuthority
from vault.demo.storefront import storefront
from vault.net.testing_shops import TestShop, TestShops
from vault.shop import Shop, open_shop, tables

HOST = "schoenenhuis.example"
START_SECONDS = 20
"""A busy machine still starts a small server in this time."""

_POLICY = f"""\
# What Schoenenhuis asks, for what, and how long. The format is described in vault/shop/policy.py.
[shop]
host = "{HOST}"

[controller]
name = "Schoenenhuis B.V."
address = "Dam 1, 1012 JS Amsterdam"
country = "NL"
contact = "privacy@{HOST}"
policy_uri = "https://{HOST}/privacy"

[keys]
signing = "shop-key.pem"
chain = "shop-chain.pem"
receipts = ["receipt-key.pem"]

[terms]
duration = "P90D"
delete_within = "P30D"
proof_until = "P24M"

[[items]]
id = "shoe_size"
key = "clothing.shoe_size"
purpose = "dpv:ServicePersonalisation"
precision = "exact"
required = true
reason = {{ en = "So you only see shoes in your size.", nl = "Dan zie je alleen schoenen in je maat." }}

[[items]]
id = "sports"
key = "media.sports"
purpose = "dpv:ServicePersonalisation"
precision = "exact"
reason = {{ en = "To put shoes for your sport first.", nl = "Om schoenen voor je sport vooraan te zetten." }}

[[items]]
id = "shoe_width"
key = "clothing.shoe_width"
purpose = "dpv:ServicePersonalisation"
precision = "exact"
reason = {{ en = "To leave out shoes that are too narrow.", nl = "Om te smalle schoenen weg te laten." }}

[[items]]
id = "materials"
key = "clothing.materials_avoided"
purpose = "dpv:ServicePersonalisation"
precision = "exact"
reason = {{ en = "To leave out materials you do not want.", nl = "Om materiaal dat je niet wilt weg te laten." }}

[[items]]
id = "price"
key = "clothing.price_per_pair"
purpose = "dpv:ServicePersonalisation"
precision = "range"
reason = {{ en = "To show shoes you want to pay for.", nl = "Om schoenen te tonen die je wilt betalen." }}

[[items]]
id = "foot_health"
key = "health.foot_health"
purpose = "dpv:ServicePersonalisation"
precision = "category"
reason = {{ en = "To suggest shoes with more support.", nl = "Om stevigere schoenen voor te stellen." }}
"""


@dataclass(frozen=True)
class RunningShop:
    """The shop while it is open. ``test_shops`` is how a vault on this machine reaches and believes it."""

    shop: Shop
    address: TestShop
    folder: Path

    @property
    def test_shops(self) -> TestShops:
        """The list with this one shop."""
        return TestShops((self.address,))

    def holds(self) -> int:
        """How many items the shop holds now."""
        held = select(func.count()).select_from(tables.item).where(tables.item.c.state == "held")
        with self.shop.store.transaction() as connection:
            return int(connection.execute(held).scalar_one())

    def url(self, path: str) -> str:
        """An address of the shop."""
        return f"https://{HOST}{path}"


@contextmanager
def open_schoenenhuis(folder: Path) -> Iterator[RunningShop]:
    """Write the shop's settings and throw-away keys into ``folder`` and serve it on loopback until the block ends."""
    folder.mkdir(parents=True, exist_ok=True)
    authority = ThrowAwayAuthority(datetime.now(UTC))
    leaf = authority.leaf(HOST)
    receipts = ec.generate_private_key(ec.SECP256R1())
    key_pem = receipts.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    files = {
        "preferences.toml": _POLICY.encode(),
        "shop-key.pem": leaf.key_pem,
        "shop-chain.pem": leaf.certificate_pem,
        "receipt-key.pem": key_pem,
        "ca.pem": authority.ca_pem,
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    shop = open_shop(folder / "preferences.toml")
    try:
        with _listening() as listener:
            port = listener.getsockname()[1]
            address = TestShop(HOST, "127.0.0.1", port, authority.ca_pem)
            (folder / "test-shops.toml").write_text(
                f'[[shop]]\nhost = "{HOST}"\naddress = "127.0.0.1"\nport = {port}\nca_file = "ca.pem"\n',
                encoding="utf-8",
            )
            with _serving(shop, listener, folder):
                yield RunningShop(shop, address, folder)
    finally:
        shop.store.close()


@contextmanager
def _listening() -> Iterator[socket.socket]:
    listener = socket.create_server(("127.0.0.1", 0))
    try:
        yield listener
    finally:
        listener.close()


@contextmanager
def _serving(shop: Shop, listener: socket.socket, folder: Path) -> Iterator[None]:
    config = uvicorn.Config(
        storefront(shop),
        ssl_certfile=folder / "shop-chain.pem",
        ssl_keyfile=folder / "shop-key.pem",
        access_log=False,
        log_level="warning",
        server_header=False,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listener],), name="schoenenhuis")
    thread.start()
    try:
        patience = time.monotonic() + START_SECONDS
        while not server.started and thread.is_alive() and time.monotonic() < patience:
            time.sleep(0.01)
        if not server.started:
            raise RuntimeError("the demo shop did not start")
        yield
    finally:
        server.should_exit = True
        thread.join()

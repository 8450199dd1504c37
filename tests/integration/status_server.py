"""A real status host on loopback, over HTTPS, as ``preference-status serve`` runs it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from vault.demo.authority import ThrowAwayAuthority
from vault.net.testing_shops import TestShop
from vault.status.app import status_app
from vault.status.service import StatusHost, open_host
from vault.status.settings import Settings

HOST = "status.example"


@dataclass(frozen=True)
class ServedHost:
    """The host, and where it listens, as a test shop."""

    host: StatusHost
    shop: TestShop


@contextmanager
def serve_status(folder: Path, authority: ThrowAwayAuthority) -> Iterator[ServedHost]:
    """Serve a new host for the length of the block."""
    leaf = authority.leaf(HOST)
    certificate, key = folder / "status-certificate.pem", folder / "status-key.pem"
    certificate.write_bytes(leaf.certificate_pem)
    key.touch(0o600)
    key.write_bytes(leaf.key_pem)
    host = open_host(Settings(HOST, folder / "status.db", 300, 90, 10_000, 10_000, 200_000))
    config = uvicorn.Config(
        status_app(host),
        host="127.0.0.1",
        port=0,
        ssl_certfile=certificate,
        ssl_keyfile=key,
        access_log=False,
        log_level="warning",
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield ServedHost(host, TestShop(HOST, "127.0.0.1", port, authority.ca_pem))
    finally:
        server.should_exit = True
        thread.join()
        host.store.close()

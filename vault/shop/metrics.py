"""Counts for whoever watches over the shop's server, as Prometheus reads them, at an address of their own.

Counted are requests by address, as its route is written, and by outcome (``ok`` or an error's code), and how long they
took: never by customer, and never a value. With several processes each writes its counts to files in one folder, and
the one that started them adds them up.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, start_http_server
from prometheus_client.multiprocess import MultiProcessCollector

from vault.core.errors import PolicyError
from vault.shop.serve_settings import Address

FOLDER: Final = "PROMETHEUS_MULTIPROC_DIR"
"""Where the library looks for the folder, as it is imported."""
SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
"""A page takes milliseconds, an answer some tens; at ten seconds vaults hang up."""


class RequestCounts:
    """Called with how each request ended, as :data:`vault.shop.guarding.Observe`."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._ended = Counter(
            "preference_shop_requests", "Requests that ended.", ("endpoint", "outcome"), registry=registry
        )
        self._took = Histogram(
            "preference_shop_request_seconds", "How long they took.", ("endpoint",), registry=registry, buckets=SECONDS
        )

    def __call__(self, endpoint: str, outcome: str, seconds: float) -> None:
        self._ended.labels(endpoint, outcome).inc()
        self._took.labels(endpoint).observe(seconds)


@contextmanager
def exposed(registry: CollectorRegistry, address: Address) -> Iterator[None]:
    """Answer Prometheus at this address. Raises :class:`PolicyError` ``address_taken``."""
    try:
        server, thread = start_http_server(address.port, address.host, registry)
    except OSError as problem:
        raise PolicyError("address_taken", address=str(address)) from problem
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def added_up(address: Address) -> Iterator[Path]:
    """The same for what other processes count. Gives the folder that they have to find in :data:`FOLDER`."""
    with tempfile.TemporaryDirectory(prefix="preference-shop-") as folder:
        registry = CollectorRegistry()
        collect: Callable[..., object] = MultiProcessCollector  # the library says no types here
        collect(registry, path=folder)
        with exposed(registry, address):
            yield Path(folder)

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
from contextlib import closing

import pytest
from prometheus_client import CollectorRegistry, generate_latest

from vault.core.errors import PolicyError
from vault.shop.metrics import FOLDER, RequestCounts, added_up, exposed
from vault.shop.serve_settings import Address

_WORKER = """
from prometheus_client import CollectorRegistry
from vault.shop.metrics import RequestCounts
RequestCounts(CollectorRegistry())("/preferences/answer", "ok", 0.1)
"""


@pytest.fixture
def address() -> Address:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return Address("127.0.0.1", port)


def read(address: Address) -> str:
    with closing(http.client.HTTPConnection(address.host, address.port, timeout=10)) as connection:
        connection.request("GET", "/metrics")
        return connection.getresponse().read().decode()


def test_requests_are_counted_by_endpoint_and_outcome_with_how_long_they_took() -> None:
    registry = CollectorRegistry()
    count = RequestCounts(registry)
    for outcome, seconds in (("ok", 0.02), ("ok", 0.3), ("too_fast", 0.001)):
        count("/preferences/start", outcome, seconds)
    text = generate_latest(registry).decode()
    assert 'preference_shop_requests_total{endpoint="/preferences/start",outcome="ok"} 2.0' in text
    assert 'preference_shop_requests_total{endpoint="/preferences/start",outcome="too_fast"} 1.0' in text
    assert 'preference_shop_request_seconds_bucket{endpoint="/preferences/start",le="0.025"} 2.0' in text
    assert "python_info" not in text  # a registry of its own


def test_they_are_read_at_an_address_of_their_own(address: Address) -> None:
    registry = CollectorRegistry()
    RequestCounts(registry)("/preferences/start", "ok", 0.1)
    with exposed(registry, address):
        assert 'outcome="ok"} 1.0' in read(address)
    with pytest.raises(ConnectionRefusedError):
        read(address)


def test_what_several_processes_counted_is_added_up(address: Address) -> None:
    with added_up(address) as folder:
        for _ in range(2):
            subprocess.run([sys.executable, "-c", _WORKER], env={**os.environ, FOLDER: str(folder)}, check=True)
        assert 'endpoint="/preferences/answer",outcome="ok"} 2.0' in read(address)
    assert not folder.exists()


def test_an_address_that_is_taken_is_said(address: Address) -> None:
    taken = exposed(CollectorRegistry(), address)
    with exposed(CollectorRegistry(), address), pytest.raises(PolicyError, match="address_taken"):
        taken.__enter__()

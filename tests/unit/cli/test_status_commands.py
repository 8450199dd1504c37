"""A status host is named, shown and left by one command."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from tests.unit.cli.conftest import CommandLine
from vault.customer.status_pool import FIRST_WAIT
from vault.net.fetcher import HttpRequest, HttpResponse


@pytest.fixture
def asked(command: CommandLine, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a host was asked; it gives as many places as are wanted."""
    urls: list[str] = []

    def fetch(request: HttpRequest) -> HttpResponse:
        urls.append(request.url)
        count = json.loads(request.body or b"")["count"]
        uri = "https://status.example/lists/1"
        places = [{"uri": uri, "idx": len(urls) * 10 + each, "secret": "A" * 22} for each in range(count)]
        return HttpResponse(200, {}, json.dumps(places).encode(), "application/json")

    monkeypatch.setattr(command.shop, "fetch", fetch)
    return urls


def test_there_is_none_at_first(command: CommandLine, asked: list[str]) -> None:
    assert command("status-host") == 0
    assert command.out.splitlines() == ["You use no status host. Nobody but your shops hears from your vault."]
    assert command.json("shops") == {"shops": []}
    assert asked == []


def test_one_is_named_and_drawn_from_later(command: CommandLine, asked: list[str]) -> None:
    assert command("status-host", "status.example") == 0
    assert "You use status.example. 0 places wait for your next shares." in command.out
    assert "The status host sees codes, times and internet addresses." in command.out
    assert asked == []
    command.clock.moment += FIRST_WAIT
    found = command.json("status-host")
    assert found["host"] == "status.example"
    assert 1 <= found["places"] <= 4
    assert asked == ["https://status.example/allocations"]
    command.clock.moment += timedelta(days=1)
    command("shops")
    assert len(asked) == 2


def test_it_is_left_again(command: CommandLine, asked: list[str]) -> None:
    command("status-host", "status.example")
    assert command.json("status-host", "--none") == {"host": None, "places": 0}
    command.clock.moment += timedelta(days=1)
    command("shops")
    assert asked == []


def test_what_is_no_host_is_refused(command: CommandLine, asked: list[str]) -> None:
    assert command("status-host", "https://status.example") != 0
    assert "This is not the name of a status host." in command.errors
    assert command.json("status-host")["host"] is None

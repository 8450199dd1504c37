"""Places are drawn while the vault is open, when it is time, and from nobody where no host was named."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.unit.desktop.vault_day import Day, open_day
from vault.core.errors import NetworkError
from vault.customer.status_pool import FIRST_WAIT, free_places, next_draw, set_status_host
from vault.desktop.place_drawing import PlaceDrawing
from vault.net.fetcher import HttpRequest, HttpResponse


@dataclass
class Host:
    """Gives places, or is away."""

    asked: list[str] = field(default_factory=list)
    away: bool = False

    def fetch(self, request: HttpRequest) -> HttpResponse:
        self.asked.append(request.url)
        if self.away:
            raise NetworkError("cannot_connect", host="status.example")
        uri = "https://status.example/lists/1"
        place = {"uri": uri, "idx": len(self.asked), "secret": "A" * 22}
        return HttpResponse(200, {}, json.dumps([place]).encode(), "application/json")


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def host() -> Host:
    return Host()


@pytest.fixture
def drawing(qtbot: QtBot, day: Day, host: Host) -> Iterator[PlaceDrawing]:
    parent = QObject()
    made = PlaceDrawing(day.tasks, host, day.clock, parent)
    yield made
    made.end()
    parent.deleteLater()


def test_without_a_host_nobody_is_asked(drawing: PlaceDrawing, host: Host) -> None:
    drawing.begin()
    assert host.asked == []
    assert not drawing._next.isActive()


def test_it_waits_for_the_moment(drawing: PlaceDrawing, day: Day, host: Host) -> None:
    set_status_host(day.session, "status.example")
    drawing.begin()
    assert host.asked == []
    assert 0 < drawing._next.remainingTime() <= FIRST_WAIT.total_seconds() * 1000
    day.clock.moment += FIRST_WAIT
    drawing.begin()
    assert host.asked == ["https://status.example/allocations"]
    assert free_places(day.session) == 1
    assert drawing._next.isActive()


def test_a_host_that_is_away_is_asked_another_time(drawing: PlaceDrawing, day: Day, host: Host) -> None:
    set_status_host(day.session, "status.example")
    day.clock.moment += FIRST_WAIT
    host.away = True
    drawing.begin()
    drawing.begin()
    assert len(host.asked) == 1
    assert free_places(day.session) == 0
    host.away = False
    following = next_draw(day.session)
    assert following is not None
    day.clock.moment = following + timedelta(seconds=1)
    drawing.begin()
    assert free_places(day.session) == 1


def test_it_ends_with_the_vault(drawing: PlaceDrawing, day: Day) -> None:
    set_status_host(day.session, "status.example")
    drawing.begin()
    drawing.end()
    assert not drawing._next.isActive()

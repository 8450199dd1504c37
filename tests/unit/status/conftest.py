"""One open status host for each test that asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from vault.core.clock import SetClock
from vault.status.service import StatusHost, open_host
from vault.status.settings import Settings

NOW = datetime(2026, 5, 12, 12, 4, tzinfo=UTC)


def settings(folder: Path, *, places_an_hour: int = 200) -> Settings:
    return Settings("status.example", folder / "status.db", 300, 90, places_an_hour, 1200, 200_000)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
def host(tmp_path: Path, clock: SetClock) -> Iterator[StatusHost]:
    made = open_host(settings(tmp_path), clock)
    yield made
    made.store.close()

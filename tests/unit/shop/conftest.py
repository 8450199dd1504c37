"""One open example shop for each test that asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.real_postgresql import Places, Postgresql, emptying, postgresql
from tests.unit.shop.example import Example, Vault, example


@pytest.fixture(scope="session")
def server() -> Iterator[Postgresql]:
    with postgresql() as started:
        yield started


@pytest.fixture(scope="session")
def kept_places(server: Postgresql, tmp_path_factory: pytest.TempPathFactory) -> Places:
    return Places(server.new(), server.new(), tmp_path_factory.mktemp("ring") / "preferences.ring")


@pytest.fixture(scope="session")
def empty(kept_places: Places) -> Callable[[], None]:
    return emptying(kept_places)


@pytest.fixture
def on_postgresql(kept_places: Places, empty: Callable[[], None]) -> Places:
    """An empty store on PostgreSQL, opened by who asks."""
    empty()
    return kept_places


@pytest.fixture(params=["sqlite", "postgresql"])
def shop(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Example]:
    """On both databases, also where a test sees only one of them."""
    places = request.getfixturevalue("on_postgresql") if request.param == "postgresql" else None
    made = example(tmp_path, places)
    yield made
    made.shop.store.close()


@pytest.fixture
def sqlite_shop(tmp_path: Path) -> Iterator[Example]:
    """On SQLite: what a test says of its files, and no other."""
    made = example(tmp_path)
    yield made
    made.shop.store.close()


@pytest.fixture
def vault() -> Vault:
    return Vault()

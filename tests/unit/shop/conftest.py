"""One open example shop for each test that asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.shop.example import Example, Vault, example


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Example]:
    made = example(tmp_path)
    yield made
    made.shop.store.close()


@pytest.fixture
def vault() -> Vault:
    return Vault()

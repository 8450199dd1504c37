"""A real vault for each test, at the lowest key derivation that is allowed, on the day of the example."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import Shop
from vault.core.clock import SetClock
from vault.core.wording import read_words
from vault.customer.session import Session, create_vault
from vault.storage import preferences
from vault.storage.kdf import SMALL
from vault.storage.secret import Passphrase

PASSPHRASE = "copper lantern borrows seven geese"
KEPT = {
    "clothing.shoe_size": "EU 43",
    "clothing.shoe_width": "H",
    "media.sports": "running_road",
    "health.foot_health": "insoles",
}


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 5, 12, 12, 4, tzinfo=UTC))


@pytest.fixture
def session(tmp_path: Path, clock: SetClock) -> Iterator[Session]:
    passphrase = Passphrase(PASSPHRASE)
    made = create_vault(
        tmp_path / "vault", passphrase, catalogue=shipped(), clock=clock, random=secrets.token_bytes, profile=SMALL
    )
    with made as opened:
        with opened.database.transaction() as transaction:
            for key, words in KEPT.items():
                value = read_words(shipped().entry(key), words)
                preferences.set_preference(transaction, preferences.Preference(key, value, clock.now()), key)
        yield opened


@pytest.fixture
def shop(clock: SetClock) -> Shop:
    return Shop(now=clock.now)

"""A real vault for each test, at the lowest key derivation that is allowed, on the day of the example."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.copied_vaults import copied_vault
from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import Shop
from vault.core.clock import SetClock
from vault.core.wording import read_words
from vault.customer.session import Session
from vault.storage import preferences

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
    with copied_vault(tmp_path / "vault", PASSPHRASE, clock, keep) as opened:
        yield opened


def keep(session: Session) -> None:
    """Put in what is kept, without a word of it in the history."""
    with session.database.transaction() as transaction:
        for key, words in KEPT.items():
            value = read_words(shipped().entry(key), words)
            preferences.set_preference(transaction, preferences.Preference(key, value, session.clock.now()), key)


@pytest.fixture
def shop(clock: SetClock) -> Shop:
    return Shop(now=clock.now)

"""A vault's database with something in every table, in a folder of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.unit.portability.conftest import NOON, fill
from vault.core.clock import SetClock
from vault.storage import new_vault
from vault.storage.connection import Database
from vault.storage.secret import KEY_BYTES, VaultKey


@contextmanager
def filled_database(folder: Path) -> Iterator[Database]:
    """Closed afterwards."""
    path = folder / "vault.db"
    made = new_vault.empty_database(
        path, VaultKey(os.urandom(KEY_BYTES)), os.urandom(16).hex(), clock=SetClock(NOON), random=os.urandom
    )
    with closing(made) as database:
        fill(database)
        yield database

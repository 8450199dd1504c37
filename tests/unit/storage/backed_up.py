"""A vault's folder with an open database of the fixed key, for the tests of backups: no passphrase is asked."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from tests.unit.storage.conftest import KEY, NOON, VAULT_ID
from vault.core.errors import VaultError
from vault.storage import backups_kept, journal, settings
from vault.storage.backup_file import Reason
from vault.storage.backups_kept import Kept
from vault.storage.connection import Database
from vault.storage.kdf import SMALL
from vault.storage.passphrase_slot import first_slots
from vault.storage.secret import Passphrase
from vault.storage.slots import Slots
from vault.storage.vault_folder import VaultFolder

PASSPHRASE = Passphrase("correct horse")


@cache
def the_slots() -> Slots:
    """Slots in which the passphrase opens the fixed key; derived once."""
    return first_slots(VAULT_ID, PASSPHRASE, KEY, SMALL, secrets.token_bytes)


@dataclass(frozen=True)
class BackedUp:
    """An open vault and its folder."""

    folder: VaultFolder
    database: Database

    def keep(self, now: datetime = NOON, reason: Reason = Reason.DAILY) -> Kept:
        """Make a backup in the folder."""
        return backups_kept.keep(self.folder, self.database, the_slots(), KEY, now=now, reason=reason)

    def save(self, path: Path, now: datetime = NOON) -> Path:
        """Make a backup at ``path``."""
        backups_kept.save(self.folder, self.database, the_slots(), KEY, path, now=now, random=secrets.token_bytes)
        return path

    def names(self) -> list[str]:
        """What is in the folder, backups and SQLite's own files aside."""
        return sorted(
            path.name for path in self.folder.path.iterdir() if not path.name.startswith(("vault.db", "backups"))
        )


def fill(database: Database, rows: int = 300) -> None:
    """Settings and a few entries of the journal, over many pages."""
    with database.transaction() as transaction:
        for number in range(rows):
            settings.put(transaction, f"key {number}", "v" * 200)
        for number in range(3):
            journal.append(transaction, NOON, "kind", {"number": number})


def code_of(action: Callable[[], object]) -> str:
    """The code of the error that ``action`` raises."""
    with pytest.raises(VaultError) as caught:
        action()
    return caught.value.code

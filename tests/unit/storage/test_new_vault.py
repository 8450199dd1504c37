"""Making a vault that is not open yet, and an empty database on its own. The rest is in the tests of whole vaults."""

import secrets
from datetime import UTC, datetime
from pathlib import Path

import pytest

from vault.core.clock import SetClock
from vault.core.errors import StorageError
from vault.storage import journal, new_vault, vault_file
from vault.storage.kdf import SMALL
from vault.storage.secret import KEY_BYTES, Passphrase, VaultKey
from vault.storage.vault_folder import VaultFolder

CLOCK = SetClock(datetime(2026, 5, 12, 12, 0, tzinfo=UTC))
RIGHT = Passphrase("correct horse")


def test_what_is_made_is_whole_and_nobody_has_it_open(tmp_path: Path) -> None:
    folder = VaultFolder.at(tmp_path / "vault")
    made = new_vault.make(folder, RIGHT, profile=SMALL, clock=CLOCK, random=secrets.token_bytes)
    with vault_file.open_vault(folder.path, RIGHT, clock=CLOCK) as opened, opened.database.read() as reader:
        assert opened.vault_id == made.slots.vault_id
        assert [entry.kind for entry in journal.entries(reader)] == ["vault_created"]


def test_a_key_that_was_derived_before_opens_it(tmp_path: Path) -> None:
    folder = VaultFolder.at(tmp_path / "vault")
    made = new_vault.make(folder, RIGHT, profile=SMALL, clock=CLOCK, random=secrets.token_bytes)
    held = vault_file.open_derived(folder, made, clock=CLOCK)
    with pytest.raises(StorageError, match="vault_in_use"):
        vault_file.open_derived(folder, made, clock=CLOCK)
    with vault_file.open_derived(folder, made, clock=CLOCK, tries=2, sleep=lambda seconds: held.close()) as opened:
        assert opened.vault_id == made.slots.vault_id


def test_an_empty_database_needs_no_passphrase(tmp_path: Path) -> None:
    path, key = tmp_path / "vault.db", VaultKey(secrets.token_bytes(KEY_BYTES))
    database = new_vault.empty_database(path, key, "ab" * 16, clock=CLOCK, random=secrets.token_bytes)
    with database.read() as reader:
        journal.check_chain(reader)
    database.close()
    assert path.stat().st_mode & 0o777 == 0o600

"""The drill says that the newest backup comes back, or why it does not, and leaves nothing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.unit.storage.backed_up import BackedUp, code_of, fill
from tests.unit.storage.conftest import KEY, NOON
from vault.storage import fire_drill, settings
from vault.storage.connection import Database
from vault.storage.contents import contents
from vault.storage.secret import VaultKey
from vault.storage.snapshot import DRILL
from vault.storage.vault_folder import VaultFolder


@pytest.fixture
def vault(database: Database, tmp_path: Path) -> BackedUp:
    fill(database)
    return BackedUp(VaultFolder(tmp_path), database)


def test_the_newest_backup_comes_back(vault: BackedUp) -> None:
    vault.keep(NOON - timedelta(days=1))
    made = vault.keep()
    done = fire_drill.drill(vault.folder, KEY)
    assert done.backup == made
    with vault.database.read() as reader:
        assert done.contents == contents(reader)
    assert done.records == 300 + 3 + 1
    assert vault.names() == []


def test_without_a_backup_there_is_no_drill(vault: BackedUp) -> None:
    assert code_of(lambda: fire_drill.drill(vault.folder, KEY)) == "no_backup"


def test_a_bad_newest_backup_fails_the_drill_and_leaves_nothing(vault: BackedUp) -> None:
    vault.keep(NOON - timedelta(days=1))
    made = vault.keep()
    (vault.folder.path / DRILL).write_bytes(b"what a crash left")
    assert code_of(lambda: fire_drill.drill(vault.folder, VaultKey(bytes(32)))) == "backup_changed"
    data = bytearray(made.path.read_bytes())
    data[len(data) // 2] ^= 1
    made.path.write_bytes(data)
    assert code_of(lambda: fire_drill.drill(vault.folder, KEY)) == "backup_damaged"
    made.path.write_bytes(b"")
    assert code_of(lambda: fire_drill.drill(vault.folder, KEY)) == "not_a_backup"
    assert vault.names() == []


def test_the_date_of_the_last_success_is_remembered_in_this_vault_alone(database: Database) -> None:
    with database.transaction() as transaction:
        assert fire_drill.last_drill(transaction) is None
        fire_drill.remember(transaction, NOON)
        assert fire_drill.last_drill(transaction) == NOON
        assert settings.travelling(transaction) == {}
        ((key, _),) = settings.settings(transaction).items()
        for other in (7, "yesterday"):
            settings.put(transaction, key, other)
            assert fire_drill.last_drill(transaction) is None

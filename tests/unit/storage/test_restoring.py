"""A backup becomes a vault, beside and whole, or there is none."""

from __future__ import annotations

import secrets
from contextlib import closing
from pathlib import Path

import pytest

from tests.unit.storage.backed_up import PASSPHRASE, BackedUp, code_of, fill, the_slots
from tests.unit.storage.conftest import KEY, NOON, VAULT_ID
from vault.core.clock import SetClock
from vault.storage import backup_file, passphrase_slot, restoring, settings, vault_file
from vault.storage.backup_file import Reason, Source
from vault.storage.connection import Database, connect
from vault.storage.contents import Content, contents
from vault.storage.journal import entries
from vault.storage.secret import VaultKey
from vault.storage.snapshot import snapshot
from vault.storage.vault_folder import VaultFolder


@pytest.fixture
def saved(database: Database, tmp_path: Path) -> Path:
    """A backup file of a vault with something in it."""
    fill(database)
    return BackedUp(VaultFolder(tmp_path), database).save(tmp_path / "mine.vaultbackup")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = tmp_path / "home"
    made.mkdir()
    return made


def restore(path: Path, folder: Path, key: VaultKey = KEY) -> tuple[Content, ...]:
    return restoring.restore(backup_file.read(path), key, VaultFolder(folder), now=NOON, random=secrets.token_bytes)


def test_a_restored_vault_opens_with_the_passphrase_of_its_day(saved: Path, home: Path) -> None:
    key = passphrase_slot.open_with(backup_file.read(saved).slots, PASSPHRASE)
    found = restore(saved, home / "beside", key)
    assert {each.table: each.rows for each in found}["setting"] == 300
    assert [path.name for path in home.iterdir()] == ["beside"]
    assert (home / "beside").stat().st_mode & 0o777 == 0o700
    with vault_file.open_vault(home / "beside", PASSPHRASE, clock=SetClock(NOON)) as vault:
        with vault.database.read() as reader:
            assert len(settings.settings(reader)) == 300
            last = entries(reader)[-1]
        assert (last.kind, last.body) == ("restored", {"made_at": "2026-05-12T12:00:00Z"})
        assert {path.name for path in (home / "beside").iterdir()} >= {"anchor", "backups", "slots.json", "vault.db"}


def test_nothing_is_written_over(saved: Path, home: Path) -> None:
    restore(saved, home / "one")
    (home / "full").mkdir()
    (home / "full" / "letter").write_bytes(b"mine")
    before = (home / "one" / "vault.db").read_bytes()
    assert code_of(lambda: restore(saved, home / "one")) == "vault_exists"
    assert code_of(lambda: restore(saved, home / "full")) == "folder_not_empty"
    assert (home / "one" / "vault.db").read_bytes() == before
    assert sorted(path.name for path in home.iterdir()) == ["full", "one"]


def pack(path: Path, source: Source, key: VaultKey = KEY) -> Path:
    """A backup with a right MAC, whatever is in it."""
    with path.open("wb") as file:
        backup_file.write(file, source, key, name="mine", made_at=NOON, reason=Reason.ASKED)
    return path


def test_a_backup_of_another_vaults_key_is_refused(saved: Path, home: Path) -> None:
    assert code_of(lambda: restore(saved, home / "new", VaultKey(bytes(32)))) == "backup_changed"
    assert list(home.iterdir()) == []


def test_a_snapshot_that_lost_something_before_it_was_packed_is_refused(
    database: Database, tmp_path: Path, home: Path
) -> None:
    fill(database)
    with snapshot(database, the_slots(), KEY, tmp_path) as source:
        with closing(connect(source.snapshot, KEY, VAULT_ID)) as copy, copy.transaction() as transaction:
            settings.remove(transaction, "key 7")
        pack(tmp_path / "short", source)
        with closing(connect(source.snapshot, KEY, VAULT_ID)) as copy, copy.transaction() as transaction:
            transaction.execute("DELETE FROM journal WHERE seq = 1")
        pack(tmp_path / "broken", source)
        more = Source(source.snapshot, (*source.contents, Content("wish", 1, bytes(32))), 2, the_slots())
        with closing(connect(source.snapshot, KEY, VAULT_ID)) as copy, copy.transaction() as transaction:
            transaction.execute("DELETE FROM journal")
        pack(tmp_path / "less", more)
    assert code_of(lambda: restore(tmp_path / "short", home / "new")) == "backup_differs"
    assert code_of(lambda: restore(tmp_path / "broken", home / "new")) == "backup_damaged"
    assert code_of(lambda: restore(tmp_path / "less", home / "new")) == "backup_differs"
    assert list(home.iterdir()) == []


def test_a_snapshot_that_is_no_database_is_refused(tmp_path: Path, home: Path) -> None:
    (tmp_path / "snapshot").write_bytes(bytes.fromhex(VAULT_ID) + b"encrypted, says who " * 1000)
    pack(tmp_path / "b", Source(tmp_path / "snapshot", (), 2, the_slots()))
    assert code_of(lambda: restore(tmp_path / "b", home / "new")) == "database_damaged"
    assert list(home.iterdir()) == []


def test_a_backup_of_a_later_version_is_refused(database: Database, tmp_path: Path, home: Path) -> None:
    with snapshot(database, the_slots(), KEY, tmp_path) as source:
        later = Source(source.snapshot, source.contents, 99, the_slots())
        pack(tmp_path / "later", later)
    assert code_of(lambda: restore(tmp_path / "later", home / "new")) == "vault_newer"
    assert list(home.iterdir()) == []


def test_a_thread_that_must_not_wait_is_kept_out(saved: Path, home: Path) -> None:
    with pytest.raises(AssertionError):
        restoring.restore(
            backup_file.read(saved),
            KEY,
            VaultFolder(home / "new"),
            now=NOON,
            random=secrets.token_bytes,
            forbidden_thread=lambda: True,
        )


def test_what_was_read_is_what_is_there(saved: Path, tmp_path: Path) -> None:
    found = restoring.proven(backup_file.read(saved), KEY, tmp_path / "scratch")
    with closing(connect(tmp_path / "scratch", KEY, VAULT_ID, read_only=True)) as copy, copy.read() as reader:
        assert contents(reader) == found

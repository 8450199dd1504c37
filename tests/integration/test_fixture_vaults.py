"""A vault of every version of the schema opens with today's code, with all that was in it, after a backup of itself."""

from __future__ import annotations

import json
import secrets
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.example_day import KEPT, PASSPHRASE
from tests.one_customer import SETTINGS, tables, told
from tests.unit.core.catalogue_values import shipped
from vault.core.clock import SetClock, from_text
from vault.core.errors import StorageError
from vault.customer.checking import check_vault
from vault.customer.editing import list_preferences, search
from vault.customer.ending import end_what_is_over
from vault.customer.restoring import by_passphrase, look_into, open_backup, restore_backup
from vault.customer.session import Session, unlock
from vault.storage import backups_kept, settings
from vault.storage.migrations import schema_steps, version
from vault.storage.secret import Passphrase
from vault.storage.vault_folder import VaultFolder

VAULTS = Path(__file__).parents[1] / "fixtures" / "vaults"
NEWEST = len(schema_steps())
VERSIONS = range(1, NEWEST + 1)
MOMENT = "2026-05-12T14:05:00Z"
SECRET = Passphrase(PASSPHRASE)


def copied(number: int, home: Path) -> Path:
    return Path(shutil.copytree(VAULTS / str(number), home / "vault"))


def opened(folder: Path) -> Session:
    clock = SetClock(from_text(MOMENT))
    return unlock(folder, SECRET, catalogue=shipped(), clock=clock, random=secrets.token_bytes)


def expected(number: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((VAULTS / f"{number}.json").read_text("utf-8"))
    return found


def found(session: Session, said: dict[str, Any]) -> dict[str, Any]:
    """What the tables say now, in the columns they had then."""
    with session.database.read() as reader:
        return {name: told(reader, name, each["columns"]) for name, each in said.items()}


def test_there_is_a_vault_of_every_version() -> None:
    assert {path.name for path in VAULTS.iterdir() if path.is_dir()} == {str(number) for number in VERSIONS}


@pytest.mark.parametrize("number", VERSIONS)
def test_it_opens_with_all_that_was_in_it(number: int, tmp_path: Path) -> None:
    folder, said = copied(number, tmp_path), expected(number)
    with opened(folder) as session:
        assert version(session.database) == NEWEST
        assert found(session, said) == said
        assert check_vault(session).whole
        assert end_what_is_over(session).mended == ()
        assert {each.entry.key for each in list_preferences(session)} == KEPT.keys()
        assert [each.entry.key for each in search(session, "schoenmaat")] == ["clothing.shoe_size"]
        with session.database.read() as reader:
            assert settings.travelling(reader) == SETTINGS


@pytest.mark.parametrize("number", VERSIONS)
def test_it_was_backed_up_as_it_was_before_its_migration(number: int, tmp_path: Path) -> None:
    folder, said = copied(number, tmp_path), expected(number)
    opened(folder).lock()
    kept = backups_kept.kept(VaultFolder(folder))
    assert [each.reason for each in kept] == (["migration"] if number < NEWEST else [])
    for each in kept:
        backup = look_into(each.path)
        assert backup.manifest.schema == number
        key = open_backup(backup, by_passphrase(SECRET))
        clock = SetClock(each.made_at)
        restore_backup(backup, key, tmp_path / "beside", clock=clock, random=secrets.token_bytes)
        with opened(tmp_path / "beside") as session:
            less = {name: one for name, one in said.items() if name != "journal"}  # one line longer: it was restored
            assert found(session, less) == less


@pytest.mark.parametrize("number", VERSIONS)
def test_the_one_customer_is_in_every_table_of_it(number: int, tmp_path: Path) -> None:
    said = expected(number)
    assert all(each["rows"] for each in said.values())
    if number == NEWEST:
        with opened(copied(number, tmp_path)) as session, session.database.read() as reader:
            assert said.keys() == set(tables(reader)) - {"vault_state"}


def test_a_vault_of_a_later_version_is_left_as_it_is(tmp_path: Path) -> None:
    folder = copied(NEWEST, tmp_path)
    with opened(folder) as session, session.database.transaction() as transaction:
        transaction.execute(f"PRAGMA user_version = {NEWEST + 1}")
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    with pytest.raises(StorageError, match="vault_newer"):
        opened(folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before
    assert backups_kept.kept(VaultFolder(folder)) == ()


def test_a_vault_that_cannot_be_backed_up_is_not_migrated(tmp_path: Path) -> None:
    folder = copied(1, tmp_path)
    (folder / "backups").write_bytes(b"in the way")
    before = (folder / "vault.db").read_bytes()
    with pytest.raises(StorageError, match="folder_unusable"):
        opened(folder)
    assert (folder / "vault.db").read_bytes() == before
    (folder / "backups").unlink()
    with opened(folder) as session:
        assert version(session.database) == NEWEST

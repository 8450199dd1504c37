"""What of a vault's folder is ours: known names of real files, and nothing else."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.storage.whole_vault import KEYS, LASTING, PASSING, fill
from vault.core.errors import StorageError
from vault.storage.vault_folder import VaultFolder
from vault.storage.vault_parts import parts


def test_every_file_of_a_vault_is_known(tmp_path: Path) -> None:
    folder = fill(tmp_path / "mine")
    found = parts(folder)
    assert {str(each.relative_to(folder.path)) for each in found.keys} == KEYS.keys()
    assert {str(each.relative_to(folder.path)) for each in found.lasting} == LASTING.keys()
    assert {str(each.relative_to(folder.path)) for each in found.passing} == set(PASSING)
    assert found.others == ()


def test_what_is_being_overwritten_is_known_and_not_copied(tmp_path: Path) -> None:
    folder = fill(tmp_path / "mine", passing=False)
    names = {".slots.json.shredding", ".slots.renewed.json.shredding", "backups/.old.vaultbackup.shredding"}
    for name in names:
        (folder.path / name).touch()
    found = parts(folder)
    assert {str(each.relative_to(folder.path)) for each in found.shredding} == names
    assert {str(each.relative_to(folder.path)) for each in found.lasting} == LASTING.keys()
    assert found.others == ()


def test_whatever_else_is_there_is_somebody_elses(tmp_path: Path) -> None:
    folder = fill(tmp_path / "mine", passing=False)
    for name in ("holiday.jpg", "Slots.json", "slots.json.bak", "vault.db2", "lock2", "backups/notes.txt", ".anchor"):
        (folder.path / name).touch()
    (folder.path / "photos").mkdir()
    (folder.backups / "old.vaultbackup").mkdir()
    os.mkfifo(folder.path / "vault.db-journal")
    found = parts(folder)
    assert set(found.others) == {
        "holiday.jpg",
        "Slots.json",
        "slots.json.bak",
        "vault.db2",
        "lock2",
        "backups/notes.txt",
        ".anchor",
        "photos",
        "backups/old.vaultbackup",
        "vault.db-journal",
    }
    assert {str(each.relative_to(folder.path)) for each in found.lasting} == LASTING.keys()


def test_a_link_is_never_ours_whatever_its_name(tmp_path: Path) -> None:
    folder = fill(tmp_path / "mine", passing=False)
    for path in (folder.slots, folder.backups / "link.vaultbackup"):
        path.unlink(missing_ok=True)
        path.symlink_to(tmp_path / "elsewhere")
    assert set(parts(folder).others) == {"slots.json", "backups/link.vaultbackup"}


def test_a_linked_folder_of_backups_is_not_looked_into(tmp_path: Path) -> None:
    theirs = fill(tmp_path / "theirs")
    mine = VaultFolder(tmp_path / "mine")
    mine.path.mkdir()
    mine.backups.symlink_to(theirs.backups)
    found = parts(mine)
    assert found.others == ("backups",)
    assert found.lasting == found.passing == ()


def test_what_is_no_folder_of_a_vault_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(fill(tmp_path / "mine").path)
    for name, code in (("nothing", "vault_missing"), ("file", "not_a_vault"), ("link", "link_refused")):
        with pytest.raises(StorageError, match=code):
            parts(VaultFolder(tmp_path / name))


def test_a_folder_that_may_not_be_looked_into_is_said(reachable: Path, as_nobody: Callable[[str, Path], str]) -> None:
    closed = fill(reachable / "mine").path
    closed.chmod(0o000)
    program = "vault_parts.parts(vault_folder.VaultFolder(Path(sys.argv[1])))"
    assert as_nobody(program, closed) == "no_permission"
    closed.chmod(0o700)

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from vault.core.errors import ChoiceError, StorageError, VaultError
from vault.storage.vault_folder import VaultFolder


def code_of(action: Callable[[], object]) -> str:
    with pytest.raises(VaultError) as caught:
        action()
    return caught.value.code


def make(path: Path) -> VaultFolder:
    path.mkdir()
    (path / "slots.json").write_text("{}")
    (path / "vault.db").write_text("x")
    return VaultFolder(path)


def test_a_folder_with_both_files_may_be_opened_and_gets_its_mode(tmp_path: Path) -> None:
    folder = make(tmp_path / "mine")
    folder.path.chmod(0o755)
    folder.check()
    assert folder.path.stat().st_mode & 0o777 == 0o700


def test_what_is_no_whole_vault_is_refused_by_name(tmp_path: Path) -> None:
    assert code_of(VaultFolder(tmp_path / "nothing").check) == "vault_missing"
    assert code_of(VaultFolder(tmp_path).check) == "not_a_vault"
    (tmp_path / "file").write_text("x")
    assert code_of(VaultFolder(tmp_path / "file").check) == "not_a_vault"
    folder = make(tmp_path / "mine")
    folder.database.write_bytes(b"")
    assert code_of(folder.check) == "database_empty"
    folder.database.unlink()
    assert code_of(folder.check) == "database_missing"
    folder.database.symlink_to(tmp_path / "file")
    assert code_of(folder.check) == "link_refused"
    folder.slots.unlink()
    assert code_of(folder.check) == "slots_missing"


def test_a_folder_of_someone_else(reachable: Path, as_nobody: Callable[[str, Path], str]) -> None:
    folder = make(reachable / "mine")
    folder.path.chmod(0o000)
    assert as_nobody("vault_folder.VaultFolder(Path(sys.argv[1])).check()", folder.path) == "no_permission"
    folder.path.chmod(0o700)


def test_a_path_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "ring").symlink_to(tmp_path / "ring")
    assert code_of(lambda: VaultFolder.at(tmp_path / "ring")) == "folder_unusable"
    assert code_of(lambda: VaultFolder.at(Path("a\0b"))) == "folder_unusable"
    assert code_of(lambda: VaultFolder(tmp_path / ("n" * 300)).begin(os.urandom)) == "folder_unusable"
    (tmp_path / "file").write_text("x")
    assert code_of(lambda: VaultFolder(tmp_path / "file" / "mine").begin(os.urandom)) == "folder_unusable"


@pytest.mark.parametrize("umask", [0o000, 0o077, 0o777])
def test_a_new_folder_appears_whole_and_private(tmp_path: Path, umask: int) -> None:
    folder, before = VaultFolder(tmp_path / "mine"), os.umask(umask)
    try:
        unfinished = folder.begin(os.urandom)
    finally:
        os.umask(before)
    unfinished.database.write_text("x")
    assert not folder.path.exists()
    folder.finish(unfinished)
    assert folder.database.read_text() == "x"
    assert [each.name for each in tmp_path.iterdir()] == ["mine"]
    assert {each.stat().st_mode & 0o777 for each in (folder.path, folder.backups)} == {0o700}


def test_an_empty_folder_may_become_a_vault_and_no_other(tmp_path: Path) -> None:
    empty, full, other = (VaultFolder(tmp_path / name) for name in ("empty", "full", "file"))
    empty.path.mkdir()
    empty.finish(empty.begin(os.urandom))
    assert empty.backups.is_dir()
    full.path.mkdir()
    (full.path / "letter.txt").write_text("x")
    assert code_of(lambda: full.begin(os.urandom)) == "folder_not_empty"
    other.path.write_text("x")
    assert code_of(lambda: other.begin(os.urandom)) == "folder_not_empty"
    existing = make(tmp_path / "mine")
    assert code_of(lambda: existing.begin(os.urandom)) == "vault_exists"


def test_of_two_that_make_the_same_vault_one_wins(tmp_path: Path) -> None:
    folder = VaultFolder(tmp_path / "mine")
    first, second = folder.begin(os.urandom), folder.begin(os.urandom)
    first.database.write_text("first")
    folder.finish(first)
    with pytest.raises(ChoiceError) as caught:
        folder.finish(second)
    assert caught.value.code == "vault_exists"
    second.remove()
    assert folder.database.read_text() == "first"
    assert [each.name for each in tmp_path.iterdir()] == ["mine"]


def test_finishing_what_is_gone_fails(tmp_path: Path) -> None:
    folder = VaultFolder(tmp_path / "mine")
    unfinished = folder.begin(os.urandom)
    unfinished.remove()
    with pytest.raises(StorageError) as caught:
        folder.finish(unfinished)
    assert caught.value.code == "file_missing"

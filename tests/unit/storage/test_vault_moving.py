"""Moving a vault: in one step, or copied, compared and then removed; whole in one place at every moment."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from tests.unit.storage.whole_vault import LASTING, fill, tree
from vault.core.errors import StorageError, VaultError
from vault.storage import safe_write, vault_moving
from vault.storage.lock_file import VaultLock
from vault.storage.vault_folder import VaultFolder
from vault.storage.vault_moving import is_copy, move
from vault.storage.vault_parts import parts


@pytest.fixture
def folder(tmp_path: Path) -> VaultFolder:
    return fill(tmp_path / "mine")


@pytest.fixture
def target(tmp_path: Path) -> VaultFolder:
    return VaultFolder(tmp_path / "other disk" / "Noor's café")


@pytest.fixture
def another_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every place is on a disk of its own, as for ``rename(2)``."""

    def rename(self: Path, to: Path) -> Path:
        if not self.name.endswith(".unfinished"):
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        return self.replace(to)

    monkeypatch.setattr(Path, "rename", rename)


def code_of(action: Callable[[], object]) -> str:
    with pytest.raises(VaultError) as caught:
        action()
    return caught.value.code


def arrived(target: VaultFolder) -> bool:
    """Whether all that lasts is there, and nothing else but the lock."""
    found = tree(target.path)
    return {name: content for name, content in found.items() if name in LASTING} == LASTING


def test_on_the_same_disk_the_folder_takes_its_new_name(folder: VaultFolder, target: VaultFolder) -> None:
    inode = folder.database.stat().st_ino
    moved = move(folder, target, os.urandom)
    assert (moved.others, moved.problem) == ((), None)
    assert arrived(target)
    assert target.database.stat().st_ino == inode
    assert not folder.path.exists()
    assert [each.name for each in target.path.parent.iterdir()] == [target.path.name]


def test_to_another_disk_it_is_copied_and_gone_from_the_old_one(
    folder: VaultFolder, target: VaultFolder, another_disk: None
) -> None:
    slots = os.open(folder.slots, os.O_RDONLY)
    moved = move(folder, target, os.urandom)
    assert (moved.others, moved.problem) == ((), None)
    assert tree(target.path) == LASTING
    assert {each.stat().st_mode & 0o777 for each in target.path.rglob("*") if each.is_file()} == {0o600}
    assert target.path.stat().st_mode & 0o777 == target.backups.stat().st_mode & 0o777 == 0o700
    assert not folder.path.exists()
    assert [each.name for each in target.path.parent.iterdir()] == [target.path.name]
    assert os.read(slots, 10**6) != LASTING["slots.json"]  # what opens it was overwritten
    os.close(slots)


def test_a_real_other_disk(folder: VaultFolder) -> None:
    memory = Path("/dev/shm")  # a file system of its own wherever Linux has it
    if not memory.is_dir() or memory.stat().st_dev == folder.path.stat().st_dev:
        memory = folder.path.parent
    target = VaultFolder(memory / f"vault-test-{os.getpid()}")
    try:
        assert move(folder, target, os.urandom).problem is None
        assert arrived(target)
        assert not folder.path.exists()
    finally:
        target.remove()


def test_what_is_not_ours_stays_and_only_ours_goes(folder: VaultFolder, target: VaultFolder, tmp_path: Path) -> None:
    (tmp_path / "theirs").write_bytes(b"not ours")
    (folder.path / "holiday.jpg").write_bytes(b"a beach")
    (folder.backups / "link.vaultbackup").symlink_to(tmp_path / "theirs")
    moved = move(folder, target, os.urandom)
    assert set(moved.others) == {"holiday.jpg", "backups/link.vaultbackup"}
    assert tree(target.path) == LASTING
    assert tree(folder.path) == {"holiday.jpg": b"a beach", "backups/link.vaultbackup": b"not ours"}


def test_an_empty_folder_may_be_there(folder: VaultFolder, target: VaultFolder) -> None:
    target.path.mkdir(parents=True)
    move(folder, target, os.urandom)
    assert arrived(target)


def test_what_cannot_be_is_refused_and_changes_nothing(folder: VaultFolder, tmp_path: Path) -> None:
    fill(tmp_path / "second")
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "letter.txt").touch()
    (tmp_path / "link").symlink_to(folder.path)
    before = tree(tmp_path)
    for source, to, code in (
        ("mine", "second", "vault_exists"),
        ("mine", "mine", "vault_exists"),
        ("mine", "papers", "folder_not_empty"),
        ("mine", "papers/letter.txt/mine", "folder_unusable"),
        ("mine", "mine/backups/inside", "move_into_itself"),
        ("papers", "new", "not_a_vault"),
        ("nothing", "new", "vault_missing"),
        ("link", "new", "link_refused"),
    ):
        assert (
            code_of(lambda s=source, t=to: move(VaultFolder(tmp_path / s), VaultFolder(tmp_path / t), os.urandom))
            == code
        )
        assert tree(tmp_path) == before
        assert not (tmp_path / "new").exists()


def test_a_vault_that_is_open_stays(folder: VaultFolder, target: VaultFolder) -> None:
    lock = VaultLock.take(folder.lock)
    assert code_of(lambda: move(folder, target, os.urandom)) == "vault_in_use"
    lock.release()
    assert arrived(folder)
    assert not target.path.exists()


def test_who_is_there_first_keeps_the_place(
    folder: VaultFolder, target: VaultFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = VaultFolder.begin

    def slow(self: VaultFolder, random: Callable[[int], bytes]) -> VaultFolder:
        unfinished = begin(self, random)
        fill(self.path)
        return unfinished

    monkeypatch.setattr(VaultFolder, "begin", slow)
    assert code_of(lambda: move(folder, target, os.urandom)) == "vault_exists"
    assert arrived(folder)
    assert arrived(target)
    assert [each.name for each in target.path.parent.iterdir()] == [target.path.name]


def test_a_copy_that_came_out_different_is_no_copy(
    folder: VaultFolder, target: VaultFolder, another_disk: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bad_disk(path: Path, fill_in: Callable[[BinaryIO], object]) -> None:
        create_filled(path, fill_in)
        if path.name == "vault.db":
            path.write_bytes(path.read_bytes()[:-1] + b"\0")

    create_filled = safe_write.create_filled
    monkeypatch.setattr(safe_write, "create_filled", bad_disk)
    assert code_of(lambda: move(folder, target, os.urandom)) == "copy_differs"
    assert arrived(folder)
    assert list(target.path.parent.iterdir()) == []


def test_what_cannot_be_removed_is_said_and_the_vault_is_in_its_new_place(
    folder: VaultFolder, target: VaultFolder, another_disk: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stuck(*_: object) -> tuple[str, ...]:
        raise StorageError("read_only", file="slots.json")

    monkeypatch.setattr(vault_moving, "remove_parts", stuck)
    (folder.path / "holiday.jpg").touch()
    moved = move(folder, target, os.urandom)
    assert moved.problem is not None
    assert moved.problem.code == "read_only"
    assert moved.others == ("holiday.jpg",)
    assert tree(target.path) == LASTING
    assert arrived(folder)


def test_another_failure_of_the_rename_is_said(
    folder: VaultFolder, target: VaultFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: Path, to: Path) -> Path:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(Path, "rename", refused)
    assert code_of(lambda: move(folder, target, os.urandom)) == "read_only"
    assert arrived(folder)


def test_a_copy_is_known_as_one_until_a_byte_differs(folder: VaultFolder, tmp_path: Path) -> None:
    copy = fill(tmp_path / "copy")
    assert is_copy(folder, parts(folder), copy)
    copy.database.unlink()
    assert not is_copy(folder, parts(folder), copy)
    folder.database.unlink()
    assert is_copy(folder, parts(folder), copy)
    copy.anchor.write_bytes(b"Anchor")
    assert not is_copy(folder, parts(folder), copy)
    copy.anchor.unlink()
    copy.anchor.symlink_to(folder.anchor)
    assert code_of(lambda: is_copy(folder, parts(folder), copy)) == "link_refused"


@pytest.mark.parametrize("room", [0, 10, 700, 15_000, 100_000])
def test_a_full_disk_is_said_and_the_vault_stays(folder: VaultFolder, target: VaultFolder, room: int) -> None:
    """The largest file that a process may write stands in for the end of the disk: no file gets past it."""
    program = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from vault.core.errors import VaultError\n"
        "from vault.storage import vault_moving\n"
        "from vault.storage.vault_folder import VaultFolder\n"
        "vault_moving._renamed = lambda source, target: False\n"
        "try:\n"
        "    vault_moving.move(VaultFolder(Path(sys.argv[1])), VaultFolder(Path(sys.argv[2])), os.urandom)\n"
        "except VaultError as problem:\n"
        "    print(problem.code)\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", program, folder.path, target.path],
        capture_output=True,
        text=True,
        check=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert result.stdout == "disk_full\n"
    assert arrived(folder)
    assert not target.path.exists()
    assert list(target.path.parent.iterdir()) == []


def test_a_place_that_may_not_be_written_is_said(reachable: Path, as_nobody: Callable[[str, Path], str]) -> None:
    fill(reachable / "mine")
    before = tree(reachable)
    reachable.chmod(0o555)
    for path in (reachable / "mine", reachable / "mine" / "backups"):
        path.chmod(0o755)
    for path in (reachable / "mine").rglob("*"):
        if path.is_file():
            path.chmod(0o666)
    program = "at = Path(sys.argv[1]); "
    program += "vault_moving.move(*(vault_folder.VaultFolder(at / name) for name in ('mine', 'new')), os.urandom)"
    assert as_nobody(program, reachable) == "no_permission"
    reachable.chmod(0o755)
    assert tree(reachable) == before

"""Removing a vault: what opens it first, nothing that is not ours, and never through a link."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.storage.whole_vault import BACKUP, KEYS, LASTING, PASSING, fill, tree
from vault.core.errors import StorageError
from vault.storage.lock_file import VaultLock
from vault.storage.vault_folder import VaultFolder
from vault.storage.vault_removal import SHRED_BYTES, remove, shred


@pytest.fixture
def folder(tmp_path: Path) -> VaultFolder:
    return fill(tmp_path / "mine")


@pytest.fixture
def events(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is brought to the disk and what is removed, in order."""
    seen: list[str] = []
    fsync, unlink, rmdir = os.fsync, os.unlink, os.rmdir

    def fsyncs(descriptor: int) -> None:
        seen.append(f"flush {Path(f'/proc/self/fd/{descriptor}').readlink().name}")
        fsync(descriptor)

    def removes(how: Callable[..., None]) -> Callable[..., None]:
        def call(path: Path, **more: int) -> None:
            how(path, **more)
            seen.append(f"remove {path.name}")

        return call

    monkeypatch.setattr(os, "fsync", fsyncs)
    monkeypatch.setattr(os, "unlink", removes(unlink))
    monkeypatch.setattr(os, "rmdir", removes(rmdir))
    return seen


def test_all_of_it_goes(folder: VaultFolder) -> None:
    assert remove(folder, os.urandom) == ()
    assert not folder.path.exists()


def test_what_opens_it_goes_first_and_the_database_last(folder: VaultFolder, events: list[str]) -> None:
    remove(folder, os.urandom)
    expected = []
    for name, place in (("slots.json", "mine"), ("slots.renewed.json", "mine"), (BACKUP, "backups")):
        expected += [f"flush {place}", f"flush .{name}.shredding", f"remove .{name}.shredding", f"flush {place}"]
    assert events[:12] == expected
    assert events[-5:] == [
        *("remove lock", "remove backups", "remove vault.db", "remove mine"),
        f"flush {folder.path.parent.name}",
    ]


def test_what_opens_it_is_overwritten_before_it_loses_its_name(folder: VaultFolder) -> None:
    kept = {path: os.open(folder.path / path, os.O_RDONLY) for path in KEYS}
    remove(folder, os.urandom)
    for path, descriptor in kept.items():
        left = os.read(descriptor, 10**6)
        os.close(descriptor)
        before = LASTING[path]
        assert len(left) == len(before)
        assert left[:SHRED_BYTES] != before[:SHRED_BYTES]
        assert left[SHRED_BYTES:] == before[SHRED_BYTES:]
        assert before[:16] not in left[:SHRED_BYTES]


def test_what_a_crash_left_half_overwritten_is_overwritten_again(folder: VaultFolder) -> None:
    half = [folder.path / ".slots.json.shredding", folder.backups / f".{BACKUP}.shredding"]
    kept = []
    for path in half:
        path.write_bytes(b"half of it")
        kept.append(os.open(path, os.O_RDONLY))
    assert remove(folder, os.urandom) == ()
    assert not folder.path.exists()
    for descriptor in kept:
        assert os.read(descriptor, 100) != b"half of it"
        os.close(descriptor)


def test_a_copy_under_another_name_is_not_overwritten(folder: VaultFolder, tmp_path: Path) -> None:
    (tmp_path / "my copy").hardlink_to(folder.slots)
    remove(folder, os.urandom)
    assert (tmp_path / "my copy").read_bytes() == LASTING["slots.json"]


def test_what_is_not_ours_stays_and_is_named(folder: VaultFolder, tmp_path: Path) -> None:
    (tmp_path / "theirs").write_bytes(b"not ours")
    (folder.path / "holiday.jpg").write_bytes(b"a beach")
    (folder.backups / "notes.txt").write_bytes(b"notes")
    (folder.path / "vault.db-journal").symlink_to(tmp_path / "theirs")
    assert set(remove(folder, os.urandom)) == {"holiday.jpg", "backups/notes.txt", "vault.db-journal"}
    assert tree(folder.path) == {
        "holiday.jpg": b"a beach",
        "backups/notes.txt": b"notes",
        "vault.db-journal": b"not ours",
    }
    assert (tmp_path / "theirs").read_bytes() == b"not ours"


def test_backups_behind_a_link_stay(folder: VaultFolder, tmp_path: Path) -> None:
    shutil.move(folder.backups, tmp_path / "elsewhere")
    folder.backups.symlink_to(tmp_path / "elsewhere")
    assert remove(folder, os.urandom) == ("backups",)
    assert set(tree(tmp_path / "elsewhere")) == {BACKUP, f".{BACKUP}.new"}


def test_a_vault_that_is_open_stays(folder: VaultFolder) -> None:
    before = tree(folder.path)
    lock = VaultLock.take(folder.lock)
    with pytest.raises(StorageError, match="vault_in_use"):
        remove(folder, os.urandom)
    lock.release()
    assert tree(folder.path) == before


def test_a_folder_that_is_no_vault_stays(tmp_path: Path) -> None:
    other = VaultFolder(tmp_path / "documents")
    other.path.mkdir()
    for name in ("letter.txt", "lock"):
        (other.path / name).write_bytes(b"theirs")
    with pytest.raises(StorageError, match="not_a_vault"):
        remove(other, os.urandom)
    assert tree(other.path) == {"letter.txt": b"theirs", "lock": b"theirs"}


def test_a_link_to_a_vault_is_refused(folder: VaultFolder, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(folder.path)
    before = tree(folder.path)
    with pytest.raises(StorageError, match="link_refused"):
        remove(VaultFolder(tmp_path / "link"), os.urandom)
    assert tree(folder.path) == before


@pytest.mark.parametrize("lost", [[*KEYS], [*KEYS, "anchor"], ["vault.db"], [*LASTING], [*LASTING, *PASSING]])
def test_it_goes_on_where_a_crash_left_it(folder: VaultFolder, lost: list[str]) -> None:
    for name in lost:
        (folder.path / name).unlink()
    assert remove(folder, os.urandom) == ()
    assert not folder.path.exists()


def test_a_file_that_may_not_be_written_is_said_and_nothing_is_gone(
    reachable: Path, as_nobody: Callable[[str, Path], str]
) -> None:
    folder = fill(reachable / "mine")
    for path in (folder.path, folder.backups):
        path.chmod(0o755)
    folder.lock.chmod(0o666)
    for name in KEYS:
        (folder.path / name).chmod(0o400)
    before = tree(folder.path)
    program = "vault_removal.remove(vault_folder.VaultFolder(Path(sys.argv[1])), os.urandom)"
    assert as_nobody(program, folder.path) == "no_permission"
    assert tree(folder.path) == before


def test_what_is_swapped_for_a_link_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "theirs").write_bytes(b"not ours")
    (tmp_path / "slots.json").symlink_to(tmp_path / "theirs")
    with pytest.raises(OSError, match="symbolic links"):
        shred(tmp_path / "slots.json", os.urandom)
    assert (tmp_path / "theirs").read_bytes() == b"not ours"

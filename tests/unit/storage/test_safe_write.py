import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from vault.core.errors import StorageError
from vault.storage import safe_write


def code_of(action: Callable[[], object]) -> str:
    with pytest.raises(StorageError) as caught:
        action()
    return caught.value.code


@pytest.mark.parametrize("umask", [0o000, 0o077, 0o777])
def test_a_file_is_only_the_owners_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    path, before = tmp_path / "slots.json", os.umask(umask)
    try:
        safe_write.write(path, b"one")
        safe_write.write(path, b"two")
    finally:
        os.umask(before)
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["slots.json"]


def test_what_a_crash_left_is_written_over(tmp_path: Path) -> None:
    (tmp_path / ".slots.json.new").write_bytes(b"half")
    safe_write.write(tmp_path / "slots.json", b"whole")
    assert [each.name for each in tmp_path.iterdir()] == ["slots.json"]


def test_a_published_file_is_the_owners_and_touches_nothing_else(tmp_path: Path) -> None:
    other = tmp_path / ".e.json.new"
    other.write_bytes(b"my own file")
    safe_write.publish(tmp_path / "e.json", b"whole", random=os.urandom)
    assert (tmp_path / "e.json").read_bytes() == b"whole"
    assert (tmp_path / "e.json").stat().st_mode & 0o777 == 0o600
    assert other.read_bytes() == b"my own file"
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("links", [True, False])
def test_publishing_replaces_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    if not links:
        without_links(monkeypatch)
    path, target = tmp_path / "e.json", tmp_path / "target"
    path.write_bytes(b"mine")
    (tmp_path / "link").symlink_to(target)
    for taken in (path, tmp_path / "link"):
        assert code_of(lambda taken=taken: safe_write.publish(taken, b"new", random=os.urandom)) in {
            "folder_unusable",
            "link_refused",
        }
    assert path.read_bytes() == b"mine"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["e.json", "link"]


def test_a_name_that_is_taken_by_chance_is_left_alone(tmp_path: Path) -> None:
    taken = tmp_path / f".{bytes(16).hex()}.new"
    taken.write_bytes(b"somebody's")
    assert code_of(lambda: safe_write.publish(tmp_path / "e.json", b"new", random=bytes)) == "folder_unusable"
    assert taken.read_bytes() == b"somebody's"
    assert [each.name for each in tmp_path.iterdir()] == [taken.name]


def test_a_memory_stick_gets_a_published_file_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_links(monkeypatch)
    safe_write.publish(tmp_path / "e.json", b"whole", random=os.urandom)
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("e.json", b"whole")]


def test_what_the_disk_gives_back_otherwise_is_not_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda _: b"rot")
    assert code_of(lambda: safe_write.publish(tmp_path / "e.json", b"new", random=os.urandom)) == "disk_failed"
    assert list(tmp_path.iterdir()) == []


def without_links(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, target: Path) -> None:
        raise PermissionError(errno.EPERM, "as vfat does")

    monkeypatch.setattr(Path, "hardlink_to", refuse)


def test_a_failing_check_keeps_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "slots.json"
    safe_write.write(path, b"old")

    def refuse(data: bytes) -> None:
        assert data == b"new"
        raise StorageError("slots_changed")

    assert code_of(lambda: safe_write.write(path, b"new", check=refuse)) == "slots_changed"
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["slots.json"]


def test_links_are_refused_and_not_followed(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "slots.json"
    target.write_bytes(b"elsewhere")
    link.symlink_to(target)
    assert code_of(lambda: safe_write.write(link, b"new")) == "link_refused"
    assert code_of(lambda: safe_write.read(link, max_bytes=10)) == "link_refused"
    (tmp_path / ".other.new").symlink_to(target)
    safe_write.write(tmp_path / "other", b"new")
    assert target.read_bytes() == b"elsewhere"


def test_create_does_not_replace(tmp_path: Path) -> None:
    safe_write.create(tmp_path / "vault.db", b"x")
    assert code_of(lambda: safe_write.create(tmp_path / "vault.db")) == "folder_unusable"


def test_reading_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "slots.json"
    path.write_bytes(b"12345")
    assert safe_write.read(path, max_bytes=5) == b"12345"
    assert code_of(lambda: safe_write.read(path, max_bytes=4)) == "file_too_large"


def test_reading_what_is_no_file_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert code_of(lambda: safe_write.read(tmp_path / "pipe", max_bytes=5)) == "not_a_file"
    assert code_of(lambda: safe_write.read(tmp_path / "nothing", max_bytes=5)) == "file_missing"
    assert code_of(lambda: safe_write.write(tmp_path / "no folder" / "file", b"")) == "file_missing"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EACCES, "no_permission"),
        (errno.EROFS, "read_only"),
        (errno.ELOOP, "link_refused"),
        (errno.ENAMETOOLONG, "folder_unusable"),
        (errno.EIO, "disk_failed"),
    ],
)
def test_errors_of_the_system_get_our_codes(tmp_path: Path, number: int, code: str) -> None:
    problem = safe_write.storage_error(OSError(number, "text"), tmp_path / "anchor")
    assert problem.code == code
    assert problem.facts == {"file": "anchor"}


def test_a_file_system_without_modes_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, mode: int) -> None:
        raise PermissionError(errno.EPERM, "as vfat does")

    monkeypatch.setattr(Path, "chmod", refuse)
    safe_write.write(tmp_path / "anchor", b"x")
    assert (tmp_path / "anchor").read_bytes() == b"x"


def test_a_folder_that_is_gone_cannot_be_flushed(tmp_path: Path) -> None:
    assert code_of(lambda: safe_write.flush_folder(tmp_path / "nothing")) == "file_missing"


def test_a_folder_without_rights(reachable: Path, as_nobody: Callable[[str, Path], str]) -> None:
    path, closed = reachable / "anchor", reachable / "closed"
    safe_write.write(path, b"x")
    closed.mkdir(mode=0o000)
    reachable.chmod(0o555)
    write, read = "safe_write.write(Path(sys.argv[1]), b'y')", "safe_write.read(Path(sys.argv[1]), max_bytes=9)"
    assert as_nobody(write, path) == "no_permission"
    assert as_nobody(write, closed / "anchor") == "no_permission"
    assert as_nobody(read, closed / "anchor") == "no_permission"
    assert as_nobody("lock_file.VaultLock.take(Path(sys.argv[1]))", reachable / "lock") == "no_permission"
    assert path.read_bytes() == b"x"


def test_a_full_disk_keeps_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "slots.json"
    safe_write.write(path, b"old")
    program = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from vault.core.errors import StorageError\n"
        "from vault.storage import safe_write\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"  # the nearest to a full disk without a disk
        "try:\n    safe_write.write(Path(sys.argv[1]), b'n' * 5000)\n"
        "except StorageError as problem:\n    print(problem)\n"
    )
    result = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "disk_full (file=slots.json)"
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("slots.json", b"old")]


def test_half_a_file_is_not_left_behind(tmp_path: Path) -> None:
    def half(file: BinaryIO) -> None:
        file.write(b"half")
        raise OSError(errno.ENOSPC, "full")

    def check(path: Path) -> None:
        raise StorageError("backup_damaged")

    assert code_of(lambda: safe_write.create_filled(tmp_path / "one", half)) == "disk_full"
    assert code_of(lambda: safe_write.publish_filled(tmp_path / "two", half, check, temporary=".new")) == "disk_full"
    assert (
        code_of(lambda: safe_write.publish_filled(tmp_path / "two", lambda file: None, check, temporary=".new"))
        == "backup_damaged"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_file_to_read(tmp_path: Path) -> None:
    assert code_of(lambda: safe_write.read(tmp_path, max_bytes=5)) == "not_a_file"

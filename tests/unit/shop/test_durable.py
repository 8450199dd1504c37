"""A file is whole and its owner's alone, whatever lies in its way, and its name is on the disk too."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from vault.shop.durable import append, write_whole


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was written to the disk, in order: files and folders."""
    found: list[str] = []
    sync = os.fsync

    def watched(descriptor: int) -> None:
        found.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    return found


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_name_is_on_the_disk_after_the_file(tmp_path: Path, synced: list[str]) -> None:
    write_whole(tmp_path / "ring", b"new")
    assert synced == ["file", "folder"]
    append(tmp_path / "stops", b"first")
    append(tmp_path / "stops", b", second")
    assert synced[2:] == ["file", "folder", "file"]
    assert (tmp_path / "stops").read_bytes() == b"first, second"
    assert {mode(path) for path in tmp_path.iterdir()} == {0o600}


def test_what_a_crash_left_is_not_written_into(tmp_path: Path) -> None:
    left = tmp_path / "ring.new"
    left.write_bytes(b"half")
    left.chmod(0o644)
    with left.open("rb") as elsewhere:
        write_whole(tmp_path / "ring", b"secret")
        assert elsewhere.read() == b"half"
    assert mode(tmp_path / "ring") == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["ring"]


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.write_bytes(b"mine")
    for name in ("ring.new", "ring", "stops"):
        (tmp_path / name).symlink_to(mine)
    write_whole(tmp_path / "ring", b"keys")
    with pytest.raises(OSError, match="stops"):
        append(tmp_path / "stops", b"line")
    assert mine.read_bytes() == b"mine"
    assert not (tmp_path / "ring").is_symlink()

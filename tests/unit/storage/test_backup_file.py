"""The backup file: what it holds comes back, and no other file passes for one."""

from __future__ import annotations

import io
import json
import os
import tempfile
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.storage.backed_up import PASSPHRASE, code_of, the_slots
from tests.unit.storage.conftest import KEY, NOON, VAULT_ID
from vault.core.errors import VaultError
from vault.storage import backup_file, passphrase_slot, slots, stored_zip
from vault.storage.backup_file import DATABASE, MANIFEST, SLOTS, Backup, Reason, Source
from vault.storage.contents import Content
from vault.storage.secret import VaultKey
from vault.storage.stored_zip import Member

SNAPSHOT = b"what SQLCipher wrote " * 500
CONTENTS = (Content("preference", 3, bytes(32)), Content("setting", 0, b"\x01" * 32))
REFUSALS = {
    "not_a_backup",
    "backup_incomplete",
    "backup_malformed",
    "backup_too_large",
    "backup_damaged",
    "backup_newer",
    "backup_changed",
    "slots_unreadable",
    "slots_changed",
    "slot_damaged",
    "vault_newer",
}


def write(path: Path, name: str = "mine", contents: tuple[Content, ...] = CONTENTS) -> Path:
    snapshot = path.with_name("snapshot")
    snapshot.write_bytes(SNAPSHOT)
    with path.open("wb") as file:
        source = Source(snapshot, contents, 2, the_slots())
        backup_file.write(file, source, KEY, name=name, made_at=NOON, reason=Reason.DAILY)
    return path


def whole(path: Path, key: VaultKey = KEY) -> tuple[Backup, bytes]:
    """Everything that is done with a backup before its database is opened."""
    backup, data = backup_file.read(path), io.BytesIO()
    backup_file.verify(backup, key)
    backup_file.extract(backup, data.write)
    return backup, data.getvalue()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write(tmp_path / "mine.vaultbackup")


def test_what_is_written_comes_back(path: Path) -> None:
    backup, data = whole(path)
    assert data == SNAPSHOT
    assert backup.slots == the_slots()
    told = backup.manifest
    assert (told.vault_id, told.name, told.made_at, told.reason, told.schema) == (VAULT_ID, "mine", NOON, "daily", 2)
    assert told.contents.keys() == {"preference", "setting"}
    assert passphrase_slot.open_with(backup.slots, PASSPHRASE) == KEY


def test_a_manifest_tells_nobody_what_is_inside(tmp_path: Path) -> None:
    one, other = write(tmp_path / "one"), write(tmp_path / "other", contents=(CONTENTS[0],))
    first = backup_file.read(one).manifest.contents
    assert sha256(bytes(32)).hexdigest() not in first.values()
    assert bytes(32).hex() not in first.values()
    assert backup_file.read(other).manifest.contents["preference"] == first["preference"]  # of the same moment
    assert backup_file.content_mac(CONTENTS[0], KEY, NOON.replace(hour=13)) != first["preference"]


@pytest.mark.parametrize(
    ("name", "kept"), [("", "_"), ("mijn kluis ✓", "mijn kluis ✓"), ("a\x1b[2J", "a_[2J"), ("n" * 300, "n" * 255)]
)
def test_any_folder_has_a_name_that_can_be_shown(tmp_path: Path, name: str, kept: str) -> None:
    assert whole(write(tmp_path / "b", name))[0].manifest.name == kept


def test_another_key_did_not_write_it(path: Path) -> None:
    assert code_of(lambda: whole(path, VaultKey(bytes(32)))) == "backup_changed"


def test_a_snapshot_that_is_too_large_is_not_packed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup_file, "MAX_DATABASE_BYTES", 1000)
    assert code_of(lambda: write(path)) == "backup_too_large"


@pytest.mark.parametrize("kind", ["missing", "folder", "link", "pipe"])
def test_what_is_no_file_is_no_backup(tmp_path: Path, path: Path, kind: str) -> None:
    other = tmp_path / "other"
    if kind == "folder":
        other.mkdir()
    elif kind == "link":
        other.symlink_to(path)
    elif kind == "pipe":
        os.mkfifo(other)
    expected = {"missing": "file_missing", "folder": "not_a_file", "link": "link_refused", "pipe": "not_a_file"}
    assert code_of(lambda: backup_file.read(other)) == expected[kind]


# What is refused


@cache
def sample() -> bytes:
    """A backup's bytes, made once."""
    with tempfile.TemporaryDirectory() as name:
        return write(Path(name) / "b").read_bytes()


def passes(data: bytes, path: Path) -> bool:
    """Whether a file is taken; anything but an error of ours fails the test."""
    path.write_bytes(data)
    try:
        found = whole(path)
    except VaultError as problem:
        code = problem.code
    else:
        return found[1] == SNAPSHOT
    assert code in REFUSALS
    return False


many = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@many
@given(st.integers(0, len(sample()) - 1), st.integers(1, 255))
def test_no_changed_byte_passes(tmp_path: Path, place: int, change: int) -> None:
    data = bytearray(sample())
    data[place] ^= change
    assert not passes(bytes(data), tmp_path / "b")


@many
@given(st.integers(0, len(sample()) - 1))
def test_no_part_of_it_passes(tmp_path: Path, size: int) -> None:
    assert not passes(sample()[:size], tmp_path / "b")


@many
@given(st.binary(min_size=1, max_size=64))
def test_nothing_more_passes(tmp_path: Path, more: bytes) -> None:
    assert not passes(sample() + more, tmp_path / "b")


def packed(manifest: bytes, slots_bytes: bytes | None = None, snapshot: bytes = SNAPSHOT) -> bytes:
    file = io.BytesIO()
    parts = {MANIFEST: manifest, SLOTS: slots_bytes or slots.serialise(the_slots()), DATABASE: snapshot}
    members = [(Member(name, len(data), crc32(data)), [data]) for name, data in parts.items()]
    stored_zip.write(file, members, NOON)
    return file.getvalue()


def manifest() -> dict[str, Any]:
    file = io.BytesIO(sample())
    places = stored_zip.layout(file, backup_file.LIMITS)
    found: dict[str, Any] = json.loads(b"".join(stored_zip.content(file, places[MANIFEST])))
    return found


def changed(**members: Any) -> bytes:
    return json.dumps({**manifest(), **members}).encode()


def part(name: str, **members: Any) -> dict[str, Any]:
    files = manifest()["files"]
    return {**files, name: {**files[name], **members}}


def test_the_samples_of_these_tests_pass_as_they_are(tmp_path: Path) -> None:
    assert passes(packed(changed()), tmp_path / "b")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "backup_malformed"),
        (b"[]", "backup_malformed"),
        (b"{" * 60_000, "backup_malformed"),
        (b'{"format": "preference-vault-backup", "format": "x"}', "backup_malformed"),
        (b" " * (64 * 1024 + 1), "backup_too_large"),
        (changed(format="another"), "backup_malformed"),
        (changed(version=2), "backup_newer"),
        (changed(version=0), "backup_malformed"),
        (changed(version=True), "backup_malformed"),
        (changed(version="1"), "backup_malformed"),
        (changed(more=1), "backup_malformed"),
        (changed(vault="a5"), "backup_malformed"),
        (changed(vault=7), "backup_malformed"),
        (changed(vault="00" * 16), "backup_malformed"),
        (changed(name=""), "backup_malformed"),
        (changed(name="a\x1b"), "backup_malformed"),
        (changed(name="n" * 256), "backup_malformed"),
        (changed(name=[]), "backup_malformed"),
        (changed(made_at="yesterday"), "backup_malformed"),
        (changed(made_at=None), "backup_malformed"),
        (changed(reason="no reason"), "backup_malformed"),
        (changed(schema=0), "backup_malformed"),
        (changed(schema=True), "backup_malformed"),
        (changed(schema=10_000), "backup_malformed"),
        (changed(files={}), "backup_malformed"),
        (changed(files=[]), "backup_malformed"),
        (changed(files={"slots.json": [], "vault.db": None}), "backup_malformed"),
        (changed(files=part("slots.json", bytes=-1)), "backup_malformed"),
        (changed(files=part("slots.json", bytes="1")), "backup_malformed"),
        (changed(files=part("slots.json", sha256="00")), "backup_malformed"),
        (changed(files=part("slots.json", more=1)), "backup_malformed"),
        (changed(files={"../slots.json": {}, "vault.db": {}}), "backup_malformed"),
        (changed(files=part("slots.json", bytes=1)), "backup_damaged"),
        (changed(files=part("slots.json", sha256="00" * 32)), "backup_damaged"),
        (changed(files=part("vault.db", bytes=1)), "backup_damaged"),
        (changed(files=part("vault.db", sha256="00" * 32)), "backup_changed"),
        (changed(contents={"no table": "00" * 32}), "backup_malformed"),
        (changed(contents={"setting": "00"}), "backup_malformed"),
        (changed(contents={f"t_{'a' * n}": "00" * 32 for n in range(60)}), "backup_changed"),
        (changed(contents=[]), "backup_malformed"),
        (changed(contents={}), "backup_changed"),
        (changed(mac="00"), "backup_malformed"),
        (changed(mac=None), "backup_malformed"),
        (changed(mac="00" * 32), "backup_changed"),
        (changed(name="yours"), "backup_changed"),
        (changed(made_at="2026-05-12T12:00:01Z"), "backup_changed"),
    ],
)
def test_each_other_manifest_is_refused(path: Path, data: bytes, code: str) -> None:
    path.write_bytes(packed(data))
    assert code_of(lambda: whole(path)) == code


def test_slots_of_another_vault_or_changed_ones_are_refused(path: Path) -> None:
    def with_slots(data: bytes) -> str:
        files = part("slots.json", bytes=len(data), sha256=sha256(data).hexdigest())
        path.write_bytes(packed(changed(files=files), data))
        return code_of(lambda: whole(path))

    other = slots.serialise(replace(the_slots(), vault_id="00" * 16))
    assert with_slots(other) == "backup_malformed"
    assert with_slots(b"{}") == "slots_unreadable"
    assert with_slots(slots.serialise(replace(the_slots(), generation=9))) == "backup_changed"


def test_a_snapshot_that_is_not_the_one_of_the_manifest_is_damage(path: Path) -> None:
    path.write_bytes(packed(changed(), snapshot=SNAPSHOT[:-1] + b"!"))
    assert code_of(lambda: whole(path)) == "backup_damaged"


def test_a_file_that_shrinks_while_it_is_read_is_incomplete(path: Path) -> None:
    backup = backup_file.read(path)
    os.truncate(path, backup.database.offset + 100)
    assert code_of(lambda: backup_file.extract(backup, len)) == "backup_incomplete"

"""The list of vaults: what is written comes back, what is damaged is said, and no file can make it grow."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vault.core.errors import StorageError
from vault.storage import vault_list
from vault.storage.vault_list import MAX_FILE_BYTES, MAX_PATH, MAX_PLACES, Moving, VaultList

GOOD: dict[str, Any] = {"format": 1, "current": None, "elsewhere": ["/a/b"], "moving": {"from": "/a/b", "to": "/c"}}
PLACES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0/"), min_size=1, max_size=40).map(
    lambda name: Path("/home") / name
)
SAME_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "vaults.json"


def code_of(path: Path) -> str:
    with pytest.raises(StorageError) as caught:
        vault_list.read(path)
    return caught.value.code


@SAME_FOLDER
@given(
    st.none() | PLACES,
    st.lists(PLACES, max_size=MAX_PLACES, unique=True).map(tuple),
    st.none() | st.builds(Moving, PLACES, PLACES),
)
def test_what_is_written_comes_back(
    path: Path, current: Path | None, elsewhere: tuple[Path, ...], moving: Moving | None
) -> None:
    content = VaultList(current, elsewhere, moving)
    vault_list.write(path, content)
    assert vault_list.read(path) == content
    assert path.stat().st_mode & 0o777 == 0o600


def test_where_there_is_none_it_is_empty(path: Path) -> None:
    assert vault_list.read(path) == VaultList()


def test_a_place_stands_there_once(path: Path) -> None:
    path.write_text(json.dumps(GOOD | {"elsewhere": ["/a/b", "/c", "/a/b"]}))
    assert vault_list.read(path).elsewhere == (Path("/a/b"), Path("/c"))


@pytest.mark.parametrize(
    "change",
    [
        {"format": 0},
        {"format": True},
        {"format": "1"},
        {"current": 7},
        {"current": ""},
        {"current": "relative/place"},
        {"current": "/with\0nul"},
        {"current": "/" + "a" * MAX_PATH},
        {"elsewhere": None},
        {"elsewhere": "/a"},
        {"elsewhere": [None]},
        {"elsewhere": ["a"]},
        {"elsewhere": [f"/{n}" for n in range(MAX_PLACES + 1)]},
        {"moving": []},
        {"moving": "/a"},
        {"moving": {"from": "/a"}},
        {"moving": {"from": "/a", "to": "b"}},
        {"moving": {"from": "/a", "to": "/b", "by": "/c"}},
        {"more": 1},
    ],
)
def test_a_wrong_member_is_damage(path: Path, change: dict[str, object]) -> None:
    path.write_text(json.dumps(GOOD | change))
    assert code_of(path) == "vault_list_damaged"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b"null",
        b"\xff\xfe",
        b'{"format": 1}',
        b'{"format": 1, "format": 1}',
        json.dumps(GOOD).replace("/c", "/\\ud800").encode(),
        b"{" * 5000,
        b" " * (MAX_FILE_BYTES + 1),
    ],
)
def test_a_file_that_is_no_list_is_damage(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    assert code_of(path) == "vault_list_damaged"


@SAME_FOLDER
@given(st.binary(max_size=300))
def test_any_bytes_are_a_list_or_damage(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    assert code_of(path) == "vault_list_damaged"


def test_every_missing_member_is_damage(path: Path) -> None:
    for name in GOOD:
        path.write_text(json.dumps({key: value for key, value in GOOD.items() if key != name}))
        assert code_of(path) == "vault_list_damaged"


def test_a_newer_list_is_left_alone(path: Path) -> None:
    path.write_text(json.dumps({"format": 2, "vaults": {}}))
    assert code_of(path) == "vault_list_newer"


def test_a_link_is_refused(path: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text(json.dumps(GOOD))
    path.symlink_to(tmp_path / "elsewhere")
    assert code_of(path) == "link_refused"
    with pytest.raises(StorageError, match="link_refused"):
        vault_list.write(path, VaultList())


def test_one_writes_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault_list, "_PATIENT_TRIES", 1)
    path = tmp_path / "new folder" / "vaults.json"
    lock = vault_list.lock(path)
    with pytest.raises(StorageError, match="vault_in_use"):
        vault_list.lock(path)
    lock.release()
    vault_list.lock(path).release()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="folder_unusable"):
        vault_list.lock(tmp_path / "file" / "vaults.json")


def test_only_places_that_are_text_fit(tmp_path: Path) -> None:
    assert vault_list.fits(tmp_path / "Noor’s café 我")  # noqa: RUF001  any letter may be in a name
    assert not vault_list.fits(Path("relative"))
    assert not vault_list.fits(tmp_path / "half \udcff")
    assert not vault_list.fits(tmp_path / ("a" * MAX_PATH))

"""A vault is moved: it stays known, and a move that broke off is ended or begun anew."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.unit.customer.known_vaults import broken_off, code_of, find, move, seen
from tests.unit.storage.whole_vault import fill, tree
from vault.core.errors import StorageError
from vault.customer.vault_places import Places, State, state_at
from vault.customer.vaults import (
    KnownVault,
    current_folder,
    move_vault,
    remember_vault,
    use_vault,
)
from vault.storage import vault_list, vault_moving
from vault.storage.lock_file import VaultLock
from vault.storage.vault_folder import VaultFolder
from vault.storage.vault_list import VaultList


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places.at(tmp_path / "data", tmp_path / "config")


@pytest.fixture
def first(places: Places) -> Path:
    return fill(places.first, passing=False).path


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder on a memory stick, say."""
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def test_a_move_keeps_the_vault_known_and_used(places: Places, first: Path, stick: Path) -> None:
    before = tree(first)
    moved = move(places, "vault", stick / "kluis")
    assert (moved.folder, moved.others, moved.problem) == (stick / "kluis", (), None)
    assert {name: content for name, content in tree(moved.folder).items() if name != "lock"} == before
    assert vault_list.read(places.list) == VaultList(stick / "kluis", (stick / "kluis",))
    move(places, "kluis", places.vaults / "second")
    assert vault_list.read(places.list) == VaultList(places.vaults / "second")
    move(places, "second", places.first)
    assert vault_list.read(places.list) == VaultList()
    assert seen(places) == {"vault": (State.THERE, True)}


def test_a_move_of_another_one_leaves_the_one_that_is_used(places: Places, first: Path, stick: Path) -> None:
    fill(places.vaults / "second")
    move(places, "second", stick / "kluis")
    assert current_folder(places, os.urandom) == first
    assert seen(places) == {"vault": (State.THERE, True), "kluis": (State.THERE, False)}


def test_a_move_that_is_refused_leaves_the_list(places: Places, first: Path, stick: Path) -> None:
    fill(stick / "kluis")
    use_vault(places, find(places, "vault"))
    assert code_of(lambda: move(places, "vault", stick / "kluis")) == "vault_exists"
    lock = VaultLock.take(first / "lock")
    assert code_of(lambda: move(places, "vault", stick / "new")) == "vault_in_use"
    lock.release()
    assert vault_list.read(places.list) == VaultList()
    assert not (stick / "new").exists()


def test_a_move_is_not_begun_where_the_list_cannot_be_written(places: Places, first: Path, stick: Path) -> None:
    places.list.parent.write_bytes(b"a file")
    known = KnownVault("vault", first, State.THERE)
    assert code_of(lambda: move_vault(places, known, stick / "new", os.urandom)) == "folder_unusable"
    assert list(stick.iterdir()) == []


def test_a_place_that_cannot_be_made_is_said(places: Places, first: Path, stick: Path) -> None:
    (stick / "file").touch()
    assert code_of(lambda: move(places, "vault", stick / "file" / "kluis")) == "folder_unusable"
    assert vault_list.read(places.list) == VaultList()
    assert state_at(stick / ("a" * 300)) is State.MISSING


def test_what_stays_behind_stays_known(
    places: Places, first: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stuck(source: VaultFolder, target: VaultFolder, _: object) -> vault_moving.Moved:
        shutil.copytree(source.path, target.path)
        return vault_moving.Moved((), StorageError("read_only", file="slots.json"))

    remember_vault(places, fill(stick / "kluis").path)
    monkeypatch.setattr(vault_moving, "move", stuck)
    assert move(places, "kluis", stick / "second").problem is not None
    assert seen(places) == {name: (State.THERE, name == "vault") for name in ("vault", "kluis", "second")}


def test_a_move_that_broke_off_before_the_copy_was_whole_begins_anew(places: Places, first: Path, stick: Path) -> None:
    unfinished = stick / ".kluis.0123456789abcdef.unfinished"
    fill(unfinished)
    (stick / ".kluis.short.unfinished").mkdir()
    broken_off(places, first, stick / "kluis")
    assert current_folder(places, os.urandom) == first
    assert vault_list.read(places.list) == VaultList()
    assert [each.name for each in stick.iterdir()] == [".kluis.short.unfinished"]


def test_a_move_that_broke_off_after_the_rename_is_ended(places: Places, first: Path, stick: Path) -> None:
    broken_off(places, first, stick / "kluis")
    first.rename(stick / "kluis")
    assert current_folder(places, os.urandom) == stick / "kluis"
    assert vault_list.read(places.list) == VaultList(stick / "kluis", (stick / "kluis",))


@pytest.mark.parametrize("gone", [[], ["slots.json"], ["slots.json", "slots.renewed.json", "anchor"]])
def test_a_move_that_broke_off_while_the_old_place_was_emptied_is_ended(
    places: Places, first: Path, stick: Path, gone: list[str]
) -> None:
    shutil.copytree(first, stick / "kluis")
    broken_off(places, first, stick / "kluis")
    for name in gone:
        (first / name).unlink()
    assert current_folder(places, os.urandom) == stick / "kluis"
    assert not first.exists()
    assert seen(places) == {"kluis": (State.THERE, True)}


def test_the_last_crumbs_of_a_move_go_too(places: Places, first: Path, stick: Path) -> None:
    shutil.copytree(first, stick / "kluis")
    broken_off(places, first, stick / "kluis")
    shutil.rmtree(first)
    (first / "backups").mkdir(parents=True)
    (first / "lock").touch()
    assert current_folder(places, os.urandom) == stick / "kluis"
    assert not first.exists()


def test_a_vault_that_was_used_after_the_crash_stays_beside_its_copy(places: Places, first: Path, stick: Path) -> None:
    shutil.copytree(first, stick / "kluis")
    broken_off(places, first, stick / "kluis")
    (first / "anchor").write_bytes(b"newer")
    assert seen(places) == {"kluis": (State.THERE, True), "vault": (State.THERE, False)}
    assert vault_list.read(places.list).moving is None


def test_a_move_that_is_under_way_is_left_alone(places: Places, first: Path, stick: Path) -> None:
    broken_off(places, first, stick / "kluis")
    fill(stick / ".kluis.0123456789abcdef.unfinished")
    before = vault_list.read(places.list)
    lock = VaultLock.take(first / "lock")
    assert current_folder(places, os.urandom) == first
    assert vault_list.read(places.list) == before
    assert len(list(stick.iterdir())) == 1
    shutil.copytree(first, stick / "kluis")
    assert current_folder(places, os.urandom) == stick / "kluis"  # it is whole there, and emptied here
    assert vault_list.read(places.list) == before
    lock.release()


def test_a_move_waits_for_a_disk_that_is_out(places: Places, first: Path, stick: Path) -> None:
    shutil.copytree(first, stick / "kluis")
    broken_off(places, first, stick / "kluis")
    (first / "slots.json").unlink()
    stick.rename(stick.with_name("out"))
    before = vault_list.read(places.list)
    assert seen(places) == {"vault": (State.PARTLY, True), "kluis": (State.MISSING, False)}
    shutil.rmtree(first)
    assert current_folder(places, os.urandom) == first
    assert vault_list.read(places.list) == before
    stick.with_name("out").rename(stick)
    assert current_folder(places, os.urandom) == stick / "kluis"

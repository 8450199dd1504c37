"""Several vaults: found, named, used, moved and deleted; and a move that broke off is brought to its end."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.storage.whole_vault import SLOT_ID, VAULT_ID, fill, tree
from vault.core.errors import ChoiceError, StorageError, VaultError
from vault.customer import vaults
from vault.customer.vault_places import MAX_NAME_BYTES, Places, State, free_place, place_for, state_at
from vault.customer.vaults import (
    KnownVault,
    current_folder,
    delete_vault,
    find_vault,
    move_vault,
    remember_vault,
    use_vault,
    view_vaults,
)
from vault.storage import vault_list, vault_moving
from vault.storage.lock_file import VaultLock
from vault.storage.vault_folder import VaultFolder
from vault.storage.vault_list import MAX_PLACES, Moving, VaultList


class NoKeychain:
    """Stands in for the keychain of the system and keeps what it was told to forget."""

    def __init__(self, problem: str | None = None) -> None:
        self.forgotten: list[str] = []
        self.problem = problem

    def forget(self, account: str) -> None:
        if self.problem:
            raise StorageError(self.problem)
        self.forgotten.append(account)


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


def code_of(action: Callable[[], object]) -> str:
    with pytest.raises(VaultError) as caught:
        action()
    return caught.value.code


def seen(places: Places) -> dict[str, tuple[State, bool]]:
    return {each.name: (each.state, each.current) for each in view_vaults(places, os.urandom)}


def find(places: Places, typed: str) -> KnownVault:
    return find_vault(places, typed, os.urandom)


def move(places: Places, typed: str, target: Path) -> vaults.MovedVault:
    return move_vault(places, find(places, typed), target, os.urandom)


def delete(places: Places, typed: str, keychain: NoKeychain | None = None) -> vaults.DeletedVault:
    stand_in = keychain or NoKeychain()
    return delete_vault(places, find(places, typed), os.urandom, find_keychain=lambda: stand_in)  # type: ignore[arg-type, return-value]  # all it needs


def broken_off(places: Places, source: Path, target: Path) -> None:
    """What the list says while a vault moves."""
    found = vault_list.read(places.list)
    elsewhere = found.elsewhere if places.beside(target) else (*found.elsewhere, target)
    places.list.parent.mkdir(exist_ok=True)
    vault_list.write(places.list, VaultList(found.current, elsewhere, Moving(source, target)))


def test_nothing_is_there_at_first(places: Places) -> None:
    assert view_vaults(places, os.urandom) == ()
    assert current_folder(places, os.urandom) == places.first
    assert not places.list.exists()


def test_vaults_beside_the_first_are_found_without_a_list(places: Places, first: Path) -> None:
    fill(places.vaults / "Noor's café 我")
    fill(places.vaults / ".vault.0123456789abcdef.unfinished")
    (places.vaults / "papers").mkdir()
    (places.vaults / "a file").touch()
    (places.vaults / "link").symlink_to(first)
    assert seen(places) == {"vault": (State.THERE, True), "Noor's café 我": (State.THERE, False)}
    assert not places.list.exists()


def test_half_a_vault_is_shown_as_such(places: Places, first: Path) -> None:
    (first / "slots.json").unlink()
    assert seen(places) == {"vault": (State.PARTLY, True)}


def test_the_one_that_is_used_is_kept(places: Places, first: Path, stick: Path) -> None:
    beside, far = fill(places.vaults / "second").path, fill(stick / "kluis").path
    use_vault(places, find(places, "second"))
    assert current_folder(places, os.urandom) == beside
    assert vault_list.read(places.list).elsewhere == ()
    use_vault(places, find(places, str(far)))
    assert current_folder(places, os.urandom) == far
    assert seen(places)["kluis"] == (State.THERE, True)
    use_vault(places, find(places, "vault"))
    assert vault_list.read(places.list) == VaultList(None, (far,))
    assert seen(places)["kluis"] == (State.THERE, False)


def test_a_stick_that_is_out_is_shown_and_not_used_anew(places: Places, first: Path, stick: Path) -> None:
    remember_vault(places, fill(stick / "kluis").path)
    use_vault(places, find(places, "kluis"))
    stick.rename(stick.with_name("out"))
    assert seen(places) == {"vault": (State.THERE, False), "kluis": (State.MISSING, True)}
    assert current_folder(places, os.urandom) == stick / "kluis"  # not the first instead, in silence
    assert code_of(lambda: use_vault(places, find(places, "kluis"))) == "vault_missing"


def test_a_vault_is_found_by_name_or_by_folder(places: Places, first: Path, stick: Path) -> None:
    fill(places.vaults / "café")
    assert find(places, "cafe\N{COMBINING ACUTE ACCENT}").folder == places.vaults / "café"
    assert find(places, str(first)).current
    assert find(places, f"{first.parent}/../data/vault") == find(places, "vault")
    remember_vault(places, fill(stick / "vault").path)
    assert code_of(lambda: find(places, "vault")) == "vault_ambiguous"
    assert find(places, str(stick / "vault")).folder == stick / "vault"
    assert code_of(lambda: find(places, "Vault")) == "vault_unknown"
    assert code_of(lambda: find(places, str(stick))) == "not_a_vault"
    assert code_of(lambda: find(places, str(stick / "no"))) == "vault_missing"


def test_a_relative_folder_is_taken_from_here(
    places: Places, first: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(stick / "kluis")
    monkeypatch.chdir(stick)
    assert find(places, "./kluis").folder == stick / "kluis"
    assert place_for(places, "./new") == stick / "new"


@pytest.mark.parametrize("name", ["second", "Noor's kluis", "café", "我的库", "a.b", "com10", "con-artist", "a" * 200])
def test_a_name_is_a_folder_beside_the_first(places: Places, name: str) -> None:
    assert place_for(places, name) == places.vaults / name


def test_two_spellings_are_one_name(places: Places) -> None:
    assert place_for(places, "cafe\N{COMBINING ACUTE ACCENT}") == places.vaults / "café"


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        ".hidden",
        "a:b",
        "a\\b",
        "a*",
        'a"',
        "a\nb",
        "a\0b",
        "a\u202eb",
        " a",
        "a ",
        "a.",
        "CON",
        "nul.txt",
        "Lpt1",
        "half \udcff",
        "é" * (MAX_NAME_BYTES // 2 + 1),
    ],
)
def test_a_name_that_some_system_does_not_take_is_refused(places: Places, name: str) -> None:
    assert code_of(lambda: place_for(places, name)) == "vault_name_refused"


def test_a_folder_that_is_no_text_is_refused(places: Places, tmp_path: Path) -> None:
    assert code_of(lambda: place_for(places, f"{tmp_path}/half \udcff")) == "folder_unusable"
    assert code_of(lambda: place_for(places, f"{tmp_path}/nul\0")) == "folder_unusable"
    fill(tmp_path / "half \udcff")
    assert code_of(lambda: find(places, f"{tmp_path}/half \udcff")) == "folder_unusable"


def test_the_list_has_an_end(places: Places, stick: Path) -> None:
    places.list.parent.mkdir()
    vault_list.write(places.list, VaultList(elsewhere=tuple(Path(f"/out/{n}") for n in range(MAX_PLACES))))
    assert code_of(lambda: remember_vault(places, stick / "kluis")) == "too_many_vaults"
    remember_vault(places, Path("/out/7"))
    assert len(vault_list.read(places.list).elsewhere) == MAX_PLACES


def test_a_damaged_list_is_said_and_left(places: Places, first: Path) -> None:
    places.list.parent.mkdir()
    places.list.write_bytes(b"{}")
    for action in (
        lambda: current_folder(places, os.urandom),
        lambda: view_vaults(places, os.urandom),
        lambda: remember_vault(places, Path("/out/1")),
    ):
        assert code_of(action) == "vault_list_damaged"
    assert places.list.read_bytes() == b"{}"


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


def test_a_deleted_vault_is_gone_from_disk_list_and_keychain(places: Places, first: Path, stick: Path) -> None:
    remember_vault(places, fill(stick / "kluis").path)
    use_vault(places, find(places, "kluis"))
    keychain = NoKeychain()
    gone = delete(places, "kluis", keychain)
    assert (gone.vault.name, gone.missing, gone.others) == ("kluis", False, ())
    assert list(stick.iterdir()) == []
    assert keychain.forgotten == [f"{VAULT_ID}.{SLOT_ID}"]
    assert vault_list.read(places.list) == VaultList()
    assert seen(places) == {"vault": (State.THERE, True)}


def test_a_keychain_that_fails_keeps_no_vault(places: Places, first: Path) -> None:
    delete(places, "vault", NoKeychain("keychain_locked"))
    assert not first.exists()


def test_no_keychain_is_asked_where_it_has_nothing(places: Places, first: Path) -> None:
    (first / "slots.json").unlink()
    delete_vault(places, find(places, "vault"), os.urandom, find_keychain=pytest.fail)
    assert not first.exists()


def test_what_is_not_there_only_goes_from_the_list(places: Places, first: Path, stick: Path) -> None:
    remember_vault(places, fill(stick / "kluis").path)
    stick.rename(stick.with_name("out"))
    gone = delete(places, "kluis")
    assert (gone.missing, gone.others) == (True, ())
    assert vault_list.read(places.list) == VaultList()
    assert (stick.with_name("out") / "kluis" / "slots.json").exists()


def test_papers_in_the_place_of_a_vault_stay(places: Places, first: Path, stick: Path) -> None:
    remember_vault(places, stick / "kluis")
    (stick / "kluis").mkdir()
    (stick / "kluis" / "letter.txt").write_bytes(b"dear")
    assert delete(places, "kluis").missing
    assert tree(stick) == {"kluis/letter.txt": b"dear"}


def test_a_vault_that_is_open_is_not_deleted_and_stays_known(places: Places, first: Path, stick: Path) -> None:
    remember_vault(places, fill(stick / "kluis").path)
    before = tree(stick)
    lock = VaultLock.take(stick / "kluis" / "lock")
    assert code_of(lambda: delete(places, "kluis")) == "vault_in_use"
    lock.release()
    assert tree(stick) == before
    assert "kluis" in seen(places)


def test_a_first_vault_behind_a_link_is_used_and_stays(places: Places, stick: Path) -> None:
    fill(stick / "kluis", passing=False)
    places.vaults.mkdir()
    places.first.symlink_to(stick / "kluis")
    assert seen(places) == {"vault": (State.THERE, True)}
    assert code_of(lambda: delete(places, "vault")) == "link_refused"
    assert code_of(lambda: move(places, "vault", stick / "new")) == "link_refused"
    assert (stick / "kluis" / "slots.json").exists()


def test_choices_are_told_from_faults(places: Places) -> None:
    with pytest.raises(ChoiceError):
        find(places, "nothing")
    with pytest.raises(StorageError):
        find(places, "/nothing/here")


# ---- a place for a vault that comes from elsewhere ----


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("Anna", "Anna"),
        ("vault", "vault 2"),
        ("", "vault 2"),
        ("..", "vault 2"),
        ("../../etc", "vault 2"),
        ("/etc/passwd", "vault 2"),
        ("con", "vault 2"),
        ("caf\N{LATIN SMALL LETTER E}\N{COMBINING ACUTE ACCENT}", "café"),
    ],
)
def test_a_free_place_is_beside_the_others_whatever_a_file_calls_it(places: Places, wanted: str, name: str) -> None:
    fill(places.first)
    assert free_place(places.vaults, wanted) == places.vaults / name


def test_a_free_place_is_one_where_nothing_is_not_even_a_link(places: Places, tmp_path: Path) -> None:
    assert free_place(places.vaults, "vault") == places.first
    fill(places.first)
    (places.vaults / "vault 2").symlink_to(tmp_path / "nowhere")
    assert free_place(places.vaults, "vault") == places.vaults / "vault 3"


def test_no_free_place_is_said(places: Places) -> None:
    for number in range(1, MAX_PLACES):
        (places.vaults / ("vault" if number == 1 else f"vault {number}")).mkdir(parents=True)
    assert code_of(lambda: free_place(places.vaults, "vault")) == "vault_exists"

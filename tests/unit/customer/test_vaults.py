"""Several vaults: found, named, used, moved and deleted; and a move that broke off is brought to its end."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.unit.customer.known_vaults import NoKeychain, code_of, delete, find, move, seen
from tests.unit.storage.whole_vault import SLOT_ID, VAULT_ID, fill, tree
from vault.core.errors import ChoiceError, StorageError
from vault.customer.vault_places import MAX_NAME_BYTES, Places, State, free_place, place_for
from vault.customer.vaults import (
    current_folder,
    delete_vault,
    remember_vault,
    use_vault,
    view_vaults,
)
from vault.storage import vault_list
from vault.storage.lock_file import VaultLock
from vault.storage.vault_list import MAX_PLACES, VaultList


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

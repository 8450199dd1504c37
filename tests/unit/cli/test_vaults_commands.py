"""``vaults`` as typed: what is printed, the exit codes, and that nothing is deleted unasked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.unit.cli.conftest import PASSPHRASE, CommandLine
from vault.cli.exit_codes import DONE, NOT_POSSIBLE, VAULT_PROBLEM
from vault.core.errors import StorageError
from vault.storage import vault_moving
from vault.storage.lock_file import VaultLock


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder that is not beside the first vault."""
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def names(command: CommandLine) -> dict[str, tuple[str, bool]]:
    return {each["name"]: (each["state"], each["used"]) for each in command.json("vaults", "list")["vaults"]}


def test_no_vault_yet(no_vault: CommandLine) -> None:
    assert no_vault("vaults", "list") == DONE
    assert no_vault.out == "There is no vault yet. Make one with: preference-vault create\n"
    assert no_vault.json("vaults", "list") == {"vaults": []}


def test_a_second_vault_is_made_used_and_deleted(command: CommandLine) -> None:
    command.passphrases = [PASSPHRASE, PASSPHRASE]
    assert command("vaults", "create", "Noor's café") == DONE
    second = command.folder.parent / "Noor's café"
    assert command.out.splitlines()[-2:] == [
        f"Your vault is in {second}. It is locked.",
        'To use it: preference-vault vaults use "Noor\'s café"',
    ]
    assert names(command) == {"Noor's café": ("there", False), "vault": ("there", True)}
    assert command("vaults", "use", "Noor's café") == DONE
    assert command.out == f"From now on you use “Noor's café”, in {second}.\n"
    assert command("vaults", "list") == DONE
    assert command.out.splitlines() == [f"Noor's café  {second}  used", f"vault        {command.folder}"]
    command.typed = ["Noor's café"]
    assert command("vaults", "delete", "Noor's café") == DONE
    assert not second.exists()
    assert "cannot" not in command.out
    assert command.out.splitlines()[-3:] == [
        "“Noor's café” is deleted. The keys that open it were wiped first.",
        "Many disks keep old copies for a while. Only your passphrase or recovery code opens those.",
        "Backups that you saved elsewhere are still there.",
    ]
    assert names(command) == {"vault": ("there", True)}


def test_a_vault_in_a_folder_of_choice_is_on_the_list(command: CommandLine, stick: Path) -> None:
    command.passphrases = [PASSPHRASE, PASSPHRASE]
    assert command("vaults", "create", str(stick / "kluis")) == DONE
    assert names(command) == {"vault": ("there", True), "kluis": ("there", False)}


def test_a_name_that_is_taken_or_cannot_be(command: CommandLine) -> None:
    command.passphrases = [PASSPHRASE, PASSPHRASE]
    assert command("vaults", "create", "vault") == NOT_POSSIBLE
    assert command.json("vaults", "create", "a:b")["error"]["code"] == "vault_name_refused"
    assert command.json("vaults", "use", "nothing")["error"]["code"] == "vault_unknown"


def test_nothing_is_deleted_without_the_name(command: CommandLine) -> None:
    command.typed = ["yes"]
    assert command("vaults", "delete", "vault") == NOT_POSSIBLE
    assert command.errors == "You did not type the vault's name, so nothing was deleted.\n"
    assert command.out.splitlines() == [
        f"This deletes your vault “vault” in {command.folder}, with the backups there. Nobody can bring it back.",
        "Shops keep what you shared until its end. To stop first: preference-vault stop",
    ]
    assert command.questions == ["Type the vault's name to delete it: "]
    command.interactive = False
    assert command("vaults", "delete", "vault") == NOT_POSSIBLE
    assert command.errors == "Nobody can be asked here. Add --yes to delete this vault.\n"
    assert command.folder.exists()
    assert command("vaults", "delete", "vault", "--yes") == DONE
    assert not command.folder.exists()


def test_what_is_not_ours_is_named(command: CommandLine) -> None:
    (command.folder / "holiday.jpg").write_bytes(b"a beach")
    found = command.json("vaults", "delete", "vault", "--yes")
    assert found == {"deleted": str(command.folder), "was_there": True, "left": ["holiday.jpg"]}
    assert (command.folder / "holiday.jpg").read_bytes() == b"a beach"


def test_a_hostile_file_name_moves_no_cursor(command: CommandLine) -> None:
    (command.folder / "a\x1b[2Jb").touch()
    assert command("vaults", "delete", "vault", "--yes") == DONE
    assert command.out.splitlines()[-2:] == [
        f"This is not part of your vault, so it stays in {command.folder}:",
        "  a?[2Jb",
    ]


def test_what_is_gone_already_only_leaves_the_list(command: CommandLine, stick: Path) -> None:
    assert command("vaults", "move", "vault", str(stick / "kluis")) == DONE
    stick.rename(stick.with_name("out"))
    command.interactive = False
    assert command("vaults", "delete", "kluis") == DONE
    assert command.out == f"There is nothing in {stick / 'kluis'} now. “kluis” is only taken off your list.\n"
    assert (stick.with_name("out") / "kluis" / "slots.json").exists()


def test_a_vault_whose_disk_is_out_is_not_made_anew(command: CommandLine, stick: Path) -> None:
    command("vaults", "move", "vault", str(stick / "kluis"))
    stick.rename(stick.with_name("out"))
    command.home, command.folder = command.folder.parent, stick / "kluis"  # as the program finds it in the list
    for arguments in (("list",), ("create",), ("check",)):
        assert command(*arguments) == NOT_POSSIBLE
        assert command.errors == (
            f"The vault that you use is not in {command.folder} now. Connect its disk, "
            "or see: preference-vault vaults list\n"
        )
    assert command.questions == []
    assert not stick.exists()


def test_a_moved_vault_opens_in_its_new_place(command: CommandLine, stick: Path) -> None:
    old = command.folder
    found = command.json("vaults", "move", "vault", str(stick / "kluis"))
    assert found == {"moved": str(stick / "kluis"), "from": str(old), "left": []}
    assert names(command) == {"kluis": ("there", True)}
    command.folder = stick / "kluis"
    assert command("list") == DONE
    assert "EU 43" in command.out


def test_a_vault_takes_a_new_name(command: CommandLine) -> None:
    assert command("vaults", "move", "vault", "Oud") == DONE
    assert command.out == f"Your vault is now in {command.folder.parent / 'Oud'}.\n"


def test_what_is_left_in_the_old_place_is_an_error_and_the_move_is_told(
    command: CommandLine, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def move(source: object, target: object, random: object) -> vault_moving.Moved:
        return vault_moving.Moved(("holiday.jpg",), StorageError("read_only", file="slots.json"))

    monkeypatch.setattr(vault_moving, "move", move)
    assert command("vaults", "move", "vault", str(stick / "kluis")) == VAULT_PROBLEM
    assert command.out.splitlines() == [
        f"Your vault is now in {stick / 'kluis'}.",
        f"This is not part of your vault, so it stays in {command.folder}:",
        "  holiday.jpg",
        f"Some of it is also still in {command.folder}, because:",
    ]
    assert command.errors == "This disk can only be read. Use another disk, or copy your vault to one.\n"
    assert command("vaults", "move", "vault", str(stick / "second"), "--json") == VAULT_PROBLEM
    found = json.loads(command.out)
    assert found["moved"] == str(stick / "second")
    assert found["error"]["code"] == "read_only"


def test_an_open_vault_is_neither_moved_nor_deleted(command: CommandLine, stick: Path) -> None:
    lock = VaultLock.take(command.folder / "lock")
    for arguments in (("move", "vault", str(stick / "kluis")), ("delete", "vault", "--yes")):
        assert command("vaults", *arguments) == VAULT_PROBLEM
        assert command.errors == "Your vault is already open in another program. Close it there first.\n"
    lock.release()
    assert names(command) == {"vault": ("there", True)}


def test_in_dutch(command: CommandLine) -> None:
    command.language = "nl"
    command.typed = ["vault"]
    (command.folder / "slots.json").unlink()
    assert command("vaults", "list") == DONE
    assert command.out == f"vault  {command.folder}  in gebruik, niet heel\n"
    assert command("vaults", "delete", "vault") == DONE
    assert command.questions == ["Typ de naam van de kluis om hem te verwijderen: "]

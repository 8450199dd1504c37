"""``backup``, ``restore`` and ``salvage``, and ``check`` on a damaged vault."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.unit.cli.conftest import PASSPHRASE, CommandLine
from vault.core.errors import StorageError
from vault.customer.session import Passphrase, derive
from vault.storage import backups_kept
from vault.storage.connection import connect

PAGE = 4096


def damage(folder: Path, page: int) -> None:
    data = bytearray((folder / "vault.db").read_bytes())
    data[page * PAGE + 99] ^= 1
    (folder / "vault.db").write_bytes(data)


def backups(command: CommandLine) -> list[Path]:
    return sorted((command.folder / "backups").iterdir())


def test_any_command_makes_the_backup_of_the_day_and_says_nothing(command: CommandLine) -> None:
    assert command("list") == 0
    assert [path.name for path in backups(command)] == ["2026-05-12T120400Z.daily.vaultbackup"]
    assert command.errors == ""
    command("list")
    command.clock.moment += timedelta(days=1)
    command("list")
    assert len(backups(command)) == 2


def test_a_backup_that_fails_is_said_and_keeps_nobody_out(
    command: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise StorageError("disk_full")

    monkeypatch.setattr(backups_kept, "keep", full)
    assert command("list") == 0
    assert "EU 43" in command.out
    assert command.errors.startswith("Your vault could not be backed up. Your disk is full.")
    assert command.json("list")["preferences"]


def test_a_vault_that_the_weekly_check_finds_damaged_still_opens_and_is_said_to_be(command: CommandLine) -> None:
    command("list")
    pages = (command.folder / "vault.db").stat().st_size // PAGE
    whole = (command.folder / "vault.db").read_bytes()
    anchor = (command.folder / "anchor").read_bytes()
    command.clock.moment += timedelta(days=8)
    said = 0
    for page in range(pages):
        (command.folder / "vault.db").write_bytes(whole)
        (command.folder / "anchor").write_bytes(anchor)
        damage(command.folder, page)
        code = command("list")
        if code == 0:
            assert command.errors == "Your vault is damaged. See what can be done with: preference-vault check\n"
            said += 1
        else:
            assert code == 4
    assert said > 3
    assert len(backups(command)) == 1


def test_saving_a_backup_and_bringing_it_back(command: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "mine.vaultbackup"
    assert command("backup", str(path)) == 0
    assert str(path) in command.out
    assert command("set", "clothing.shoe_size", "44") == 0
    assert command("restore", str(path), "--to", str(tmp_path / "beside")) == 0
    assert "Backup of “vault”, 12 May 2026" in command.out
    assert command.questions[-1] == "Passphrase of the day of the backup: "
    assert command("list") == 0
    assert "EU 44" in command.out
    command.folder = tmp_path / "beside"
    assert command("list") == 0
    assert "EU 43" in command.out


def test_saving_and_restoring_as_json(command: CommandLine, tmp_path: Path) -> None:
    path, beside = str(tmp_path / "b.vaultbackup"), str(tmp_path / "beside")
    assert command.json("backup", path) == {"file": path}
    found = command.json("restore", path, "--to", beside)
    assert (found["restored"], found["made_at"]) == (beside, "2026-05-12T12:04:00Z")
    assert found["records"] > 3


def test_nothing_is_written_over(command: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "b.vaultbackup"
    command("backup", str(path))
    before = path.read_bytes()
    assert command("backup", str(path)) == 7
    assert command("backup", str(tmp_path)) == 7
    assert path.read_bytes() == before
    assert command("restore", str(path), "--to", str(command.folder)) == 7
    assert command("salvage", "--to", str(command.folder)) == 7
    assert command("list") == 0


def test_the_wrong_passphrase_restores_nothing(command: CommandLine, tmp_path: Path) -> None:
    command("backup", str(tmp_path / "b"))
    command.passphrases = ["not the passphrase"]
    assert command("restore", str(tmp_path / "b"), "--to", str(tmp_path / "beside")) == 3
    assert not (tmp_path / "beside").exists()


def test_a_backup_opens_with_the_recovery_code(command: CommandLine, tmp_path: Path) -> None:
    command("backup", str(tmp_path / "without"))
    code = command.json("keys", "recovery")["recovery_code"]
    command("backup", str(tmp_path / "b"))
    command.typed = [code, code]
    assert command("restore", str(tmp_path / "without"), "--recovery", "--to", str(tmp_path / "beside")) == 7
    command.questions.clear()
    assert command("restore", str(tmp_path / "b"), "--recovery", "--to", str(tmp_path / "beside")) == 0
    assert command.questions == ["Recovery code: "]
    command.folder = tmp_path / "beside"
    assert command("list") == 0


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"a letter", bytes(5000)])
def test_what_is_no_backup_asks_for_no_passphrase(command: CommandLine, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "b").write_bytes(data)
    assert command("restore", str(tmp_path / "b"), "--to", str(tmp_path / "beside")) == 4
    assert len(command.errors.splitlines()) == 1
    assert command.questions == []


def test_without_a_file_the_newest_good_backup_comes_back(command: CommandLine, tmp_path: Path) -> None:
    assert command("restore", "--to", str(tmp_path / "beside")) == 4
    assert "no good backup" in command.errors
    command("list")
    command.clock.moment += timedelta(days=1)
    command("list")
    backups(command)[-1].write_bytes(b"rotten")
    assert command("restore", "--to", str(tmp_path / "beside")) == 0
    assert "12 May 2026" in command.out
    assert "13 May 2026" not in command.out


def test_backups_are_listed_with_the_last_drill(command: CommandLine) -> None:
    assert command("backup") == 0
    found = command.json("backup", "--list")
    assert [each["reason"] for each in found["backups"]] == ["asked", "daily"]
    assert found["last_drill"] == "2026-05-12T12:04:00Z"  # the first day's care
    assert command("backup", "--list") == 0
    assert "asked for" in command.out
    assert "last tried out on 12 May 2026" in command.out
    command.language = "nl"
    assert command("backup", "--list") == 0
    assert "op verzoek" in command.out


def test_the_drill_says_what_came_back(command: CommandLine) -> None:
    assert command("backup", "--drill") == 0
    assert "came back whole" in command.out
    assert command.json("backup", "--drill")["records"] > 3
    backups(command)[-1].write_bytes(b"rotten")
    assert command("backup", "--drill") == 0
    assert [path.name for path in backups(command)] == ["2026-05-12T120401Z.daily.vaultbackup"]  # a new one was due


def test_only_one_thing_is_done_with_backups_at_a_time(command: CommandLine, tmp_path: Path) -> None:
    for arguments in (["--list", "--drill"], [str(tmp_path / "b"), "--list"]):
        with pytest.raises(SystemExit):
            command("backup", *arguments)


def test_commands_without_a_vault_ask_nothing(no_vault: CommandLine, tmp_path: Path) -> None:
    for arguments in (["backup"], ["backup", "--list"], ["restore", "--to", "x"], ["salvage", "--to", "x"], ["check"]):
        assert no_vault(*arguments) == 7
    assert no_vault.questions == []


def root(command: CommandLine, table: str) -> int:
    """The page on which a table begins, counted from 0."""
    given = derive(command.folder, Passphrase(PASSPHRASE)).unlocked
    opened = closing(connect(command.folder / "vault.db", given.key, given.slots.vault_id))
    with opened as database, database.read() as reader:
        row = reader.row("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,))
    assert row is not None
    return int(row["rootpage"]) - 1


def test_check_tells_what_can_be_saved_and_salvage_saves_it(command: CommandLine, tmp_path: Path) -> None:
    command("list")
    damage(command.folder, root(command, "preference_history"))
    assert command("check") == 4
    assert "Your vault is damaged." in command.out
    assert "This can still be read:" in command.out
    assert "Earlier values" in command.out
    assert "not all of it" in command.out
    assert "Your newest good backup is of 12 May 2026" in command.out
    found = command.json("check")
    assert found["whole"] is False
    assert found["damage"]["problem"] == "database_damaged"
    assert found["damage"]["newest_backup"]["reason"] == "daily"
    assert [each["table"] for each in found["damage"]["tables"] if not each["whole"]] == ["preference_history"]
    assert command("salvage", "--to", str(tmp_path / "beside")) == 0
    assert "The old vault is still there." in command.out
    assert f'To use it: preference-vault vaults use "{tmp_path / "beside"}"' in command.out
    command.folder = tmp_path / "beside"
    assert command("check") == 0
    assert command("list") == 0
    assert "EU 43" in command.out


def test_another_command_on_a_damaged_vault_leads_to_the_check(command: CommandLine) -> None:
    command("list")
    damage(command.folder, root(command, "preference"))
    assert command("list") == 4
    assert command.errors.endswith("See what can be saved with: preference-vault check\n")


def test_a_backup_file_that_is_not_there(command: CommandLine, tmp_path: Path) -> None:
    assert command("restore", str(tmp_path / "mine.vaultbackup"), "--to", str(tmp_path / "second")) == 4
    assert command.errors == "There is no backup mine.vaultbackup. Check its name and folder.\n"
    assert command("backup", str(tmp_path / "stick" / "mine.vaultbackup")) == 4
    assert command.errors == "The folder for mine.vaultbackup is not there. Choose another one.\n"


def test_a_vault_that_was_made_of_a_backup_says_how_to_use_it(
    command: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    command("list")
    assert command("restore", "--to", "second") == 0
    how = command.out.splitlines()[-1]
    assert how == f'To use it: preference-vault vaults use "{tmp_path / "second"}"'


def test_check_of_a_vault_that_does_not_open_tells_the_same(command: CommandLine, tmp_path: Path) -> None:
    command("list")
    damage(command.folder, root(command, "journal"))
    assert command("check") == 4
    assert command.errors == ("The file vault.db is damaged; your passphrase is right. Put a backup of it back.\n")
    assert "History entries" in command.out
    found = command.json("check")
    assert (found["error"]["code"], found["damage"]["problem"]) == ("database_damaged", "database_damaged")
    damage(command.folder, 0)
    assert command("check") == 4
    assert "Nothing in the damaged file can be read any more." in command.out
    assert "preference-vault restore --to" in command.out
    assert command("salvage", "--to", str(tmp_path / "beside")) == 4
    assert command.json("salvage", "--to", str(tmp_path / "beside"))["error"]["code"] == "nothing_to_save"


@pytest.mark.parametrize("name", ["slots.json", "vault.db"])
def test_check_of_a_vault_that_lacks_a_file_offers_the_newest_backup(command: CommandLine, name: str) -> None:
    command("list")
    (command.folder / name).unlink()
    assert command("check") == 4
    assert len(command.errors.splitlines()) == 1
    assert "Your newest good backup is of 12 May 2026" in command.out
    assert command.json("check")["newest_backup"]["reason"] == "daily"
    assert command("restore", "--to", str(command.folder.parent / "beside")) == 0
    command.folder = command.folder.parent / "beside"
    assert command("list") == 0


def test_check_without_any_backup_says_so(command: CommandLine) -> None:
    damage(command.folder, root(command, "journal"))
    assert command("check") == 4
    assert "There is no good backup in your vault's folder." in command.out
    assert command.json("check")["damage"]["newest_backup"] is None


def test_salvage_as_json(command: CommandLine, tmp_path: Path) -> None:
    found = command.json("salvage", "--to", str(tmp_path / "beside"))
    assert found["salvaged"] == str(tmp_path / "beside")
    assert {each["table"]: each["kept"] for each in found["tables"]}["preference"] == 3

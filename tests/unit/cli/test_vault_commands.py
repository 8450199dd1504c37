"""Making a vault, and checking it."""

from __future__ import annotations

from tests.unit.cli.conftest import PASSPHRASE, CommandLine


def test_create_asks_twice_and_makes_a_locked_vault(no_vault: CommandLine) -> None:
    assert no_vault("create") == 0
    assert len(no_vault.questions) == 2
    assert str(no_vault.folder) in no_vault.out
    assert no_vault("list") == 0


def test_create_with_two_different_passphrases_makes_nothing(no_vault: CommandLine) -> None:
    no_vault.passphrases = ["one long passphrase", "another long passphrase"]
    assert no_vault("create") == 7
    assert no_vault.errors == "The two passphrases differ. Start again.\n"
    assert not no_vault.folder.exists()


def test_create_refuses_a_short_passphrase_before_asking_again(no_vault: CommandLine) -> None:
    no_vault.passphrases = ["short"]
    assert no_vault("create") == 7
    assert len(no_vault.questions) == 1


def test_create_does_not_write_over_a_vault(command: CommandLine) -> None:
    assert command("create") == 7
    assert command("list", "--json") == 0
    assert "EU 43" in command.out


def test_commands_without_a_vault_ask_nothing(no_vault: CommandLine) -> None:
    for arguments in (["list"], ["check"], ["set", "clothing.shoe_size", "43"], ["open", "openid4vp://?x=y"]):
        assert no_vault(*arguments) == 7
        assert "preference-vault create" in no_vault.errors
    assert no_vault.questions == []


def test_wrong_passphrase_is_its_own_exit_code(command: CommandLine) -> None:
    command.passphrases = ["not the passphrase"]
    assert command("list") == 3
    assert command.out == ""
    assert "not the passphrase" not in command.errors


def test_check_tells_of_each_thing(command: CommandLine) -> None:
    assert command("check") == 0
    assert command.out.splitlines()[-1] == "Your vault is whole."
    found = command.json("check")
    assert found["whole"] is True
    assert found["checks"][0] == {"check": "encryption", "problems": 0}


def test_damaged_vault_is_said_and_never_shown(command: CommandLine) -> None:
    (command.folder / "vault.db").write_bytes(b"")
    assert command("check") == 4
    assert len(command.errors.splitlines()) == 1
    assert PASSPHRASE not in command.errors


def test_errors_as_json_have_code_and_sentence(command: CommandLine) -> None:
    command.passphrases = ["not the passphrase"]
    found = command.json("list")
    assert found["error"]["code"] == "wrong_passphrase"
    assert found["error"]["sentence"] == command.errors.rstrip("\n")

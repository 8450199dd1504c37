"""``keys``, as it is typed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.unit.cli.conftest import PASSPHRASE, CommandLine
from tests.unit.storage.memory_keychain import MemoryKeychain
from vault.core.errors import StorageError
from vault.customer.keys import Keychain
from vault.storage import safe_write

NEW = "eleven quiet bicycles"
OLD_BACKUPS = "Backups of before still open as they did: 2."


@pytest.fixture
def memory(command: CommandLine) -> MemoryKeychain:
    """The keychain of this computer, where there is one."""
    made = MemoryKeychain()
    command.keychain = lambda: Keychain(made)
    return made


def recovery_code(command: CommandLine) -> str:
    code: str = command.json("keys", "recovery")["recovery_code"]
    return code


def test_list_tells_what_opens_the_vault(command: CommandLine) -> None:
    assert command("keys", "list") == 0
    assert command.out == "passphrase  one guess takes 64 MiB of memory\n"
    recovery_code(command)
    assert command.json("keys", "list") == {
        "keys": [
            {"kind": "passphrase", "made": None, "memory_mib": 64},
            {"kind": "recovery", "made": "2026-05-12T12:04:00Z", "memory_mib": 0},
        ]
    }
    command.language = "nl"
    assert command("keys", "list") == 0
    assert "herstelcode  sinds 12 mei 2026" in command.out


def test_another_passphrase_is_asked_twice_and_opens(command: CommandLine) -> None:
    command.passphrases = [PASSPHRASE, NEW, NEW]
    assert command("keys", "passphrase") == 0
    assert "the old one no more" in command.out
    assert NEW not in command.out + command.errors
    command.passphrases = [NEW]
    assert command("list") == 0
    command.passphrases = [PASSPHRASE]
    assert command("list") == 3


def test_a_passphrase_change_names_the_backups_that_the_old_one_opens(command: CommandLine) -> None:
    assert command("backup") == 0
    command.passphrases = [PASSPHRASE, NEW, NEW]
    assert command("keys", "passphrase") == 0
    assert OLD_BACKUPS in command.out


@pytest.mark.parametrize(
    ("typed", "code", "errors"),
    [
        (["wrong passphrase"], 3, "This passphrase does not open your vault."),
        ([PASSPHRASE, "short"], 7, "at least"),
        ([PASSPHRASE, NEW, "another one"], 7, "The two passphrases differ."),
    ],
)
def test_a_passphrase_that_is_not_well_typed_changes_nothing(
    command: CommandLine, typed: list[str], code: int, errors: str
) -> None:
    command.passphrases = typed
    assert command("keys", "passphrase") == code
    assert errors in command.errors
    assert command("list") == 0


def test_recovery_shows_the_code_once_in_numbered_groups(command: CommandLine) -> None:
    assert command("keys", "recovery") == 0
    groups = re.findall(r"([1-8]) ([0-9A-Z]{4})\b", command.out)
    assert [number for number, _ in groups] == list("12345678")
    sign = re.search(r"Check sign: ([0-9A-Z])\n", command.out)
    assert sign is not None
    command.typed = [" ".join(group for _, group in groups) + " " + sign[1]]
    command.passphrases = [NEW, NEW]
    assert command("keys", "recover") == 0


def test_recovery_with_a_page_to_print(command: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "kit.pdf"
    assert command("keys", "recovery", "--pdf", str(path)) == 0
    assert path.read_bytes().startswith(b"%PDF-")
    assert str(path) in command.out
    # Before anything is asked or changed.
    command.questions.clear()
    assert command("keys", "recovery", "--pdf", str(path)) == 7
    assert command.questions == []


def test_a_page_that_cannot_be_written_does_not_take_the_code_with_it(
    command: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, *_: object, **__: object) -> None:
        raise StorageError("disk_full", file=path.name)

    monkeypatch.setattr(safe_write, "publish", full)
    found = command.json("keys", "recovery", "--pdf", str(tmp_path / "kit.pdf"))
    assert found["error"]["code"] == "disk_full"
    assert found["file"] is None
    command.typed, command.passphrases = [found["recovery_code"]], [NEW, NEW]
    assert command("keys", "recover") == 0


def test_recovery_can_be_removed(command: CommandLine) -> None:
    code = recovery_code(command)
    assert command("keys", "recovery", "--remove") == 0
    assert command("keys", "recovery", "--remove") == 7
    command.typed = [code]
    assert command("keys", "recover") == 7
    assert "no recovery code" in command.errors


def test_recover_leads_to_a_new_passphrase(command: CommandLine) -> None:
    command.typed, command.passphrases = [recovery_code(command).lower()], [NEW, NEW]
    assert command("keys", "recover") == 0
    assert "Your new passphrase opens your vault." in command.out
    command.passphrases = [NEW]
    assert command("list") == 0
    assert "EU 43" in command.out


def test_recover_says_where_to_look_again(command: CommandLine) -> None:
    code = recovery_code(command)
    typed = ("0" if code[5] != "0" else "1").join([code[:5], code[6:]])
    command.typed = [typed]
    assert command("keys", "recover") == 7
    assert command.errors == "Look again at group 2.\n"
    command.typed = ["0000-0000-0000-0000-0000-0000-0000-0000-0"]
    assert command("keys", "recover") == 3


def test_recover_reads_both_from_a_descriptor(command: CommandLine) -> None:
    code = recovery_code(command)
    command.from_keyboard = False
    command.passphrases = [code, NEW]
    assert command("keys", "recover") == 0
    assert command.passphrases == []


def test_quick_unlock_opens_without_a_passphrase_where_it_is_asked(
    command: CommandLine, memory: MemoryKeychain
) -> None:
    assert command("keys", "quick", "on") == 0
    command.questions.clear()
    assert command("--quick", "list") == 0
    assert command.questions == []
    assert command("keys", "quick", "off", "--quick") == 0
    assert memory.secrets == {}
    assert command("--quick", "list") == 7
    assert command("keys", "quick", "off") == 7


def test_what_is_sealed_takes_the_passphrase_after_quick_unlock_too(
    command: CommandLine, memory: MemoryKeychain
) -> None:
    assert command("keys", "quick", "on") == 0
    command.questions.clear()
    assert command("--quick", "card", "--sealed") == 0
    assert command.questions == ["Passphrase, once more: "]


def test_quick_unlock_without_a_keychain_is_refused_before_anything_is_typed(command: CommandLine) -> None:
    def missing() -> Keychain:
        raise StorageError("keychain_missing")

    command.keychain = missing
    assert command("keys", "quick", "on") == 4
    assert command.questions == []
    assert command.errors == "This computer has no keychain that runs. Use your passphrase.\n"


def test_quick_unlock_goes_off_where_the_keychain_is_gone(command: CommandLine, memory: MemoryKeychain) -> None:
    assert command("keys", "quick", "on") == 0

    def missing() -> Keychain:
        raise StorageError("keychain_missing")

    command.keychain = missing
    assert command("keys", "renew") == 0
    assert "Quick unlock is off now." in command.out
    assert command("keys", "quick", "off") == 7
    assert len(memory.secrets) == 1


def test_renew_says_what_has_to_be_made_again(command: CommandLine) -> None:
    recovery_code(command)
    assert command("backup") == 0  # and the one of the day
    found = command.json("keys", "renew")
    assert found == {"renewed": True, "lost": ["recovery"], "old_backups": 2, "deleted_backups": 0}
    assert command("keys", "renew", "--delete-backups") == 0
    assert "deleted: 2" in command.out
    assert command("list") == 0
    assert "EU 43" in command.out
    assert command("check") == 0


def test_every_way_has_its_help_in_both_languages(command: CommandLine, capsys: pytest.CaptureFixture[str]) -> None:
    for language in ("en", "nl"):
        command.language = language
        for name in ("list", "passphrase", "recovery", "quick", "renew", "recover"):
            with pytest.raises(SystemExit) as ended:
                command("keys", name, "--help")
            assert ended.value.code == 0
    assert "een andere wachtzin" in capsys.readouterr().out

"""A whole vault in a real folder: made, opened, closed, killed, damaged, put back and searched for what must not show.

Key derivation runs at the floor of what is allowed.
"""

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from vault.core.clock import SetClock
from vault.core.errors import StorageError, VaultError, VaultLocked
from vault.core.value import Value
from vault.storage import integrity, journal, passphrase_slot, vault_file
from vault.storage.kdf import SMALL
from vault.storage.preferences import Preference, preferences, set_preference
from vault.storage.secret import Passphrase
from vault.storage.vault_file import OpenVault
from vault.storage.vault_folder import VaultFolder

NOON = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)
CLOCK = SetClock(NOON)
RIGHT, OTHER = Passphrase("correct horse"), Passphrase("battery staple")


def create(path: Path, passphrase: Passphrase = RIGHT) -> OpenVault:
    return vault_file.create(path, passphrase, profile=SMALL, clock=CLOCK, random=secrets.token_bytes)


def reopen(path: Path, passphrase: Passphrase = RIGHT, *, accept_changed: bool = False) -> OpenVault:
    return vault_file.open_vault(path, passphrase, clock=CLOCK, accept_changed=accept_changed)


def code_of(action: Callable[[], object]) -> str:
    with pytest.raises(VaultError) as caught:
        action()
    return caught.value.code


def note(vault: OpenVault, kind: str = "shared") -> None:
    with vault.database.transaction() as transaction:
        journal.append(transaction, NOON, kind, {"jti": "urn:uuid:1"})


def kinds(vault: OpenVault) -> list[str]:
    with vault.database.read() as reader:
        return [entry.kind for entry in journal.entries(reader)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine"


@pytest.fixture
def made(path: Path) -> Path:
    """A closed vault with a few journal entries."""
    with create(path) as vault:
        note(vault)
    return path


@pytest.fixture
def vault(path: Path) -> Iterator[OpenVault]:
    with create(path) as opened:
        yield opened


def test_a_vault_is_made_closed_and_opened_again(path: Path) -> None:
    with create(path) as vault:
        note(vault)
        vault_id = vault.vault_id
        assert integrity.check(vault.database).whole
    with reopen(path) as vault:
        assert kinds(vault) == ["vault_created", "shared"]
        assert vault.vault_id == vault_id
        assert repr(vault) == "OpenVault(mine)"
    assert [each.name for each in path.parent.iterdir()] == ["mine"]


def test_folder_and_files_are_the_owners_only(path: Path) -> None:
    before = os.umask(0o000)
    try:
        with create(path) as vault:
            note(vault)
            files = {each.name: each.stat().st_mode & 0o777 for each in path.iterdir()}
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o700
    assert files.pop("backups") == 0o700
    assert set(files) >= {"vault.db", "vault.db-wal", "slots.json", "anchor", "lock"}
    assert set(files.values()) == {0o600}


def test_one_process_at_a_time(vault: OpenVault) -> None:
    assert code_of(lambda: reopen(vault.folder.path)) == "vault_in_use"
    assert kinds(vault) == ["vault_created"]


def test_a_closed_vault_is_locked(vault: OpenVault) -> None:
    vault.close()
    vault.close()
    for action in (
        vault.write_anchor,
        lambda: vault.passphrase_check(b"once"),
        lambda: vault.vault_id,
        lambda: kinds(vault),
    ):
        with pytest.raises(VaultLocked):
            action()


def test_the_passphrase_can_be_asked_again(vault: OpenVault) -> None:
    assert vault.is_proven(vault.passphrase_check(b"once").prove(RIGHT))
    assert code_of(lambda: vault.passphrase_check(b"once").prove(OTHER)) == "wrong_passphrase"


def change_passphrase(vault: OpenVault, new: Passphrase) -> None:
    found, key = vault.unlocked.slots, vault.unlocked.key
    vault.replace_slots(passphrase_slot.with_passphrase(found, new, key, SMALL, secrets.token_bytes))


def test_changing_the_passphrase_shuts_out_the_old_one_and_leaves_the_database(made: Path) -> None:
    before = (made / "vault.db").read_bytes()[:16]
    with reopen(made) as vault:
        before_change = vault.passphrase_check(b"once").prove(RIGHT)
        change_passphrase(vault, OTHER)
        assert vault.is_proven(vault.passphrase_check(b"once").prove(OTHER))
        assert not vault.is_proven(before_change)
    assert code_of(lambda: reopen(made)) == "wrong_passphrase"
    with reopen(made, OTHER) as vault:
        assert kinds(vault) == ["vault_created", "shared"]
    assert (made / "vault.db").read_bytes()[:16] == before


def test_older_slots_put_back_are_refused(made: Path) -> None:
    older = (made / "slots.json").read_bytes()
    with reopen(made) as vault:
        change_passphrase(vault, OTHER)
    (made / "slots.json").write_bytes(older)
    assert code_of(lambda: reopen(made)) == "slots_older"


def test_slots_newer_than_the_database_knows_are_a_crash_in_between(made: Path) -> None:
    with reopen(made) as vault:
        change_passphrase(vault, OTHER)
        with vault.database.transaction() as transaction:
            transaction.execute("UPDATE vault_state SET slot_generation = 1")
    with reopen(made, OTHER) as vault, vault.database.read() as reader:
        row = reader.row("SELECT slot_generation FROM vault_state")
        assert row is not None
        assert row["slot_generation"] == 2


def test_a_thread_that_must_not_wait_is_kept_out(made: Path) -> None:
    for action in (
        lambda: vault_file.unlock(VaultFolder(made), RIGHT, forbidden_thread=lambda: True),
        lambda: vault_file.open_vault(made, RIGHT, clock=CLOCK, forbidden_thread=lambda: True),
        lambda: vault_file.create(made, RIGHT, clock=CLOCK, random=secrets.token_bytes, forbidden_thread=lambda: True),
    ):
        with pytest.raises(AssertionError):
            action()
    reopen(made).close()


# What is refused


def edit_slots(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    whole = json.loads((path / "slots.json").read_text())
    change(whole)
    (path / "slots.json").write_text(json.dumps(whole))


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda path: (path / "slots.json").unlink(), "slots_missing"),
        (lambda path: (path / "slots.json").write_bytes(b"{"), "slots_unreadable"),
        (lambda path: (path / "slots.json").write_bytes(b" " * 100_000), "slots_unreadable"),
        (lambda path: edit_slots(path, lambda whole: whole.update(slot_generation=9)), "slots_changed"),
        (lambda path: edit_slots(path, lambda whole: whole.update(format=2)), "vault_newer"),
        (lambda path: edit_slots(path, lambda whole: whole.update(vault="00" * 16)), "wrong_file"),
        (lambda path: edit_slots(path, lambda whole: whole["slots"][0].update(nonce="00" * 12)), "slot_damaged"),
        (lambda path: (path / "vault.db").unlink(), "database_missing"),
        (lambda path: (path / "vault.db").write_bytes(b""), "database_empty"),
        (lambda path: (path / "vault.db").write_bytes(b"A letter. " * 900), "wrong_file"),
        (lambda path: os.truncate(path / "vault.db", 8 * 4096), "database_damaged"),
        (lambda path: os.truncate(path / "vault.db", 100), "database_damaged"),
        (lambda path: (path / "anchor").unlink(), "anchor_missing"),
        (lambda path: (path / "anchor").write_bytes(b"{}"), "anchor_damaged"),
        (shutil.rmtree, "vault_missing"),
        (lambda path: [each.unlink() for each in path.iterdir() if each.is_file()], "not_a_vault"),
    ],
)
def test_each_way_of_being_broken_has_its_own_code(made: Path, spoil: Callable[[Path], object], code: str) -> None:
    spoil(made)
    assert code_of(lambda: reopen(made)) == code
    assert code_of(lambda: reopen(made)) == code  # and the first refusal let go of the lock


def test_wrong_passphrase_wrong_file_damaged_slot_and_damaged_database_are_four_errors(made: Path) -> None:
    create(made.parent / "other").close()
    codes = [code_of(lambda: reopen(made, OTHER))]
    whole = (made / "vault.db").read_bytes()
    shutil.copy(made.parent / "other" / "vault.db", made / "vault.db")
    codes.append(code_of(lambda: reopen(made)))
    (made / "vault.db").write_bytes(whole[:200] + bytes([whole[200] ^ 1]) + whole[201:])
    codes.append(code_of(lambda: reopen(made)))
    (made / "vault.db").write_bytes(whole)
    edit_slots(made, lambda slots: slots["slots"][0].update(wrapped="00" * 48))
    codes.append(code_of(lambda: reopen(made)))
    assert codes == ["wrong_passphrase", "wrong_file", "database_damaged", "slot_damaged"]


def test_a_vault_of_a_later_version_is_refused(made: Path) -> None:
    with reopen(made) as vault, vault.database.transaction() as transaction:
        transaction.execute("PRAGMA user_version = 99")
    assert code_of(lambda: reopen(made)) == "vault_newer"


def test_a_broken_journal_is_refused(made: Path) -> None:
    with reopen(made) as vault, vault.database.transaction() as transaction:
        transaction.execute("UPDATE journal SET kind = 'stopped' WHERE seq = 2")
    assert code_of(lambda: reopen(made)) == "journal_broken"


def test_a_database_without_its_state_is_damaged(made: Path) -> None:
    with reopen(made) as vault, vault.database.transaction() as transaction:
        transaction.execute("DELETE FROM vault_state")
    assert code_of(lambda: reopen(made)) == "database_damaged"


def test_an_older_database_put_back_is_noticed_and_can_be_accepted(made: Path) -> None:
    older = (made / "vault.db").read_bytes()
    with reopen(made) as vault:
        note(vault, "stopped")
    (made / "vault.db").write_bytes(older)
    assert code_of(lambda: reopen(made)) == "changed_outside"
    with reopen(made, accept_changed=True) as vault:
        assert kinds(vault) == ["vault_created", "shared", "change_accepted"]
    reopen(made).close()


def test_a_lost_anchor_can_be_accepted_but_nothing_else(made: Path) -> None:
    (made / "anchor").unlink()
    reopen(made, accept_changed=True).close()
    reopen(made).close()
    (made / "vault.db").write_bytes(b"A letter. " * 900)
    assert code_of(lambda: reopen(made, accept_changed=True)) == "wrong_file"


def test_the_anchor_before_the_last_is_a_crash_after_the_commit(made: Path) -> None:
    with reopen(made) as vault:
        older = (made / "anchor").read_bytes()
        note(vault)
    (made / "anchor").write_bytes(older)
    reopen(made).close()


def test_an_older_anchor_put_back_is_noticed(made: Path) -> None:
    older = (made / "anchor").read_bytes()
    with reopen(made) as vault:
        note(vault)
    (made / "anchor").write_bytes(older)
    assert code_of(lambda: reopen(made)) == "changed_outside"
    reopen(made, accept_changed=True).close()
    reopen(made).close()


def test_everything_put_back_together_cannot_be_noticed(made: Path) -> None:
    shutil.copytree(made, made.parent / "copy")
    with reopen(made) as vault:
        note(vault, "stopped")
    shutil.rmtree(made)
    (made.parent / "copy").rename(made)
    reopen(made).close()


# Nothing is left half


def test_a_new_vault_needs_room_and_a_good_passphrase(made: Path) -> None:
    assert code_of(lambda: create(made)) == "vault_exists"
    assert code_of(lambda: create(made.parent / "new", Passphrase("short"))) == "passphrase_short"
    assert [each.name for each in made.parent.iterdir()] == ["mine"]
    reopen(made).close()


@pytest.mark.parametrize("call", range(6))
def test_a_failure_while_making_a_vault_leaves_nothing(path: Path, call: int) -> None:
    calls = iter(range(100))

    def failing(size: int) -> bytes:
        if next(calls) == call:
            raise StorageError("disk_failed")
        return secrets.token_bytes(size)

    with pytest.raises(StorageError):
        vault_file.create(path, RIGHT, profile=SMALL, clock=CLOCK, random=failing)
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize("call", range(6))
def test_a_program_killed_while_making_a_vault_leaves_none_that_opens(path: Path, call: int) -> None:
    program = (
        "import os, secrets, signal, sys\n"
        "from pathlib import Path\n"
        "from vault.core.clock import SystemClock\n"
        "from vault.storage import vault_file\n"
        "from vault.storage.kdf import SMALL\n"
        "from vault.storage.secret import Passphrase\n"
        "calls = iter(range(100))\n"
        "def dying(size):\n"
        "    if next(calls) == int(sys.argv[2]):\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return secrets.token_bytes(size)\n"
        "vault_file.create(Path(sys.argv[1]), Passphrase('correct horse'), profile=SMALL,\n"
        "                  clock=SystemClock(), random=dying)\n"
    )
    killed = subprocess.run([sys.executable, "-c", program, str(path), str(call)], capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert code_of(lambda: reopen(path)) == "vault_missing"
    create(path).close()


def test_a_full_disk_while_making_a_vault_leaves_nothing(path: Path) -> None:
    program = (
        "import resource, secrets, signal, sys\n"
        "from pathlib import Path\n"
        "from vault.core.clock import SystemClock\n"
        "from vault.core.errors import VaultError\n"
        "from vault.storage import vault_file\n"
        "from vault.storage.kdf import SMALL\n"
        "from vault.storage.secret import Passphrase\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "for kibibytes in (0, 1, 4, 20, 60, 100):\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (kibibytes * 1024, resource.RLIM_INFINITY))\n"
        "    try:\n"
        "        vault_file.create(Path(sys.argv[1]), Passphrase('correct horse'), profile=SMALL,\n"
        "                          clock=SystemClock(), random=secrets.token_bytes)\n"
        "    except VaultError as problem:\n"
        "        print(problem.code)\n"
    )
    result = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    assert result.stderr == ""
    assert len(result.stdout.split()) == 6
    assert set(result.stdout.split()) <= {"disk_full", "disk_failed"}
    assert list(path.parent.iterdir()) == []


WRITER = """
import secrets, sys
from datetime import UTC, datetime
from pathlib import Path
from vault.core.clock import SystemClock
from vault.core.value import Value
from vault.storage import journal, vault_file
from vault.storage.preferences import Preference, set_preference
from vault.storage.secret import Passphrase

vault = vault_file.open_vault(Path(sys.argv[1]), Passphrase("correct horse"), clock=SystemClock())
planted = sys.stdin.read().split()
number = 0
while True:
    now = datetime.now(UTC)
    with vault.database.transaction() as transaction:
        word = planted[number % len(planted)]
        preference = Preference(f"planted.key_{number % len(planted)}", Value(word), now, note=word[::-1])
        set_preference(transaction, preference, "label " + word)
        journal.append(transaction, now, "set", {"number": number})
    if number % 7 == 0:
        vault.write_anchor()
    print(number, flush=True)
    number += 1
"""


def run_and_kill(path: Path, planted: list[str], after: int) -> int:
    """Let a writer commit until it said ``after``, kill it where it stands; the last number it said."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdin is not None
        assert writer.stdout is not None
        writer.stdin.write("\n".join(planted))
        writer.stdin.close()
        said = -1
        for line in writer.stdout:
            said = int(line)
            if said == after:
                writer.send_signal(signal.SIGKILL)
    return said


def test_a_killed_writer_loses_nothing_it_committed_and_leaves_no_plain_value(made: Path) -> None:
    planted = [secrets.token_hex(8) for _ in range(100)]
    expected = 0
    for after in (120, 33, 0):
        said = run_and_kill(made, planted, after)
        searched = find_planted(made, planted)
        assert searched == []
        assert "vault.db-wal" in {each.name for each in made.iterdir()}  # killed, not closed
        with reopen(made) as vault:
            expected += said + 1
            committed = kinds(vault).count("set")
            # One more may have been committed and not said.
            assert expected <= committed <= expected + 1
            expected = committed
            assert integrity.check(vault.database).whole
    assert find_planted(made, planted) == []


def find_planted(path: Path, planted: list[str]) -> list[str]:
    """Planted values that stand in any file of a folder: as typed, reversed as notes are, in UTF-16 or as bytes."""
    found = []
    for each in path.rglob("*"):
        data = each.read_bytes() if each.is_file() else b""
        for word in planted:
            spellings = (word.encode(), word[::-1].encode(), word.encode("utf-16-le"), bytes.fromhex(word))
            found += [word for spelling in spellings if spelling in data]
    return found


def test_the_search_for_planted_values_can_find_one(tmp_path: Path) -> None:
    (tmp_path / "log").write_bytes(b"xx0123456789abcdefxx")
    assert find_planted(tmp_path, ["0123456789abcdef", "00" * 8]) == ["0123456789abcdef"]


def test_a_hundred_values_set_and_closed_are_nowhere_in_the_clear(path: Path) -> None:
    planted = [secrets.token_hex(8) for _ in range(100)]
    with create(path) as vault:
        for number, word in enumerate(planted):
            with vault.database.transaction() as transaction:
                set_preference(transaction, Preference(f"planted.key_{number}", Value(word), NOON, note=word), word)
        assert find_planted(path, planted) == []
    assert find_planted(path, planted) == []
    with reopen(path) as vault, vault.database.read() as reader:
        assert sorted(str(each.value.value) for each in preferences(reader)) == sorted(planted)

"""A program killed at each write step of a change of keys: the vault opens, all is there, and nothing is suspected."""

from __future__ import annotations

import secrets
import subprocess
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from tests.integration.dying_program import AFTER, BEFORE, CLOCK, CODE
from vault.core.errors import VaultError
from vault.storage import integrity, journal, kdf, passphrase_slot, recovery_slot, vault_file
from vault.storage.kdf import SMALL, Profile
from vault.storage.secret import Passphrase
from vault.storage.unlocking import read_slots

ROOT = Path(__file__).parents[2]
CLEAN = {"vault.db", "slots.json", "anchor", "lock", "backups"}
DONE = ["vault_created", "shared"]


@pytest.fixture(autouse=True)
def derived_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The copies of one vault have the same salts."""

    @lru_cache
    def derived(typed: bytes, salt: bytes, cost: Profile) -> bytes:
        return kdf.derive(Passphrase(typed.decode()), salt, cost)

    with monkeypatch.context() as patch:
        patch.setattr(passphrase_slot, "derive", lambda typed, salt, cost: derived(typed.reveal(), salt, cost))
        yield


def killed(change: str, tmp_path: Path) -> tuple[list[Path], list[str]]:
    """The copies of a vault in which the change was broken off one step later each, and the steps."""
    path, copies = tmp_path / "vault", tmp_path / "copies"
    vault_file.create(path, Passphrase(BEFORE), profile=SMALL, clock=CLOCK, random=secrets.token_bytes).close()
    copies.mkdir()
    result = subprocess.run(
        [sys.executable, "-m", "tests.integration.dying_program", change, str(path), str(copies)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    steps = result.stdout.split()
    found = sorted(copies.iterdir())
    assert len(found) == len(steps) + 1
    return found, steps


def history(path: Path, *passphrases: str) -> list[str]:
    """What an opening finds with the first of the passphrases that opens; the vault is whole and left tidy."""
    for number, each in enumerate(passphrases):
        try:
            vault = vault_file.open_vault(path, Passphrase(each), clock=CLOCK)
        except VaultError as problem:
            if problem.code != "wrong_passphrase" or number == len(passphrases) - 1:
                raise
        else:
            break
    with vault:
        assert integrity.check(vault.database).whole
        with vault.database.read() as reader:
            found = [entry.kind for entry in journal.entries(reader)]
    assert {each.name for each in path.iterdir()} <= CLEAN | {".slots.json.new", ".anchor.new"}
    return found


def test_a_renewal_of_the_vaults_key(tmp_path: Path) -> None:
    copies, steps = killed("renewal", tmp_path)
    assert {"fsync", "replace", "copy", "statement"} <= set(steps)
    seen = []
    for copy in copies:
        found = history(copy, BEFORE)
        assert found[:2] == DONE, copy.name
        assert found[2:] in ([], ["key_renewed"]), copy.name
        assert history(copy, BEFORE) == found
        seen.append(len(found))
    # It happened at one step, and not twice.
    assert seen == sorted(seen)
    assert set(seen) == {2, 3}


def test_a_change_of_the_passphrase(tmp_path: Path) -> None:
    copies, _ = killed("passphrase", tmp_path)
    opens = []
    for copy in copies:
        assert history(copy, BEFORE, AFTER) == DONE
        with pytest.raises(VaultError, match="wrong_passphrase"):
            history(copy, "another one entirely")
        try:
            history(copy, BEFORE)
            opens.append(BEFORE)
        except VaultError:
            assert history(copy, AFTER) == DONE
            opens.append(AFTER)
    assert opens == sorted(opens, reverse=True)
    assert set(opens) == {BEFORE, AFTER}


def test_a_recovery_code(tmp_path: Path) -> None:
    copies, _ = killed("recovery", tmp_path)
    opened = 0
    for copy in copies:
        assert history(copy, BEFORE) == DONE
        found = read_slots(copy / "slots.json")
        if found.has(recovery_slot.Kind.RECOVERY):
            assert recovery_slot.open_with(found, CODE) == passphrase_slot.open_with(found, Passphrase(BEFORE))
            opened += 1
    assert 0 < opened < len(copies)

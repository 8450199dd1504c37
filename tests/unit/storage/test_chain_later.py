"""A vault with a long history is open before the chain is checked; until then nothing of it is written."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from pathlib import Path

import pytest

from vault.core.clock import SetClock
from vault.core.errors import StorageError
from vault.storage import anchor, journal, new_vault, vault_file
from vault.storage.kdf import SMALL
from vault.storage.secret import Passphrase
from vault.storage.unlocking import Unlocked
from vault.storage.vault_file import OpenVault
from vault.storage.vault_folder import VaultFolder

NOON = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)
CLOCK = SetClock(NOON)
LONG = 1001


class Made:
    """A closed vault, and the key of it."""

    def __init__(self, folder: VaultFolder, unlocked: Unlocked) -> None:
        self.folder, self.unlocked = folder, unlocked

    def open(self, *, chain_later: bool = True) -> OpenVault:
        return vault_file.open_derived(self.folder, self.unlocked, clock=CLOCK, chain_later=chain_later)

    def generation(self) -> int:
        return anchor.read(self.folder.anchor, self.unlocked.key).generation

    def note(self, many: int) -> None:
        with self.open() as vault, vault.database.transaction() as transaction:
            for _ in range(many):
                journal.append(transaction, NOON, "shared", {})

    def spoil(self) -> None:
        with self.open() as vault, vault.database.transaction() as transaction:
            transaction.execute("UPDATE journal SET kind = 'stopped' WHERE seq = 2")


@pytest.fixture
def made(tmp_path: Path) -> Made:
    folder = VaultFolder.at(tmp_path / "mine")
    unlocked = new_vault.make(
        folder, Passphrase("correct horse"), profile=SMALL, clock=CLOCK, random=secrets.token_bytes
    )
    return Made(folder, unlocked)


def test_a_short_history_is_checked_at_once(made: Made) -> None:
    made.note(3)
    with made.open() as vault:
        assert not vault.waits_for_chain
    made.spoil()
    with pytest.raises(StorageError, match="journal_broken"):
        made.open()


def test_a_long_one_only_where_somebody_waits_for_it(made: Made) -> None:
    made.note(LONG)
    made.spoil()
    with pytest.raises(StorageError, match="journal_broken"):
        made.open(chain_later=False)
    with made.open() as vault, vault.database.read() as reader:
        assert vault.waits_for_chain
        assert journal.count(reader) > LONG


def test_a_broken_one_lets_nothing_be_written_ever(made: Made) -> None:
    made.note(LONG)
    made.spoil()
    before = made.generation()
    with made.open() as vault:
        for _ in range(2):
            with pytest.raises(StorageError, match="journal_broken"), vault.database.transaction():
                raise AssertionError("it is not to be written")
        with pytest.raises(StorageError, match="journal_broken"):
            vault.write_anchor()
    assert made.generation() == before


def test_who_writes_first_checks_a_whole_one(made: Made) -> None:
    made.note(LONG)
    before = made.generation()
    with made.open() as vault:
        with vault.database.transaction() as transaction:
            journal.append(transaction, NOON, "shared", {})
        assert not vault.waits_for_chain
    assert made.generation() == before + 1


def test_once_it_was_found_whole_beside_the_anchor_is_written(made: Made) -> None:
    made.note(LONG)
    before = made.generation()
    with made.open() as vault:
        with vault.beside.turn() as turn, turn.database.read() as reader:
            journal.check_chain(reader)
        vault.chain_found_whole()
        assert made.generation() == before + 1
        vault.chain_found_whole()
        assert made.generation() == before + 1


def test_one_that_was_not_looked_at_is_closed_as_it_was(made: Made) -> None:
    made.note(LONG)
    before = made.generation()
    made.open().close()
    assert made.generation() == before
    with made.open(chain_later=False) as vault:
        assert not vault.waits_for_chain

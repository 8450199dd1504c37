"""Work beside an open vault: it holds up nobody, takes turns, and ends when the vault closes. With real threads."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.unit.storage.conftest import NOON
from vault.core.clock import SetClock
from vault.core.errors import StorageError, VaultLocked
from vault.storage import key_renewal, safe_write, vault_file
from vault.storage.beside import Beside, Turn
from vault.storage.connection import Database, connect_beside
from vault.storage.kdf import SMALL
from vault.storage.open_vault import OpenVault
from vault.storage.secret import Passphrase
from vault.storage.unlocking import Unlocked, unlock
from vault.storage.vault_folder import VaultFolder

CLOCK = SetClock(NOON)
RIGHT = Passphrase("correct horse")
PATIENCE = 30
"""Seconds until a test that hangs fails."""
FOREVER = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Unlocked]:
    """A closed vault and its key, for each test to copy."""
    path = tmp_path_factory.mktemp("made") / "vault"
    vault_file.create(path, RIGHT, profile=SMALL, clock=CLOCK, random=os.urandom).close()
    return path, unlock(VaultFolder(path), RIGHT)


@pytest.fixture
def vault(made: tuple[Path, Unlocked], tmp_path: Path) -> Iterator[OpenVault]:
    shutil.copytree(made[0], tmp_path / "vault")
    with vault_file.open_derived(VaultFolder(tmp_path / "vault"), made[1], clock=CLOCK) as opened:
        yield opened


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as threads:
        yield threads


class Work:
    """Asks for a turn; once it has it, waits to be let go on, and runs ``last``."""

    def __init__(self, vault: OpenVault, last: Callable[[Turn], object]) -> None:
        self.vault, self.last = vault, last
        self.begun, self.go_on = threading.Event(), threading.Event()

    def __call__(self) -> object:
        with self.vault.beside.turn() as turn:
            self.begun.set()
            assert self.go_on.wait(PATIENCE)
            return self.last(turn)


def begun(pool: ThreadPoolExecutor, work: Work) -> Future[object]:
    """The work, once it has its turn."""
    running = pool.submit(work)
    assert work.begun.wait(PATIENCE)
    return running


def put(database: Database, key: str) -> None:
    with database.transaction() as transaction:
        transaction.execute("INSERT INTO setting (key, value) VALUES (?, 'x')", (key,))


def keys(turn: Turn) -> list[str]:
    with turn.database.read() as reader:
        return [str(row["key"]) for row in reader.rows("SELECT key FROM setting ORDER BY key")]


def forever(turn: Turn) -> None:
    with turn.database.read() as reader:
        reader.rows(FOREVER)


def test_the_vault_is_written_to_while_others_read_one_state(vault: OpenVault, pool: ThreadPoolExecutor) -> None:
    put(vault.database, "before")
    read, written = threading.Event(), threading.Event()

    def twice(turn: Turn) -> list[object]:
        with turn.database.read() as reader:
            first = reader.row("SELECT count(*) AS many FROM setting")
            read.set()
            assert written.wait(PATIENCE)
            second = reader.row("SELECT count(*) AS many FROM setting")
        assert first is not None
        assert second is not None
        return [first["many"], second["many"], keys(turn)]

    work = Work(vault, twice)
    work.go_on.set()
    running = pool.submit(work)
    assert read.wait(PATIENCE)
    put(vault.database, "during")
    vault.write_anchor()
    written.set()
    assert running.result(PATIENCE) == [1, 1, ["before", "during"]]


def test_it_only_reads(vault: OpenVault) -> None:
    with vault.beside.turn() as turn, pytest.raises(StorageError, match="read_only"):
        put(turn.database, "mine")


def test_one_at_a_time(vault: OpenVault, pool: ThreadPoolExecutor) -> None:
    done: list[str] = []
    first = Work(vault, lambda _: done.append("first"))
    second = Work(vault, lambda _: done.append("second"))
    second.go_on.set()
    running = begun(pool, first)
    waiting = pool.submit(second)
    assert not second.begun.is_set()
    first.go_on.set()
    for each in (running, waiting):
        each.result(PATIENCE)
    assert done == ["first", "second"]


def test_closing_ends_what_runs_and_what_waits(vault: OpenVault, pool: ThreadPoolExecutor) -> None:
    work = Work(vault, forever)
    running = begun(pool, work)
    waiting = pool.submit(Work(vault, forever))
    work.go_on.set()
    vault.close()
    for each in (running, waiting):
        with pytest.raises(VaultLocked):
            each.result(PATIENCE)
    with pytest.raises(VaultLocked), vault.beside.turn():
        pass


def test_a_copy_ends_too(vault: OpenVault, tmp_path: Path) -> None:
    safe_write.create(tmp_path / "copy")
    unlocked = vault.unlocked
    ended: list[bool] = []
    other = connect_beside(vault.folder.database, unlocked.key, unlocked.slots.vault_id, lambda: bool(ended))
    ended.append(True)
    with pytest.raises(VaultLocked):
        other.copy_to(tmp_path / "copy", unlocked.key, unlocked.slots.vault_id)
    other.close()


def test_a_renewed_key_opens_the_next_turn(vault: OpenVault, pool: ThreadPoolExecutor) -> None:
    put(vault.database, "mine")
    work = Work(vault, keys)
    work.go_on.set()
    running = pool.submit(work)
    vault.renew_key(key_renewal.prepare(vault.unlocked, RIGHT, SMALL, os.urandom))
    assert running.result(PATIENCE) == ["mine"]
    with vault.beside.turn() as turn:
        assert turn.unlocked == vault.unlocked
        assert keys(turn) == ["mine"]


def test_what_is_damaged_is_said(vault: OpenVault) -> None:
    vault.database.close()
    vault.folder.database.write_bytes(b"x" * 8192)
    with pytest.raises(StorageError, match="database_damaged"), vault.beside.turn():
        pass


def test_it_is_not_for_the_thread_that_draws(vault: OpenVault) -> None:
    with pytest.raises(AssertionError), Beside(vault.folder, lambda: vault.unlocked, lambda: True).turn():
        pass

"""What encryption costs: the same work through our storage, and on plain SQLite with the same schema and settings.

The plain one is the same library without a key, so that nothing but encryption and our own checks differs: the SQLite
that Python brings may be too old for the schema.
"""

from __future__ import annotations

import contextlib
import random
import secrets
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlite  # type: ignore[import-untyped]  # ships no types

from tests.figures.figure import RUNS, Figure
from vault.core.value import Value
from vault.storage import connection, journal, preferences, safe_write
from vault.storage.connection import Reader, Transaction, connect
from vault.storage.migrations import schema_steps
from vault.storage.secret import VaultKey

ROWS, ROWS_IN_FULL = 3_000, 50_000
COMMITS, COMMITS_IN_FULL = 100, 1_000
SEARCHES = 100
"""Searches in one of the timed runs."""
_SETTLE = "PRAGMA wal_checkpoint(TRUNCATE)"
COMMON, RARE = "jacket", "needle"
NOON = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Side:
    """One of the two databases: how a transaction and a reading block are had of it."""

    transaction: Callable[[], contextlib.AbstractContextManager[Transaction]]
    read: Callable[[], contextlib.AbstractContextManager[Reader]]
    settle: Callable[[], object]
    """Brings the log into the file, so that nobody's commits pay for somebody's bulk."""


@dataclass(frozen=True)
class Work:
    """Something that the vault does, and how many times as long it may take encrypted."""

    name: str
    bar: float
    run: Callable[[Side], object]
    how: str
    clock: Callable[[], float] = time.process_time
    """Seconds. What waits for no disk is counted in the processor's, whatever else this machine does."""


def figures(*, full: bool) -> Iterator[Figure]:
    """The four ratios. Both sides do each piece of work in turn, so that a busy moment strikes both."""
    rows, commits = (ROWS_IN_FULL, COMMITS_IN_FULL) if full else (ROWS, COMMITS)
    numbers = iter(range(10**9))
    works = (
        Work("bulk writes", 1.5, lambda side: _bulk(side, rows), f"{rows:,} preferences with their words, one commit"),
        Work("warm search of a common word", 1.3, lambda side: _search(side, COMMON), "a word in an eighth of them"),
        Work("warm search of a rare word", 2.5, lambda side: _search(side, RARE), "a word in one in a thousand"),
        Work(
            "single commits",
            2.5,
            lambda side: _commits(side, commits, numbers),
            f"{commits} entries of the journal, flushed one by one",
            time.perf_counter,
        ),
    )
    times: dict[str, tuple[list[float], list[float]]] = {work.name: ([], []) for work in works}
    for run in range(RUNS + 1):
        with tempfile.TemporaryDirectory() as place, _encrypted(Path(place)) as ours, _plain(Path(place)) as plain:
            for work in works:
                ours.settle()
                plain.settle()
                pairs = list(zip((ours, plain), times[work.name], strict=True))
                for side, found in pairs if run % 2 else reversed(pairs):
                    start = work.clock()
                    work.run(side)
                    if run:  # the first is not counted
                        found.append(work.clock() - start)
    for work in works:
        encrypted, bare = (statistics.median(found) for found in times[work.name])
        value = f"{encrypted / bare:.2f} ({1000 * encrypted:.1f} ms)"
        how = f"median of {RUNS} fresh files: {work.how}; SQLite {sqlite.sqlite_version} without a key, same settings"
        yield Figure(f"SQLCipher against SQLite, {work.name}", value, f"{work.bar}", encrypted <= work.bar * bare, how)


def _bulk(side: Side, rows: int) -> None:
    chance = random.Random(1)
    with side.transaction() as transaction:
        for number in range(rows):
            kind = (COMMON, "boots", "novel", "coffee", "lamp", "chair", "soap", "tea")[number % 8]
            words = f"made.number_{number} {kind} {chance.randrange(10**6)} {RARE if number % 1000 == 0 else ''}"
            preferences.put(transaction, preferences.Preference(f"made.number_{number}", Value(kind), NOON), words)


def _search(side: Side, word: str) -> None:
    """The first of them warms both."""
    for _ in range(SEARCHES):
        with side.read() as reader:
            preferences.search_keys(reader, word)


def _commits(side: Side, commits: int, numbers: Iterator[int]) -> None:
    for _ in range(commits):
        with side.transaction() as transaction:
            journal.append(transaction, NOON, "preference_set", {"key": f"made.number_{next(numbers)}"})


@contextmanager
def _encrypted(folder: Path) -> Iterator[Side]:
    path = folder / "vault.db"
    safe_write.create(path)
    with closing(connect(path, VaultKey(secrets.token_bytes(32)), secrets.token_hex(16))) as database:
        side = Side(database.transaction, database.read, lambda: database._run(_SETTLE))
        _begin(side)
        yield side


@contextmanager
def _plain(folder: Path) -> Iterator[Side]:
    with closing(sqlite.connect(folder / "plain.db", isolation_level=None)) as plain:
        plain.row_factory = sqlite.Row
        for setting in connection._SETTINGS:
            plain.execute(setting).fetchall()

        def run(sql: str, parameters: Any) -> Any:
            return plain.execute(sql, parameters).fetchall()

        @contextmanager
        def block(begin: str) -> Iterator[Transaction]:
            plain.execute(begin)
            yield Transaction(run)
            plain.execute("COMMIT")

        side = Side(lambda: block("BEGIN IMMEDIATE"), lambda: block("BEGIN"), lambda: run(_SETTLE, ()))
        _begin(side)
        yield side


def _begin(side: Side) -> None:
    with side.transaction() as transaction:
        for step in schema_steps():
            for statement in filter(str.strip, step.split(";\n")):
                transaction.execute(statement)
        transaction.execute(
            "INSERT INTO vault_state (one, slot_generation, state_generation, journal_start) VALUES (1, 1, 0, ?)",
            (bytes(journal.START_BYTES),),
        )

"""The crash matrix: a program killed between every two of its write steps, and what it leaves, each time.

``python -m tests.integration.crash_matrix OPERATION FOLDER [--every]`` does an operation of ``crash_operations.py`` in
FOLDER over and over, killed one step later each time. It prints how many write steps the operation has, how many kills
there were, and how many of those came after the moment that counts; or it fails with what was lost. Without
``--every``, of a row of writes into one file without a flush between them only the first and the last are died at: in
between more of that file is there.
"""

from __future__ import annotations

import json
import secrets
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from pathlib import Path

from tests.integration.crash_operations import AFTER, BEFORE, NOW, OPERATIONS, Operation, Work, derive_once
from tests.integration.write_steps import Step, killed_before, recorded
from tests.one_customer import columns, tables
from tests.unit.core.catalogue_values import shipped
from vault.core.clock import SetClock
from vault.core.errors import VaultError
from vault.customer.backups import Reason, keep_backup
from vault.customer.checking import check_vault
from vault.customer.ending import end_what_is_over
from vault.customer.session import Session, derive
from vault.storage import backups_kept
from vault.storage.connection import Reader

Rows = dict[str, tuple[str, ...]]
"""What stands in each table, in an order of its own; and what opens the vault, as one table more."""
WAYS = "ways in"
_NAMES = {"vault", "beside", "saved", "saved.json", "export.json"}


@dataclass(frozen=True)
class Left:
    """What there is in a folder: each vault with its rows, and each whole file."""

    vaults: dict[str, Rows]
    files: frozenset[str]


def rows_of(session: Session) -> Rows:
    """Every row of every table, and the ways in."""
    with session.database.read() as reader:
        found = {table: _rows(reader, table) for table in tables(reader) if table != "vault_state"}
    return found | {WAYS: tuple(sorted(f"{slot.kind} {slot.id}" for slot in session.vault.unlocked.slots.slots))}


def _rows(reader: Reader, table: str) -> tuple[str, ...]:
    names = columns(reader, table)
    return tuple(sorted(repr([row[name] for name in names]) for row in reader.rows(f"SELECT * FROM {table}")))


def opened(folder: Path, days: int) -> Session:
    """A vault with the one of the two passphrases that opens it, so many days later."""
    try:
        derived = derive(folder, BEFORE)
    except VaultError as problem:
        if problem.code != "wrong_passphrase":
            raise
        derived = derive(folder, AFTER)
    clock = SetClock(NOW + timedelta(days=days))
    return derived.open(catalogue=shipped(), clock=clock, random=secrets.token_bytes)


def look(work: Path) -> Left:
    """Open what is left, and again; each vault, backup and export is whole, and nothing half has a name of its own."""
    assert {path.name for path in work.iterdir() if path.name[0] != "."} <= _NAMES
    files = [*work.glob("vault/backups/*.vaultbackup"), *work.glob("saved*")]
    for path in files:
        if path.suffix == ".json":
            json.loads(path.read_bytes())
        else:
            backups_kept.prove_written(path, None)
    vaults = {}
    for folder in (work / "vault", work / "beside"):
        if folder.exists():
            with opened(folder, 0) as session:
                vaults[folder.name] = rows_of(session)
                assert check_vault(session).whole
            with opened(folder, 1) as session:
                assert rows_of(session) == vaults[folder.name]
                assert end_what_is_over(session).mended == ()
                if _half(folder):  # goes at the next backup at the latest
                    keep_backup(session, Reason.ASKED)
            assert _half(folder) == []
    return Left(vaults, frozenset(str(path.relative_to(work)) for path in files))


def _half(folder: Path) -> list[str]:
    """The names of what a program had not finished."""
    return [path.name for path in folder.rglob(".*")]


class Matrix:
    """One operation: its write steps, what there is before it, and what there is after."""

    def __init__(self, operation: Operation, home: Path) -> None:
        self._operation, self._clean, self._work = operation, home / "clean", home / "work"
        self._clean.mkdir(parents=True)
        operation.clean(Work(self._clean))
        self._begin()
        self._ready()()  # here first, so that every key is derived when the children need it
        self._after = look(self._work)
        self._begin()
        self.steps = recorded(self._ready)
        self._again = look(self._work)  # twice, because what is random is not the same twice
        self._before = self._killed(0)

    def kill(self, *, every: bool) -> list[int]:
        """How far the operation was at each kill: 0 as if it had not begun, higher the more of it is done."""
        found = []
        for number in chosen(self.steps, every=every):
            try:
                found.append(self._how_far(self._killed(number)))
            except Exception as problem:
                problem.add_note(f"killed before step {number}, {self.steps[number]}")
                raise
        return found

    def _begin(self) -> None:
        shutil.rmtree(self._work, ignore_errors=True)
        shutil.copytree(self._clean, self._work)

    def _ready(self) -> Callable[[], object]:
        return self._operation.ready(Work(self._work))

    def _killed(self, number: int) -> Left:
        self._begin()
        killed_before(self._ready, number)
        return look(self._work)

    def _how_far(self, found: Left) -> int:
        """Whether everything is as before or everything as after: anything else fails."""
        before, after = self._before, self._after
        made, dropped = after.files - before.files, before.files - after.files
        assert before.files - dropped <= found.files <= before.files | made, found.files
        assert before.vaults.keys() <= found.vaults.keys() <= after.vaults.keys()
        done = {
            self._is_done(found.vaults[name], name, table)
            for name in found.vaults
            for table in after.vaults[name].keys() | found.vaults[name].keys()
        } - {None}
        assert len(done) <= 1, "half of it is done"
        return sum(map(int, done)) + len(found.files & made) + len(dropped - found.files)

    def _is_done(self, found: Rows, name: str, table: str) -> bool | None:
        """Whether a table is as after, and not as before; None where that is the same, or where it may be behind."""
        has, after = found[table], self._after.vaults[name][table]
        had = self._before.vaults[name][table] if name in self._before.vaults else None
        # What is random, as a token is, is there another time with another value.
        whole = len(has) == len(after) and {*after}.intersection(self._again.vaults[name][table]) <= {*has}
        assert has == had or whole, f"{name}, {table}: neither as before nor as after"
        return None if had == after or table in self._operation.may_lack else whole and has != had


def chosen(steps: list[Step], *, every: bool) -> list[int]:
    """The numbers of the steps that are died at."""
    found: set[int] = set()
    for _, group in groupby(range(len(steps)), lambda number: steps[number].file or number):
        row = list(group)
        found.update(row if every else {row[0], row[-1]})
    return sorted(number for number in found if steps[number].changes)


def main(name: str, home: Path, *, every: bool) -> None:
    """The whole row of kills."""
    derive_once()
    matrix = Matrix(OPERATIONS[name], home)
    found = matrix.kill(every=every)
    assert found == sorted(found), "it was done, and then it was not"
    print(sum(step.changes for step in matrix.steps), len(found), sum(far > 0 for far in found))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), every="--every" in sys.argv[3:])

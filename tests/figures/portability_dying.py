"""The program of the kill figure: ``python -m tests.figures.portability_dying FOLDER RUNS LINES``.

A child takes every suggestion and keeps every line, and is killed. It prints one JSON object. A program of its own,
because it forks.
"""

from __future__ import annotations

import json
import os
import random
import secrets
import shutil
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.figures.portability_orders import write_orders
from tests.one_customer import content
from tests.unit.core.catalogue_values import shipped
from vault.core.clock import SetClock
from vault.customer.bringing import Answer, Brought, decide
from vault.customer.checking import check_vault
from vault.customer.reviewing import Review, review
from vault.customer.session import Session, create_vault, unlock
from vault.customer.suggesting import Looked, look
from vault.storage.kdf import SMALL
from vault.storage.secret import Passphrase

_PASSPHRASE = "copper lantern borrows seven geese"
NOW = datetime(2026, 5, 12, 12, 4, tzinfo=UTC)
Content = dict[str, Any]


def main(home: Path, runs: int, lines: int) -> dict[str, int]:
    """How many runs left the vault as before, as after a whole run, or neither."""
    orders, vault, work = home / "mine", home / "vault", home / "work"
    write_orders(orders / "zalando-data" / "orders.csv", lines)
    passphrase = Passphrase(_PASSPHRASE)
    create_vault(
        vault, passphrase, catalogue=shipped(), clock=SetClock(NOW), random=secrets.token_bytes, profile=SMALL
    ).lock()
    looked = look(orders, shipped())
    assert isinstance(looked, Looked)
    shutil.copytree(vault, work)
    with _open(work) as session:
        before = content(session.database)
        start = time.perf_counter()
        done = _bring(session, looked)
        took = time.perf_counter() - start
        after = content(session.database)
        again = _bring(session, looked)
        changed = _differ(after, content(session.database)) + (again != Brought())
    found = {"before": 0, "after": 0, "broken": 0}
    chance = random.Random(7)
    for _ in range(runs):
        shutil.rmtree(work)
        shutil.copytree(vault, work)
        _killed(work, looked, chance.random() * took)
        found[_state(work, before, after)] += 1
    return {
        **found,
        "changed": changed,
        "lines": done.lines,
        "expected": looked.read - looked.left_out,
        "added": done.added,
    }


def _killed(work: Path, looked: Looked, seconds: float) -> None:
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            with _open(work) as session:
                os.write(write, b".")
                _bring(session, looked)
        finally:
            os._exit(0)
    os.close(write)
    os.read(read, 1)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(read)


def _bring(session: Session, looked: Looked) -> Brought:
    found: Review = review(session, looked)
    return decide(session, found, {each.id: Answer.TAKE for each in found.suggested}, lines=True)


def _state(work: Path, before: Content, after: Content) -> str:
    with _open(work) as session:
        found = content(session.database)
        if not check_vault(session).whole:
            return "broken"
    return "before" if found == before else "after" if found == after else "broken"


def _differ(one: Content, other: Content) -> int:
    return sum(one[name] != other[name] for name in one)


def _open(folder: Path) -> Session:
    return unlock(folder, Passphrase(_PASSPHRASE), catalogue=shipped(), clock=SetClock(NOW), random=secrets.token_bytes)


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))

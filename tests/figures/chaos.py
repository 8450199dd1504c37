"""The program of the chaos run: a vault and a shop that go wrong in every way, and are compared in the end.

``python -m tests.figures.chaos FOLDER STEPS SEED`` prints one JSON object: what was done, and what did not hold. It
forks a process for the shop and one for each step of the vault, and kills them with -9 at random moments. The shop's
database is put back to an older copy now and then. A program of its own, because it forks.
"""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import random
import secrets
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.figures.chaos_checked import checked, waits
from tests.figures.chaos_shop import FINE, MOODS, Shared, SocketFetcher, serve
from tests.figures.chaos_vault import STEPS, Vault, fill
from tests.unit.core.catalogue_values import shipped
from tests.unit.shop.example import shop_folder
from vault.core.clock import SystemClock
from vault.customer.session import make_vault
from vault.demo.authority import ThrowAwayAuthority
from vault.storage.kdf import SMALL
from vault.storage.secret import Passphrase

LONGEST_STEP = 0.25
"""Seconds in which a step is killed, if it is."""
VAULT_KILLED, SHOP_KILLED, SHOP_DOWN, ROLLED_BACK, COPIED = 0.2, 0.15, 0.3, 0.35, 0.1
"""Chances: of a step; of the shop in a step; that it stays down for the next; that it comes up older; of a copy."""
SETTLED_WITHIN = 120
"""Rounds at the end, seven hours apart."""


class Run:
    """One run. ``counted`` says what was done."""

    def __init__(self, folder: Path, seed: int) -> None:
        authority = ThrowAwayAuthority(datetime.now(UTC), lifetime=timedelta(days=4000))
        self._folder, self._chance = folder, random.Random(seed)
        (folder / "shop").mkdir()
        shop_folder(folder / "shop", authority)
        self.shared = Shared.from_buffer(mmap.mmap(-1, 4096))
        self.shared.now = time.time()
        derived = make_vault(
            folder / "vault",
            Passphrase("correct horse"),
            clock=SystemClock(),
            random=secrets.token_bytes,
            profile=SMALL,
        )
        fetcher = SocketFetcher(folder / "shop" / "socket")
        self.vault = Vault(derived, self.shared, fetcher, authority.certificate)
        with derived.open(catalogue=shipped(), clock=SystemClock(), random=secrets.token_bytes) as session:
            fill(session)
        self._shop = 0
        self.counted = {"steps": 0, "vault killed": 0, "shop killed": 0, "rolled back": 0, "failed": 0}

    def step(self) -> None:
        """One thing in the vault, while the shop is in some mood, or dies, or is down."""
        chance = self._chance
        self.shared.now += chance.uniform(3, 300) if chance.random() < 0.9 else chance.uniform(3600, 8 * 3600)
        self.shared.mood = chance.choice(MOODS)
        if self._shop == 0 and chance.random() > SHOP_DOWN:
            self.start_shop(older=chance.random() < ROLLED_BACK)
        elif self._shop and chance.random() < COPIED:
            self._copy()
        what, seed = chance.choice(STEPS), chance.random()
        child = self._fork(lambda: self.vault.step(what, random.Random(seed)))
        if self._shop and chance.random() < SHOP_KILLED:
            time.sleep(chance.random() * LONGEST_STEP)
            self.kill_shop()
        if chance.random() < VAULT_KILLED:
            time.sleep(chance.random() * LONGEST_STEP)
            os.kill(child, signal.SIGKILL)
        self._ended(child)
        self.counted["steps"] += 1

    def settle(self) -> int:
        """Everything works again: deliver until nothing waits. Returns the rounds that took."""
        if self._shop == 0:
            self.start_shop(older=True)
        self.shared.mood = FINE
        for number in range(SETTLED_WITHIN):
            if not waits(self.vault):
                return number
            self.shared.now += 7 * 3600
            self._ended(self._fork(lambda: self.vault.step("deliver", random.Random(0))))
        return SETTLED_WITHIN

    def start_shop(self, *, older: bool) -> None:
        """Start the shop's process, perhaps with a database from before."""
        store, copy = self._folder / "shop" / "preferences.db", self._folder / "copy.db"
        if older and copy.exists():
            for each in store.parent.glob(f"{store.name}-*"):
                each.unlink()
            store.write_bytes(copy.read_bytes())
            self.counted["rolled back"] += 1
        (store.parent / "socket").unlink(missing_ok=True)
        self._shop = self._fork(lambda: serve(store.parent, self.shared))
        while not (store.parent / "socket").exists():
            if os.waitpid(self._shop, os.WNOHANG)[0]:
                message = "the shop did not open"
                raise RuntimeError(message)
            time.sleep(0.01)

    def kill_shop(self) -> None:
        """End the shop at whatever it is doing."""
        os.kill(self._shop, signal.SIGKILL)
        os.waitpid(self._shop, 0)
        self._shop = 0
        self.counted["shop killed"] += 1

    def _copy(self) -> None:
        copy = self._folder / "copy.db"
        copy.unlink(missing_ok=True)
        with (
            contextlib.closing(sqlite3.connect(self._folder / "shop" / "preferences.db")) as source,
            contextlib.closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)

    def _fork(self, work: Callable[[], None]) -> int:
        child = os.fork()
        if child:
            return child
        code = 1
        try:
            work()
            code = 0
        except BaseException:
            sys.excepthook(*sys.exc_info())
        finally:
            os._exit(code)

    def _ended(self, child: int) -> None:
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        self.counted["vault killed"] += code == -signal.SIGKILL
        self.counted["failed"] += code not in {0, -signal.SIGKILL}


def main(folder: Path, steps: int, seed: int) -> dict[str, object]:
    """One whole run."""
    run = Run(folder, seed)
    run.start_shop(older=False)
    try:
        for _ in range(steps):
            run.step()
        rounds = run.settle()
        run.kill_shop()
        return {**run.counted, "rounds": rounds, **checked(run.vault, folder / "shop")}
    finally:
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            if run._shop:
                run.kill_shop()


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))

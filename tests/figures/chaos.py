"""The program of the chaos run: a vault and a shop that go wrong in every way, and are compared in the end.

``python -m tests.figures.chaos FOLDER STEPS SEED`` prints one JSON object: what was done, and what did not hold, with
both sides' records of it and everything that happened until then. It has a process for the shop and one for each step
of the vault, and kills them with -9. The shop's database is put back to an older copy now and then.

The same seed does the same again: names, moods, the time, and the writes at which a process dies all follow from it.
Keys and signatures do not, as the library draws them itself; nothing here depends on what they are.
"""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import random
import sqlite3
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.figures.chaos_checked import checked, waits
from tests.figures.chaos_kills import Tracer
from tests.figures.chaos_report import report
from tests.figures.chaos_shop import FINE, MOODS, Life, Shared, SharedClock, SocketFetcher
from tests.figures.chaos_vault import STEPS, Vault, fill
from tests.unit.core.catalogue_values import shipped
from tests.unit.shop.example import shop_folder
from vault.customer.session import make_vault
from vault.demo.authority import ThrowAwayAuthority
from vault.storage.kdf import SMALL
from vault.storage.secret import Passphrase

BEGIN = datetime(2026, 11, 29, 9, tzinfo=UTC)
VAULT_KILLED, SHOP_KILLED, SHOP_DOWN, ROLLED_BACK, COPIED, LONG = 0.2, 0.2, 0.3, 0.35, 0.15, 0.2
"""Chances: of a step; of the shop in a step; that it stays down for the next; that it comes up older; of a copy; of
hours between two steps, after which all is due again that was tried in vain."""
WRITES = 40
"""Writes among which the first kill is drawn; later among as many as such a step came to."""
SETTLED_WITHIN = 120
"""Rounds at the end, seven hours apart."""


class Run:
    """One run. ``counted`` says what was done, and ``schedule`` how, step by step."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder, self._seed, self._chance = folder, seed, random.Random(seed)
        authority = ThrowAwayAuthority(BEGIN, lifetime=timedelta(days=4000))
        (folder / "shop").mkdir()
        shop_folder(folder / "shop", authority)
        self.shared = Shared.from_buffer(mmap.mmap(-1, 4096))
        self.shared.now = BEGIN.timestamp()
        clock, source = SharedClock(self.shared), random.Random(f"{seed} vault").randbytes
        derived = make_vault(folder / "vault", Passphrase("correct horse"), clock=clock, random=source, profile=SMALL)
        fetcher = SocketFetcher(folder / "shop" / "socket", self.shared)
        self.vault = Vault(derived, self.shared, fetcher, authority.certificate, folder / "deliveries")
        with derived.open(catalogue=shipped(), clock=clock, random=source) as session:
            fill(session)
        self._tracer, self._shop, self._lives = Tracer(), 0, 0
        self._most: dict[str, int] = {}
        self.counted = {"steps": 0, "vault killed": 0, "shop killed": 0, "rolled back": 0, "failed": 0}
        self.schedule: list[dict[str, Any]] = []

    def step(self) -> None:
        """One thing in the vault, while the shop is in some mood, or dies, or is down."""
        chance = self._chance
        self.shared.now += int(chance.uniform(3, 300) if chance.random() > LONG else chance.uniform(3600, 8 * 3600))
        self.shared.mood = chance.choice(MOODS)
        self.shared.step += 1
        self._note(mood=self.shared.mood)
        if self._shop == 0 and chance.random() > SHOP_DOWN:
            self.start_shop(older=chance.random() < ROLLED_BACK)
        elif self._shop and chance.random() < COPIED:
            self._copy()
        what = chance.choice(STEPS)
        shop_dies = self._shop and chance.random() < SHOP_KILLED
        if self._shop:
            self._tracer.count(self._shop, self._drawn("shop") if shop_dies else None)
        self._vault(what, dies=chance.random() < VAULT_KILLED)
        if shop_dies and self._shop:  # it came to fewer writes
            self.kill_shop()
        self.counted["steps"] += 1

    def settle(self) -> int:
        """An older database once more, and then everything works: deliver until nothing waits. Returns the rounds."""
        if self._shop:
            self.kill_shop()
        self.start_shop(older=True)
        self.shared.mood = FINE
        for number in range(SETTLED_WITHIN):
            if not waits(self.vault):
                return number
            self.shared.now += 7 * 3600
            self.shared.step += 1
            self._note(settling=number)
            self._vault("deliver", dies=False)
        return SETTLED_WITHIN

    def start_shop(self, *, older: bool) -> None:
        """Start the shop's process, perhaps with a database from before."""
        store, copy = self._folder / "shop" / "preferences.db", self._folder / "copy.db"
        if older and copy.exists():
            for each in store.parent.glob(f"{store.name}-*"):
                each.unlink()
            store.write_bytes(copy.read_bytes())
            self.counted["rolled back"] += 1
        socket = store.parent / "socket"
        socket.unlink(missing_ok=True)
        self._lives += 1
        self.shared.asked = self.shared.done = 0
        seed = f"{self._seed} shop {self._lives}"
        self._shop = self._tracer.fork(lambda: Life(store.parent, self.shared, seed).serve())
        self._tracer.while_true(lambda: self._tracer.alive(self._shop) and not socket.exists())
        if not self._tracer.alive(self._shop):
            message = "the shop did not open"
            raise RuntimeError(message)
        self._note(shop_started=self._lives, older=older and copy.exists())

    def kill_shop(self) -> None:
        """End the shop at whatever it is doing."""
        self._tracer.kill(self._shop)
        self._shop_ended("idle")

    def end(self) -> None:
        """End what still runs."""
        if self._shop:
            self.kill_shop()

    def _vault(self, what: str, *, dies: bool) -> None:
        """One step of the vault's process, and then what the shop still does of it."""
        seed = f"{self._seed} step {self.shared.step}"
        child = self._tracer.fork(lambda: self.vault.step(what, seed))
        self._tracer.count(child, self._drawn(what) if dies else None)
        code, writes, died_at = self._tracer.ended(child)
        self._most[what] = max(self._most.get(what, 0), writes)
        self._note(what=what, writes=writes, **({"killed": died_at} if died_at else {}))
        self.counted["vault killed"] += died_at is not None
        self.counted["failed"] += code != 0 and died_at is None
        if self._shop:
            self._let_shop_finish()

    def _let_shop_finish(self) -> None:
        shop, shared = self._shop, self.shared
        self._tracer.while_true(lambda: self._tracer.alive(shop) and shared.done < shared.asked)
        writes, died_at = self._tracer.came_to(shop)
        self._most["shop"] = max(self._most.get("shop", 0), writes)
        if not self._tracer.alive(shop):
            self.counted["failed"] += died_at is None
            self._shop_ended(died_at or "by itself")

    def _shop_ended(self, where: str) -> None:
        self._shop = 0
        self.counted["shop killed"] += 1
        self._note(shop_killed=where)

    def _drawn(self, what: str) -> int:
        """A write of such a step, or of the shop in a step."""
        most = self._most.get(what, WRITES) or 1
        return self._chance.randrange(self._chance.randint(1, most))  # more at the beginning: most steps write less

    def _note(self, **what: Any) -> None:
        """Add to what is known of this step."""
        if not self.schedule or self.schedule[-1]["step"] != self.shared.step:
            self.schedule.append({"step": self.shared.step, "now": int(self.shared.now)})
        self.schedule[-1] |= what

    def _copy(self) -> None:
        copy = self._folder / "copy.db"
        copy.unlink(missing_ok=True)
        with (
            contextlib.closing(sqlite3.connect(self._folder / "shop" / "preferences.db")) as source,
            contextlib.closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)
        self._note(copied=True)


def main(folder: Path, steps: int, seed: int) -> dict[str, object]:
    """One whole run."""
    run = Run(folder, seed)
    try:
        run.start_shop(older=False)
        for _ in range(steps):
            run.step()
        rounds = run.settle()
    finally:
        run.end()
    found = checked(run.vault, folder / "shop")
    told = report(run.vault, folder, run.schedule, found.wrong) if found.wrong else {}
    wrong = [str(each) for each in found.wrong]
    return {"seed": seed, **run.counted, "rounds": rounds, **found.counted, "wrong": wrong, **told}


if __name__ == "__main__":
    if os.environ.get("PYTHONHASHSEED") != "0":  # the order of sets is part of what follows from the seed
        again = [sys.executable, "-m", "tests.figures.chaos", *sys.argv[1:]]
        os.execve(sys.executable, again, {**os.environ, "PYTHONHASHSEED": "0"})
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))

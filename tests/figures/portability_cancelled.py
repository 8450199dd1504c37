"""A cancel of a locked export: how soon it is heard, wherever it comes, and what is left."""

from __future__ import annotations

import random
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from tests.figures.figure import Figure
from tests.figures.portability_hiding import FOR_FILE, MINE, make, open_vault
from vault.core.errors import ChoiceError
from vault.customer.taking_along import Form, Take, export_to
from vault.storage.secret import Passphrase

CANCELS = {True: 40, False: 4}
SECONDS = 0.2


def figures(*, full: bool) -> Iterator[Figure]:
    """Each export is cancelled by another thread, at a moment of chance."""
    waits, left = list[float](), 0
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        make(home)
        took = _export(home, home / "whole", threading.Event())
        chance = random.Random(5)
        for number in range(CANCELS[full]):
            cancel, cancelled = threading.Event(), list[float]()

            def stop(cancel: threading.Event = cancel, told: list[float] = cancelled) -> None:
                told.append(time.perf_counter())
                cancel.set()

            before = _files(home)
            timer = threading.Timer(chance.uniform(0.05, 0.7) * took, stop)
            timer.start()
            _export(home, home / f"no{number}", cancel)
            ended = time.perf_counter()
            timer.join()
            if not (home / f"no{number}").exists():
                waits.append(ended - cancelled[0])
                left += len(_files(home) - before)
    worst = max(waits, default=SECONDS + 1)
    yield Figure(
        "cancel of a locked export", f"{worst:.3f} s at most, {left} files left", f"{SECONDS} s, 0 left",
        worst <= SECONDS and left == 0 and 2 * len(waits) >= CANCELS[full],
        f"{len(waits)} exports of everything, each {took:.1f} s when left alone, with scrypt twice and a PDF; "
        "the longest until the call was back, and the files that are there then and were not before",
    )  # fmt: skip


def _export(home: Path, out: Path, cancel: threading.Event) -> float:
    """Seconds of an export, whole or not; opening the vault is not among them."""
    with open_vault(home) as session:
        proof = session.ask_passphrase().prove(Passphrase(MINE))
        start = time.perf_counter()
        try:
            export_to(session, out, proof, Take(Form.EVERYTHING, lock=Passphrase(FOR_FILE)), cancel=cancel)
        except ChoiceError as problem:
            if problem.code != "cancelled":
                raise
        return time.perf_counter() - start


def _files(home: Path) -> set[Path]:
    return {each for each in home.rglob("*") if each.is_file()}

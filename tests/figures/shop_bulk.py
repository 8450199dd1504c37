"""Bulk import into SQLite: its speed beside bare verification, its memory, and what a kill on the way costs."""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import func, select

from tests.figures.figure import RUNS, Figure
from tests.figures.shop_made import FIVE, ONE, Made, answers, ask, make_shop, program, write_files
from tests.unit.shop.example import Example
from vault.openid4vp.response import Answer
from vault.shop import tables
from vault.shop.bulk_import import PAGE, bulk_import
from vault.shop.key_store import item_key
from vault.shop.opening import open_shop
from vault.shop.requests import find_requests
from vault.shop.verification import verify_answer

BAR = 0.30
PAGES, PAGES_FULL = 1, 10
"""Pages of answers in each of the runs; of answers of five tokens a fifth of that."""
ROWS, ROWS_FULL = 2_500, 100_000
FLAT = 1.10
SEEDS, SEEDS_FULL = 2, 40
KILLED = 3 * PAGE
"""Answers of which the import is killed."""
KILLS = 2
"""Times that each import is killed before it may end."""


def measure_bulk(*, full: bool) -> Iterator[Figure]:
    """All figures of bulk import."""
    pages = PAGES_FULL if full else PAGES
    yield _speed("answers of one token", ONE, pages * PAGE)
    yield _speed("answers of five tokens", FIVE, pages * PAGE // 5)
    yield from _killed(SEEDS_FULL if full else SEEDS)
    yield _memory(ROWS_FULL if full else ROWS)


def _speed(name: str, ids: tuple[str, ...], count: int) -> Figure:
    ratios, bare, whole = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        made = make_shop(Path(folder))
        _timed(made, answers(made, 50, ids))  # what is made once is made
        for _ in range(RUNS):
            verifying, importing = _timed(made, answers(made, count, ids))
            ratios.append(verifying / importing)
            bare.append(verifying / count)
            whole.append(importing / count)
        made.shop.store.close()
    ratio = median(ratios)
    how = (
        f"median of {RUNS} runs of {count} {name}, in turn, by the clock on the wall: to verify what was "
        f"decrypted takes {median(bare) * 1e6:.0f} µs an answer; to read, decrypt and verify it, sign the receipt and "
        f"have all of it with its keys in both databases on disk {median(whole) * 1e6:.0f}"
    )
    return Figure(f"bulk import of {name} against bare verification", f"{ratio:.0%}", f"{BAR:.0%}", ratio >= BAR, how)


def _timed(made: Example, given: list[Made]) -> tuple[float, float]:
    """Seconds to verify them and to import them."""
    shop, catalogue = made.shop, made.shop.catalogue
    requests = find_requests(shop, [each.request for each in given])
    shown = [(Answer({i: (t,) for i, t in each.shown.items()}, each.state), requests[each.request]) for each in given]
    start = time.perf_counter()
    for answer, request in shown:
        verify_answer(answer, request, client_id=shop.client_id, catalogue=catalogue, now=shop.clock.now())
    verifying = time.perf_counter() - start
    files = [(each.request, each.text.encode()) for each in given]
    start = time.perf_counter()
    came = {taken.outcome for taken in bulk_import(shop, files)}
    importing = time.perf_counter() - start
    if came != {"imported"}:
        raise ValueError(came)
    return verifying, importing


def _memory(rows: int) -> Figure:
    with tempfile.TemporaryDirectory() as folder:
        _prepare(Path(folder), rows)
        lines = _run(Path(folder))
    if (came := lines[-1]["came"]) != {"imported": rows}:
        raise ValueError(came)
    seen = {line["done"]: line["resident"] for line in lines}
    tenth, end = seen[min(done for done in seen if done >= rows // 10)], seen[max(seen)]
    grown = end / tenth
    how = f"resident after a tenth of {rows} answers {tenth / 1e6:.0f} MB, after all {end / 1e6:.0f} MB"
    return Figure("memory of bulk import, all rows against a tenth", f"{grown:.2f}", f"{FLAT:.2f}", grown <= FLAT, how)


def _killed(seeds: int) -> Iterator[Figure]:
    """Each time on a fresh copy of one shop with its answers in files."""
    wrong, again, killed = [], 0, 0
    with tempfile.TemporaryDirectory() as place:
        fresh = Path(place) / "fresh"
        fresh.mkdir()
        _prepare(fresh, KILLED)
        shutil.copytree(fresh, Path(place) / "timed")
        longest = _run(Path(place) / "timed")[-1]["seconds"]
        for seed in range(seeds):
            folder, chance = Path(place) / f"seed-{seed}", random.Random(seed)
            shutil.copytree(fresh, folder)
            for _ in range(KILLS):
                killed += _kill(folder, chance.random() * longest / KILLS)
            again += _run(folder)[-1]["came"].get("again", 0)
            found = _found(folder)
            if found != dict.fromkeys(found, KILLED):
                wrong.append(f"seed {seed}: {found}")
            shutil.rmtree(folder)
    how = (
        f"seeds 0 to {seeds - 1}, {KILLED} answers each; {killed} kills while it ran; {again} answers were known again;"
        f" items, contents, consents, receipts, customers, keys that open: {'; '.join(wrong) or 'each exactly once'}"
    )
    ok = not wrong and killed > 0
    yield Figure("bulk import killed with kill -9 and begun again, lost or doubled", str(len(wrong)), "0", ok, how)


def _prepare(folder: Path, count: int) -> None:
    made = make_shop(folder)
    asked = ask(made)
    for page in range(0, count, 10_000):
        some = answers(made, min(10_000, count - page), asked=asked)
        write_files(folder / f"answers-{page}", some)
    made.shop.store.close()
    (folder / "answers").mkdir()
    for part in sorted(folder.glob("answers-*")):
        for path in part.iterdir():
            path.rename(folder / "answers" / f"{part.name}-{path.name}")
        part.rmdir()


def _command(folder: Path) -> tuple[str, ...]:
    return "tests.figures.shop_importing", str(folder / "preferences.toml"), str(folder / "answers")


def _run(folder: Path) -> list[dict[str, Any]]:
    """To its end; what it printed."""
    with program(*_command(folder), stdout=subprocess.PIPE) as child:
        lines = [json.loads(line) for line in child.stdout or ()]
        if child.wait() != 0:
            raise ValueError("the import failed")
    return lines


def _kill(folder: Path, after: float) -> bool:
    """Kill it so many seconds after it began to import; whether it did so still."""
    with program(*_command(folder), stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        try:
            child.wait(after)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
    return child.returncode == -signal.SIGKILL


def _found(folder: Path) -> dict[str, int]:
    """What the store has of each kind."""
    shop = open_shop(folder / "preferences.toml")
    with shop.store.reading() as connection:
        found = {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (tables.item, tables.content, tables.consent, tables.receipt, tables.customer)
        }
        rows = connection.execute(select(tables.content)).all()
        found["opened"] = sum(
            len(shop.store.contents.opened(connection, rows[place : place + PAGE]))
            for place in range(0, len(rows), PAGE)
        )
    with shop.store.keys.reading() as connection:
        found["keys"] = connection.execute(select(func.count()).select_from(item_key)).scalar_one()
    shop.store.close()
    return found

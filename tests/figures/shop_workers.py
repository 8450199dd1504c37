"""The connector on PostgreSQL with two workers: answers a second, and what a kill in the middle of one costs."""

from __future__ import annotations

import http.client
import os
import queue
import random
import signal
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from sqlalchemy import func, select

from tests.figures.figure import RUNS, Figure
from tests.figures.shop_made import Made, answers, make_shop
from tests.figures.shop_served import FORM, PATIENCE, Served, served
from tests.real_postgresql import Places, Postgresql
from tests.unit.shop.example import Example
from vault.shop import tables
from vault.shop.key_store import item_key

BAR = 150
ANSWERS, ANSWERS_FULL = 120, 3_000
"""Of each of the runs."""
POSTING = 16
"""Vaults that post at once, each over a connection that it keeps."""
SEEDS, SEEDS_FULL = 5, 50
LONGEST = 0.015
"""Seconds from the posting of an answer to the kill, at most: about what one takes."""


def measure_workers(server: Postgresql, *, full: bool) -> Iterator[Figure]:
    """All figures of the connector."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        made = make_shop(folder, Places(server.new(), server.new(), folder / "ring"))
        with served(folder, "--workers", "2") as running:
            yield _rate(made, running, ANSWERS_FULL if full else ANSWERS)
            yield _killed(made, running, SEEDS_FULL if full else SEEDS)
        made.shop.store.close()


def _rate(made: Example, running: Served, count: int) -> Figure:
    _post_all(running, answers(made, 50))
    rates = []
    for _ in range(RUNS):
        given = answers(made, count)
        start = time.perf_counter()
        _post_all(running, given)
        rates.append(count / (time.perf_counter() - start))
    found = _kept(made)
    if found != dict.fromkeys(found, 50 + RUNS * count):
        raise ValueError(found)
    rate = median(rates)
    how = (
        f"median of {RUNS} runs of {count}, {POSTING} at a time, to `preference-shop serve --workers 2`; PostgreSQL, "
        f"which waits for the disk, and who posts are on the same {os.cpu_count()} processors"
    )
    return Figure("answers of one token a second, PostgreSQL, two workers", f"{rate:.0f}", f"{BAR}", rate >= BAR, how)


def _post_all(running: Served, given: list[Made]) -> None:
    waiting: queue.SimpleQueue[Made] = queue.SimpleQueue()
    for each in given:
        waiting.put(each)
    failed: list[object] = []

    def post() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=PATIENCE)
        try:
            while True:
                connection.request("POST", "/preferences/answer", waiting.get_nowait().form, FORM)
                response = connection.getresponse()
                body = response.read()
                if response.status != 200:
                    failed.append(body)
        except queue.Empty:
            connection.close()
        except (OSError, http.client.HTTPException) as problem:
            failed.append(problem)

    threads = [threading.Thread(target=post) for _ in range(POSTING)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise ValueError(failed[0])


def _killed(made: Example, running: Served, seeds: int) -> Figure:
    """Each answer's worker is killed while it is about it; the answer is sent again until it is taken."""
    before, cut, wrong = _kept(made), 0, []
    given = answers(made, seeds)
    for seed, each in enumerate(given):
        cut += not _posted_and_killed(running, each, random.Random(seed).random() * LONGEST)
        if b'"receipt"' not in _again(running, each):
            wrong.append(f"seed {seed}: no receipt")
        if (found := _of_request(made, each.request)) != (1, 1, 1):
            wrong.append(f"seed {seed}: {found}")
    grown = {name: count - before[name] for name, count in _kept(made).items()}
    if any(count != seeds for name, count in grown.items() if name != "item_key"):
        wrong.append(str(grown))
    how = (
        f"seeds 0 to {seeds - 1}: after each answer was posted its worker was killed within {LONGEST * 1000:.0f} ms; "
        f"{cut} got no reply; {'; '.join(wrong) or 'all were imported once'}"
    )
    ok = not wrong and cut > 0
    return Figure("kill -9 of a worker amid an answer, not imported exactly once", str(len(wrong)), "0", ok, how)


def _posted_and_killed(running: Served, answer: Made, after: float) -> bool:
    """Post it and kill its worker; whether there was a reply all the same."""
    while len(running.workers()) < 2:
        time.sleep(0.05)  # the one before is being replaced
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=PATIENCE)
    try:
        connection.request("POST", "/preferences/answer", answer.form, FORM)
        time.sleep(after)
        worker = None
        while worker is None:
            worker = running.worker_of(connection)
        os.kill(worker, signal.SIGKILL)
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _again(running: Served, answer: Made) -> bytes:
    """Send it until it is taken; the reply."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            status, body = running.answer(answer.form)
        except (OSError, http.client.HTTPException):
            continue
        if status != 503:
            return body
    raise TimeoutError


def _kept(made: Example) -> dict[str, int]:
    """How many rows each of the tables of imports has."""
    found = {}
    with made.shop.store.reading() as connection:
        for table in (tables.item, tables.content, tables.consent, tables.receipt, tables.customer):
            found[table.name] = connection.execute(select(func.count()).select_from(table)).scalar_one()
    with made.shop.store.keys.reading() as connection:
        found["item_key"] = connection.execute(select(func.count()).select_from(item_key)).scalar_one()
    return found


def _of_request(made: Example, request: str) -> tuple[int, int, int]:
    """Receipts, consents and items that one request brought."""
    receipt, item = tables.receipt.c, tables.item.c
    with made.shop.store.reading() as connection:
        consents = list(connection.execute(select(receipt.consent).where(receipt.request == request)).scalars())
        held = select(func.count()).select_from(tables.item).where(item.consent.in_(consents))
        return len(consents), len(set(consents)), connection.execute(held).scalar_one()

"""The figures of stopping: what comes out of chaos, how fast a stop is proved, and what an erasure leaves."""

from __future__ import annotations

import importlib.util
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.figures.figure import Figure
from vault.core.clock import SystemClock
from vault.core.value import Precision
from vault.customer.choosing import Choice
from vault.customer.delivery import deliver
from vault.customer.editing import set_words
from vault.customer.stopping import stop
from vault.demo.journey import Stage, open_stage
from vault.demo.schoenenhuis import HOST
from vault.shop.proof import check_proof, kept_proof

CHAOS, CHAOS_IN_FULL = 100, 500
STOPS, STOPS_IN_FULL = 5, 25
SEED = 20261129
WITHIN = 200
"""Milliseconds from the end of the undo window to the erasure receipt."""


def measure(*, full: bool) -> Iterator[Figure]:
    """All figures of the group."""
    yield from _chaos(CHAOS_IN_FULL if full else CHAOS)
    with tempfile.TemporaryDirectory() as folder, open_stage(Path(folder), "en") as stage:
        yield _until_erased(stage, STOPS_IN_FULL if full else STOPS)
        yield from _left(stage)
    if importlib.util.find_spec("tests.figures.status"):
        yield from importlib.import_module("tests.figures.status").measure_status(full=full)


def _chaos(steps: int) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as place:
        command = [sys.executable, "-m", "tests.figures.chaos", place, str(steps), str(SEED)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    value = (
        f"{found['wrong in all']} wrong; {found['shares']} shares, {found['refreshes']} refreshes, {found['stops']} "
        f"stops of {found['stopped']} items ({found['erased']} erased, {found['denied']} not known), vault killed "
        f"{found['vault killed']}, shop killed {found['shop killed']}, database put back {found['rolled back']} times"
    )
    how = (
        "a shop that is down, slow, broken, loses replies, is killed -9 and gets older databases; a vault killed -9; "
        "in the end every stop confirmed once at both sides, nothing told that the shop had not heard, no share before "
        f"an earlier stop, nothing stopped still held; first: {'; '.join(found['wrong'][:3]) or 'nothing'}"
    )
    ok = found["wrong in all"] == found["failed"] == 0 and found["erased"] > 0
    yield Figure(f"chaos of {steps} steps", value, "0 wrong", ok, how)


def _until_erased(stage: Stage, count: int) -> Figure:
    for key, words in {"clothing.shoe_size": "EU 43", "media.sports": "running_road"}.items():
        set_words(stage.session, key, words)
    times, proved = [], 0
    for _ in range(count + 1):  # once unmeasured
        time.sleep(1.1)  # what is shared in the second of a stop is stopped item by item
        stage.send(stage.ask(), Choice("shoe_size", Precision.EXACT), Choice("sports", Precision.CATEGORY))
        stop(stage.session, HOST)
        start = time.perf_counter()
        states = [each.state for each in deliver(stage.session, stage.client)]
        times.append(time.perf_counter() - start)
        proved += states == ["told", "erased"]
    median = statistics.median(times[1:]) * 1000
    how = f"median of {count}: the stop's letter due, TLS to the real connector, told, asked, receipt checked and kept"
    ok = median < WITHIN and proved == count + 1
    value = f"{median:.0f} ms, {proved} of {count + 1} at once"
    return Figure("stop to erased", value, f"under {WITHIN} ms", ok, how)


def _left(stage: Stage) -> Iterator[Figure]:
    """What the shop has of a share, looked for in its files before and after the stop; and what still proves it."""
    stage.send(stage.ask(), Choice("shoe_size", Precision.EXACT), Choice("sports", Precision.CATEGORY))
    with stage.shop.shop.store.transaction() as connection:
        rows = connection.exec_driver_sql("SELECT value, disclosure, key_binding FROM content").all()
        consent = connection.exec_driver_sql("SELECT consent FROM item WHERE state = 'held'").scalars().first()
    marks = [part for row in rows for part in row]
    before = _found(stage.shop.folder, marks)
    stop(stage.session, HOST)
    deliver(stage.session, stage.client)
    after = _found(stage.shop.folder, marks)
    how = "every value, disclosure with its salt and key binding that the shop had, searched in all its files"
    yield Figure("left of them after erasure", f"{after} (before: {before})", "0", after == 0 < before, how)
    proof = kept_proof(stage.shop.shop, str(consent)) or ""
    proved = [
        item.signed and item.erased is not None
        for each in check_proof(proof, now=SystemClock().now())
        for item in each.items
    ]
    how = "what the shop keeps, given to receipt check: the customer's signature on each item, and its erasure"
    value = f"{sum(proved)} of {len(proved)} items"
    yield Figure("consent proved after erasure", value, "all", len(proved) > 0 and all(proved), how)


def _found(folder: Path, marks: list[str]) -> int:
    content = b"\0".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    return sum(mark.encode() in content for mark in marks)

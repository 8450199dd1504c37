"""The figures of stopping: what comes out of chaos, how fast a stop is proved, and what an erasure leaves.

``python -m tests.figures.chaos FOLDER STEPS SEED`` does a run of chaos again, with all that is known of it.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.figures.erased import measure_erased
from tests.figures.figure import Figure
from tests.figures.kept_vectors import measure_vectors
from tests.figures.status import measure_status
from vault.core.value import Precision
from vault.customer.choosing import Choice
from vault.customer.delivery import deliver
from vault.customer.editing import set_words
from vault.customer.stopping import stop
from vault.demo.journey import Stage, open_stage
from vault.demo.schoenenhuis import HOST

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
    yield from measure_erased(full=full)
    yield from measure_status(full=full)
    yield from measure_vectors()


def _chaos(steps: int) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as place:
        command = [sys.executable, "-m", "tests.figures.chaos", place, str(steps), str(SEED)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    wrong = found["wrong"]
    value = (
        f"{len(wrong)} wrong; {found['shares']} shares, {found['refreshes']} refreshes, {found['stops']} "
        f"stops of {found['stopped']} items ({found['erased']} erased, {found['denied']} not known), vault killed "
        f"{found['vault killed']}, shop killed {found['shop killed']}, database put back {found['rolled back']} times"
    )
    how = (
        f"seed {SEED}; a shop that is down, slow, late, broken, loses replies, is killed -9 and gets older databases; "
        "a vault killed -9; in the end every stop is confirmed once at both sides, nothing told that the shop had not "
        "heard, no share before an earlier stop, nothing that was stopped or replaced still held"
    )
    ok = not wrong and found["failed"] == 0 and found["erased"] > 0
    if not ok:
        value += f"; seed {SEED}: {'; '.join(wrong[:3]) or done.stderr[-300:]}; more in {_kept(done)}"
    yield Figure(f"chaos of {steps} steps", value, "0 wrong", ok, how)


def _kept(done: subprocess.CompletedProcess[str]) -> Path:
    """A file with all that the run said, for whoever looks for the cause."""
    with tempfile.NamedTemporaryFile("w", prefix=f"chaos-{SEED}-", suffix=".json", delete=False) as file:
        file.write(done.stdout + done.stderr)
    return Path(file.name)


def _until_erased(stage: Stage, count: int) -> Figure:
    for key, words in {"clothing.shoe_size": "EU 43", "media.sports": "running_road"}.items():
        set_words(stage.session, key, words)
    times, busy, proved = [], [], 0
    for _ in range(count + 1):  # once unmeasured
        time.sleep(1.1)  # what is shared in the second of a stop is stopped item by item
        stage.send(stage.ask(), Choice("shoe_size", Precision.EXACT), Choice("sports", Precision.CATEGORY))
        stop(stage.session, HOST)
        start, worked = time.perf_counter(), time.process_time()
        states = [each.state for each in deliver(stage.session, stage.client)]
        times.append(time.perf_counter() - start)
        busy.append(time.process_time() - worked)
        proved += states == ["told", "erased"]
    median = statistics.median(times[1:]) * 1000
    how = (
        f"median of {count}: the stop's letter due, TLS to the real connector, told, asked, receipt checked and kept; "
        f"{statistics.median(busy[1:]) * 1000:.0f} ms of it is processor time of both sides"
    )
    ok = median < WITHIN and proved == count + 1
    value = f"{median:.0f} ms, {proved} of {count + 1} at once"
    return Figure("stop to erased", value, f"under {WITHIN} ms", ok, how)

"""How fast a large vault opens and is searched."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.figures.figure import RUNS, Figure, median_seconds
from tests.figures.generated import Large, make_large
from vault.customer.editing import list_preferences, search_keys
from vault.customer.ending import end_what_is_over
from vault.storage.connection import connect

if TYPE_CHECKING:
    from vault.customer.session import Session

OPENED = 10_000
SEARCHED, SEARCHED_IN_FULL = 10_000, 100_000
UNLOCK_MS, KEYSTROKE_MS = 150, 16


def figures(*, full: bool) -> Iterator[Figure]:
    """Unlocking, and searching as one types."""
    with tempfile.TemporaryDirectory() as place:
        large = make_large(Path(place) / "vault", OPENED)
        yield _unlock(large)
        if not full:
            yield _search(large, SEARCHED)
    if full:
        with tempfile.TemporaryDirectory() as place:
            yield _search(make_large(Path(place) / "vault", SEARCHED_IN_FULL), SEARCHED_IN_FULL)


def _unlock(large: Large) -> Figure:
    opened, listed, bare = [], [], []
    for _ in range(RUNS):  # one after the other, so that a busy moment strikes all
        bare.append(_took(lambda: _bare(large)))
        start = time.perf_counter()
        with large.open() as session:
            end_what_is_over(session)
            opened.append(time.perf_counter() - start)
            listed.append(_took(partial(list_preferences, session)))
    milliseconds = [1000 * statistics.median(times) for times in (opened, bare, listed)]
    value = (
        f"{milliseconds[0]:.0f} ms with {OPENED:,} preferences "
        f"(a bare SQLCipher open and read: {milliseconds[1]:.0f} ms)"
    )
    how = (
        f"median of {RUNS}: lock taken, database opened, schema, whole journal chain, anchor, shares brought up to "
        f"date; listing all of them once after that: {milliseconds[2]:.0f} ms"
    )
    return Figure("unlock beyond the key derivation", value, f"under {UNLOCK_MS} ms", milliseconds[0] < UNLOCK_MS, how)


def _bare(large: Large) -> None:
    """What SQLCipher alone takes to open this file and read every preference."""
    unlocked = large.derived.unlocked
    database = connect(large.derived.folder.database, unlocked.key, unlocked.slots.vault_id)
    with database.read() as reader:
        reader.rows("SELECT * FROM preference")
    database.close()


def _search(large: Large, size: int) -> Figure:
    with large.open() as session:
        strokes = [_stroke(session, text) for word in large.words for text in _typed(word)]
    times = sorted(1000 * each for each in strokes)
    median, slow = statistics.median(times), times[int(len(times) * 0.95)]
    value = f"{median:.1f} ms at the median (95 in 100 under {slow:.0f} ms) over {size:,} preferences"
    how = (
        f"{len(large.words)} names typed letter by letter, {len(times)} strokes, each the search the window makes; "
        "one or two letters are below the index and read every row"
    )
    return Figure("search as you type", value, f"under {KEYSTROKE_MS} ms", median < KEYSTROKE_MS, how)


def _typed(word: str) -> Iterator[str]:
    return (word[:length] for length in range(1, len(word) + 1))


def _stroke(session: Session, text: str) -> float:
    return median_seconds(lambda: search_keys(session, text), runs=1)


def _took(work: Callable[[], object]) -> float:
    return median_seconds(work, runs=1)

"""The program of the reading figures: ``python -m tests.figures.portability_reading look|cancel FOLDER [TIMES]``.

It prints one JSON object. A program of its own, so that the memory it had is that of the work alone.
"""

from __future__ import annotations

import contextlib
import json
import random
import resource
import sys
import threading
import time
from pathlib import Path
from typing import Any

from vault import bundled
from vault.core.catalogue import parse
from vault.core.errors import ChoiceError
from vault.customer.suggesting import Looked, look

_LONGEST = 1.0
"""Seconds of reading after which a cancel comes at the latest; the shortest history takes longer."""


def looked(path: Path) -> dict[str, Any]:
    """Read and conclude once."""
    catalogue = parse(*bundled.catalogue_files())
    start, used = time.perf_counter(), time.process_time()
    found = look(path, catalogue)
    seconds, cpu = time.perf_counter() - start, time.process_time() - used
    assert isinstance(found, Looked)
    return {
        "seconds": seconds,
        "cpu": cpu,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
        "read": found.read,
        "left_out": found.left_out,
        "suggestions": len(found.suggestions),
    }


def cancelled(path: Path, times: int) -> dict[str, Any]:
    """Cancel so many readings; how long each went on, in seconds."""
    catalogue, chance, waits = parse(*bundled.catalogue_files()), random.Random(8), []
    for _ in range(times):
        cancel, ended = threading.Event(), threading.Event()
        begun = threading.Event()

        def read(
            cancel: threading.Event = cancel, begun: threading.Event = begun, end: threading.Event = ended
        ) -> None:
            with contextlib.suppress(ChoiceError):
                look(path, catalogue, cancel=cancel, progress=lambda done, every: begun.set())
                return
            end.set()

        reading = threading.Thread(target=read)
        reading.start()
        begun.wait()
        time.sleep(chance.random() * _LONGEST)
        start = time.perf_counter()
        cancel.set()
        reading.join()
        if ended.is_set():
            waits.append(time.perf_counter() - start)
    return {"waits": waits}


if __name__ == "__main__":
    folder = Path(sys.argv[2])
    print(json.dumps(looked(folder) if sys.argv[1] == "look" else cancelled(folder, int(sys.argv[3]))))

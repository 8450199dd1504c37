"""``python -m tests.fuzz [TARGET ...] [--seconds N]``: fuzz, then time and weigh what was found; exit 1 on anything.

``--seconds 600`` is the long run. Every input must be read or refused with one of our own errors, within a second and
64 MiB.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path

from tests.fuzz.targets import TARGETS, Target, allowed

MOST_SECONDS = 1.0
MOST_BYTES = 64 * 1024 * 1024
SECONDS = 30
"""Of the plain run, divided among the targets."""


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("targets", nargs="*", choices=[*TARGETS, []], metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=int, default=SECONDS, help="for all targets together")
    given = parser.parse_args(argv)
    names = given.targets or list(TARGETS)
    failed = 0
    for name in names:
        with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
            problem = _fuzz(name, Path(folder), max(1, given.seconds // len(names)))
            said, fits = (problem, False) if problem else _weigh(TARGETS[name], Path(folder))
        print(f"{name}: {said}", flush=True)
        failed += not fits
    return 1 if failed else 0


def _fuzz(name: str, folder: Path, seconds: int) -> str:
    """What went wrong, or nothing. The corpus is left in ``folder``."""
    target = TARGETS[name]
    for seed in target.seeds():
        if len(seed) <= target.most:
            (folder / hashlib.sha256(seed).hexdigest()[:24]).write_bytes(seed)
    options = [f"-max_total_time={seconds}", f"-max_len={target.most}", "-timeout=10", "-print_final_stats=1"]
    command = [sys.executable, "-m", "tests.fuzz.child", name, str(folder), *options, f"-artifact_prefix={folder}/"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return ""
    return "\n".join(line for line in done.stderr.splitlines() if not line.startswith("#"))[-3000:]


def _weigh(target: Target, folder: Path) -> tuple[str, bool]:
    """The slowest and the heaviest of everything that was found, and of the longest inputs there can be."""
    corpus = [path.read_bytes() for path in folder.iterdir()]
    longest = [
        (seed * (target.most // max(1, len(seed)) + 1))[: target.most] for seed in (*corpus[:50], b"[", b"~", b"{")
    ]
    slowest, heaviest = 0.0, 0
    for data in (*corpus, *longest):
        start = time.process_time()  # nothing here waits, and what else the machine does is not the input's
        allowed(lambda data=data: target.read(data))  # type: ignore[misc]
        slowest = max(slowest, time.process_time() - start)
    tracemalloc.start()
    for data in (*corpus[:200], *longest):
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        allowed(lambda data=data: target.read(data))  # type: ignore[misc]
        heaviest = max(heaviest, tracemalloc.get_traced_memory()[1] - before)
    tracemalloc.stop()
    weighed = f"slowest {slowest * 1000:.0f} ms, most memory {heaviest / 2**20:.1f} MiB"
    said = f"no error but ours; {len(corpus)} inputs kept, {weighed}"
    return said, slowest < MOST_SECONDS and heaviest < MOST_BYTES


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

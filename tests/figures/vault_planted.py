"""Planted values and the passphrase, searched for in every file there is at each stage of a customer's day."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from tests.figures.figure import Figure

PLANTED = 100
KILLS, KILLS_IN_FULL = 1, 10


def figure(*, full: bool) -> Figure:
    """A program keeps the values, and all it could write to is in one folder."""
    values = [secrets.token_hex(12) for _ in range(PLANTED)]
    passphrase = secrets.token_hex(12)
    found: set[str] = set()
    kills = KILLS_IN_FULL if full else KILLS
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        for _ in range(kills - 1):
            _play(home / secrets.token_hex(4), passphrase, values)
        stages = _play(home / "last", passphrase, values, found)
        files = [path for path in home.rglob("*") if path.is_file()]
        found |= planted_in(files, [*values, passphrase])
    value = f"{len(found - {passphrase})} of {PLANTED}, passphrase {'found' if passphrase in found else 'not found'}"
    how = (
        f"{', '.join(stages)}, then killed -9 while writing, {kills} time(s); database, log, backups, settings, "
        f"temporary files and whatever else stands under its home ({len(files)} files at the end) are searched for "
        "each value as typed, backwards, in UTF-16 and as bytes"
    )
    return Figure("planted values in any file", value, "0", not found, how)


def planted_in(files: Iterable[Path], words: list[str]) -> set[str]:
    """Those of ``words``, which are hexadecimal, that stand in a file in some spelling."""
    found = set()
    for path in files:
        data = path.read_bytes()
        found |= {word for word in words if any(each in data for each in spellings(word))}
    return found


def spellings(word: str) -> tuple[bytes, ...]:
    """A hexadecimal word as it may stand in a file or in memory."""
    return (word.encode(), word[::-1].encode(), word.encode("utf-16-le"), bytes.fromhex(word))


def _play(home: Path, passphrase: str, values: list[str], found: set[str] | None = None) -> list[str]:
    """Play the day in ``home``, searching at each stage where ``found`` is given, and kill it; the stages."""
    home.mkdir()
    places = {
        "TMPDIR": "tmp",
        "HOME": ".",
        "XDG_DATA_HOME": "data",
        "XDG_CONFIG_HOME": "config",
        "XDG_STATE_HOME": "log",
    }
    for name in places.values():
        (home / name).mkdir(exist_ok=True)
    environment = {**os.environ, **{name: str(home / place) for name, place in places.items()}}
    stages: list[str] = []
    with (
        (home / "said").open("wb") as said,
        subprocess.Popen(
            [sys.executable, "-m", "tests.figures.planted_day", str(home)],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
        ) as child,
    ):
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(f"{passphrase}\n{' '.join(values)}\n")
        child.stdin.flush()
        for line in child.stdout:
            stages.append(line.strip())
            if found is not None:
                files = [path for path in home.rglob("*") if path.is_file()]
                found |= planted_in(files, [*values, passphrase])
            child.stdin.write("\n")
            child.stdin.flush()
            if stages[-1] == "writing":
                time.sleep(0.2)
                child.kill()
        assert child.wait() < 0
    return stages

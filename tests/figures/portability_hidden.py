"""No value outside the vault: all that work leaves behind is looked through, also where it was killed halfway."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.figures.figure import Figure
from tests.figures.portability_hiding import FOR_FILE, FORMS, LINES, VALUES
from tests.unit.core.catalogue_values import shipped
from tests.unit.portability.test_locking import age
from vault.portability.coming_back import read_export

KILLS, TAKEN = {True: 40, False: 2}, {True: 2, False: 1}


def figures(*, full: bool) -> Iterator[Figure]:
    """Everything that the work may write to is below one folder: its home, its temporary files, its output."""
    forms = TAKEN[full]
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        for name in ("tmp", "logs"):
            (home / name).mkdir()
        _wait(_begin("make", home))
        start = time.perf_counter()
        whole = _wait(_begin("work", home, str(forms)))
        took = time.perf_counter() - start
        found, files = _found(home)
        opened = sum(_opens(home, name) for name in [*FORMS.values()][:forms])
        control, _ = _found(home / "given", aside=())
        chance, killed = random.Random(11), 0
        for _ in range(KILLS[full]):
            process = _begin("work", home, str(forms))
            time.sleep(chance.uniform(0.1, 1) * took)
            process.kill()
            killed += _wait(process) != 0
            more, count = _found(home)
            found, files = found | more, max(files, count)
    yield Figure(
        "values outside the vault and the file that was asked", f"{len(found)} found in {files} files", "0",
        not found and whole == 0 and len(control) >= 2 and killed > 0,
        f"{len(VALUES)} planted passphrases, notes, names and goods are looked for in every file below the home, the "
        "folder of temporary files and the logs, after a locked export and a shop's file with suggestions and lines, "
        f"and after each of {killed} kills -9 on the way; in the shop's own file they are found{_named(found)}",
    )  # fmt: skip
    yield Figure(
        "locked exports that plain age opens", f"{opened} of {forms}", "all", opened == forms,
        "the age tool of the system, with the passphrase typed at a terminal; what it gives is a whole export",
    )  # fmt: skip


def _begin(what: str, home: Path, *more: str) -> subprocess.Popen[bytes]:
    known = {"HOME": str(home), "TMPDIR": str(home / "tmp"), "XDG_RUNTIME_DIR": str(home / "tmp")}
    kept = {name: said for name, said in os.environ.items() if not name.startswith("XDG_")}
    with (home / "logs" / f"{time.monotonic_ns()}").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.figures.portability_hiding", what, str(home), *more],
            env={**kept, **known}, stdout=log, stderr=log,
        )  # fmt: skip


def _wait(process: subprocess.Popen[bytes]) -> int:
    return process.wait()


def _found(home: Path, aside: tuple[str, ...] = ("given",)) -> tuple[set[tuple[str, str]], int]:
    """Which values stand in which files, as text of either width or as a name; and how many files there are."""
    found, count = set(), 0
    for path in home.rglob("*"):
        if path.relative_to(home).parts[0] in aside or not path.is_file():
            continue
        count += 1
        data = path.read_bytes() + str(path.relative_to(home)).encode()
        for value in VALUES:
            if value.encode() in data or value.encode("utf-16-le") in data:
                found.add((value, path.name))
    return found, count


def _opens(home: Path, name: str) -> bool:
    out = home / "given" / name.removesuffix(".age")
    age("-d", "-o", str(out), str(home / "taken" / name), typed=[FOR_FILE])
    export = read_export(out, shipped())
    return export.counts()["imported_facts"] == LINES and export.counts()["people"] == 1


def _named(found: set[tuple[str, str]]) -> str:
    return "".join(f"; {value} in {name}" for value, name in sorted(found))

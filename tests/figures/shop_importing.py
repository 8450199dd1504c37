"""The program of the import figures: ``python -m tests.figures.shop_importing POLICY FOLDER``.

It imports the answer files of FOLDER in their order and prints, after every page, how many are done, what came of them
and how much memory it has, as JSON. It is killed at any moment.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from pathlib import Path

from vault.shop.bulk_import import PAGE, bulk_import
from vault.shop.opening import open_shop


def main(policy: Path, folder: Path) -> None:
    """Import everything."""
    shop = open_shop(policy)
    names = sorted(path.name for path in folder.iterdir())
    came: Counter[str] = Counter()
    start = time.perf_counter()
    print(_line(0, came, start), flush=True)
    for number, each in enumerate(bulk_import(shop, ((name, (folder / name).read_bytes()) for name in names)), 1):
        came[each.outcome] += 1
        if number % PAGE == 0 or number == len(names):
            print(_line(number, came, start), flush=True)
    shop.store.close()


def _line(done: int, came: Counter[str], start: float) -> str:
    found = {"done": done, "came": came, "resident": _resident(), "seconds": time.perf_counter() - start}
    return json.dumps(found)


def _resident() -> int:
    """Bytes of memory that this process has now."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

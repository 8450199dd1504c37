"""kill -9 in the midst of an import: the same command again ends with everything in once."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.figures.shop_made import answers, make_shop, write_files
from vault.shop import tables
from vault.shop.key_store import item_key
from vault.shop.opening import open_shop
from vault.shop.profile import SERVICE_PERSONALISATION

KILLS = 5
"""Places of the run at which it is killed, evenly spread, and before its last step."""
FILES, LINES = 6, 600


def _folder(place: Path) -> list[str]:
    made = make_shop(place)
    write_files(place / "in", answers(made, FILES))
    made.shop.store.close()
    return [str(place / "in")]


def _csv(place: Path) -> list[str]:
    make_shop(place).shop.store.close()
    given = (datetime.now(UTC) - timedelta(days=2)).date().isoformat()
    lines = [f"K-{n},media.phone_model,Own Phone,{SERVICE_PERSONALISATION},{given},form {n}\n" for n in range(LINES)]
    (place / "list.csv").write_text("number,key,value,purpose,given,proof\n" + "".join(lines), "utf-8")
    return ["--csv", str(place / "list.csv")]


def _run(place: Path, source: list[str], step: int) -> subprocess.CompletedProcess[str]:
    policy = ["--policy", str(place / "preferences.toml")]
    command = [sys.executable, "-m", "tests.integration.imports_killed", str(step), "import", *source, *policy]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def _found(place: Path) -> dict[str, int]:
    """How many the store has of each kind, with the keys of items, and the files that moved and that stayed."""
    shop = open_shop(place / "preferences.toml")
    try:
        kinds = (tables.item, tables.own_item, tables.content, tables.consent, tables.receipt, tables.customer)
        with shop.store.reading() as connection:
            found = {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in kinds
            }
        with shop.store.keys.reading() as connection:
            found["keys"] = connection.execute(select(func.count()).select_from(item_key)).scalar_one()
    finally:
        shop.store.close()
    return found | {"done": len(list(place.glob("in/done/*"))), "left": len(list(place.glob("in/*.*")))}


@pytest.mark.parametrize(("make", "count"), [(_folder, FILES), (_csv, LINES)])
def test_killed_anywhere_and_begun_again(tmp_path: Path, make: Callable[[Path], list[str]], count: int) -> None:
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    source = [each.replace(str(fresh), "{place}") for each in make(fresh)]

    def run(name: str, step: int) -> subprocess.CompletedProcess[str]:
        place = tmp_path / name
        if not place.exists():
            shutil.copytree(fresh, place)
        return _run(place, [each.format(place=place) for each in source], step)

    whole = run("whole", 0)
    assert whole.returncode == 0, whole.stderr
    steps, right = int(whole.stderr.split()[-1]), _found(tmp_path / "whole")
    assert count in (right["item"], right["own_item"])
    assert right["keys"] == count
    midst = 0
    for place in range(1, KILLS + 1):
        step = steps * place // KILLS
        name = f"step-{step}"
        assert run(name, step).returncode == -signal.SIGKILL
        midst += _found(tmp_path / name) != right
        again = run(name, 0)
        assert (again.returncode, again.stderr.count("\n")) == (0, 1), again.stderr
        assert _found(tmp_path / name) == right, name
    assert midst > 0

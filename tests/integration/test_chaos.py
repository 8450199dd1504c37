"""The chaos run says the same of the same seed, so that what it finds wrong can be looked at again."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
STEPS, SEED = 20, 3


def test_a_run_can_be_had_again_from_its_seed(tmp_path: Path) -> None:
    said = []
    for name in ("first", "again"):
        folder = tmp_path / name
        folder.mkdir()
        command = [sys.executable, "-m", "tests.figures.chaos", str(folder), str(STEPS), str(SEED)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
        assert done.stderr == ""
        evidence = [(folder / each).read_text(encoding="ascii") for each in ("deliveries", "shop/evidence")]
        said.append((json.loads(done.stdout), evidence))
    (found, _), again = said
    assert again == said[0]
    assert found["wrong"] == []
    assert found["steps"] == STEPS
    assert min(found[each] for each in ("shares", "stops", "vault killed", "shop killed")) > 0

"""A sweep that is killed anywhere loses nothing: the next goes on from there, and nothing ends twice."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_a_sweep_killed_at_any_step_is_finished_by_the_next(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.integration.sweeps_killed", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.stderr == ""
    steps, kills = map(int, done.stdout.split())
    assert steps >= kills > 12

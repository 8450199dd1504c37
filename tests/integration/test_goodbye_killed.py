"""A goodbye that is killed on the way loses nothing that was not said, and goes on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

STRIDE = 9
"""Of some two hundred places where it may die; the deletion alone is tried at every one in ``test_vaults.py``."""


def test_no_power_cut_ends_a_goodbye_before_its_time(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.integration.goodbye_killed", str(tmp_path), str(STRIDE)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= 15

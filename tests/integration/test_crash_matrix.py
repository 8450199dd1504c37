"""Killed between every two write steps of whatever writes: the vault opens, all that was committed is there, at most
the step in flight is missing, and nothing is taken for a change from outside.

Each operation runs in a program of its own, which may fork; see ``crash_matrix.py``.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.crash_operations import OPERATIONS
from tests.integration.write_steps import Step, killed_before, recorded

ROOT = Path(__file__).parents[2]
DONE_LAST = {"restore", "salvage"}
"""What is made gets its name in the very last step."""
DONE_BEFORE = {"opening", "opening after a renewal"}
"""Nothing is added by them."""


def rename_and_remove(folder: Path) -> None:
    (folder / "old").replace(folder / "new")
    (folder / "new").unlink()


def test_a_child_dies_before_its_step_and_not_after(tmp_path: Path) -> None:
    (tmp_path / "old").write_text("mine")
    assert recorded(lambda: lambda: rename_and_remove(tmp_path)) == [Step("rename"), Step("unlink")]
    (tmp_path / "old").write_text("mine")
    for step, left in enumerate((["old"], ["new"])):
        killed_before(lambda: lambda: rename_and_remove(tmp_path), step)
        assert [path.name for path in tmp_path.iterdir()] == left
        (tmp_path / left[0]).replace(tmp_path / "old")
    with pytest.raises(RuntimeError, match="no such step"):
        killed_before(lambda: lambda: rename_and_remove(tmp_path), 2)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_kill_between_any_two_steps_loses_nothing(operation: str, tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "tests.integration.crash_matrix", operation, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert result.stderr == ""
    print(operation, result.stdout)
    steps, kills, after = map(int, result.stdout.split())
    assert steps >= kills > 12
    assert kills > after
    assert (after > 0) is (operation not in DONE_LAST | DONE_BEFORE)

"""The demo is the whole chain: everything real, on this machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_demo_plays_to_its_end(language: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "vault", "demo", "--folder", str(tmp_path / "demo"), "--language", language]
    unseen = {name: text for name, text in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    done = subprocess.run(command, cwd="/", env=unseen, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stdout.splitlines()) == 15
    kept = {path.name for path in (tmp_path / "demo").iterdir()}
    assert kept == {"vault", "second-vault", "shop", "my-preferences.json", "pictures"}
    pictures = {path.stem for path in (tmp_path / "demo" / "pictures").glob("*.png")}
    assert {"window-3-request", "window-9-stopped", "page-2-after", "page-3-stopped"} <= pictures


def test_a_folder_that_is_in_use_is_said(tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault" / "diary.txt").write_text("mine", encoding="utf-8")
    command = [sys.executable, "-m", "vault", "demo", "--folder", str(tmp_path)]
    done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert (tmp_path / "vault" / "diary.txt").read_text(encoding="utf-8") == "mine"

"""The demo is the whole chain: everything real, on this machine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.end2end.accessible import open_reader
from tests.end2end.screen import open_screen, wait_for
from vault.demo.journey import PASSPHRASE

PICTURES = {
    "page-1-before",
    "page-2-after",
    "page-3-stopped",
    "window-1-unlock",
    "window-2-overview",
    "window-3-request",
    "window-4-chosen",
    "window-5-shared",
    "window-6-shops",
    "window-7-activity",
    "window-8-your_data",
    "window-9-stopped",
}
TITLE = "^Preference Vault$"


def demo(*options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the demo where there is no screen."""
    unseen = {name: text for name, text in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    command = [sys.executable, "-m", "vault", "demo", *options]
    return subprocess.run(command, cwd="/", env=unseen | environment, capture_output=True, text=True, check=False)


def test_the_demo_plays_to_its_end(tmp_path: Path) -> None:
    done = demo("--folder", str(tmp_path / "demo"))
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 15
    everything_is_kept(tmp_path / "demo")


def test_without_a_folder_it_names_the_one_it_made() -> None:
    # Not pytest's folder: its path is so long that Chromium cannot make the socket it puts there.
    with tempfile.TemporaryDirectory(prefix="pv-") as short:
        done = demo("--language", "nl", TMPDIR=short)
        assert done.returncode == 0, done.stderr
        (folder,) = Path(short).glob("preference-vault-demo-*")
        assert str(folder) in done.stdout.splitlines()[-1]
        assert folder.stat().st_mode & 0o077 == 0
        everything_is_kept(folder)


def everything_is_kept(folder: Path) -> None:
    kept = {path.name for path in folder.iterdir()}
    assert kept == {"vault", "second-vault", "shop", "my-preferences.json", "window", "pictures"}
    pictures = folder / "pictures"
    assert {path.stem for path in pictures.glob("*.png")} == PICTURES
    pages = ((pictures / f"page-{name}.html").read_bytes() for name in ("1-before", "2-after", "3-stopped"))
    before, after, stopped = pages
    assert before == stopped != after


def test_a_folder_that_is_in_use_is_said(tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault" / "diary.txt").write_text("mine", encoding="utf-8")
    done = demo("--folder", str(tmp_path))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert (tmp_path / "vault" / "diary.txt").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = demo("--folder", str(tmp_path / "file" / "demo"))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


def test_with_a_screen_a_person_shares_and_the_page_changes_beside_the_window(tmp_path: Path) -> None:
    with open_screen(tmp_path) as screen, open_reader(screen) as reader:
        running = screen.start(sys.executable, "-m", "vault", "demo")
        reader.wait("preference-vault", "text", "Passphrase")
        reader.wait("Chromium", "frame", "Running shoes")
        screen.bring_to_front(TITLE)
        screen.type(PASSPHRASE)
        screen.press("Return")
        reader.click("preference-vault", "check box", "Share Shoe size")
        reader.click("preference-vault", "push button", "Share this one")
        reader.wait("Chromium", "frame", "Shoes for you")
        screen.picture("shared")
        screen.bring_to_front(TITLE)
        wait_for("the window in front", lambda: re.match(TITLE, screen.front()))
        screen.press("alt+F4")
        wait_for("the end of the demo", lambda: running.poll() is not None)
        assert running.returncode == 0
        wait_for("the browser to close", lambda: reader.find("Chromium", "frame", "") is None)
        assert not list(Path(screen.environment["TMPDIR"]).glob("preference-vault-demo-*"))

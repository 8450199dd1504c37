"""Later starts reach the window at the vault before which it stands, also after it moved to another one."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.unit.desktop.test_links import LINK, SECOND
from vault.desktop.instance_lock import InstanceLock
from vault.desktop.later_starts import LaterStarts


class Hearing(QWidget):
    """What of a window later starts reach."""

    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def open_link(self, link: str) -> None:
        self.heard.append(link)

    def come_forward(self) -> None:
        self.heard.append("forward")


@pytest.fixture
def sockets(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Short, because the path of a socket has 107 bytes."""
    made = Path(tempfile.mkdtemp(prefix="pv"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(made))
    yield made
    shutil.rmtree(made)


def start(qtbot: QtBot, sockets: Path, name: str) -> str:
    """What comes of a later start with the vault of this name."""
    program = [sys.executable, "-c", SECOND, name, str(sockets), LINK]
    started = subprocess.Popen(program, stdout=subprocess.PIPE, text=True)
    qtbot.waitUntil(lambda: started.poll() is not None, timeout=20_000)
    with started:
        return started.communicate()[0].strip()


@pytest.fixture
def window(qtbot: QtBot) -> Hearing:
    made = Hearing()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def starts(sockets: Path) -> Iterator[LaterStarts]:
    lock = InstanceLock("one")
    assert lock.take()
    made = LaterStarts(lock, lambda folder: folder.name)
    yield made
    made.end()


def test_moves_with_the_window(qtbot: QtBot, sockets: Path, window: Hearing, starts: LaterStarts) -> None:
    starts.hear(window)  # type: ignore[arg-type]  # all of a window that it needs
    assert start(qtbot, sockets, "one") == "handed over"
    starts.move(Path("/vaults/two"))
    assert start(qtbot, sockets, "two") == "handed over"
    assert window.heard == ["forward", LINK] * 2
    assert start(qtbot, sockets, "one") == "first"


def test_where_another_window_is_it_stays(qtbot: QtBot, sockets: Path, window: Hearing, starts: LaterStarts) -> None:
    starts.hear(window)  # type: ignore[arg-type]
    other = InstanceLock("two")
    assert other.take()
    starts.move(Path("/vaults/two"))
    starts.move(Path("/vaults/one"))  # where it is
    assert start(qtbot, sockets, "one") == "handed over"
    other.give_back()


def test_moves_before_it_is_heard(qtbot: QtBot, sockets: Path, window: Hearing, starts: LaterStarts) -> None:
    starts.move(Path("/vaults/two"))
    starts.hear(window)  # type: ignore[arg-type]
    assert start(qtbot, sockets, "two") == "handed over"


def test_ends_with_the_window(qtbot: QtBot, sockets: Path, window: Hearing, starts: LaterStarts) -> None:
    starts.hear(window)  # type: ignore[arg-type]
    window.closing.emit()
    assert start(qtbot, sockets, "one") == "first"

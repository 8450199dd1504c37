"""A screen of a test's own: an X server that nobody else may draw on, a window manager, a user's empty home.

Needs the Debian packages of ``.ci/packages.test``; without them a test fails, it does not skip.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest

T = TypeVar("T")

A11Y_BUS = Path("/usr/libexec/at-spi-bus-launcher")
NEEDED = ("Xvfb", "openbox", "xdotool", "dbus-daemon", "xdg-open", "gio", "chromium", str(A11Y_BUS))
SIZE = (1280, 1000)
"""Smaller than a browser and a vault side by side, so that one has to come before the other."""
PATIENCE = 30
"""Seconds for one thing to happen. A start of a browser on a busy machine takes ten."""
STOPPING = 10
"""Seconds for a process to end by itself."""
_FAMILY_WILD = 0xFFFF
"""Of an X authority entry: for every address."""
_GRAB = (
    "import sys; from PySide6.QtGui import QGuiApplication; app = QGuiApplication([]);"
    " sys.exit(not app.primaryScreen().grabWindow(0).save(sys.argv[1]))"
)


def wait_for(what: str, look: Callable[[], T], seconds: float = PATIENCE) -> T:
    """What ``look`` finds as soon as it finds something. Fails the test after ``seconds``."""
    end = time.monotonic() + seconds
    while not (found := look()):
        if time.monotonic() > end:
            pytest.fail(f"waited {seconds} seconds in vain for: {what}")
        time.sleep(0.05)
    return found


@dataclass
class Screen:
    """One user's screen and home. Only processes that were started here are ended here."""

    folder: Path
    environment: dict[str, str]
    _running: list[subprocess.Popen[bytes]] = field(default_factory=list)
    _logs: dict[int, Path] = field(default_factory=dict)

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def data(self) -> Path:
        """``XDG_DATA_HOME``."""
        return self.home / ".local" / "share"

    def start(self, *command: str, **more: str) -> subprocess.Popen[bytes]:
        """Start a program that stays until the end; what it prints is kept in ``folder``."""
        path = self.folder / f"{Path(command[0]).name}-{len(self._running)}.log"
        with path.open("wb") as log:
            started = subprocess.Popen(
                command,
                env=self.environment | more,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._running.append(started)
        self._logs[started.pid] = path
        return started

    def log_of(self, started: subprocess.Popen[bytes]) -> Path:
        """Where what this program prints is kept."""
        return self._logs[started.pid]

    def run(self, *command: str) -> str:
        """Run a program to its end, and return what it printed."""
        done = self.tell(*command)
        assert done.returncode == 0, f"{command[0]}: {done.stderr}"
        return done.stdout.strip()

    def tell(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a program that may say no."""
        return subprocess.run(
            command, env=self.environment, cwd="/", capture_output=True, text=True, timeout=PATIENCE, check=False
        )

    def click(self, x: int, y: int) -> None:
        """The left button of the mouse."""
        self.run("xdotool", "mousemove", "--sync", str(x), str(y), "click", "1")

    def mouse(self) -> str:
        """Where the mouse is."""
        x, y, *_ = self.run("xdotool", "getmouselocation").split()
        return f"{x} {y}"

    def press(self, *keys: str) -> None:
        """Keys, by their names in X."""
        self.run("xdotool", "key", *keys)

    def type(self, text: str) -> None:
        """Letters, one by one."""
        self.run("xdotool", "type", "--delay", "5", text)

    def front(self) -> str:
        """The title of the window that has the keyboard, or nothing."""
        return self.tell("xdotool", "getactivewindow", "getwindowname").stdout.strip()

    def bring_to_front(self, title: str) -> None:
        """The window whose title has ``title`` in it, as a task bar does it."""
        self.run("xdotool", "search", "--onlyvisible", "--name", title, "windowactivate", "--sync")

    def picture(self, name: str) -> Path:
        """The whole screen as it is now."""
        path = self.folder / f"{name}.png"
        self.run(sys.executable, "-c", _GRAB, str(path))
        return path

    def end(self) -> None:
        """End everything that was started, the last first."""
        for each in reversed(self._running):
            _send(each, signal.SIGTERM)
            try:
                each.wait(STOPPING)
            except subprocess.TimeoutExpired:
                _send(each, signal.SIGKILL)
                each.wait()


def _send(started: subprocess.Popen[bytes], what: signal.Signals) -> None:
    """To the process and what it started: it leads a group of its own."""
    try:
        os.killpg(started.pid, what)
    except ProcessLookupError:
        return


@contextmanager
def open_screen(folder: Path) -> Iterator[Screen]:
    """An X server with a window manager and an accessibility bus, until the block ends.

    Where the block fails, a picture of the screen is taken, and what was raised says where it is.
    """
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        pytest.fail(f"missing: {', '.join(missing)}. Run: bash .ci/system test")
    # A short name, for a socket's path has 107 characters at most.
    with tempfile.TemporaryDirectory(prefix="run-", ignore_cleanup_errors=True) as runtime:
        screen = Screen(folder, _environment(folder, Path(runtime), os.environ))
        try:
            screen.environment["DISPLAY"] = _start_display(screen)
            _start_bus(screen)
            screen.start("openbox")
            wait_for("the window manager", lambda: screen.tell("xdotool", "get_num_desktops").returncode == 0)
            yield screen
        except BaseException as problem:
            if "DISPLAY" in screen.environment:
                problem.add_note(f"The screen as it was: {screen.picture('failed')}")
            raise
        finally:
            screen.end()


@contextmanager
def open_display(folder: Path) -> Iterator[Screen]:
    """An X server alone, for programs that nobody operates, until the block ends."""
    with tempfile.TemporaryDirectory(prefix="run-", ignore_cleanup_errors=True) as runtime:
        screen = Screen(folder, _environment(folder, Path(runtime), os.environ))
        try:
            screen.environment["DISPLAY"] = _start_display(screen)
            yield screen
        finally:
            screen.end()


def _environment(folder: Path, runtime: Path, ours: Mapping[str, str]) -> dict[str, str]:
    """A user who has nothing yet, on a desktop of no particular name."""
    home = folder / "home"
    for each in (home / ".config", home / ".local" / "share"):
        each.mkdir(parents=True)
    return {
        "PATH": f"{Path(sys.executable).parent}:{ours['PATH']}",
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_DATA_HOME": str(home / ".local" / "share"),
        "XDG_RUNTIME_DIR": str(runtime),
        "TMPDIR": str(runtime),
        "XAUTHORITY": str(folder / "xauthority"),
        "LANG": "C.UTF-8",
        "GSETTINGS_BACKEND": "memory",  # settings of its own, not those of who runs the tests
        "ACCESSIBILITY_ENABLED": "1",  # asks Chromium to tell the bus of its window
    }


def _start_display(screen: Screen) -> str:
    """The X server chooses a free number, and lets in who has the cookie."""
    authority = Path(screen.environment["XAUTHORITY"])
    entry = [b"", b"", b"MIT-MAGIC-COOKIE-1", secrets.token_bytes(16)]
    authority.write_bytes(struct.pack(">H", _FAMILY_WILD) + b"".join(struct.pack(">H", len(e)) + e for e in entry))
    reading, writing = os.pipe()
    try:
        size = f"{SIZE[0]}x{SIZE[1]}x24"
        command = ["Xvfb", "-displayfd", "1", "-screen", "0", size, "-auth", str(authority), "-nolisten", "tcp"]
        command.append("-noreset")  # else it starts anew, and takes nobody, whenever its last client goes
        with (screen.folder / "Xvfb.log").open("wb") as log:
            server = subprocess.Popen(command, stdout=writing, stderr=log, start_new_session=True)
        screen._running.append(server)
    finally:
        os.close(writing)
    with os.fdopen(reading, "rb") as said:
        number = said.readline().decode().strip()
    assert number, f"no X server: {(screen.folder / 'Xvfb.log').read_text()}"
    return f":{number}"


def _start_bus(screen: Screen) -> None:
    """A session bus, and on it the one that screen readers use."""
    path = Path(screen.environment["XDG_RUNTIME_DIR"]) / "bus"
    screen.environment["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={path}"
    screen.start("dbus-daemon", "--session", "--nofork", f"--address=unix:path={path}")
    wait_for("the session bus", path.exists)
    screen.start(str(A11Y_BUS), "--launch-immediately", "--a11y=1")

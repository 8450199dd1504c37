"""KeePassXC beside us: from the start of its process until its database is open, on an X server of its own."""

from __future__ import annotations

import base64
import ctypes
import re
import secrets
import shutil
import statistics
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.end2end.screen import Screen

NEEDED = ("keepassxc", "keepassxc-cli", "Xvfb")
ENTRIES = 1000
_PASSWORD = "copper lantern borrows seven geese"  # of a database that is made here and thrown away
_CHEAP_MS, _DEAR_MS = 100, 1000
"""Key derivations that KeePassXC is asked for; 100 is the least it takes."""
_PATIENCE = 60
_ROUNDS = re.compile(r"(\d+) rounds")
_SETTINGS = "[General]\nUpdateCheckMessageShown=true\nSingleInstance=false\n[GUI]\nCheckForUpdates=false\n"


@dataclass(frozen=True)
class Bases:
    """The same database twice, with the rounds of each key derivation."""

    cheap: Path
    dear: Path
    cheap_rounds: int
    dear_rounds: int


def missing() -> list[str]:
    """The programs that are not here."""
    return [name for name in NEEDED if shutil.which(name) is None]


def make_bases(folder: Path) -> Bases:
    """A thousand entries with name, address and password, imported by KeePassXC itself."""
    source = folder / "entries.xml"
    source.write_text(_xml(), encoding="utf-8")
    (cheap, cheap_rounds), (dear, dear_rounds) = (
        _import(source, folder / f"{milliseconds}.kdbx", milliseconds) for milliseconds in (_CHEAP_MS, _DEAR_MS)
    )
    return Bases(cheap, dear, cheap_rounds, dear_rounds)


def opened_in(screen: Screen, base: Path) -> float:
    """Seconds from the start of the process until the title of its window says that the database is open."""
    settings = screen.home / ".config" / "keepassxc"
    settings.mkdir(exist_ok=True)
    (settings / "keepassxc.ini").write_text(_SETTINGS, encoding="utf-8")
    with titles(screen) as shown:
        start = time.perf_counter()
        with subprocess.Popen(
            ["keepassxc", "--pw-stdin", str(base)],
            env=screen.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as child:
            assert child.stdin is not None
            child.stdin.write(f"{_PASSWORD}\n".encode())
            child.stdin.close()
            try:
                while not any(each.endswith("KeePassXC") and base.name in each and "[" not in each for each in shown()):
                    assert time.perf_counter() - start < _PATIENCE, f"KeePassXC did not open: {list(shown())}"
                    time.sleep(0.002)
                return time.perf_counter() - start
            finally:
                child.kill()


def without_derivation(bases: Bases, cheap: list[float], dear: list[float]) -> float:
    """The seconds without the key derivation, which takes as long as it has rounds."""
    each = (statistics.median(dear) - statistics.median(cheap)) / (bases.dear_rounds - bases.cheap_rounds)
    return statistics.median(cheap) - each * bases.cheap_rounds


@contextmanager
def titles(screen: Screen) -> Iterator[_Titles]:
    """What calls for the titles of all windows on the screen; a call takes no process, so the machine stays quiet."""
    found = _Titles(screen)
    try:
        yield found
    finally:
        found.close()


class _Titles:
    """Xlib, as far as it is needed. ``XAUTHORITY`` is read when the display is opened."""

    def __init__(self, screen: Screen) -> None:
        self._x = ctypes.CDLL("libX11.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        ours = screen.environment["XAUTHORITY"]
        libc = ctypes.CDLL(None)
        libc.setenv(b"XAUTHORITY", ours.encode(), 1)
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(screen.environment["DISPLAY"].encode()))
        libc.unsetenv(b"XAUTHORITY")
        assert self._display, "the X server lets nobody in"

    def __call__(self) -> Iterator[str]:
        root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))
        parent, children, count = ctypes.c_ulong(), ctypes.POINTER(ctypes.c_ulong)(), ctypes.c_uint()
        self._x.XQueryTree(
            self._display,
            root,
            ctypes.byref(parent),
            ctypes.byref(parent),
            ctypes.byref(children),
            ctypes.byref(count),
        )
        for number in range(count.value):
            name = ctypes.c_char_p()
            if self._x.XFetchName(self._display, ctypes.c_ulong(children[number]), ctypes.byref(name)) and name.value:
                yield name.value.decode(errors="replace")

    def close(self) -> None:
        self._x.XCloseDisplay(self._display)


def _import(source: Path, base: Path, milliseconds: int) -> tuple[Path, int]:
    done = subprocess.run(
        ["keepassxc-cli", "import", "-t", str(milliseconds), "-p", str(source), str(base)],
        input=f"{_PASSWORD}\n" * 2,
        env={"HOME": str(source.parent), "PATH": "/usr/bin:/bin", "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=True,
    )
    found = _ROUNDS.search(done.stdout)
    assert found is not None, done.stdout
    return base, int(found[1])


def _xml() -> str:
    entries = "".join(
        f"<Entry><UUID>{_id()}</UUID>"
        + "".join(
            f"<String><Key>{key}</Key><Value>{value}</Value></String>"
            for key, value in (
                ("Title", f"Shop {number}"),
                ("UserName", f"user-{number}"),
                ("Password", secrets.token_hex(8)),
                ("URL", f"https://shop-{number}.example"),
            )
        )
        + "</Entry>"
        for number in range(ENTRIES)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><KeePassFile><Meta><Generator>figures</Generator></Meta>'
        f"<Root><Group><UUID>{_id()}</UUID><Name>Root</Name>{entries}</Group></Root></KeePassFile>"
    )


def _id() -> str:
    return base64.b64encode(secrets.token_bytes(16)).decode()

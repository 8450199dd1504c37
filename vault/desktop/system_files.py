"""Files and programs of the system: what the three kinds of :mod:`registration` write, run and ask.

All of it waits, so it belongs off the GUI thread.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from enum import Enum, auto
from pathlib import Path
from typing import Protocol

from vault.core.errors import StorageError
from vault.storage import safe_write

Runner = Callable[[Sequence[str]], bool]
"""Runs a command; whether it was there and did what it should."""
Asker = Callable[[Sequence[str]], str | None]
"""Runs a command and gives its answer, or ``None`` if it is not there or fails."""

_PATIENCE = 20
"""Seconds for a program that hangs."""
_MOST_BYTES = 64 * 1024
_EXECUTABLE = 0o700


class Claimed(Enum):
    """What opens this vault. Without ``openid4vp:`` either another app has that one, or nobody can say who has it."""

    NOTHING = auto()
    ALL = auto()
    ALL_BUT_TAKEN = auto()
    ALL_BUT_UNKNOWN = auto()


class SystemLinks(Protocol):
    """How one kind of system opens links and files. All three raise :class:`StorageError`."""

    def claimed(self) -> Claimed:
        """What opens this program now."""

    def take(self) -> None:
        """Open links and request files with this program, but no link that another app has."""

    def give_back(self) -> None:
        """Take everything away that :meth:`take` left."""


def run_if_present(command: Sequence[str]) -> bool:
    """Run a program of the desktop, if there is one of that name. Its output is of no use to anyone."""
    return ask_if_present(command) is not None


def ask_if_present(command: Sequence[str]) -> str | None:
    """What a program of the desktop answers, without the line's end, if there is one of that name."""
    program = shutil.which(command[0])
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603  # our own words, no shell; the paths in them are our folders
            [program, *command[1:]],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout[:_MOST_BYTES].decode("utf-8", "replace").strip() if done.returncode == 0 else None


def put(path: Path, content: bytes, *, executable: bool = False) -> None:
    """Write a file whole, and its folder before it. Raises :class:`StorageError`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise safe_write.storage_error(problem, path.parent) from problem
    safe_write.write(path, content)
    if executable:
        try:
            path.chmod(_EXECUTABLE)
        except OSError as problem:
            raise safe_write.storage_error(problem, path) from problem


def holds(path: Path, content: bytes) -> bool:
    """Whether this is what the file holds."""
    try:
        return safe_write.read(path, max_bytes=_MOST_BYTES) == content
    except StorageError:
        return False


def take_away(*paths: Path) -> bool:
    """Remove those files that are there; whether there was one. Raises :class:`StorageError`."""
    there = [path for path in paths if os.path.lexists(path)]
    for path in there:
        try:
            path.unlink()
        except OSError as problem:
            raise safe_write.storage_error(problem, path) from problem
        safe_write.flush_folder(path.parent)
    return bool(there)

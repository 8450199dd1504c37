"""Files with personal data: their owner's alone, whole or as before, and one writer at a time."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from vault.core.errors import StorageError
from vault.shop.durable import OWNER_ONLY, sync_folder

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Wait until no other process or thread is about this file. Raises :class:`StorageError` ``target_file_failed``."""
    with translated(path):
        descriptor = os.open(path.with_name(f".{path.name}.lock"), os.O_RDWR | os.O_CREAT, OWNER_ONLY)
    try:
        with translated(path):
            _lock(descriptor)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def replacing(path: Path) -> Iterator[IO[str]]:
    """A new file to be written in the place of this one. Raises :class:`StorageError` ``target_file_failed``.

    Whoever opened the old one keeps seeing it; a reader never sees half a file.
    """
    fresh = unfinished(path)
    with translated(path):
        try:
            with suppress(FileNotFoundError):
                fresh.unlink()  # of a run that was killed
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
                yield file
                file.flush()
                os.fsync(descriptor)
            fresh.replace(path)
            sync_folder(path.parent)
        except BaseException:
            with suppress(OSError):
                fresh.unlink()
            raise


def unfinished(path: Path) -> Path:
    """Where :func:`replacing` writes. A run that was killed leaves it, with all that it had written."""
    return path.with_name(f".{path.name}.new")


def remove(path: Path) -> None:
    """Have the file no more, nor what a killed run left of it. Raises :class:`StorageError` ``target_file_failed``."""
    with translated(path):
        for each in (path, unfinished(path)):
            each.unlink(missing_ok=True)
        if path.parent.is_dir():
            sync_folder(path.parent)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what the file system says into our error."""
    try:
        yield
    except OSError as problem:
        raise StorageError("target_file_failed", file=path.name[:80], kind=type(problem).__name__) from problem

"""Files of their owner's alone that a power cut leaves whole: the new one or the one before.

A name is on the disk only once its folder was written too. Everything raises ``OSError``, for the caller to translate.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

OWNER_ONLY: Final = 0o600
"""Permissions of what holds keys, personal data, or what customers stopped."""
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
"""A link put in a file's place is refused, where the system can."""


def write_whole(path: Path, data: bytes) -> None:
    """Put a file in the place of the one that is there."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)  # one that a crash left may be anybody's, who may have it open
    _fill(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW, OWNER_ONLY), data)
    fresh.replace(path)
    sync_folder(path.parent)


def append(path: Path, data: bytes) -> None:
    """Add to the end of a file, or make it."""
    new = not path.exists()
    _fill(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | _NO_FOLLOW, OWNER_ONLY), data)
    if new:
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Have the names in it on the disk. Windows writes them by itself, and cannot be asked."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _fill(descriptor: int, data: bytes) -> None:
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(descriptor)

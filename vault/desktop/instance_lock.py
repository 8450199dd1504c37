"""Who is the one window for a vault: whoever holds the lock beside its socket, for as long as it is there.

Apart from :mod:`links` because the window needs no more than this before its first picture; the network of Qt takes a
while to load.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QLockFile


def private_folder(environment: Mapping[str, str], home: Path) -> Path:
    """Where a user's sockets lie: the runtime folder that the system made for them, else one of our own at home."""
    given = environment.get("XDG_RUNTIME_DIR", "")
    if given.startswith("/") and Path(given).is_dir():
        return Path(given)
    return home / ".cache" / "preference-vault"


class InstanceLock:
    """The lock, and the address at which its holder listens."""

    def __init__(self, name: str, folder: Path | None = None) -> None:
        """``name`` is a file name, the same for each start with the same vault. ``folder`` is for lock and socket."""
        place = folder or private_folder(os.environ, Path.home())
        with contextlib.suppress(OSError):
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.address = name if sys.platform == "win32" else str(place / name)  # there, names are not files
        self._lock = QLockFile(str(place / f"{name}.lock"))
        self._lock.setStaleLockTime(0)  # it is held for as long as the window is there

    def take(self) -> bool:
        """Hold it now, if nobody else does. ``False`` also where no lock is possible at all."""
        return self._lock.tryLock(0)

    @property
    def held_elsewhere(self) -> bool:
        """Whether the last :meth:`take` failed because another program has it."""
        return self._lock.error() == QLockFile.LockError.LockFailedError

    def give_back(self) -> None:
        """Let the next one be first."""
        self._lock.unlock()

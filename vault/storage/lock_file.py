"""One process at a time in a vault folder.

The operating system holds the lock and drops it when the process ends, however it ends: a lock file that is left
behind by a crash locks nothing, and needs no cleaning up.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Self

from vault.core.errors import StorageError
from vault.storage.safe_write import FILE_MODE, make_private, refuse_link, storage_error

if TYPE_CHECKING:
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


_TAKEN = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK}
"""What flock and msvcrt.locking answer when another process has the lock."""
TRY_SECONDS = 0.1
"""Between two tries, for who waits until another program has closed the vault."""


class VaultLock:
    """A held lock; :meth:`release` or the end of the process gives it back."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    @classmethod
    def take(cls, path: Path, *, tries: int = 1, sleep: Callable[[float], None] = time.sleep) -> Self:
        """Lock at once, or with more ``tries`` as soon as whoever has the lock lets go.

        Raises :class:`StorageError` ``vault_in_use`` or as ``storage_error`` does.
        """
        for _ in range(tries - 1):
            try:
                return cls._take(path)
            except StorageError as problem:
                if problem.code != "vault_in_use":
                    raise
            sleep(TRY_SECONDS)
        return cls._take(path)

    @classmethod
    def _take(cls, path: Path) -> Self:
        refuse_link(path)
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), FILE_MODE)
        except OSError as problem:
            raise storage_error(problem, path) from problem
        try:
            make_private(path, FILE_MODE)
            _lock(descriptor)
        except OSError as problem:
            os.close(descriptor)
            if problem.errno in _TAKEN:
                raise StorageError("vault_in_use") from problem
            raise storage_error(problem, path) from problem
        return cls(descriptor)

    def release(self) -> None:
        """Give the lock back; a second call does nothing. The file stays: removing it would race with the next."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

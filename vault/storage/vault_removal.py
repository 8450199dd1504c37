"""Removing a vault: first what opens it, so that what a disk still has of the rest afterwards is only noise.

Overwriting is no proof: a solid-state disk writes elsewhere and may keep the old bytes, as snapshots and copies do.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from vault.core.errors import StorageError
from vault.storage import backup_file, slots
from vault.storage.lock_file import VaultLock
from vault.storage.safe_write import flush_folder, storage_error
from vault.storage.vault_parts import SHREDDING, parts

if TYPE_CHECKING:
    from pathlib import Path

    from vault.storage.vault_folder import VaultFolder
    from vault.storage.vault_parts import Parts

SHRED_BYTES = backup_file.MAX_MANIFEST_BYTES + slots.MAX_FILE_BYTES + 4096
"""A whole slots file; and of a backup its manifest and its slots, which come first, with the zip file's own marks."""


def remove(folder: VaultFolder, random: Callable[[int], bytes]) -> tuple[str, ...]:
    """Remove a vault that nobody has open, whole or in part; the names of what is not ours and stays.

    After a crash it may be called again, and goes on. Raises :class:`StorageError` ``vault_in_use``, ``not_a_vault``
    if nothing in the folder is ours, or as :func:`vault.storage.vault_parts.parts` and ``storage_error`` do.
    """
    found = parts(folder)
    # A lock alone may be of another program, which would lose it here; an empty folder is what a crash leaves.
    if not (found.lasting or found.shredding) and found.others:
        raise StorageError("not_a_vault", folder=folder.path.name)
    lock = VaultLock.take(folder.lock)
    try:
        return remove_parts(folder, parts(folder), random, lock)
    finally:
        lock.release()


def remove_parts(folder: VaultFolder, found: Parts, random: Callable[[int], bytes], lock: VaultLock) -> tuple[str, ...]:
    """As :func:`remove`, for who has the lock, which is given back on the way. Raises as ``storage_error`` does."""
    at = folder.path
    try:
        for at in (*found.shredding, *found.keys):
            shred(at, random)
        for at in (*found.data, *found.passing):
            if at not in {folder.database, folder.lock}:
                at.unlink(missing_ok=True)
        lock.release()  # Windows removes no file that is open
        at = folder.lock
        at.unlink(missing_ok=True)
        _remove_empty(folder.backups)
        # The database goes last: as long as it is there, this can be seen to be half a vault.
        at = folder.database
        if at in found.data:
            at.unlink(missing_ok=True)
        at = folder.path
        if not found.others:
            at.rmdir()
            flush_folder(at.parent)
    except OSError as problem:
        raise storage_error(problem, at) from problem
    return found.others


def shred(path: Path, random: Callable[[int], bytes]) -> None:
    """Overwrite the start of a file with noise, bring that to the disk, and remove it. Raises ``OSError``.

    It loses its name first, so that no crash leaves noise under it. A file that has other names too is somebody's copy
    under those, and is not overwritten.
    """
    os.close(_opened(path))  # it may be written; otherwise nothing is changed
    nameless = path if path.name.endswith(SHREDDING) else path.with_name(f".{path.name}{SHREDDING}")
    path.replace(nameless)
    flush_folder(path.parent)
    with open(_opened(nameless), "wb") as file:
        status = os.fstat(file.fileno())
        if status.st_nlink == 1:
            file.write(random(min(status.st_size, SHRED_BYTES)))
            file.flush()
            os.fsync(file.fileno())
    nameless.unlink()
    flush_folder(path.parent)


def _opened(path: Path) -> int:
    return os.open(path, os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))


def _remove_empty(folder: Path) -> None:
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        if not folder.is_symlink() and not any(folder.iterdir()):
            folder.rmdir()

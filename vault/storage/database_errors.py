"""SQLite's errors in our words. Where SQLCipher is used is :mod:`vault.storage.connection`."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from vault.core.errors import StorageError, VaultLocked

if TYPE_CHECKING:
    from pathlib import Path

NOT_A_DATABASE = 26
_INTERRUPTED = 9
"""SQLITE_INTERRUPT: this connection was to stop, because the vault closes."""
_LEAST_ROOM = 64 * 1024
"""Bytes. The index of the log takes 32 KiB at each opening; without room for it SQLite says that the disk failed."""
_CODES = {
    3: "no_permission",  # SQLITE_PERM
    5: "database_busy",  # SQLITE_BUSY
    6: "database_busy",  # SQLITE_LOCKED
    7: "memory_short",  # SQLITE_NOMEM
    8: "read_only",  # SQLITE_READONLY
    10: "disk_failed",  # SQLITE_IOERR
    11: "database_damaged",  # SQLITE_CORRUPT
    13: "disk_full",  # SQLITE_FULL
    14: "disk_failed",  # SQLITE_CANTOPEN
    26: "database_damaged",  # SQLITE_NOTADB
}
_TEXTS = {
    "access permission denied": 3,
    "database is locked": 5,
    "out of memory": 7,
    "attempt to write a readonly database": 8,
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "unable to open database file": 14,
    "file is not a database": 26,
}
"""What ``sqlite3_errstr`` says of those codes: the copying of a database fails with a text and no code."""


def primary_code(problem: Exception) -> int:
    """SQLite's primary result code: the low byte of the extended one; 0 if there is none."""
    return (getattr(problem, "sqlite_errorcode", None) or _TEXTS.get(str(problem), 0)) & 0xFF


def translated(problem: Exception, path: Path) -> Exception:
    """The error of ours for one of SQLite's at the database ``path``, or the same if it is a bug."""
    found = primary_code(problem)
    if found == _INTERRUPTED:
        return VaultLocked()
    code = _CODES.get(found)
    if code is None:
        return problem
    if code == "disk_failed" and _is_full(path):
        return StorageError("disk_full")
    return StorageError(code, file=path.name) if code == "no_permission" else StorageError(code)


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _LEAST_ROOM
    except OSError:
        return False

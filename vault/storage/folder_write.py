"""A new folder of files for a customer: whole under its name, or not there."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from vault.core.errors import StorageError
from vault.storage import safe_write

if TYPE_CHECKING:
    from pathlib import Path

FOLDER_MODE = 0o700


def publish(path: Path, files: Mapping[str, bytes], *, random: Callable[[int], bytes]) -> None:
    """Write ``files``, by names with ``/`` in them at most once, into the new folder ``path``; nothing else is touched.

    They are written under a random name first and read back. Raises as :func:`vault.storage.safe_write.publish`.
    """
    unfinished = path.with_name(f".{random(16).hex()}.new")
    try:
        unfinished.mkdir(FOLDER_MODE)
        try:
            for name, data in files.items():
                _write(unfinished / name, data)
            if path.is_symlink() or path.exists():
                raise StorageError("folder_unusable", file=path.name)
            unfinished.rename(path)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    except FileNotFoundError as problem:
        raise StorageError("folder_missing", file=path.name) from problem
    except OSError as problem:
        raise safe_write.storage_error(problem, path) from problem
    safe_write.flush_folder(path.parent)


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(FOLDER_MODE, exist_ok=True)
    safe_write.create(file, data)
    if safe_write.read(file, max_bytes=len(data)) != data:
        raise StorageError("disk_failed", file=file.name)

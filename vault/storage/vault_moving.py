"""Moving a vault: in one step on the same disk; to another one copied, compared, and only then removed where it was."""

from __future__ import annotations

import errno
import hashlib
import hmac
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from vault.core.errors import ChoiceError, StorageError
from vault.storage import safe_write, slots
from vault.storage.vault_file import claim
from vault.storage.vault_folder import VaultFolder
from vault.storage.vault_parts import parts
from vault.storage.vault_removal import remove_parts

if TYPE_CHECKING:
    from typing import BinaryIO

    from vault.storage.vault_parts import Parts

CHUNK_BYTES = 1024 * 1024
"""Read and written at once."""


@dataclass(frozen=True)
class Moved:
    """A vault that is whole in its new place. ``others`` are not ours and stayed in the old one.

    ``problem`` is why something of ours is still there too.
    """

    others: tuple[str, ...] = ()
    problem: StorageError | None = None


def move(source: VaultFolder, target: VaultFolder, random: Callable[[int], bytes]) -> Moved:
    """Move a vault that nobody has open to ``target``, where nothing is. It is there whole, or is where it was.

    Raises :class:`ChoiceError` ``vault_exists``, ``folder_not_empty`` or ``move_into_itself``, or :class:`StorageError`
    ``vault_in_use``, ``copy_differs``, as :meth:`VaultFolder.check`, or as ``storage_error`` does.
    """
    safe_write.refuse_link(source.path)
    if target.path.is_relative_to(source.path) and target.path != source.path:
        raise ChoiceError("move_into_itself", folder=source.path.name)
    lock = claim(source)
    try:
        slots.parse(safe_write.read(source.slots, max_bytes=slots.MAX_FILE_BYTES))  # what is no vault is not moved
        found = parts(source)
        unfinished = target.begin(random)
        try:
            if not found.others and _renamed(source.path, target.path):
                unfinished.remove()
                return Moved()
            copy(source, found, unfinished)
            unfinished.check()
            target.finish(unfinished)
        except BaseException:
            unfinished.remove()
            raise
        try:
            return Moved(remove_parts(source, found, random, lock))
        except StorageError as problem:
            return Moved(found.others, problem)
    finally:
        lock.release()


def copy(source: VaultFolder, found: Parts, target: VaultFolder) -> None:
    """Copy what lasts of a vault, and compare each file as the disk has it. Raises ``copy_differs`` or as the disk."""
    for path in found.lasting:
        written = target.path / path.relative_to(source.path)
        digest = hashlib.sha256()
        safe_write.create_filled(written, partial(_pour, path, digest.update))
        if not hmac.compare_digest(digest.digest(), fingerprint(written)):
            raise StorageError("copy_differs", file=path.name)
    safe_write.flush_folder(target.backups)


def is_copy(source: VaultFolder, found: Parts, target: VaultFolder) -> bool:
    """Whether all that is left of ``source`` stands in ``target`` too, byte for byte. Raises as the disk does."""
    for path in found.lasting:
        try:
            if fingerprint(path) != fingerprint(target.path / path.relative_to(source.path)):
                return False
        except StorageError as problem:
            if problem.code == "file_missing":
                return False
            raise
    return True


def fingerprint(path: Path) -> bytes:
    """The SHA-256 of a file. Raises as ``storage_error`` does."""
    digest = hashlib.sha256()
    try:
        _pour(path, digest.update)
    except OSError as problem:
        raise safe_write.storage_error(problem, path) from problem
    return digest.digest()


def _pour(path: Path, take: Callable[[bytes], object], into: BinaryIO | None = None) -> None:
    with safe_write.opened(path) as file:
        while chunk := file.read(CHUNK_BYTES):
            take(chunk)
            if into is not None:
                into.write(chunk)


def _renamed(source: Path, target: Path) -> bool:
    """Whether the whole folder could take its new name: not on another disk, and not on Windows, where the lock that
    is held keeps it from that."""
    if os.name == "nt":
        return False
    try:
        source.rename(target)
    except OSError as problem:
        if problem.errno == errno.EXDEV:
            return False
        if problem.errno in {errno.ENOTEMPTY, errno.EEXIST}:
            raise ChoiceError("vault_exists", folder=target.name) from problem
        raise safe_write.storage_error(problem, source) from problem
    for folder in {source.parent, target.parent}:
        safe_write.flush_folder(folder)
    return True

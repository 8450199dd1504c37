"""Small files written so that there is always a whole one, whatever happens in between, and read within bounds."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from vault.core.errors import StorageError

if TYPE_CHECKING:
    from pathlib import Path

Fill = Callable[[BinaryIO], object]
"""Writes a file's content."""

FILE_MODE = 0o600
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
"""A link put in a file's place is refused. Windows, which has no such flag, gets the check of :func:`refuse_link`."""
_CODES = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EFBIG: "disk_full",
    errno.EACCES: "no_permission",
    errno.EPERM: "no_permission",
    errno.EROFS: "read_only",
    errno.ELOOP: "link_refused",
    errno.ENOENT: "file_missing",
    errno.EEXIST: "folder_unusable",
    errno.ENOTDIR: "folder_unusable",
    errno.ENAMETOOLONG: "folder_unusable",
}


def storage_error(problem: OSError, path: Path) -> StorageError:
    """The error of ours for one of the operating system, naming the file but not its folder.

    Codes: ``disk_full``, ``no_permission``, ``read_only``, ``link_refused``, ``file_missing``, ``folder_unusable``,
    else ``disk_failed``.
    """
    return StorageError(_CODES.get(problem.errno or 0, "disk_failed"), file=path.name)


def refuse_link(path: Path) -> None:
    """Raise :class:`StorageError` ``link_refused`` if ``path`` is a symbolic link, or as :func:`storage_error` does."""
    try:
        is_link = path.is_symlink()
    except OSError as problem:
        raise storage_error(problem, path) from problem
    if is_link:
        raise StorageError("link_refused", file=path.name)


@contextlib.contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A file to read from. Raises :class:`StorageError` ``not_a_file`` or ``link_refused``, or ``OSError``."""
    refuse_link(path)
    # A pipe or device in the file's place would never end; O_NONBLOCK keeps its opening from waiting.
    descriptor = os.open(path, os.O_RDONLY | _NO_FOLLOW | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise StorageError("not_a_file", file=path.name)
    with open(descriptor, "rb") as file:  # noqa: PTH123
        yield file


def read(path: Path, *, max_bytes: int) -> bytes:
    """A whole file. Raises as :func:`storage_error` does, or ``file_too_large`` or ``not_a_file``."""
    try:
        with opened(path) as file:
            data = file.read(max_bytes + 1)
    except OSError as problem:
        raise storage_error(problem, path) from problem
    if len(data) > max_bytes:
        raise StorageError("file_too_large", file=path.name)
    return data


def create(path: Path, data: bytes = b"") -> None:
    """A new file with mode 0600, on the disk when this returns. Raises as :func:`storage_error` does."""
    create_filled(path, lambda file: file.write(data))


def create_filled(path: Path, fill: Fill) -> None:
    """As :func:`create`, for a file that is too large to hold. What ``fill`` raises comes out; then nothing is left."""
    try:
        _create(path, fill)
    except OSError as problem:
        raise storage_error(problem, path) from problem


def publish(path: Path, data: bytes, *, random: Callable[[int], bytes]) -> None:
    """A new file in a folder that others use too: whole under its name, or not there; nothing else is touched.

    It is written under a random name first and read back. Raises as :func:`storage_error` does; ``folder_unusable``
    where ``path`` is taken, ``folder_missing`` where its folder is not there.
    """

    def check(written: Path) -> None:
        if written.read_bytes() != data:
            raise StorageError("disk_failed", file=path.name)

    publish_filled(path, lambda file: file.write(data), check, temporary=f".{random(16).hex()}.new")


def publish_filled(path: Path, fill: Fill, check: Callable[[Path], None], *, temporary: str) -> None:
    """As :func:`publish`, for a file that is too large to hold: ``fill`` writes it, ``check`` reads what was written.

    ``temporary`` is the name it has until then. What ``fill`` and ``check`` raise comes out; then nothing is left.
    """
    unfinished = path.with_name(temporary)
    try:
        _create(unfinished, fill)
        try:
            check(unfinished)
            _name(unfinished, path)
        finally:
            with contextlib.suppress(OSError):
                unfinished.unlink(missing_ok=True)
    except FileNotFoundError as problem:
        raise StorageError("folder_missing", file=path.name) from problem
    except OSError as problem:
        raise storage_error(problem, path) from problem
    flush_folder(path.parent)


def _name(temporary: Path, path: Path) -> None:
    """Give the file its name, unless something has that name."""
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:  # as memory sticks, whose file systems know one name a file
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW, FILE_MODE))
        temporary.replace(path)


def discard_half(path: Path) -> None:
    """Remove what :func:`write` left half at a crash, as far as that goes."""
    with contextlib.suppress(OSError):
        _half(path).unlink(missing_ok=True)


def write(path: Path, data: bytes, *, check: Callable[[bytes], None] | None = None) -> None:
    """Replace a file in the vault's own folder: either the old or the new one is there, whole, also after a power cut.

    ``check`` gets the new bytes as read back from the disk and raises to keep the old file. One process writes at a
    time (the vault's lock), so the temporary name is fixed and a crash leaves at most one. Raises as
    :func:`storage_error` does.
    """
    refuse_link(path)
    temporary = _half(path)
    try:
        temporary.unlink(missing_ok=True)
        _create(temporary, lambda file: file.write(data))
        if check is not None:
            check(temporary.read_bytes())
        temporary.replace(path)
    except BaseException as problem:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        if isinstance(problem, OSError):
            raise storage_error(problem, path) from problem
        raise
    flush_folder(path.parent)


def _half(path: Path) -> Path:
    return path.with_name(f".{path.name}.new")


def _create(path: Path, fill: Fill) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW, FILE_MODE)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123
            make_private(path, FILE_MODE)
            fill(file)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with contextlib.suppress(OSError):  # half a file is of no use to anybody
            path.unlink()
        raise


def make_private(path: Path, mode: int) -> None:
    """Set a mode whatever the umask took away. A memory stick's file system may have none: all is encrypted anyway."""
    with contextlib.suppress(PermissionError):
        path.chmod(mode)


def flush_folder(folder: Path) -> None:
    """Bring a folder's list of names to the disk, so that a rename in it lasts. Windows does this by itself."""
    if os.name == "nt":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as problem:
        raise storage_error(problem, folder) from problem

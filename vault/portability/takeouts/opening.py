"""An export as it was given out: one file, a folder or a zip, each opened so that nothing it says is believed.

Nothing is unpacked to the disk: members are streams, and every byte that leaves one is counted. What a zip's directory
says of sizes is not trusted; only what really comes out counts.
"""

from __future__ import annotations

import io
import os
import stat
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Protocol
from zipfile import BadZipFile

from vault.core.errors import ChoiceError, StorageError
from vault.core.plain_text import plain

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CHUNK = 64 * 1024
"""Bytes at a time: small enough that a cancel is heard at once."""
MAX_MEMBER = 4 * 1024**3
"""Bytes of one file. A history of a million lines has 0.3 GB."""
MAX_TOTAL = 8 * 1024**3
"""Bytes of everything that is read of one export."""
MAX_RATIO = 250
"""Bytes out of a byte in. Lists of orders have 5 to 30; the most that deflate can do is 1032, and bombs come close."""
_RATIO_COUNTS_FROM = 16 * 1024**2
LONGEST_NAME = 200
"""Letters of a name within an export; it is shown, and kept as evidence."""


class Cancel(Protocol):
    """Whether the person gave up: a :class:`threading.Event`, or what is like one."""

    def is_set(self) -> bool:
        """True once the work has to end."""


class Never:
    """A cancel that is never asked for."""

    def is_set(self) -> bool:
        """False."""
        return False


@dataclass(frozen=True, slots=True)
class Place:
    """Where one file of an export stands. ``packed`` are its bytes on the disk, as far as they can be believed."""

    size: int
    packed: int
    open: Callable[[], BinaryIO]


class Listing(Protocol):
    """What readers see of an export before one is chosen."""

    @property
    def names(self) -> tuple[str, ...]:
        """Names of files, with folders before them and ``/`` between, in order."""

    def head(self, name: str, size: int = 4096) -> bytes:
        """The first bytes of a file."""


class Opened:
    """An export that can be read. Close it, or use it in a ``with``."""

    def __init__(self, places: Mapping[str, Place], cancel: Cancel, close: Callable[[], None] = lambda: None) -> None:
        self._places = dict(sorted(places.items()))
        self._close = close
        self._left = MAX_TOTAL
        self.cancel = cancel
        self.reading: tuple[str, float] = ("", 0.0)
        """The file that is read now, and how far, from 0 to 1 as far as its size can be believed."""

    @property
    def names(self) -> tuple[str, ...]:
        """See :class:`Listing`."""
        return tuple(self._places)

    def size(self, name: str) -> int:
        """What is said to be the size of a file, in bytes."""
        return self._places[name].size

    def head(self, name: str, size: int = 4096) -> bytes:
        """See :class:`Listing`. Raises as :meth:`stream` does."""
        with self.stream(name) as stream:
            return stream.read(size)

    def stream(self, name: str) -> BinaryIO:
        """One file's bytes. It raises, also while it is read: :class:`StorageError` ``takeout_unreadable``,
        ``takeout_zip_damaged``, ``takeout_zip_locked``, ``takeout_bomb`` or ``takeout_large``, and
        :class:`ChoiceError` ``cancelled``."""
        place = self._places[name]
        try:
            inner = place.open()
        except (OSError, BadZipFile, zlib.error, EOFError) as problem:
            raise damaged(name, problem) from problem
        return io.BufferedReader(_Counted(self, name, place, inner), CHUNK)

    def spend(self, count: int) -> None:
        """Count bytes that were read. Raises :class:`StorageError` ``takeout_large`` and ``cancelled``."""
        if self.cancel.is_set():
            raise ChoiceError("cancelled")
        self._left -= count
        if self._left < 0:
            raise StorageError("takeout_large")

    def close(self) -> None:
        """Let go of the files."""
        self._close()

    def __enter__(self) -> Opened:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Counted(io.RawIOBase):
    """A stream whose bytes are counted as they come out."""

    def __init__(self, opened: Opened, name: str, place: Place, inner: BinaryIO) -> None:
        self._opened = opened
        self._name = name
        self._most = min(MAX_MEMBER, max(_RATIO_COUNTS_FROM, place.packed * MAX_RATIO))
        self._inner = inner
        self._size = max(1, place.size)
        self._out = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        into = memoryview(buffer).cast("B")
        try:
            found = self._inner.read(min(len(into), CHUNK))
        except (OSError, BadZipFile, zlib.error, EOFError) as problem:
            raise damaged(self._name, problem) from problem
        self._out += len(found)
        self._opened.reading = (self._name, min(1.0, self._out / self._size))
        if self._out > self._most:
            raise StorageError("takeout_large" if self._most == MAX_MEMBER else "takeout_bomb", file=shown(self._name))
        self._opened.spend(len(found))
        into[: len(found)] = found
        return len(found)

    def close(self) -> None:
        if not self.closed:
            self._inner.close()
        super().close()


def open_takeout(path: Path, cancel: Cancel | None = None) -> Opened:
    """Open a file, a folder or a zip that a person chose.

    Raises :class:`StorageError` ``takeout_missing``, ``takeout_unreadable``, ``takeout_many_files``, ``takeout_empty``,
    and of a zip ``takeout_zip_damaged``, ``takeout_zip_locked``, ``takeout_zip_path``, ``takeout_zip_link``,
    ``takeout_zip_twice``, ``takeout_zip_method`` or ``takeout_zip_inner``.
    """
    from vault.portability.takeouts import archives

    cancel = cancel or Never()
    try:
        if path.is_dir():
            return archives.of_folder(path, cancel)
        with regular(path) as file:
            signature = file.read(4)
    except FileNotFoundError as problem:
        raise StorageError("takeout_missing", file=shown(path.name)) from problem
    except OSError as problem:
        raise StorageError("takeout_unreadable", file=shown(path.name)) from problem
    if signature[:2] == b"PK" or path.suffix.lower() == ".zip":
        return archives.of_zip(path, cancel)
    size = path.stat().st_size
    return Opened({path.name: Place(size, size, lambda: regular(path))}, cancel)


def regular(path: Path) -> BinaryIO:
    """Open an ordinary file; a pipe or device would never end. Raises :class:`OSError`."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError
    return os.fdopen(descriptor, "rb")


def shown(name: str) -> str:
    """A name from outside as it may be shown and kept: plain, and its end where it is long."""
    return plain(name)[-LONGEST_NAME:]


def damaged(name: str, problem: BaseException) -> StorageError:
    """The error for a file that stopped being readable."""
    if isinstance(problem, OSError):
        return StorageError("takeout_unreadable", file=shown(name))
    return StorageError("takeout_zip_damaged", file=shown(name))

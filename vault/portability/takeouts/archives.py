"""The files of a zip or of a folder, found without unpacking, following a link or believing a name."""

from __future__ import annotations

import io
import os
import stat
import struct
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from vault.core.errors import ChoiceError, StorageError
from vault.portability.takeouts.opening import (
    CHUNK,
    MAX_RATIO,
    Cancel,
    Opened,
    Place,
    regular,
    shown,
)
from vault.portability.zip_directory import directory_size

MAX_FILES = 50_000
"""Names in one export. One with all photographs of a life has 20,000."""
MAX_DIRECTORY = 8 * 1024**2
"""Bytes of a zip's directory, before it is read: 50,000 names of 100 letters."""
MAX_DEPTH = 12
"""Folders in folders."""
MAX_INNER = 64 * 1024**2
"""Bytes of a zip within a zip, and of all of them: they are held in memory, since nothing is unpacked to the disk."""
_BAD = (BadZipFile, LargeZipFile, NotImplementedError, zlib.error, EOFError, ValueError, struct.error, IndexError)
"""What :mod:`zipfile` raises of a damaged file, said or not."""


def of_folder(folder: Path, cancel: Cancel) -> Opened:
    """Every ordinary file below a folder, and the files of the zips in it. Links are left out."""
    places: dict[str, Place] = {}
    with ExitStack() as stack:
        for path in _walk(folder, cancel):
            name = path.relative_to(folder).as_posix()
            if path.suffix.lower() == ".zip":
                archive = stack.enter_context(_archive(regular(path), path.stat().st_size, path.name))
                places.update(_members(archive, path.stat().st_size, f"{name}/"))
            else:
                size = path.stat().st_size
                places[name] = Place(size, size, lambda path=path: regular(path))  # type: ignore[misc]
            if len(places) > MAX_FILES:
                raise StorageError("takeout_many_files", limit=MAX_FILES)
        if not places:
            raise StorageError("takeout_empty")
        return Opened(places, cancel, stack.pop_all().close)


def _walk(folder: Path, cancel: Cancel) -> Iterator[Path]:
    waiting = [(folder, 0)]
    while waiting:
        here, depth = waiting.pop()
        try:
            with os.scandir(here) as entries:
                for entry in entries:
                    if cancel.is_set():
                        raise ChoiceError("cancelled")
                    if entry.is_dir(follow_symlinks=False) and depth < MAX_DEPTH:
                        waiting.append((Path(entry.path), depth + 1))
                        if len(waiting) > MAX_FILES:
                            raise StorageError("takeout_many_files", limit=MAX_FILES)
                    elif entry.is_file(follow_symlinks=False):
                        yield Path(entry.path)
        except OSError as problem:
            raise StorageError("takeout_unreadable", file=shown(here.name)) from problem


def of_zip(path: Path, cancel: Cancel) -> Opened:
    """Every file of a zip, and of the zips that are right in it."""
    size = path.stat().st_size
    with ExitStack() as stack:
        archive = stack.enter_context(_archive(regular(path), size, path.name))
        places = _members(archive, size, "")
        room = MAX_INNER
        for name in [each for each in places if each.lower().endswith(".zip")]:
            if cancel.is_set():
                raise ChoiceError("cancelled")
            data = _unpacked(places.pop(name), name, room)
            room -= len(data)
            inner = stack.enter_context(_archive(io.BytesIO(data), len(data), name))
            places.update(_members(inner, len(data), f"{name}/"))
            if len(places) > MAX_FILES:
                raise StorageError("takeout_many_files", limit=MAX_FILES)
        if not places:
            raise StorageError("takeout_empty")
        return Opened(places, cancel, stack.pop_all().close)


def _unpacked(place: Place, name: str, room: int) -> bytes:
    found = bytearray()
    most = min(room, max(CHUNK, place.packed * MAX_RATIO))
    try:
        with place.open() as stream:
            while chunk := stream.read(CHUNK):
                found += chunk
                if len(found) > most:
                    raise StorageError("takeout_zip_inner", file=shown(name), limit=MAX_INNER // 1024**2)
    except (OSError, *_BAD) as problem:
        raise StorageError("takeout_zip_damaged", file=shown(name)) from problem
    return bytes(found)


class _Archive(ZipFile):
    """A zip that closes its file with itself."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        super().__init__(file)

    def close(self) -> None:
        super().close()
        self._file.close()


def _archive(file: BinaryIO, size: int, name: str) -> _Archive:
    try:
        if directory_size(file, size) <= MAX_DIRECTORY:
            return _Archive(file)
    except (OSError, UnicodeError, *_BAD) as problem:
        file.close()
        raise StorageError("takeout_zip_damaged", file=shown(name)) from problem
    file.close()
    raise StorageError("takeout_many_files", limit=MAX_FILES)


def _members(archive: ZipFile, size: int, before: str) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for info in archive.infolist():
        name = info.filename.replace("\\", "/")
        if _leads_out(name):
            raise StorageError("takeout_zip_path", file=shown(name))
        if name.endswith("/"):
            continue
        if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
            raise StorageError("takeout_zip_link", file=shown(name))
        if info.flag_bits & 0x41:
            raise StorageError("takeout_zip_locked")
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):  # others unpack a chunk to any size at once
            raise StorageError("takeout_zip_method", file=shown(name))
        if before + name in found:
            raise StorageError("takeout_zip_twice", file=shown(name))
        found[before + name] = _place(archive, info, size)
        if len(found) > MAX_FILES:
            raise StorageError("takeout_many_files", limit=MAX_FILES)
    return found


def _place(archive: ZipFile, info: ZipInfo, size: int) -> Place:
    def opened() -> BinaryIO:
        try:
            return archive.open(info)  # type: ignore[return-value]
        except (RuntimeError, *_BAD) as problem:
            raise BadZipFile from problem

    return Place(info.file_size, min(info.compress_size, size), opened)


def _leads_out(name: str) -> bool:
    """Whether a name would be outside the folder that it is unpacked to. Nothing is, but such a zip means harm."""
    parts = name.split("/")
    return name.startswith("/") or ".." in parts or ":" in parts[0] or "\0" in name

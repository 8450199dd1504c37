"""A zip file of a few members, stored and not compressed, that is spelled in one way only.

Every zip program opens what is written here. Read is only what this module would have written, byte for byte: with no
second spelling there is nothing to hide in one, such as a second directory, a link, or a member that unpacks to more.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO
from zlib import crc32

from vault.core.errors import StorageError

if TYPE_CHECKING:
    from datetime import datetime

CHUNK_BYTES = 1024 * 1024
_LOCAL = struct.Struct("<4s5H3L2H")
"""APPNOTE.TXT §4.3.7: signature, version, flags, method, time, date, CRC, packed size, size, two lengths."""
_CENTRAL = struct.Struct("<4s6H3L5H2L")
"""§4.3.12: as before with the maker's version in front; behind it comment, disk, attributes twice, and the offset."""
_END = struct.Struct("<4s4H2LH")
"""§4.3.16: signature, this disk, the directory's, entries here, entries, the directory's size and offset, comment."""
_SIGNATURE = b"PK\x03\x04"
_VERSION = 20
"""§4.4.3: stored members and no more."""
_MADE_BY = 3 << 8 | _VERSION
"""§4.4.2: Unix, so that the next has a meaning."""
_ATTRIBUTES = 0o100600 << 16
"""A file for its owner."""
_STORED = 0
_FIRST_YEAR, _LAST_YEAR = 1980, 2107
"""§4.4.6: what the time of a zip file can say."""


@dataclass(frozen=True)
class Member:
    """One member: ``size`` in bytes, and the CRC-32 of its content."""

    name: str
    size: int
    crc: int


@dataclass(frozen=True)
class Place:
    """Where the content of a member stands in the file."""

    member: Member
    offset: int


def write(file: BinaryIO, members: Iterable[tuple[Member, Iterable[bytes]]], moment: datetime) -> None:
    """Write the whole file. What each member's chunks say has to be as its :class:`Member` says."""
    stamp = _stamp(moment)
    offset, directory = 0, []
    for member, chunks in members:
        head = _local(member, stamp)
        directory.append(_central(member, stamp, offset))
        file.write(head)
        for chunk in chunks:
            file.write(chunk)
        offset += len(head) + member.size
    file.write(_end(directory, offset))


def layout(file: BinaryIO, limits: Mapping[str, int]) -> dict[str, Place]:
    """Where each member stands. ``limits`` are the names, in their order, with the most bytes of each.

    Nothing that the file says is believed before it was compared, so a length that is a lie reads nothing. Raises
    :class:`StorageError` ``not_a_backup``, ``backup_incomplete``, ``backup_too_large`` or ``backup_malformed``.
    """
    whole = file.seek(0, 2)
    found: dict[str, Place] = {}
    offset, directory, stamp = 0, [], None
    for name, most in limits.items():
        head = _at(file, offset, _LOCAL.size + len(name))
        if not found and head[: len(_SIGNATURE)] != _SIGNATURE:
            raise StorageError("not_a_backup")
        if len(head) < _LOCAL.size + len(name):
            raise StorageError("backup_incomplete")
        _, _, _, _, time, date, crc, _, size, _, _ = _LOCAL.unpack(head[: _LOCAL.size])
        stamp = stamp or (time, date)
        member = Member(name, size, crc)
        if head != _local(member, stamp):
            raise StorageError("backup_malformed", where=name)
        if size > most:
            raise StorageError("backup_too_large")
        directory.append(_central(member, stamp, offset))
        found[name] = Place(member, offset + len(head))
        offset += len(head) + size
        if offset > whole:
            raise StorageError("backup_incomplete")
    expected = _end(directory, offset)
    end = _at(file, offset, len(expected) + 1)
    if end == expected:
        return found
    if expected.startswith(end):
        raise StorageError("backup_incomplete")
    raise StorageError("backup_malformed", where="end")


def content(file: BinaryIO, place: Place) -> Iterator[bytes]:
    """The content of a member, in chunks. Raises :class:`StorageError` ``backup_damaged`` at the end of a wrong one."""
    file.seek(place.offset)
    left, crc = place.member.size, 0
    while left:
        chunk = file.read(min(left, CHUNK_BYTES))
        if not chunk:
            raise StorageError("backup_incomplete")
        left, crc = left - len(chunk), crc32(chunk, crc)
        yield chunk
    if crc != place.member.crc:
        raise StorageError("backup_damaged")


def _at(file: BinaryIO, offset: int, size: int) -> bytes:
    file.seek(offset)
    return file.read(size)


def _local(member: Member, stamp: tuple[int, int]) -> bytes:
    return _LOCAL.pack(_SIGNATURE, _VERSION, 0, _STORED, *stamp, *_sizes(member), 0) + member.name.encode("ascii")


def _central(member: Member, stamp: tuple[int, int], offset: int) -> bytes:
    fields = (_MADE_BY, _VERSION, 0, _STORED, *stamp, *_sizes(member), 0, 0, 0, 0, _ATTRIBUTES, offset)
    return _CENTRAL.pack(b"PK\x01\x02", *fields) + member.name.encode("ascii")


def _sizes(member: Member) -> tuple[int, int, int, int]:
    return member.crc, member.size, member.size, len(member.name)


def _end(directory: list[bytes], offset: int) -> bytes:
    whole = b"".join(directory)
    return whole + _END.pack(b"PK\x05\x06", 0, 0, len(directory), len(directory), len(whole), offset, 0)


def _stamp(moment: datetime) -> tuple[int, int]:
    """Time and date of §4.4.6, to two seconds; a year that it cannot say is the nearest that it can."""
    year = min(max(moment.year, _FIRST_YEAR), _LAST_YEAR)
    return (
        moment.hour << 11 | moment.minute << 5 | moment.second // 2,
        (year - _FIRST_YEAR) << 9 | moment.month << 5 | moment.day,
    )

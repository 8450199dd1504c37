"""The size of a zip's directory, looked at before :mod:`zipfile` reads all of it and makes an object of each name."""

from __future__ import annotations

import struct
from typing import BinaryIO, Final
from zipfile import BadZipFile

_END: Final = b"PK\x05\x06"
_END_64: Final = b"PK\x06\x06"
_LOCATOR_64: Final = b"PK\x06\x07"
_END_BYTES: Final = 22
_LOCATOR_BYTES: Final = 20
_END_64_BYTES: Final = 56
_LONGEST_COMMENT: Final = 65_535
_SAID_THERE: Final = 0xFFFF_FFFF
"""§4.4.1.4 of APPNOTE.TXT: the size is in the record of ZIP64."""


def directory_size(file: BinaryIO, size: int) -> int:
    """Bytes of the directory of a zip of ``size`` bytes: what its last record says, or that of ZIP64 before it, which
    :mod:`zipfile` believes whatever the last one says (§4.3.14 to §4.3.16). Leaves ``file`` at its beginning.

    Raises :class:`zipfile.BadZipFile` for what is none, or ``OSError``.
    """
    before = _END_64_BYTES + _LOCATOR_BYTES
    file.seek(max(0, size - _LONGEST_COMMENT - _END_BYTES - before))
    tail = file.read()
    file.seek(0)
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + _END_BYTES:
        raise BadZipFile
    said: int = struct.unpack_from("<L", tail, at + 12)[0]
    record = tail[at - before : at] if at >= before else b""
    if record.startswith(_END_64) and record.startswith(_LOCATOR_64, _END_64_BYTES):
        long: int = struct.unpack_from("<Q", record, 40)[0]
        return max(said if said != _SAID_THERE else 0, long)
    return said

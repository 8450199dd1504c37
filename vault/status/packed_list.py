"""The bits of one list, kept compressed piece by piece: a bit that is set has one piece compressed anew, not the list.

The pieces are blocks of one DEFLATE stream that refer to nothing before them (RFC 1951 §2; a full flush of zlib), so
that they can be put together again as they are. With head and checksum of RFC 1950 it is a stream like any other.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Final

from vault.core.strict_json import b64url
from vault.tokens.status_list import ENTRIES, LEVEL

PIECE: Final = 8192
"""Bytes: a sixteenth of a list. Smaller ones compress worse, larger ones take longer."""
_HEAD: Final = b"\x78\xda"
"""Deflate, a window of 32 KiB, the highest level (RFC 1950 §2.2)."""
_END: Final = b"\x03\x00"
"""An empty last block."""
_SIZE: Final = ENTRIES // 8


class PackedList:
    """2^20 places of one bit, all of them 0 at first."""

    def __init__(self) -> None:
        self._bits = bytearray(_SIZE)
        self._pieces = [_packed(self._bits[:PIECE])] * (_SIZE // PIECE)

    def set(self, places: Iterable[int]) -> None:
        """Set the bits of these places."""
        changed = set()
        for place in places:
            self._bits[place >> 3] |= 1 << (place & 7)
            changed.add((place >> 3) // PIECE)
        for number in changed:
            self._pieces[number] = _packed(self._bits[number * PIECE : (number + 1) * PIECE])

    def status(self, place: int) -> int:
        """The bit of a place."""
        return self._bits[place >> 3] >> (place & 7) & 1

    def lst(self) -> str:
        """The list as it stands in a token: compressed and in base64url."""
        check = zlib.adler32(self._bits).to_bytes(4, "big")
        return b64url(b"".join((_HEAD, *self._pieces, _END, check)))


def _packed(piece: bytes | bytearray) -> bytes:
    squeeze = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return squeeze.compress(piece) + squeeze.flush(zlib.Z_FULL_FLUSH)

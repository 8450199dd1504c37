"""QR codes to show (ISO/IEC 18004), as plain squares: who shows them draws them."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import segno

QUIET = 4
"""Empty squares around a code, as the standard asks."""
MOST = 2953
"""Bytes that the largest code holds (version 40, the least correction)."""
_SCALE = 8
"""Pixels a square, in a picture."""

Squares = tuple[tuple[bool, ...], ...]
"""Rows from the top; True is dark. Without the quiet zone."""


def qr_squares(text: str) -> Squares | None:
    """The code for ``text``; None if it is longer than :data:`MOST`."""
    made = _code(text)
    return None if made is None else tuple(tuple(map(bool, row)) for row in made.matrix)


def qr_file(text: str, kind: Literal["png", "svg"]) -> bytes | None:
    """The same as the bytes of a picture, quiet zone included."""
    made = _code(text)
    if made is None:
        return None
    written = BytesIO()
    made.save(written, kind=kind, scale=_SCALE, border=QUIET, light="white")
    return written.getvalue()


def _code(text: str) -> segno.QRCode | None:
    """As few squares as hold it, and with those as much correction as they have room for."""
    import segno  # some megabytes, for those who show a code

    try:
        return segno.make_qr(text, error="l")
    except segno.DataOverflowError:
        return None

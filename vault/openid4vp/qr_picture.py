"""The text of a QR code in a picture: a photo, or what was saved from a screen. The picture is assumed hostile."""

from __future__ import annotations

from io import BytesIO

from vault.core.errors import RequestError

MAX_PICTURE = 16 * 1024 * 1024
"""Bytes: a phone's photo takes up to eight million."""
MAX_PIXELS = 40_000_000
"""What is decoded at most, 160 MB at four bytes each. A phone's photo has twelve million."""
ENOUGH = 2000
"""Pixels a side that a photo is made smaller to while it is decoded: the densest code takes 555 at three a square."""

_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def is_picture(data: bytes) -> bool:
    """Whether these bytes begin as a PNG or a JPEG does; no other kinds are read."""
    return data.startswith(_STARTS)


def read_qr(data: bytes) -> str:
    """The text of the one QR code in a PNG or JPEG.

    Raises :class:`RequestError` ``picture_too_large``, ``picture_unreadable``, ``qr_missing``, ``qr_several`` or
    ``qr_not_text``. Takes up to a second; other threads go on meanwhile.
    """
    import zxingcpp

    width, height, grey = _grey(data)
    pixels = memoryview(grey).cast("B", shape=[height, width])
    qr_only = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    found = {each.bytes for each in zxingcpp.read_barcodes(pixels, formats=qr_only)}
    if len(found) != 1:
        raise RequestError("qr_several" if found else "qr_missing")
    try:
        return found.pop().decode("ascii")
    except UnicodeDecodeError as problem:
        raise RequestError("qr_not_text") from problem


def _grey(data: bytes) -> tuple[int, int, bytes]:
    """Width, height and one byte a pixel. What is see-through is white, as on a page."""
    from PIL import Image

    if len(data) > MAX_PICTURE:
        raise RequestError("picture_too_large")
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > MAX_PIXELS:  # known before anything is decoded
                raise RequestError("picture_too_large")
            picture.draft("L", (ENOUGH, ENOUGH))
            shown: Image.Image = picture
            if picture.has_transparency_data:
                shown = picture.convert("RGBA")
                shown = Image.alpha_composite(Image.new("RGBA", shown.size, "white"), shown)
            grey = shown.convert("L")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as problem:
        raise RequestError("picture_too_large") from problem
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, MemoryError) as problem:
        raise RequestError("picture_unreadable") from problem
    return grey.width, grey.height, grey.tobytes()

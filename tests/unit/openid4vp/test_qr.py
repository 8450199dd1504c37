"""QR codes there and back, and pictures that somebody made to do harm."""

from __future__ import annotations

import zlib
from io import BytesIO
from struct import pack

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from vault.core.errors import RequestError
from vault.openid4vp import qr_picture
from vault.openid4vp.qr_code import MOST, QUIET, qr_file, qr_squares
from vault.openid4vp.qr_picture import MAX_PICTURE, is_picture, read_qr

LINK = "openid4vp://?client_id=x509_san_dns%3Ashop.example&request_uri=https%3A%2F%2Fshop.example%2Fr"


def png(text: str = LINK) -> bytes:
    """A code as the shop saves it."""
    made = qr_file(text, "png")
    assert made is not None
    return made


def saved(picture: Image.Image, kind: str = "PNG", **how: int) -> bytes:
    written = BytesIO()
    picture.save(written, kind, **how)
    return written.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGB")


def refused(data: bytes) -> str:
    with pytest.raises(RequestError) as problem:
        read_qr(data)
    return problem.value.code


def chunk(name: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))


def says_its_size(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be this large, and would take that much memory."""
    header = pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=300))
@settings(max_examples=25)
def test_what_is_shown_is_read(text: str) -> None:
    assert read_qr(png(text)) == text


def test_the_longest_text_there_can_be_is_read() -> None:
    text = "eyJ" + "aB3_" * ((MOST - 3) // 4)
    assert read_qr(png(text)) == text
    squares = qr_squares(text)
    assert squares is not None
    assert {len(row) for row in squares} == {len(squares)} == {177}


def test_a_longer_text_is_no_code() -> None:
    assert qr_squares("a" * (MOST + 1)) is None
    assert qr_file("a" * (MOST + 1), "png") is None


def test_a_code_for_print_has_its_quiet_zone() -> None:
    squares = qr_squares(LINK)
    assert squares is not None
    picture = opened(png())
    assert picture.width == (len(squares) + 2 * QUIET) * 8
    assert picture.crop((0, 0, picture.width, QUIET * 8)).getcolors() == [(picture.width * 32, (255, 255, 255))]
    svg = qr_file(LINK, "svg")
    assert svg is not None
    assert svg.startswith(b"<?xml")


@pytest.mark.parametrize("turn", [0, 90, 180, 13])
def test_a_photo_is_read(turn: int) -> None:
    """Small in a large picture, turned, as a JPEG."""
    photo = Image.new("RGB", (3000, 2400), (120, 130, 110))
    photo.paste(opened(png()).resize((700, 700)), (1500, 900))
    assert read_qr(saved(photo.rotate(turn, fillcolor=(120, 130, 110)), "JPEG", quality=70)) == LINK


def test_a_code_on_nothing_is_read_as_on_white() -> None:
    clear = opened(png()).convert("RGBA")
    clear.putdata([(0, 0, 0, 0 if red else 255) for red, *_ in clear.get_flattened_data()])
    assert read_qr(saved(clear)) == LINK


def test_the_same_code_twice_is_one() -> None:
    one = opened(png())
    both = Image.new("RGB", (one.width * 2, one.height), "white")
    both.paste(one, (0, 0))
    both.paste(one, (one.width, 0))
    assert read_qr(saved(both)) == LINK


def test_several_codes_are_not_guessed_between() -> None:
    one, other = opened(png()), opened(png("https://shop.example/menu"))
    both = Image.new("RGB", (one.width + other.width, max(one.height, other.height)), "white")
    both.paste(one, (0, 0))
    both.paste(other, (one.width, 0))
    assert refused(saved(both)) == "qr_several"


def test_no_code_is_said() -> None:
    assert refused(saved(Image.new("L", (300, 300), 255))) == "qr_missing"
    drawn = Image.new("L", (300, 300), 255)
    ImageDraw.Draw(drawn).rectangle((50, 50, 250, 250), fill=0)
    assert refused(saved(drawn)) == "qr_missing"


def test_a_code_that_is_no_text_is_said() -> None:
    assert refused(png("schönes Öl")) == "qr_not_text"


def test_a_damaged_picture_is_said() -> None:
    whole = png()
    assert refused(whole[: len(whole) // 2]) == "picture_unreadable"
    assert refused(whole[:8]) == "picture_unreadable"
    assert refused(b"\xff\xd8\xff") == "picture_unreadable"
    assert refused(b"GIF89a" + bytes(40)) == "picture_unreadable"


@pytest.mark.parametrize("size", [(7000, 7000), (40_000_001, 1), (11_000, 11_000), (60_000, 60_000)])
def test_a_picture_that_is_small_only_on_the_disk_is_not_decoded(size: tuple[int, int]) -> None:
    assert refused(says_its_size(*size)) == "picture_too_large"


def test_a_file_that_is_too_large_is_not_looked_at() -> None:
    assert refused(png() + bytes(MAX_PICTURE)) == "picture_too_large"


@given(st.binary(max_size=400), st.sampled_from([b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b""]))
@settings(max_examples=60)
def test_no_bytes_are_more_than_refused(rest: bytes, start: bytes) -> None:
    assert refused(start + rest) in {"picture_unreadable", "picture_too_large", "qr_missing"}


def test_pictures_are_known_by_their_start() -> None:
    assert is_picture(png())
    assert is_picture(saved(Image.new("L", (8, 8)), "JPEG"))
    assert not is_picture(LINK.encode())
    assert not is_picture(b"")
    assert qr_picture.MAX_PIXELS * 4 < 2**28

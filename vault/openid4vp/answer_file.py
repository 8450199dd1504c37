"""An answer in a file: the compact JWE of OpenID4VP 1.0 §8.3, one line, for a shop that the vault cannot reach.

For a QR code it is packed: deflated, since base64 has six bits in each eight, and in base45 (RFC 9285), which codes
hold well and scanners that type like a keyboard read too.
"""

from __future__ import annotations

import zlib
from urllib.parse import urlencode

from vault.core.errors import TokenError
from vault.openid4vp.response import MAX_ANSWER, form_fields, word
from vault.tokens import jwe

ENDING = ".jwe"
PACKED = "PV1:"
"""What a packed answer begins with."""

_BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_DIGITS = {letter: number for number, letter in enumerate(_BASE45)}


def answer_text(form: bytes) -> str:
    """The line of a file from the encrypted form of :func:`make_answer`. Raises :class:`TokenError`
    ``answer_malformed``."""
    return word(form_fields(form), "response", MAX_ANSWER)


def read_answer_file(data: bytes) -> str:
    """The compact JWE in the bytes of a file, packed or not, and not decrypted yet.

    Raises as :func:`answer_line` and :func:`jwe.peek_kid`.
    """
    text = answer_line(data)
    jwe.peek_kid(text, max_bytes=MAX_ANSWER)
    return text


def answer_line(data: bytes) -> str:
    """The same, where who asked looks at the JWE itself.

    Raises :class:`TokenError` ``answer_too_large`` or ``answer_file_malformed``.
    """
    if len(data) > MAX_ANSWER:
        raise TokenError("answer_too_large", limit=MAX_ANSWER)
    try:
        text = data.decode("ascii").removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError as problem:
        raise TokenError("answer_file_malformed") from problem
    if text.startswith(PACKED):
        text = _unpacked(text.removeprefix(PACKED))
    if not text.isprintable() or " " in text:
        raise TokenError("answer_file_malformed")
    return text


def answer_form(text: str) -> bytes:
    """The line as the form that :func:`parse_answer` reads, as if it had come by post."""
    return urlencode({"response": text}).encode("ascii")


def packed_answer(text: str) -> str:
    """The line of an answer, packed for a QR code."""
    return PACKED + _to_base45(zlib.compress(text.encode("ascii"), 9))


def _unpacked(text: str) -> str:
    inflating = zlib.decompressobj()
    try:
        found = inflating.decompress(_from_base45(text), MAX_ANSWER + 1)
        if len(found) > MAX_ANSWER:  # known before the rest is inflated
            raise TokenError("answer_too_large", limit=MAX_ANSWER)
        if not inflating.eof or inflating.unused_data:
            raise TokenError("answer_file_malformed")
        return found.decode("ascii")
    except (zlib.error, UnicodeDecodeError) as problem:
        raise TokenError("answer_file_malformed") from problem


def _to_base45(data: bytes) -> str:
    """Two bytes are three letters, a last one two; the least letter first."""
    letters = []
    for place in range(0, len(data), 2):
        pair = data[place : place + 2]
        number = int.from_bytes(pair, "big")
        for _ in range(len(pair) + 1):
            number, digit = divmod(number, 45)
            letters.append(_BASE45[digit])
    return "".join(letters)


def _from_base45(text: str) -> bytes:
    found = bytearray()
    for place in range(0, len(text), 3):
        digits = [_DIGITS.get(letter, -1) for letter in text[place : place + 3]]
        number = sum(digit * 45**power for power, digit in enumerate(digits))
        if len(digits) == 1 or -1 in digits or number >= 256 ** (len(digits) - 1):
            raise TokenError("answer_file_malformed")
        found += number.to_bytes(len(digits) - 1, "big")
    return bytes(found)

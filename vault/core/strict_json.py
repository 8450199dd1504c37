"""JSON and base64url read strictly, because two readers that differ on one text are an attack (RFC 8259, RFC 4648 §5).

One spelling, one meaning: no duplicate members, no fractions (every number of our formats is whole or a string), no
NaN, no lone surrogates, no padding, no spare bits.
"""

from __future__ import annotations

import binascii
import json
from json.encoder import c_make_encoder, encode_basestring  # type: ignore[attr-defined]  # undocumented: see _ENCODE
from typing import Any, NoReturn

from vault.core.errors import TokenError

MAX_DEPTH = 16
"""Nested objects and arrays; what we read, a consent record included, has fewer than ten."""
MAX_INTEGER = 2**53 - 1
"""Up to here all JSON readers hold an integer exactly (RFC 8259 §6)."""
_MAX_DIGITS = 17
"""Digits and sign of such an integer: longer ones are refused before they are computed."""

_WHITESPACE = " \t\n\r"
"""RFC 8259 §2."""
_TO_URL_SAFE = bytes.maketrans(b"+/", b"-_")
# URL-safe letters to the standard ones; the standard ones and padding to "!", which strict decoding refuses.
_TO_STANDARD = bytes.maketrans(b"-_+/=", b"+/!!!")
_PADDING = (b"", b"===", b"==", b"=")
# The last character that leaves no spare bits set, by length modulo 4. A length of 1 modulo 4 has no spelling.
_CANONICAL_END = (None, b"", b"AQgw", b"AEIMQUYcgkosw048")


def b64url(data: bytes) -> str:
    """Base64url without padding (RFC 7515 §2)."""
    return binascii.b2a_base64(data, newline=False).translate(_TO_URL_SAFE, b"=").decode("ascii")


def unb64url(text: str, *, max_chars: int) -> bytes:
    """The reverse of :func:`b64url`, and of nothing else: no padding, spaces or spare bits.

    Raises :class:`TokenError` ``base64_too_long`` or ``base64_malformed``.
    """
    if len(text) > max_chars:
        raise TokenError("base64_too_long", limit=max_chars)
    try:
        letters = text.encode("ascii").translate(_TO_STANDARD)
        over = len(letters) & 3
        ends = _CANONICAL_END[over]
        if ends is not None and letters[-1] not in ends:
            raise TokenError("base64_malformed")
        return binascii.a2b_base64(letters + _PADDING[over], strict_mode=True)
    except ValueError as problem:  # covers UnicodeEncodeError and binascii.Error
        raise TokenError("base64_malformed") from problem


def loads(data: bytes | str, *, max_bytes: int, max_depth: int = MAX_DEPTH) -> dict[str, Any]:
    """The object that a JSON text holds.

    Raises :class:`TokenError`: ``json_too_large``, ``json_not_utf8``, ``json_bom``, ``json_malformed``,
    ``json_duplicate_member``, ``json_number_refused``, ``json_lone_surrogate``, ``json_too_deep``,
    ``json_not_an_object``.
    """
    found = _parse(data, max_bytes, max_depth)
    if not isinstance(found, dict):
        raise TokenError("json_not_an_object")
    return found


def loads_array(data: bytes | str, *, max_bytes: int, max_depth: int = MAX_DEPTH) -> list[Any]:
    """The array that a JSON text holds. Raises as :func:`loads`, with ``json_not_an_array``."""
    found = _parse(data, max_bytes, max_depth)
    if not isinstance(found, list):
        raise TokenError("json_not_an_array")
    return found


def dumps(found: dict[str, Any] | list[Any]) -> bytes:
    """Compact JSON in UTF-8, members in the order given."""
    return "".join(_ENCODE(found, 0)).encode("utf-8")


def _parse(data: bytes | str, max_bytes: int, max_depth: int) -> object:
    try:
        raw = data.encode("utf-8") if isinstance(data, str) else data
        if len(raw) > max_bytes:
            raise TokenError("json_too_large", limit=max_bytes)
        text = raw.decode("utf-8")
    except UnicodeError as problem:
        raise TokenError("json_not_utf8") from problem
    if text.startswith("\ufeff"):
        raise TokenError("json_bom")
    text = text.strip(_WHITESPACE)
    try:
        found, end = _DECODER.raw_decode(text)  # decode() would look for white space with two regular expressions
    except RecursionError as problem:
        raise TokenError("json_too_deep", limit=max_depth) from problem
    except ValueError as problem:
        raise TokenError("json_malformed") from problem
    if end != len(text):
        raise TokenError("json_malformed")
    # Most texts hold few brackets, so the exact walk is seldom needed. Brackets inside strings only count too high.
    if text.count("[") + text.count("{") > max_depth and _depth(found) > max_depth:
        raise TokenError("json_too_deep", limit=max_depth)
    if "\\" in text:  # a search for one letter takes a thirtieth of that for the two of an escape
        _refuse_lone_surrogates(found)
    return found


def _depth(found: object) -> int:
    """How deep arrays and objects are nested, level by level and so without recursion."""
    level, depth = [found], 0
    while level := [inner for inner in level if isinstance(inner, dict | list)]:
        depth += 1
        level = [member for inner in level for member in (inner.values() if isinstance(inner, dict) else inner)]
    return depth


def _refuse_lone_surrogates(found: object) -> None:
    """An escape may name half a character, which no UTF-8 text can hold (RFC 8259 §8.2)."""
    try:
        "".join(_ENCODE(found, 0)).encode("utf-8")
    except UnicodeEncodeError as problem:
        raise TokenError("json_lone_surrogate") from problem


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise TokenError("json_duplicate_member")
    return members


def _integer(digits: str) -> int:
    if len(digits) > _MAX_DIGITS or not -MAX_INTEGER <= (number := int(digits)) <= MAX_INTEGER:
        raise TokenError("json_number_refused")
    return number


def _refused(_: str) -> NoReturn:
    raise TokenError("json_number_refused")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_integer, parse_float=_refused, parse_constant=_refused
)
# `JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))` makes this anew for each text, which takes
# as long as writing a short one. By place: no look-out for circles, what is no JSON, texts, no indent, the separators,
# unsorted, no key left out, no NaN.
_ENCODE = c_make_encoder(None, json.JSONEncoder().default, encode_basestring, None, ":", ",", False, False, False)

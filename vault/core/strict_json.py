"""JSON and base64url read strictly: one meaning per text, bounded before it is built.

Two readers that understand one text differently are a way in: duplicate members, ``NaN``, surrogate halves and loose
base64 are refused. Failures are ``ValueError`` with the reason code as its text, so that each layer can say in its own
family of errors what was refused.
"""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any, NoReturn

MAX_DEPTH = 16
"""Levels of nesting: requests and receipts use 6."""
_BASE64URL = re.compile(r"[A-Za-z0-9_-]*")
_BIG = 2**53
"""Integers past this are read differently by different readers (RFC 8259 §6)."""


def decode_base64url(text: str, *, max_chars: int) -> bytes:
    """Unpadded base64url in its one canonical spelling (RFC 7515 §2). Raises ``ValueError("base64_malformed")``."""
    if len(text) > max_chars or not _BASE64URL.fullmatch(text) or len(text) % 4 == 1:
        raise ValueError("base64_malformed")
    decoded = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if encode_base64url(decoded) != text:
        raise ValueError("base64_malformed")
    return decoded


def encode_base64url(data: bytes) -> str:
    """Base64url without padding."""
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def read_object(data: bytes, *, max_bytes: int, max_depth: int = MAX_DEPTH) -> dict[str, Any]:
    """One JSON object from UTF-8 bytes.

    Raises ``ValueError`` with ``json_too_large``, ``json_too_deep``, ``json_not_utf8``, ``json_duplicate_member``,
    ``json_number`` (a fraction, an exponent or past 2^53), ``json_malformed`` or ``json_not_an_object``.
    """
    if len(data) > max_bytes:
        raise ValueError("json_too_large")
    if _deepest(data) > max_depth:
        raise ValueError("json_too_deep")
    try:
        text = data.decode("utf-8")
        found = json.loads(
            text, object_pairs_hook=_members, parse_float=_no_number, parse_constant=_no_number, parse_int=_integer
        )
    except UnicodeDecodeError as problem:
        raise ValueError("json_not_utf8") from problem
    except json.JSONDecodeError as problem:
        raise ValueError("json_malformed") from problem
    if not isinstance(found, dict):
        raise ValueError("json_not_an_object")
    if b"\\u" in data and _has_surrogate(found):
        raise ValueError("json_malformed")
    return found


def _deepest(data: bytes) -> int:
    """An upper bound of the nesting: brackets inside strings count too, which only refuses what nobody sends."""
    depth = deepest = 0
    if data.count(b"{") + data.count(b"[") <= 1:
        return 1
    for byte in data:
        if byte in b"{[":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"}]":
            depth -= 1
    return deepest


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("json_duplicate_member")
    return members


def _no_number(text: str) -> NoReturn:
    raise ValueError("json_number")


def _integer(text: str) -> int:
    if len(text) > 17 or abs(int(text)) > _BIG:
        raise ValueError("json_number")
    return int(text)


def _has_surrogate(found: Any) -> bool:
    if isinstance(found, str):
        return any("\ud800" <= letter <= "\udfff" for letter in found)
    if isinstance(found, dict):
        return any(_has_surrogate(each) for pair in found.items() for each in pair)
    return isinstance(found, list) and any(_has_surrogate(each) for each in found)

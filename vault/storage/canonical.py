"""JSON in its one canonical spelling (RFC 8785), for what is hashed, MACed or bound as additional data.

For strings, whole numbers up to 2^53, booleans, null, lists and objects with ASCII names, sorted compact JSON is that
spelling. Fractions, which RFC 8785 spells in ECMAScript's way, are refused, and so is all else.
"""

from __future__ import annotations

import json
from json.encoder import encode_basestring

from vault.core.value import Json

_SPELLING = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_MAX_INTEGER = 2**53
"""RFC 8785 §3.2.2.3 reads numbers as IEEE doubles; past this, whole numbers are not exact."""


def canonical(value: Json) -> bytes:
    """``value`` as RFC 8785 bytes.

    Raises ``ValueError`` for what has no exact spelling here: that is the caller's mistake, not a person's.
    """
    if type(value) is str:  # the commonest of all: nothing to check, and what the encoder itself does with one
        return encode_basestring(value).encode("utf-8")
    _check(value)
    return _SPELLING.encode(value).encode("utf-8")


def _check(value: object) -> None:
    if isinstance(value, dict):
        for name, member in value.items():
            if not (isinstance(name, str) and name.isascii()):
                raise ValueError("canonical JSON here has ASCII names")
            _check(member)
    elif isinstance(value, list):
        for member in value:
            _check(member)
    elif isinstance(value, int):
        if abs(value) > _MAX_INTEGER:
            raise ValueError("a whole number past 2^53 has no exact spelling")
    elif not (value is None or isinstance(value, str)):
        raise ValueError("canonical JSON here has strings, whole numbers, booleans, null, lists and objects")

"""The one disclosure of a preference token: ``[salt, key, value object]`` (RFC 9901 §4.2.1)."""

from __future__ import annotations

import hashlib
from typing import Any, Final

from vault.core.errors import TokenError
from vault.core.strict_json import b64url, dumps, loads_array, unb64url

SALT_BYTES: Final = 16
"""128 bits, as RFC 9901 §9.3 recommends: with less, a value could be guessed from its digest."""
SALT_CHARS: Final = 22
MAX_DISCLOSURE: Final = 4096
"""Characters: twelve chosen words of 60 characters are 1 to 3 kB."""
MAX_NAME: Final = 80
"""Characters of a catalogue key."""

_RESERVED = frozenset({"_sd", "...", "_sd_alg"})


def disclosure(key: str, value: dict[str, Any], salt: bytes) -> str:
    """The disclosure of ``value`` under the claim name ``key``, with a fresh salt of 16 random bytes."""
    if len(salt) != SALT_BYTES:
        message = "a salt has 16 bytes"
        raise ValueError(message)
    return b64url(dumps([b64url(salt), key, value]))


def digest_of(text: str) -> str:
    """The digest that stands in ``_sd`` (RFC 9901 §4.2.3): over the text, not over what it encodes."""
    return b64url(hashlib.sha256(text.encode("ascii")).digest())


def read_disclosure(text: str) -> tuple[str, dict[str, Any]]:
    """The claim name and value object of a disclosure (RFC 9901 §7.1 step 3).

    Whether the name is in the catalogue and the value fits is for the caller.
    Raises :class:`TokenError` ``disclosure_malformed``, ``disclosure_salt_wrong``, ``disclosure_name_reserved``, or as
    :func:`strict_json.loads_array` and :func:`strict_json.unb64url`.
    """
    found = loads_array(unb64url(text, max_chars=MAX_DISCLOSURE), max_bytes=MAX_DISCLOSURE, max_depth=4)
    if len(found) != 3:
        raise TokenError("disclosure_malformed")
    salt, name, value = found
    if not isinstance(salt, str) or not isinstance(name, str) or not isinstance(value, dict):
        raise TokenError("disclosure_malformed")
    if len(salt) != SALT_CHARS:
        raise TokenError("disclosure_salt_wrong")
    unb64url(salt, max_chars=SALT_CHARS)
    if name in _RESERVED or not _RESERVED.isdisjoint(value):
        raise TokenError("disclosure_name_reserved")
    if not 0 < len(name) <= MAX_NAME:
        raise TokenError("disclosure_malformed")
    return name, value

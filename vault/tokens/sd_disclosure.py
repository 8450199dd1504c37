"""Disclosures of any SD-JWT: of an object's member, or of an array's element (RFC 9901 §4.2)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from vault.core.errors import TokenError
from vault.core.strict_json import b64url, dumps, loads_array, unb64url

SD: Final = "_sd"
"""The member that holds the digests of an object's hidden members (§4.2.4.1)."""
ELEMENT: Final = "..."
"""The one member of the object that stands for an array's hidden element (§4.2.4.2)."""
SD_ALG: Final = "_sd_alg"
RESERVED: Final = frozenset({SD, ELEMENT, SD_ALG})
"""Names that no hidden member may have (§7.1 step 3.c.ii); ``_sd_alg`` stands in the open or nowhere (§4.1.1)."""
MAX_DISCLOSURE: Final = 16 * 1024
"""Characters: a whole address with all that is in it takes 400."""
DEFAULT_HASH: Final = "sha-256"
"""What a payload without ``_sd_alg`` uses (§4.1.1)."""

_HASHES: Final = {"sha-256": hashlib.sha256, "sha-384": hashlib.sha384, "sha-512": hashlib.sha512}
"""The names are those of the IANA registry for named information (RFC 6920); weaker ones there are refused."""

Digester = Callable[[str], str]
"""From the text of a disclosure, or of what is presented, to its digest in base64url."""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One hidden thing. ``name`` is that of the member, or None for an element. ``text`` is what is hashed and sent."""

    text: str = field(repr=False)
    name: str | None
    value: Any = field(repr=False)


def digester(name: object) -> Digester:
    """The hash function that ``_sd_alg`` names. Raises :class:`TokenError` ``sd_alg_refused``."""
    found = _HASHES.get(name) if isinstance(name, str) else None
    if found is None:
        raise TokenError("sd_alg_refused")
    return lambda text: b64url(found(text.encode("ascii")).digest())


def make_disclosure(salt: str, name: str | None, value: Any) -> Disclosure:
    """Hide a member called ``name``, or an element. ``salt`` is fresh, with 128 random bits or more (§9.3).

    Raises :class:`TokenError` ``disclosure_name_reserved``.
    """
    if name in RESERVED:
        raise TokenError("disclosure_name_reserved")
    parts = [salt, value] if name is None else [salt, name, value]
    return Disclosure(b64url(dumps(parts)), name, value)


def parse_disclosure(text: str) -> Disclosure:
    """Read one disclosure (§7.1 step 3.c). Which of both kinds it has to be, its digest's place decides.

    Raises :class:`TokenError` ``disclosure_malformed``, ``disclosure_name_reserved``, or as
    :func:`strict_json.loads_array` and :func:`strict_json.unb64url`.
    """
    found = loads_array(unb64url(text, max_chars=MAX_DISCLOSURE), max_bytes=MAX_DISCLOSURE)
    if len(found) not in {2, 3} or not isinstance(found[0], str):
        raise TokenError("disclosure_malformed")
    if len(found) == 2:
        return Disclosure(text, None, found[1])
    name = found[1]
    if not isinstance(name, str):
        raise TokenError("disclosure_malformed")
    if name in RESERVED:
        raise TokenError("disclosure_name_reserved")
    return Disclosure(text, name, found[2])

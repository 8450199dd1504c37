"""The key that opens the counter's page: whoever has it works at the shop's till.

It lies in a file of the owner's alone beside the settings. ``preference-shop counter page`` prints the address with it,
to be opened once on the till, which then keeps it in a cookie. A new one shuts out every till that has the old one.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from pathlib import Path
from typing import Final

from vault.core.errors import PolicyError, TokenError
from vault.core.strict_json import b64url, unb64url
from vault.shop.durable import write_whole

FILE: Final = "counter.key"
KEY_BYTES: Final = 32
KEY_CHARS: Final = 43


def counter_key(policy_file: Path, random: Callable[[int], bytes], *, new: bool = False) -> str:
    """The key beside these settings, made where there is none, or ``new``.

    Raises :class:`PolicyError` ``counter_key_unusable`` for a file that is no key or cannot be read or written.
    """
    path = policy_file.absolute().parent / FILE
    try:
        if new or not path.exists():
            write_whole(path, b64url(random(KEY_BYTES)).encode("ascii"))
        found = path.read_bytes()[: KEY_CHARS + 1].decode("ascii")
        if len(unb64url(found, max_chars=KEY_CHARS)) != KEY_BYTES:
            raise PolicyError("counter_key_unusable", file=FILE)
    except (OSError, ValueError, TokenError) as problem:
        raise PolicyError("counter_key_unusable", file=FILE) from problem
    return found


def same_key(found: str, key: str) -> bool:
    """Whether they are the same, in a time that does not tell how much of them is."""
    return hmac.compare_digest(found.encode("utf-8", "replace"), key.encode("ascii"))

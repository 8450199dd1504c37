"""How the code on a receipt is typed: what people read for what, and type between, does not matter."""

from __future__ import annotations

_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None, "\0": None})
"""Crockford's base32. PostgreSQL has no text with NUL."""
_MOST = 64
"""Letters that are looked at."""


def as_printed(typed: str) -> str:
    """The code as it is on receipts and stored, if it was typed as a person types it."""
    letters = typed[:_MOST].upper().translate(_READ_AS)
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"

"""Text that a screen shows and nothing more: no letter of it moves a cursor, changes a colour or turns the line."""

from __future__ import annotations

import unicodedata


def is_plain(letter: str) -> bool:
    """Whether a letter is only shown. Spaces of any width are; controls, directions and half characters are not."""
    return letter.isprintable() or unicodedata.category(letter) == "Zs"


def plain(text: str) -> str:
    """The text with a question mark for every letter that is not only shown."""
    return "".join(letter if is_plain(letter) else "?" for letter in text)

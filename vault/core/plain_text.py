"""Text that a screen shows and nothing more: no letter of it moves a cursor, changes a colour or turns the line."""

from __future__ import annotations

import unicodedata


def is_plain(letter: str) -> bool:
    """Whether a letter is only shown. Spaces of any width are; controls, directions and half characters are not."""
    return letter.isprintable() or unicodedata.category(letter) == "Zs"


def plain(text: str) -> str:
    """The text with a question mark for every letter that is not only shown."""
    return "".join(letter if is_plain(letter) else "?" for letter in text)


LONGEST_WORD = 24
"""Letters; a longer one is no word that a person wrote, and no column is wide enough for any length."""
_PIECE = 12
_BREAK = "\u200b"


def breakable(text: str) -> str:
    """The text with places to begin a new line in each word that is longer than :data:`LONGEST_WORD`.

    They are not seen, and are not for text that is compared or kept.
    """
    return " ".join(_pieces(word) if len(word) > LONGEST_WORD else word for word in text.split(" "))


def _pieces(word: str) -> str:
    return _BREAK.join(word[start : start + _PIECE] for start in range(0, len(word), _PIECE))

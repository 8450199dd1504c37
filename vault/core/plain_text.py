"""Text that a screen shows and nothing more: no letter of it moves a cursor, changes a colour or turns the line."""

from __future__ import annotations

import re
import unicodedata
from typing import Final


def is_plain(letter: str) -> bool:
    """Whether a letter is only shown. Spaces of any width are; controls, directions and half characters are not."""
    return letter.isprintable() or unicodedata.category(letter) == "Zs"


def plain(text: str) -> str:
    """The text with a question mark for every letter that is not only shown."""
    return "".join(letter if is_plain(letter) else "?" for letter in text)


_OFF_PAGE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def for_page(text: str) -> str:
    """The text with a question mark for every letter that a page cannot hold, or that turns its lines. Line ends, tabs
    and places to begin a new line stay.

    For what writes whole pages: a note of an imported file may hold any letter, and the name of a folder half ones.
    """
    return _OFF_PAGE.sub("?", text)


LONGEST_WORD = 24
"""Letters; a longer one is no word that a person wrote, and no column is wide enough for any length."""
_PIECE = 12
_BREAK = "\u200b"
_WORD: Final = re.compile(rf"[^ \t\r\n]{{{LONGEST_WORD + 1},}}")
_PART: Final = re.compile(r"[^/\\_.@-]*[/\\_.@-]|[^/\\_.@-]+")


def breakable(text: str) -> str:
    """The text with places to begin a new line in each word that is longer than :data:`LONGEST_WORD`: where a path or
    an address has its parts, and within a part that is itself that long.

    They are not seen, and are not for text that is compared or kept.
    """
    return _WORD.sub(lambda word: _BREAK.join(map(_pieces, _PART.findall(word[0]))), text)


def _pieces(part: str) -> str:
    if len(part) <= LONGEST_WORD:
        return part
    return _BREAK.join(part[start : start + _PIECE] for start in range(0, len(part), _PIECE))

"""“Suggest words”: a passphrase of words that do not belong together, drawn at random from a shipped list."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from vault.core.errors import PolicyError

if TYPE_CHECKING:
    from vault.customer.session import Random

MIN_BITS = 64
"""So many tries (2**63 on average) that a million of them a second take 290,000 years; each costs a whole
derivation of the key."""
MIN_WORDS = 1024
"""A shorter list would need more words than anyone wants to remember."""
_DRAW_BYTES = 4
"""For each word; 2**32 is far more than the words of a list."""


def parse_words(data: bytes) -> tuple[str, ...]:
    """The words of ``resources/words/<language>.txt``, one a line. Raises :class:`PolicyError` ``words_damaged``.

    Each stands there once: a word that stood there twice would make a passphrase weaker than it looks.
    """
    words = tuple(data.decode("ascii", "replace").split("\n")[:-1])
    fit = all(word.isascii() and word.replace("-", "").isalpha() and word.islower() for word in words)
    if len(words) < MIN_WORDS or len(set(words)) != len(words) or not fit:
        raise PolicyError("words_damaged")
    return words


def words_needed(words: tuple[str, ...]) -> int:
    """How many words of this list make :data:`MIN_BITS`."""
    return math.ceil(MIN_BITS / math.log2(len(words)))


def suggest_words(words: tuple[str, ...], random: Random) -> str:
    """A new passphrase, each word of the list as likely as any other, each time."""
    return " ".join(words[_below(len(words), random)] for _ in range(words_needed(words)))


def _below(limit: int, random: Random) -> int:
    """A number from 0 up to ``limit``, without it. Draws that would favour the low numbers are drawn again."""
    fair = 2 ** (8 * _DRAW_BYTES) // limit * limit
    while (drawn := int.from_bytes(random(_DRAW_BYTES), "big")) >= fair:
        pass
    return drawn % limit

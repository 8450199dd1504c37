"""How strong a passphrase is, in words. It advises and never forbids: the one rule is a least length.

The estimate is that of zxcvbn (Wheeler, USENIX Security 2016): how many tries a thief needs who knows the words,
names, dates and patterns that people use.
"""

from __future__ import annotations

import unicodedata
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_LOOKED_AT = 100
"""Letters. The work grows with the square of the length, and a hundred take 40 ms; what follows can only add."""


class Strength(IntEnum):
    """Four steps, for four bars. A thief with a thousand fast machines tries a million passphrases a second."""

    WEAK = 1
    FAIR = 2
    STRONG = 3
    VERY_STRONG = 4

    @property
    def word(self) -> str:
        """The code of its sentences in the groups ``strengths`` and ``strength_means``."""
        return self.name.lower()


_TRIED_HERE = ("wachtwoord", "welkom", "wachtzin", "kluis", "voorkeuren", "passphrase", "vault", "preferences")
"""Words that zxcvbn does not know, or that come to mind when this program asks."""
FAIR_FROM, STRONG_FROM, VERY_STRONG_FROM = 10, 14, 20
"""Tries as powers of ten: at a million a second three hours, three years, three million years."""


def strength(typed: str, *, known: Sequence[str] = ()) -> Strength:
    """How strong ``typed`` is, for a thief who also knows ``known``, the most likely first.

    That is the vault's name, the person's, and then the words of their language (``resources/words``): zxcvbn has
    lists of English ones only.
    """
    from zxcvbn import zxcvbn

    looked_at = unicodedata.normalize("NFC", typed)[:MOST_LOOKED_AT]
    if not looked_at:
        return Strength.WEAK
    tries = float(zxcvbn(looked_at, user_inputs=[*_TRIED_HERE, *known], max_length=MOST_LOOKED_AT)["guesses_log10"])
    if tries >= VERY_STRONG_FROM:
        return Strength.VERY_STRONG
    if tries >= STRONG_FROM:
        return Strength.STRONG
    return Strength.FAIR if tries >= FAIR_FROM else Strength.WEAK

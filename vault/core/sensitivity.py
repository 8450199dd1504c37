"""The three levels of how private something is."""

from __future__ import annotations

from enum import IntEnum


class Level(IntEnum):
    """How private a value is. The order is the meaning: a higher level is more private.

    ``SEALED`` covers all of GDPR art. 9 and what lets one infer it, money and family.
    """

    EVERYDAY = 1
    PERSONAL = 2
    SEALED = 3

    @property
    def word(self) -> str:
        """The level in files and messages: ``everyday``, ``personal`` or ``sealed``."""
        return self.name.lower()


_NAMED = {each.word: each for each in Level}


def level_named(word: str) -> Level:
    """The level of a word from a file. Raises ``KeyError`` for any other word."""
    return _NAMED[word]

"""Words that look like others: with letters of another script, with digits for letters, or spelled letter by letter.

A shop's text may be typed so, or made so. What a person reads as a word of which nothing is concluded is read as that
word here too. Only what is compared is changed, never what is shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Final

_ALIKE: Final = (  # as each looks before it loses its case: the Greek capital eta is an H, its small letter an n
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),  # noqa: RUF001 - that they look alike is the point
    ("αβγεηικνορστυχω", "abyenikvopotuxw"),
    ("АВЕЅІЈКМНОРСТУҮХӀԁԌԛԜѴҺ", "ABESIJKMHOPCTYYXIdGqWVH"),
    ("авгеѕіјкмнопрстуүхӏԍԝѵһь", "abresijkmhonpctyyxlgwvhb"),
    ("օսհոցԼՏ", "ouhngLS"),
    ("ıɩɪɑɡłŁøØđĐħĦʟɴʀꜱᴀʙᴄᴅᴇɢʜᴊᴋᴍᴏᴘᴛᴜᴠᴡʏᴢ", "iiiaglLoOdDhHlnrsabcdeghjkmoptuvwyz"),
)
_LOOKS: Final[Mapping[int, str]] = str.maketrans(
    {letter: like for letters, looks in _ALIKE for letter, like in zip(letters, looks, strict=True)}
)
_DIGITS: Final[Mapping[str, str]] = {
    "0": "o", "1": "il", "3": "e", "4": "a", "5": "s", "6": "bg", "7": "t", "8": "b", "9": "g",
}  # fmt: skip
_MOST_READINGS: Final = 8
_UNSEEN: Final = {"Cf", "Mn", "Me"}
"""Soft hyphens, joiners and directions, and accents: no letters of a word."""
LEAST_SPELLED: Final = 3
"""Letters, each alone, that make a word: two are initials."""
_SPELLED = re.compile(r"(?<![^\W_])[^\W_](?![^\W_])(?:[\W_]{1,2}[^\W_](?![^\W_])){2,}")
_APART = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """Without case, accents and letters that are not seen; letters that look like Latin ones are these."""
    if text.isascii():
        return text.lower()
    looks = unicodedata.normalize("NFKD", text).translate(_LOOKS).casefold()
    apart = unicodedata.normalize("NFKD", looks).translate(_LOOKS)  # without case some are others, as a iota below
    return "".join(each for each in apart if unicodedata.category(each) not in _UNSEEN)


def closed_up(text: str) -> str:
    """The text with what is spelled letter by letter, as ``h.i.v.`` and ``h i v``, as words."""
    return _SPELLED.sub(lambda found: _APART.sub("", found[0]), text)


def readings(token: str) -> Iterator[str]:
    """The words that a word with digits for some of its letters may be; none for a size, a number or a model."""
    if token.isalpha():
        return
    digits = sum(map(str.isdigit, token))
    if not 0 < digits < len(token) - digits:
        return
    looks = [_DIGITS.get(each, each) for each in token]
    for number, letters in enumerate(product(*looks)):
        if number == _MOST_READINGS:
            return
        yield "".join(letters)

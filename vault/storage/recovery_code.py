"""The recovery code: 160 random bits that a person can write down and type back.

::

    K4TM-9QWD-RX7H-2JPA-VN5E-8CJS-T3GY-6FBK-7

Eight groups of four signs of Crockford's base32, and a check sign. The alphabet leaves out I, L, O and U; I and L are
read as 1, and O as 0. The signs s₀ … s₃₂ satisfy Σ gⁱ·sᵢ = 0 in GF(32), where g generates the field: no factor is
zero and neighbours have different ones, so every single wrong sign and every swap of two neighbours is noticed.
"""

from __future__ import annotations

import hmac
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from vault.core.errors import ChoiceError

CODE_BYTES = 20
GROUPS = 8
SIGNS_IN_GROUP = 4
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MAX_TYPED = 500
"""Characters: the signs with room for any spacing. A pasted file is refused before it is looked at."""
_BITS = 5
_SIGNS = GROUPS * SIGNS_IN_GROUP + 1
_VALUES = {sign: value for value, sign in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_BETWEEN = re.compile(r"[\s\-\u2010-\u2015\u2212]+")
"""Spaces and dashes of every kind; they mean nothing but may tell where a sign is missing."""


def _powers() -> tuple[int, ...]:
    """g⁰ … g³⁰ in GF(32) with the polynomial x⁵ + x² + 1."""
    found = [1]
    while len(found) < len(ALPHABET) - 1:
        doubled = found[-1] << 1
        found.append(doubled ^ 0b100101 if doubled & 0b100000 else doubled)
    return tuple(found)


_POWERS = _powers()
_LOGARITHMS = {power: exponent for exponent, power in enumerate(_POWERS)}


class RecoveryCode:
    """A recovery code, whole. It is a secret: it opens the vault."""

    def __init__(self, code: bytes) -> None:
        if len(code) != CODE_BYTES:
            raise ValueError("a recovery code has 20 bytes")
        self._code = code

    def __repr__(self) -> str:
        return "RecoveryCode(…)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RecoveryCode) and hmac.compare_digest(self._code, other._code)

    __hash__ = None  # type: ignore[assignment]  # secrets are not for sets or dictionary keys

    def reveal(self) -> bytes:
        """The bytes to derive a key from."""
        return self._code

    @property
    def groups(self) -> tuple[str, ...]:
        """The eight groups."""
        text = "".join(ALPHABET[value] for value in self._values())
        return tuple(text[at : at + SIGNS_IN_GROUP] for at in range(0, len(text), SIGNS_IN_GROUP))

    @property
    def check(self) -> str:
        """The check sign."""
        return ALPHABET[_times(_sum(self._values()), 1 - _SIGNS)]

    @property
    def text(self) -> str:
        """The whole code on one line."""
        return "-".join((*self.groups, self.check))

    def has_group(self, number: int, typed: str) -> bool:
        """Whether ``typed`` is group ``number``, counted from 1: for who checks that it was written down well."""
        read = "".join(ALPHABET[_VALUES[sign]] if sign in _VALUES else sign for part in _parts(typed) for sign in part)
        return hmac.compare_digest(read.encode("utf-8"), self.groups[number - 1].encode("utf-8"))

    def _values(self) -> list[int]:
        number = int.from_bytes(self._code, "big")
        return [number >> _BITS * place & 0b11111 for place in reversed(range(_SIGNS - 1))]


def new(random: Callable[[int], bytes]) -> RecoveryCode:
    """A code that nobody has."""
    return RecoveryCode(random(CODE_BYTES))


def read_signs(typed: str) -> tuple[int, ...]:
    """What was typed as the values of 33 signs, whose sum is not checked yet: that is for :func:`whole`.

    Raises :class:`ChoiceError` ``recovery_code_length``, or ``recovery_code_group`` or ``recovery_code_check_sign``
    where it is clear which part is not well typed.
    """
    parts = _parts(typed) if len(typed) <= MAX_TYPED else []
    if len(parts) == GROUPS + 1:  # typed as it is printed
        for group, part in enumerate(parts):
            if len(part) != (1 if group == GROUPS else SIGNS_IN_GROUP):
                raise look_again(group * SIGNS_IN_GROUP)
    text = "".join(parts)
    if len(text) != _SIGNS:
        raise ChoiceError("recovery_code_length", signs=_SIGNS)
    for place, sign in enumerate(text):
        if sign not in _VALUES:
            raise look_again(place)
    return tuple(_VALUES[sign] for sign in text)


def whole(signs: Sequence[int]) -> RecoveryCode:
    """The code with these signs. Raises :class:`ChoiceError` ``recovery_code_mistyped`` if the check sign is not its.

    Which sign is wrong cannot be known from the code alone.
    """
    if _sum(signs) != 0:
        raise ChoiceError("recovery_code_mistyped")
    return _code(signs)


def parse(typed: str) -> RecoveryCode:
    """Read a code however it is spaced and spelled. Raises as :func:`read_signs` and :func:`whole`."""
    return whole(read_signs(typed))


def near(signs: Sequence[int]) -> Iterator[tuple[int, RecoveryCode]]:
    """Each code that is one wrong sign or one swap of neighbours away from these mistyped signs, and the place.

    There are 33 and a few. Only who can try them on a vault knows whether one of them is the right one.
    """
    wrong = _sum(signs)
    for place in range(_SIGNS):
        mended = list(signs)
        mended[place] ^= _times(wrong, -place)
        yield place, _code(mended)
    for place in range(_SIGNS - 1):
        mended = list(signs)
        mended[place : place + 2] = signs[place + 1], signs[place]
        if _sum(mended) == 0:
            yield place, _code(mended)


def look_again(place: int) -> ChoiceError:
    """The error that names the part in which the sign at ``place`` stands."""
    if place == _SIGNS - 1:
        return ChoiceError("recovery_code_check_sign")
    return ChoiceError("recovery_code_group", number=place // SIGNS_IN_GROUP + 1)


class PartState(StrEnum):
    """How far one part of a code is typed. ``WHOLE`` says nothing of whether it is the right one."""

    EMPTY = "empty"
    BEGUN = "begun"
    WHOLE = "whole"
    WRONG = "wrong"


@dataclass(frozen=True)
class TypedPart:
    """One group, or the check sign, as it is read: what looks like another sign is that sign."""

    text: str = field(repr=False)
    state: PartState


def typed_parts(typed: str) -> tuple[TypedPart, ...]:
    """A code while it is typed, in nine parts: eight groups and the check sign, and there whatever is too much.

    Spaces and dashes tell where a group ends, if they stand between groups. What :func:`parse` reads has whole parts.
    """
    pieces = _parts(typed[: MAX_TYPED + 1])
    text = "".join(pieces)
    if not _in_groups(pieces, len(text)):
        pieces = [text[at : at + SIGNS_IN_GROUP] for at in range(0, _SIGNS - 1, SIGNS_IN_GROUP)] + [text[_SIGNS - 1 :]]
    pieces = [piece for piece in pieces if piece]
    return tuple(_typed_part(pieces, number) for number in range(GROUPS + 1))


def _in_groups(pieces: Sequence[str], signs: int) -> bool:
    """Whether each piece is meant as a group, though one may not be well typed."""
    if signs >= _SIGNS:
        return len(pieces) == GROUPS + 1
    fitting = sum(len(piece) == SIGNS_IN_GROUP for piece in pieces[:-1])
    return fitting > 0 and len(pieces) - 1 - fitting <= 1


def _typed_part(pieces: Sequence[str], number: int) -> TypedPart:
    if number >= len(pieces):
        return TypedPart("", PartState.EMPTY)
    piece = pieces[number]
    text = "".join(ALPHABET[_VALUES[sign]] if sign in _VALUES else sign for sign in piece)
    long = 1 if number == GROUPS else SIGNS_IN_GROUP
    wrong = not _VALUES.keys() >= set(piece) or len(piece) > long or (len(piece) < long and number + 1 < len(pieces))
    return TypedPart(text, PartState.WRONG if wrong else PartState.WHOLE if len(piece) == long else PartState.BEGUN)


def _parts(typed: str) -> list[str]:
    # A text copied from a page may hold marks that are not seen.
    seen = (each for each in unicodedata.normalize("NFKC", typed) if unicodedata.category(each) != "Cf")
    return [part for part in _BETWEEN.split("".join(seen).upper()) if part]


def _code(signs: Sequence[int]) -> RecoveryCode:
    number = 0
    for value in signs[: _SIGNS - 1]:
        number = number << _BITS | value
    return RecoveryCode(number.to_bytes(CODE_BYTES, "big"))


def _sum(signs: Sequence[int]) -> int:
    """Σ gⁱ·sᵢ; addition in GF(32) is exclusive or."""
    total = 0
    for place, value in enumerate(signs):
        total ^= _times(value, place)
    return total


def _times(value: int, exponent: int) -> int:
    """``value`` times g to the power of ``exponent``."""
    return _POWERS[(_LOGARITHMS[value] + exponent) % len(_POWERS)] if value else 0

"""One preference value, as it is stored and as it leaves the vault.

A value says its own precision, so that a reader needs nothing else to know how far the shutter was open::

    {"value": "43", "system": "EU", "precision": "exact"}
    {"min": "42", "max": "44", "system": "EU", "precision": "range"}
    {"value": "adult", "precision": "category"}

Numbers are decimal strings, so that no reader rounds them differently.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from vault.core.errors import ChoiceError

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]

MAX_TEXT = 60
"""Characters of one word or short text: enough for a phone model, too little for a life story."""
MAX_CHOICES = 12
"""Options in one multiple choice: more says who someone is rather than what they like."""

_MEMBERS = {"value", "min", "max", "system", "unit", "precision"}
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,8})(\.[0-9]{1,3})?")


class Precision(IntEnum):
    """How far the shutter stands open. The order is the meaning: higher shows more. ``CLOSED`` never leaves."""

    CLOSED = 0
    CATEGORY = 1
    RANGE = 2
    EXACT = 3

    @property
    def word(self) -> str:
        """The precision in files and tokens: ``closed``, ``category``, ``range`` or ``exact``."""
        return self.name.lower()


_NAMED = {each.word: each for each in Precision}


def precision_named(word: object) -> Precision:
    """The precision of a word from a file or token. Raises :class:`ChoiceError` ``precision_unknown``."""
    found = _NAMED.get(word) if isinstance(word, str) else None
    if found is None:
        raise ChoiceError("precision_unknown")
    return found


def is_decimal(text: str) -> bool:
    """Whether ``text`` is a plain decimal number as values spell it: ``43``, ``27.5``, ``-3``."""
    return _DECIMAL.fullmatch(text) is not None


def is_short_text(text: str) -> bool:
    """One line of 1 to :data:`MAX_TEXT` printable characters without surrounding space (so no bidi or control)."""
    return 0 < len(text) <= MAX_TEXT and text.isprintable() and text == text.strip()


@dataclass(frozen=True, slots=True)
class Value:
    """A value at a precision. Either ``value`` is there, or ``minimum`` and ``maximum`` are.

    ``value`` is an option id, a tuple of option ids, a decimal string, a step of a scale, a yes/no or a short text,
    after the catalogue's type of the preference. ``system`` names a size system and ``unit`` a unit.
    """

    value: str | bool | int | tuple[str, ...] | None = None
    minimum: str | None = None
    maximum: str | None = None
    system: str | None = None
    unit: str | None = None
    precision: Precision = Precision.EXACT

    def __repr__(self) -> str:
        return f"Value(…, precision={self.precision.word})"

    def to_json(self) -> dict[str, Json]:
        """The object of the disclosure and of exports."""
        members: dict[str, Json] = {}
        if self.value is not None:
            members["value"] = list(self.value) if isinstance(self.value, tuple) else self.value
        rest = {"min": self.minimum, "max": self.maximum, "system": self.system, "unit": self.unit}
        for name, member in rest.items():
            if member is not None:
                members[name] = member
        members["precision"] = self.precision.word
        return members


def value_from_json(found: object) -> Value:
    """Read a value object strictly. Whether it fits a preference is for :mod:`vault.core.value_check`.

    Raises :class:`ChoiceError` ``value_malformed`` or ``precision_unknown``.
    """
    if not isinstance(found, dict) or not found.keys() <= _MEMBERS or "precision" not in found:
        raise ChoiceError("value_malformed")
    precision = precision_named(found["precision"])
    if precision is Precision.CLOSED or ("value" in found) == ("min" in found) or ("min" in found) != ("max" in found):
        raise ChoiceError("value_malformed")
    for name in ("min", "max", "system", "unit"):
        if name in found and not (isinstance(found[name], str) and is_short_text(found[name])):
            raise ChoiceError("value_malformed")
    return Value(
        _single(found["value"]) if "value" in found else None,
        found.get("min"),
        found.get("max"),
        found.get("system"),
        found.get("unit"),
        precision,
    )


def _single(found: object) -> str | bool | int | tuple[str, ...]:
    if isinstance(found, bool):
        return found
    if isinstance(found, int) and 0 <= found <= 100:
        return found
    if isinstance(found, str) and is_short_text(found):
        return found
    if isinstance(found, list) and 0 < len(found) <= MAX_CHOICES:
        words = tuple(word for word in found if isinstance(word, str) and is_short_text(word))
        if len(words) == len(found) == len(set(words)):
            return words
    raise ChoiceError("value_malformed")

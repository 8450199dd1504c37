"""Values in words and words as values, in the customer's language. Labels come from the catalogue."""

from __future__ import annotations

import re

from vault.core.catalogue import Entry, Text, Type
from vault.core.errors import ChoiceError
from vault.core.sizes import MEASURES
from vault.core.value import Precision, Value, is_short_text
from vault.core.value_check import check_value, ordered_atoms

_YES = {"yes": True, "ja": True, "true": True, "no": False, "nee": False, "false": False}
_WORDS = {True: {"en": "Yes", "nl": "Ja"}, False: {"en": "No", "nl": "Nee"}}
_SIGNS = {"EUR": "€", "USD": "$", "GBP": "£"}
_WORN_BY = {"nl": {"men": "heren", "women": "dames", "child": "kind"}}
"""What the name of a size system ends with, where that is a word."""
_NUMBERS = frozenset({Type.SIZE, Type.NUMBER})
_COMMA = frozenset({"nl"})
"""Languages that write ``11,5`` and ``€ 10``."""


def in_language(text: Text, language: str) -> str:
    """The text in ``language``, or in English, the source."""
    return text.get(language) or text["en"]


def system_name(system: str, language: str) -> str:
    """A size system as it is called: ``US men`` is ``US heren`` in Dutch, and ``EU`` is itself."""
    country, space, worn_by = system.rpartition(" ")
    return f"{country}{space}{_WORN_BY.get(language, {}).get(worn_by, worn_by)}"


def written_number(number: str, language: str) -> str:
    """A number, or the number in a size, as it is written: ``11,5`` in Dutch."""
    return re.sub(r"(?<=[0-9])\.(?=[0-9])", ",", number) if language in _COMMA else number


def written_price(amount: str, currency: str, language: str) -> str:
    """An amount with the sign of its currency, or else its code, before it: ``€10``, in Dutch ``€ 10``."""
    sign = _SIGNS.get(currency, currency)
    if sign == currency or language in _COMMA:
        return f"{sign} {amount}"
    return f"-{sign}{amount[1:]}" if amount.startswith("-") else f"{sign}{amount}"


def typed_number(typed: str, language: str) -> str:
    """What :func:`written_number` would write so, as far as it is typed: ``11.5`` for ``11,5`` in Dutch."""
    return re.sub(r"(?<=[0-9]),(?=[0-9])", ".", typed) if language in _COMMA else typed


def written_size(size: str, language: str) -> str:
    """A size that somebody typed, or a shop wrote: where it ends in a number, as ``43.5`` and ``EU 43.5``, that number
    by :func:`written_number`; else as it is."""
    name, space, number = size.rpartition(" ")
    return f"{name}{space}{written_number(number, language)}" if re.fullmatch(r"[0-9]+\.[0-9]+", number) else size


def size_in_words(system: str, size: str, language: str) -> str:
    """``EU 43``; what is measured stands behind its number, as in ``27 cm``."""
    name, number = system_name(system, language), written_number(size, language)
    return f"{number} {name}" if system in MEASURES else f"{name} {number}"


def describe(entry: Entry, value: Value, language: str) -> str:
    """A value as a person reads it: ``EU 43``, ``27 cm``, ``EU 42-44`` with an en dash, ``Running, Hiking``,
    ``€80-140``."""
    if value.minimum is not None and value.maximum is not None:
        low, high = _label(entry, value.minimum, language), _label(entry, value.maximum, language)
        span = low if low == high else f"{low}–{high}"  # noqa: RUF001 - an en dash, as ranges are printed
        return _with_unit(written_number(span, language), value, language)
    words = value.value if isinstance(value.value, tuple) else (value.value,)
    if value.precision is Precision.CATEGORY:
        categories = [entry.category(str(word)) for word in words]
        return ", ".join(in_language(each.label, language) for each in categories if each is not None)
    if isinstance(value.value, bool):
        return in_language(_WORDS[value.value], language)
    said = ", ".join(_label(entry, str(word), language) for word in words)
    return _with_unit(written_number(said, language) if entry.type in _NUMBERS else said, value, language)


def _label(entry: Entry, word: str, language: str) -> str:
    option = entry.option(word)
    return in_language(option.label, language) if option is not None else word


def _with_unit(text: str, value: Value, language: str) -> str:
    if value.system is not None:
        return size_in_words(value.system, text, language)
    if value.unit in _SIGNS:
        return written_price(text, value.unit, language)
    return f"{text} {value.unit}" if value.unit is not None else text


def read_words(entry: Entry, text: str) -> Value:
    """A value from what a person typed: option ids or labels (any language), ``EU 43``, ``182``, ``80-140``, ``ja``.

    Raises :class:`ChoiceError` ``value_does_not_fit`` if the catalogue does not allow it.
    """
    typed = " ".join(text.split())
    if not is_short_text(typed) and entry.type is not Type.CHOICES:
        raise ChoiceError("value_does_not_fit", key=entry.key)
    value = _read(entry, typed)
    check_value(entry, value)
    return value


def _read(entry: Entry, typed: str) -> Value:
    match entry.type:
        case Type.CHOICES:
            words = [_option_id(entry, word.strip()) for word in typed.split(",") if word.strip()]
            return Value(tuple(dict.fromkeys(words)))
        case Type.CHOICE:
            return Value(_option_id(entry, typed))
        case Type.SIZE:
            return _size(entry, typed)
        case Type.NUMBER:
            return Value(_number(typed.removesuffix(entry.unit or "").strip()), unit=entry.unit)
        case Type.RANGE:
            bare = typed.removeprefix("€").removesuffix(entry.unit or "").strip()
            low, _, high = re.sub(r"\s*[-–]\s*", "-", bare).partition("-")  # noqa: RUF001 - people type both
            return Value(minimum=_number(low), maximum=_number(high or low), unit=entry.unit)
        case Type.YES_NO:
            return Value(_YES.get(typed.lower()))
        case Type.SCALE:
            return Value(int(_option_id(entry, typed)))
        case Type.TEXT:
            return Value(typed)


def _option_id(entry: Entry, word: str) -> str:
    for option in entry.options:
        if word.lower() in {option.id, *(label.lower() for label in option.label.values())}:
            return option.id
    raise ChoiceError("value_does_not_fit", key=entry.key)


def _size(entry: Entry, typed: str) -> Value:
    """The system may stand before or after the size; without one, the table's first system that has the size."""
    systems = entry.table.systems if entry.table else ()
    for system in systems:
        names = {system, *(system_name(system, language) for language in _WORN_BY)}
        name = "|".join(re.escape(each) for each in sorted(names))
        matched = re.fullmatch(rf"(?:(?:{name})\s*(?P<after>.+)|(?P<before>.+?)\s*(?:{name}))", typed, re.IGNORECASE)
        size = (matched["after"] or matched["before"]).strip() if matched else typed
        size = size.replace(",", ".")
        known = {each.lower(): each for each in ordered_atoms(entry, system)}
        if size.lower() in known:
            return Value(known[size.lower()], system=system)
    raise ChoiceError("value_does_not_fit", key=entry.key)


def _number(typed: str) -> str:
    """A decimal comma is a comma in half of Europe."""
    plain = typed.replace(",", ".")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return plain

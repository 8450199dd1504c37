"""What stands in the fields of a preference's editor, and the value that it means, or what is wrong with it.

What is typed is kept as it was typed: an error never loses it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from vault.core.catalogue import Entry, Type
from vault.core.errors import ChoiceError
from vault.core.precision import coarsen
from vault.core.sizes import waist_and_length
from vault.core.value import MAX_CHOICES, MAX_TEXT, Precision, Value, is_decimal, is_short_text
from vault.core.value_check import ordered_atoms
from vault.core.wording import describe
from vault.customer.editing import check_keepable

YES, NO = "yes", "no"


@dataclass(frozen=True)
class Typed:
    """The fields of one editor. Which of them count depends on the preference's type."""

    word: str = ""
    """An option's id, a step of a scale, ``yes`` or ``no``, a size, a number, a lower bound or a text."""
    upper: str = ""
    system: str = ""
    words: tuple[str, ...] = ()
    """Ids of the ticked options, in the catalogue's order."""


@dataclass(frozen=True)
class Problem:
    """Why what is typed is no value yet. ``second`` says that it is about the second field."""

    code: str
    facts: Mapping[str, str] = field(default_factory=dict)
    second: bool = False


@dataclass(frozen=True)
class StepText:
    """One step of the ladder with the very value a shop would see; empty while there is none."""

    precision: Precision
    text: str


def typed_from(entry: Entry, value: Value | None) -> Typed:
    """The fields that show ``value``; for no value yet, the fields as they start."""
    if value is None:
        return Typed(system=entry.table.systems[0] if entry.table is not None else "")
    if value.minimum is not None:
        return Typed(word=value.minimum, upper=value.maximum or "")
    if isinstance(value.value, tuple):
        return Typed(words=_in_order(entry, value.value))
    if isinstance(value.value, bool):
        return Typed(word=YES if value.value else NO)
    return Typed(word=str(value.value), system=value.system or "")


def read_typed(entry: Entry, typed: Typed) -> Value | Problem:
    """The value that the fields mean for ``entry``, or the first thing that is wrong with them."""
    found = _read(entry, typed)
    if isinstance(found, Problem):
        return found
    try:
        check_keepable(entry, found)
    except ChoiceError:
        return Problem("does_not_fit")
    return found


def steps_of(entry: Entry, value: Value | None, language: str) -> tuple[StepText, ...]:
    """Every step of the ladder, finest first, and closed."""
    steps = [
        StepText(step, describe(entry, coarsen(entry, value, step), language) if value is not None else "")
        for step in entry.ladder
    ]
    return (*steps, StepText(Precision.CLOSED, ""))


def in_system(entry: Entry, typed: Typed, system: str) -> Typed:
    """The same size in another system; what that system does not have stays as it is typed."""
    rows = entry.table.rows if entry.table is not None else ()
    size = _size(typed.word)
    same = [row[system] for row in rows if row.get(typed.system, "").lower() == size.lower() and system in row]
    return replace(typed, system=system, word=same[0] if same and size else typed.word)


def _read(entry: Entry, typed: Typed) -> Value | Problem:
    match entry.type:
        case Type.CHOICE | Type.SCALE:
            if entry.option(typed.word) is None:
                return Problem("choose_one")
            return Value(int(typed.word) if entry.type is Type.SCALE else typed.word)
        case Type.CHOICES:
            return _choices(entry, typed)
        case Type.SIZE:
            return _read_size(entry, typed)
        case Type.NUMBER:
            number = _number(entry, typed.word, second=False)
            return number if isinstance(number, Problem) else Value(number, unit=entry.unit)
        case Type.RANGE:
            return _read_range(entry, typed)
        case Type.YES_NO:
            return Value(typed.word == YES) if typed.word in {YES, NO} else Problem("choose_one")
        case Type.TEXT:
            return _text(typed.word)


def _in_order(entry: Entry, words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(option.id for option in entry.options if option.id in words)


def _choices(entry: Entry, typed: Typed) -> Value | Problem:
    words = _in_order(entry, typed.words)
    if not words:
        return Problem("choose_some")
    if len(words) > MAX_CHOICES:
        return Problem("choose_fewer", {"most": str(MAX_CHOICES)})
    return Value(words)


def _read_size(entry: Entry, typed: Typed) -> Value | Problem:
    sizes = ordered_atoms(entry, typed.system)
    by_words = {size.lower(): size for size in sizes}
    size = _size(typed.word)
    if typed.system and size.lower().startswith(typed.system.lower()):  # as on the label: W32
        size = size[len(typed.system) :].strip()
    if not sizes:
        return Problem("choose_one")
    if not size:
        return Problem("size_missing", {"system": typed.system, "low": sizes[0], "high": sizes[-1]}, second=True)
    label = waist_and_length(size)
    if label is not None and label[0] in sizes:
        return Problem("size_with_length", {"waist": label[0], "length": label[1]}, second=True)
    if size.lower() not in by_words:
        return Problem("size_unknown", {"system": typed.system, "low": sizes[0], "high": sizes[-1]}, second=True)
    return Value(by_words[size.lower()], system=typed.system)


def _read_range(entry: Entry, typed: Typed) -> Value | Problem:
    low = _number(entry, typed.word, second=False)
    if isinstance(low, Problem):
        return low
    high = _number(entry, typed.upper, second=True)
    if isinstance(high, Problem):
        return high
    if Decimal(high) < Decimal(low):
        return Problem("range_order", second=True)
    return Value(minimum=low, maximum=high, unit=entry.unit)


def _number(entry: Entry, text: str, *, second: bool) -> str | Problem:
    """A decimal as values spell it. A comma is a decimal comma, and the unit may be typed along."""
    bare = text.strip().removeprefix("€").removesuffix(entry.unit or "").strip().replace(",", ".")
    plain = bare.rstrip("0").rstrip(".") if "." in bare else bare
    bounds = {"low": entry.low or "", "high": entry.high or ""}
    if not is_decimal(plain):
        return Problem("number_missing" if not bare else "number_unread", bounds, second)
    number = Decimal(plain)
    if (entry.low and number < Decimal(entry.low)) or (entry.high and number > Decimal(entry.high)):
        return Problem("number_outside", bounds, second)
    if entry.step and number % Decimal(entry.step) != 0:
        return Problem("number_between_steps", {"step": entry.step}, second)
    return plain


def _text(typed: str) -> Value | Problem:
    text = " ".join(typed.split())
    if not text:
        return Problem("text_missing")
    if len(text) > MAX_TEXT:
        return Problem("text_long", {"most": str(MAX_TEXT)})
    return Value(text) if is_short_text(text) else Problem("text_odd")


def _size(text: str) -> str:
    return " ".join(text.split()).replace(",", ".")

"""Whether a value fits a preference, and how private it is: asked by the vault when typing, by the shop on import."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from vault.core.catalogue import Catalogue, Category, Entry, Option, Type
from vault.core.errors import ChoiceError
from vault.core.sensitivity import Level
from vault.core.value import Precision, Value, is_decimal


def check_value(entry: Entry, value: Value) -> None:
    """Raise :class:`ChoiceError` ``value_does_not_fit`` unless ``value`` is one the catalogue allows for ``entry``."""
    if value.precision not in entry.ladder or not _fits(entry, value):
        raise ChoiceError("value_does_not_fit", key=entry.key)


def _fits(entry: Entry, value: Value) -> bool:
    if value.precision is Precision.CATEGORY:
        return _fits_category(entry, value)
    if value.precision is Precision.RANGE or entry.type is Type.RANGE:
        return _fits_range(entry, value)
    return _fits_exact(entry, value)


def _fits_category(entry: Entry, value: Value) -> bool:
    if (value.minimum, value.maximum, value.system, value.unit) != (None, None, None, None):
        return False
    words = value.value if isinstance(value.value, tuple) else (value.value,)
    if isinstance(value.value, tuple) != (entry.type is Type.CHOICES):
        return False
    return all(isinstance(word, str) and entry.category(word) is not None for word in words)


def _fits_range(entry: Entry, value: Value) -> bool:
    low, high = value.minimum, value.maximum
    if low is None or high is None or value.value is not None:
        return False
    if entry.type in {Type.NUMBER, Type.RANGE}:
        if value.unit != entry.unit or value.system is not None or not (is_decimal(low) and is_decimal(high)):
            return False
        in_bounds = _within(entry, Decimal(low)) and _within(entry, Decimal(high))
        exact = value.precision is Precision.EXACT
        on_step = not exact or (_on_step(entry, low) and _on_step(entry, high))
        return in_bounds and on_step and Decimal(low) <= Decimal(high)
    if value.unit is not None:
        return False
    order = ordered_atoms(entry, value.system)
    return low in order and high in order and order.index(low) <= order.index(high)


def _fits_exact(entry: Entry, value: Value) -> bool:
    found = value.value
    if value.minimum is not None or value.maximum is not None:
        return False
    if (value.system is not None) != (entry.type is Type.SIZE) or value.unit != (
        entry.unit if entry.type is Type.NUMBER else None
    ):
        return False
    match entry.type:
        case Type.CHOICE:
            return isinstance(found, str) and entry.option(found) is not None
        case Type.CHOICES:
            return isinstance(found, tuple) and all(entry.option(word) is not None for word in found)
        case Type.SIZE:
            return isinstance(found, str) and found in ordered_atoms(entry, value.system)
        case Type.NUMBER:
            return (
                isinstance(found, str)
                and is_decimal(found)
                and _within(entry, Decimal(found))
                and _on_step(entry, found)
            )
        case Type.YES_NO:
            return isinstance(found, bool)
        case Type.SCALE:
            return isinstance(found, int) and not isinstance(found, bool) and entry.option(str(found)) is not None
        case Type.TEXT:
            return isinstance(found, str)
        case Type.RANGE:
            return False


def ordered_atoms(entry: Entry, system: str | None) -> list[str]:
    """The finest things an ordered preference can say, smallest first: sizes of one system, or option ids."""
    if entry.table is None:
        return [option.id for option in entry.options] if system is None else []
    return [row[system] for row in entry.table.rows if system is not None and system in row]


def _within(entry: Entry, number: Decimal) -> bool:
    return (entry.low is None or Decimal(entry.low) <= number) and (entry.high is None or number <= Decimal(entry.high))


def _on_step(entry: Entry, number: str) -> bool:
    return entry.step is None or Decimal(number) % Decimal(entry.step) == 0


def level_of(entry: Entry, value: Value) -> Level:
    """How private this very value is: the preference's level, or higher where an option or category raises it."""
    words = value.value if isinstance(value.value, tuple) else (value.value,)
    named: list[Option | Category | None] = []
    for word in words:
        if isinstance(word, str):
            named.append(entry.category(word) if value.precision is Precision.CATEGORY else entry.option(word))
    raised = [each.level for each in named if each is not None and each.level is not None]
    return max([entry.level, *raised])


def levels_together(catalogue: Catalogue, levels: Mapping[str, Level], held: Iterable[str] = ()) -> dict[str, Level]:
    """The level of each key of one share, raised where the combination says more than each key alone.

    ``levels`` are the keys about to leave with their own levels; ``held`` are keys the same shop already has, which
    count towards a combination but can no longer be raised.
    """
    raised = dict(levels)
    seen = set(levels) | set(held)
    for combination in catalogue.combinations:
        if len(combination.keys & seen) >= combination.at_least:
            for key in combination.keys & levels.keys():
                raised[key] = max(raised[key], combination.level)
    return raised

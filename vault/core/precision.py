"""Making a value coarser, one step of its ladder at a time, and proving that coarser only ever says less.

The range step uses fixed groups from the catalogue. A window around the value (43 as 42 to 44) would give the value
away as its middle, and a new window after each change would let a shop cut two of them.
"""

from __future__ import annotations

from decimal import Decimal

from vault.core.catalogue import Entry, Type
from vault.core.errors import ChoiceError
from vault.core.value import Precision, Value
from vault.core.value_check import check_value, ordered_atoms


def steps_open(entry: Entry, *ceilings: Precision) -> tuple[Precision, ...]:
    """The steps of the ladder that stay under every ceiling, finest first. Empty if nothing may leave."""
    return tuple(step for step in entry.ladder if all(step <= ceiling for ceiling in ceilings))


def coarsen(entry: Entry, value: Value, precision: Precision) -> Value:
    """``value`` (exact, as stored) at ``precision``.

    Raises :class:`ChoiceError` ``precision_not_offered`` for a step that the ladder does not have.
    """
    check_value(entry, value)
    if precision not in entry.ladder or value.precision is not Precision.EXACT:
        raise ChoiceError("precision_not_offered", key=entry.key)
    if precision is Precision.EXACT:
        return value
    return _range(entry, value) if precision is Precision.RANGE else _category(entry, value)


def _range(entry: Entry, value: Value) -> Value:
    if entry.type in {Type.NUMBER, Type.RANGE}:
        low, high = _bounds(value)
        width = Decimal(entry.bin or "1")
        start, end = (low // width) * width, (high // width) * width + width
        if entry.type is Type.RANGE and high % width == 0 and high > start:
            end = high  # already on the edge of a group
        if entry.high and start == Decimal(entry.high):
            start -= width  # the highest number starts a group in which it would stand alone
        start = max(start, Decimal(entry.low)) if entry.low else start
        end = min(end, Decimal(entry.high)) if entry.high else end
        return Value(minimum=_plain(start), maximum=_plain(end), unit=value.unit, precision=Precision.RANGE)
    group = _group(entry, value)
    return Value(minimum=group[0], maximum=group[-1], system=value.system, precision=Precision.RANGE)


def _group(entry: Entry, value: Value) -> list[str]:
    """The atoms of the fixed group that holds ``value``, in the value's own system."""
    if entry.table is None:
        return next(list(group) for group in entry.groups if value.value in group)
    system = value.system or ""
    rows = entry.table.rows
    for first, last in entry.table.groups:
        sizes = [row[system] for row in rows[first : last + 1] if system in row]
        if value.value in sizes:
            return sizes
    raise ChoiceError("precision_not_offered", key=entry.key)


def _category(entry: Entry, value: Value) -> Value:
    match entry.type:
        case Type.CHOICES:
            options = [entry.option(word) for word in value.value] if isinstance(value.value, tuple) else []
            broader = dict.fromkeys(option.category for option in options if option and option.category)
            return Value(tuple(broader), precision=Precision.CATEGORY)
        case Type.NUMBER:
            number = Decimal(str(value.value))
            for category in entry.categories:
                if Decimal(category.low or "0") <= number < Decimal(category.high or "Infinity"):
                    return Value(category.id, precision=Precision.CATEGORY)
        case Type.SIZE if entry.table is not None:
            system = value.system or ""
            for category_id, first, last in entry.table.categories:
                if any(row.get(system) == value.value for row in entry.table.rows[first : last + 1]):
                    return Value(category_id, precision=Precision.CATEGORY)
        case _:
            option = entry.option(str(value.value))
            if option is not None and option.category is not None:
                return Value(option.category, precision=Precision.CATEGORY)
    raise ChoiceError("precision_not_offered", key=entry.key)


def covers(entry: Entry, coarse: Value, fine: Value) -> bool:
    """Whether everything ``fine`` could mean, ``coarse`` could mean too: never narrower, never elsewhere."""
    if entry.type in {Type.NUMBER, Type.RANGE}:
        coarse_low, coarse_high = _extent(entry, coarse)
        fine_low, fine_high = _extent(entry, fine)
        return coarse_low <= fine_low and fine_high <= coarse_high
    return _atoms(entry, fine) <= _atoms(entry, coarse)


def _atoms(entry: Entry, value: Value) -> set[str]:
    """Every finest thing that ``value`` could mean. Sizes are rows of the table, so that systems compare."""
    if value.precision is Precision.CATEGORY:
        words = value.value if isinstance(value.value, tuple) else (value.value,)
        if entry.table is not None:
            spans = [(first, last) for name, first, last in entry.table.categories if name in words]
            return {str(row) for first, last in spans for row in range(first, last + 1)}
        return {option.id for option in entry.options if option.category in words}
    if value.precision is Precision.RANGE:
        order = ordered_atoms(entry, value.system)
        meant = order[order.index(value.minimum or "") : order.index(value.maximum or "") + 1]
    else:
        meant = [str(word) for word in value.value] if isinstance(value.value, tuple) else [str(value.value)]
    if entry.table is None:
        return set(meant)
    return {str(row) for row, sizes in enumerate(entry.table.rows) if sizes.get(value.system or "") in meant}


def _extent(entry: Entry, value: Value) -> tuple[Decimal, Decimal]:
    if value.precision is Precision.CATEGORY:
        category = entry.category(str(value.value))
        if category is None:
            raise ChoiceError("value_does_not_fit", key=entry.key)
        return Decimal(category.low or "-Infinity"), Decimal(category.high or "Infinity")
    return _bounds(value)


def _bounds(value: Value) -> tuple[Decimal, Decimal]:
    if value.minimum is not None and value.maximum is not None:
        return Decimal(value.minimum), Decimal(value.maximum)
    return Decimal(str(value.value)), Decimal(str(value.value))


def _plain(number: Decimal) -> str:
    """A decimal as values spell it: no exponent, no trailing zeros."""
    text = f"{number.normalize():f}"
    return "0" if text == "-0" else text

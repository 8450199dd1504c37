"""The shipped catalogue, and every kind of exact value that it allows, for property tests of any package."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from itertools import combinations_with_replacement

from hypothesis import strategies as st

from vault import bundled
from vault.core.catalogue import Catalogue, Entry, Type, parse
from vault.core.value import MAX_CHOICES, Value, is_short_text
from vault.core.value_check import ordered_atoms


@cache
def shipped() -> Catalogue:
    """The catalogue in ``resources/``."""
    return parse(*bundled.catalogue_files())


def entries() -> st.SearchStrategy[Entry]:
    """Any preference of the catalogue."""
    return st.sampled_from(sorted(shipped().entries.values(), key=lambda entry: entry.key))


def exact_values(entry: Entry) -> st.SearchStrategy[Value]:
    """Any value a customer could type for ``entry``."""
    match entry.type:
        case Type.CHOICE:
            return st.sampled_from([Value(option.id) for option in entry.options])
        case Type.CHOICES:
            ids = [option.id for option in entry.options]
            picks = st.lists(st.sampled_from(ids), min_size=1, max_size=min(MAX_CHOICES, len(ids)), unique=True)
            return picks.map(lambda picked: Value(tuple(picked)))
        case Type.SIZE:
            systems = entry.table.systems if entry.table else ()
            return st.sampled_from([Value(size, system=s) for s in systems for size in ordered_atoms(entry, s)])
        case Type.NUMBER:
            return _numbers(entry).map(lambda number: Value(_plain(number), unit=entry.unit))
        case Type.RANGE:
            pairs = st.tuples(_numbers(entry), _numbers(entry)).map(sorted)
            return pairs.map(lambda p: Value(minimum=_plain(p[0]), maximum=_plain(p[1]), unit=entry.unit))
        case Type.YES_NO:
            return st.booleans().map(Value)
        case Type.SCALE:
            return st.sampled_from([Value(int(option.id)) for option in entry.options])
        case Type.TEXT:
            return st.text(min_size=1, max_size=60).filter(is_short_text).map(Value)


def all_exact_values(entry: Entry) -> list[Value]:
    """Each value a customer could type for ``entry``; of several choices, each alone. Not for text."""
    match entry.type:
        case Type.CHOICE:
            return [Value(option.id) for option in entry.options]
        case Type.CHOICES:
            return [Value((option.id,)) for option in entry.options]
        case Type.SIZE:
            systems = entry.table.systems if entry.table else ()
            return [Value(size, system=s) for s in systems for size in ordered_atoms(entry, s)]
        case Type.NUMBER:
            return [Value(number, unit=entry.unit) for number in _all_numbers(entry)]
        case Type.RANGE:
            pairs = combinations_with_replacement(_all_numbers(entry), 2)
            return [Value(minimum=low, maximum=high, unit=entry.unit) for low, high in pairs]
        case Type.YES_NO:
            return [Value(True), Value(False)]
        case Type.SCALE:
            return [Value(int(option.id)) for option in entry.options]
        case Type.TEXT:
            return []


def _all_numbers(entry: Entry) -> list[str]:
    step = Decimal(entry.step or "1")
    low, high = Decimal(entry.low or "0"), Decimal(entry.high or "1000")
    return [_plain(count * step) for count in range(int(-(-low // step)), int(high // step) + 1)]


def _numbers(entry: Entry) -> st.SearchStrategy[Decimal]:
    step = Decimal(entry.step or "1")
    low, high = Decimal(entry.low or "0"), Decimal(entry.high or "1000")
    return st.integers(int(-(-low // step)), int(high // step)).map(lambda count: count * step)


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

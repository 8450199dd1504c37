"""Values to share: made up, valid for the catalogue, and nobody's."""

from __future__ import annotations

from decimal import Decimal

from vault.core.catalogue import Entry, Type
from vault.core.precision import coarsen
from vault.core.value import Precision, Value
from vault.core.value_check import ordered_atoms

WORDS = "Conformance"
"""What a text preference says, with a number after it."""


def step_for(entry: Entry, finest: Precision) -> Precision | None:
    """The finest step of the preference's ladder that is not finer than ``finest``, or None."""
    return max((step for step in entry.ladder if step <= finest), default=None)


def sample(entry: Entry, precision: Precision, turn: int = 0) -> Value:
    """A value at a step of the ladder; another ``turn`` gives another one, where there are several.

    It is never a "no" to being contacted, which would outlive the kit.
    """
    return coarsen(entry, _exact(entry, turn), precision)


def _exact(entry: Entry, turn: int) -> Value:
    match entry.type:
        case Type.CHOICE:
            return Value(_option(entry, turn))
        case Type.CHOICES:
            return Value((_option(entry, turn),))
        case Type.SIZE:
            system = entry.table.systems[0] if entry.table else ""
            sizes = ordered_atoms(entry, system)
            return Value(sizes[(len(sizes) // 2 + turn) % len(sizes)], system=system)
        case Type.NUMBER:
            return Value(_number(entry, turn), unit=entry.unit)
        case Type.RANGE:
            return Value(minimum=_number(entry, turn), maximum=_number(entry, turn + 1), unit=entry.unit)
        case Type.YES_NO:
            return Value(turn % 2 == 0)
        case Type.SCALE:
            return Value(int(_option(entry, turn)))
        case Type.TEXT:
            return Value(f"{WORDS} {turn}")


def _option(entry: Entry, turn: int) -> str:
    """One that is no more private than the preference itself, if there is one."""
    plain = [option.id for option in entry.options if option.level is None and option.id not in entry.objection]
    options = plain or [option.id for option in entry.options if option.id not in entry.objection]
    return options[turn % len(options)]


def _number(entry: Entry, turn: int) -> str:
    number = Decimal(entry.low or "0") + Decimal(entry.step or "1") * (turn + 1)
    text = f"{number.normalize():f}"
    return "0" if text == "-0" else text

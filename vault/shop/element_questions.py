"""The questions of a request for who has no vault: the same items, no finer than the shop asks.

Sealed preferences are not asked, nor offered as an option: they need a passphrase and words of their own, which a page
of a shop cannot ask for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from vault.core.catalogue import Category, Entry, Option, Text, Type
from vault.core.precision import coarsen, steps_open
from vault.core.sensitivity import Level
from vault.core.value import Json, Precision, Value
from vault.core.value_check import ordered_atoms
from vault.shop.policy import PolicyItem
from vault.shop.service import Shop

Groups = Sequence[tuple[str, Sequence[Value]]]
"""Values to choose one of, in groups with a name; a group without one stands alone."""


@dataclass(frozen=True)
class Question:
    """One question about ``entry``, answered at ``precision`` in one of these ways.

    ``groups`` to choose one value from; else ``options`` (id and label) to choose several from; else typed: one line,
    a number, or for a ``range`` two numbers, in steps of ``step`` where there are any. ``same`` are the members that
    every answer has which is not chosen from groups. ``exact`` says that a vault could keep the answer.
    """

    item: PolicyItem
    entry: Entry
    precision: Precision
    groups: Groups = ()
    options: Sequence[tuple[str, Text]] = ()
    step: str | None = None
    same: Mapping[str, Json] = field(default_factory=dict)

    @property
    def exact(self) -> bool:
        return self.precision is Precision.EXACT or self.entry.type is Type.RANGE


def questions(shop: Shop, ids: Sequence[str] | None) -> tuple[list[Question], int]:
    """The questions of these items, or of all, and how many of them only a vault can answer.

    Raises :class:`PolicyError` ``policy_item_unknown``.
    """
    items = shop.policy.items if ids is None else [shop.policy.item(item_id) for item_id in ids]
    found = [question(shop.catalogue.entry(item.key), item) for item in items]
    asked = [each for each in found if each is not None]
    return asked, len(items) - len(asked)


def asked_at(entry: Entry, item: PolicyItem) -> Precision | None:
    """How finely an item is asked on a page; None if it is for a vault only."""
    steps = steps_open(entry, item.precision)
    return steps[0] if steps and entry.level is not Level.SEALED else None


def question(entry: Entry, item: PolicyItem) -> Question | None:
    """The question of one item; None if it is for a vault only."""
    precision = asked_at(entry, item)
    if precision is None:
        return None
    same: dict[str, Json] = {"precision": precision.word}
    if entry.type is Type.CHOICES:
        shown = _shown(entry.categories if precision is Precision.CATEGORY else entry.options)
        return Question(item, entry, precision, options=[(each.id, each.label) for each in shown], same=same)
    if entry.type is Type.RANGE or (entry.type is Type.NUMBER and precision is Precision.EXACT):
        step = entry.bin if precision is Precision.RANGE else entry.step
        unit: dict[str, Json] = {"unit": entry.unit} if entry.unit is not None else {}
        return Question(item, entry, precision, step=step, same=same | unit)
    if entry.type is Type.TEXT:
        return Question(item, entry, precision, same=same)
    return Question(item, entry, precision, groups=_groups(entry, precision))


def _groups(entry: Entry, precision: Precision) -> Groups:
    if precision is Precision.CATEGORY:
        used = {name for name, _, _ in entry.table.categories} if entry.table else None
        named = [each.id for each in _shown(entry.categories) if used is None or each.id in used]
        return [("", [Value(each, precision=precision) for each in named])]
    if entry.table is not None:
        return [(system, list(_sizes(entry, system, precision))) for system in entry.table.systems]
    if precision is Precision.RANGE:
        return [("", list(_ranges(entry)))]
    if entry.type is Type.YES_NO:
        return [("", [Value(True), Value(False)])]
    shown = _shown(entry.options)
    return [("", [Value(int(each.id) if entry.type is Type.SCALE else each.id) for each in shown])]


def _sizes(entry: Entry, system: str, precision: Precision) -> Iterator[Value]:
    """The sizes of one system, or their fixed groups."""
    exact = [Value(size, system=system) for size in ordered_atoms(entry, system)]
    return iter(dict.fromkeys(coarsen(entry, value, precision) for value in exact))


def _ranges(entry: Entry) -> Iterator[Value]:
    """The fixed groups of an ordered choice, or of a number."""
    exact = [Value(option.id) for option in entry.options]
    if entry.type is Type.NUMBER:
        low, high, width = (Decimal(each or "0") for each in (entry.low, entry.high, entry.bin))
        exact = [Value(str(low + width * n), unit=entry.unit) for n in range(int((high - low) // width) + 1)]
    return iter(dict.fromkeys(coarsen(entry, value, Precision.RANGE) for value in exact))


def _shown(known: Iterable[Option] | Iterable[Category]) -> list[Option | Category]:
    return [each for each in known if each.level is not Level.SEALED]

"""Which shoes are for a customer: only by what they shared, as precisely or as roughly as they shared it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from vault.core.catalogue import Catalogue, Entry
from vault.core.value import Precision, Value
from vault.core.value_check import ordered_atoms
from vault.demo.shoes import Section, Shoe
from vault.shop import SERVICE_PERSONALISATION, Profile, Says

SIZE: Final = "clothing.shoe_size"
SPORTS: Final = "media.sports"
WIDTH: Final = "clothing.shoe_width"
MATERIALS: Final = "clothing.materials_avoided"
PRICE: Final = "clothing.price_per_pair"
FEET: Final = "health.foot_health"
KEYS: Final = (SIZE, SPORTS, WIDTH, MATERIALS, PRICE, FEET)

Shared = Mapping[str, Value]
"""What the shop may use now, by catalogue key, in the order of :data:`KEYS`."""


def read_shared(profile: Profile) -> Shared:
    """Everything that this browser session's customer shared for a page of their own. Raises :class:`StorageError`.

    What they said is wrong for them, or too much, is left out.
    """
    said = profile.feedback()
    wanted = [key for key in KEYS if said.get(key, Says.THANKS) is Says.THANKS]
    found = {key: profile.value(key, purpose=SERVICE_PERSONALISATION) for key in wanted}
    return {key: value for key, value in found.items() if value is not None}


def counting(shared: Shared, section: Section | None) -> Shared:
    """What counts in a section: a customer's sport is no reason to hide loafers. None is the whole shop."""
    sporty = section is None or section.sporty
    return {key: value for key, value in shared.items() if sporty or key != SPORTS}


def chosen(shoes: Sequence[Shoe], shared: Shared, catalogue: Catalogue) -> list[Shoe]:
    """The shoes that fit all of ``shared``, those that are kind to the customer's feet first."""
    fitting = [shoe for shoe in shoes if all(fits(shoe, key, value, catalogue) for key, value in shared.items())]
    if FEET not in shared:
        return fitting
    return sorted(fitting, key=lambda shoe: not kind_to_feet(shoe, shared[FEET], catalogue))


def fits(shoe: Shoe, key: str, value: Value, catalogue: Catalogue) -> bool:
    """Whether a shoe is right by one preference. Foot health leaves nothing out; it only moves shoes forward."""
    entry = catalogue.entry(key)
    if key == SIZE:
        return bool(sizes_in_stock(shoe, value, catalogue))
    if key == SPORTS:
        return not _words(value).isdisjoint(_as_said(entry, shoe.kind.sports, value))
    if key == WIDTH:
        return not _words(value).isdisjoint(_as_said(entry, shoe.widths, value))
    if key == MATERIALS:
        return _words(value).isdisjoint(shoe.materials)
    if key == PRICE and value.minimum is not None and value.maximum is not None:
        return float(value.minimum) <= shoe.price <= float(value.maximum)
    return True


def kind_to_feet(shoe: Shoe, value: Value, catalogue: Catalogue) -> bool:
    """Whether a shoe gives the support, room or softness that these feet need."""
    exact = value.precision is not Precision.CATEGORY
    said = _categories(catalogue.entry(FEET), sorted(_words(value))) if exact else _words(value)
    return not set(said).isdisjoint(shoe.feet)


def sizes_in_stock(shoe: Shoe, value: Value, catalogue: Catalogue) -> tuple[str, ...]:
    """The EU sizes of the shoe that ``value`` means, whichever system, range or category it is in."""
    entry = catalogue.entry(SIZE)
    meant = _eu_sizes(entry, _rows(entry, value))
    return tuple(size for size in shoe.sizes if size in meant)


def _rows(entry: Entry, value: Value) -> range:
    """The rows of the size table that a value could mean."""
    if entry.table is None:
        return range(0)
    if value.precision is Precision.CATEGORY:
        spans = [(first, last) for name, first, last in entry.table.categories if name == value.value]
        return range(spans[0][0], spans[0][1] + 1) if spans else range(0)
    low, high = (value.minimum, value.maximum) if value.minimum is not None else (value.value, value.value)
    known = ordered_atoms(entry, value.system)
    at = [row for row, sizes in enumerate(entry.table.rows) if (value.system or "") in sizes]
    if low not in known or high not in known:
        return range(0)
    return range(at[known.index(str(low))], at[known.index(str(high))] + 1)


def _eu_sizes(entry: Entry, rows: range) -> set[str]:
    """Their EU sizes. Not every size of another system has one of its own: then the nearest on both sides."""
    found = entry.table.rows if entry.table is not None else ()
    exact = {found[row]["EU"] for row in rows if "EU" in found[row]}
    if exact or not rows:
        return exact
    below = next((found[row]["EU"] for row in reversed(range(rows.start)) if "EU" in found[row]), None)
    above = next((found[row]["EU"] for row in range(rows.stop, len(found)) if "EU" in found[row]), None)
    return {size for size in (below, above) if size is not None}


def _as_said(entry: Entry, option_ids: Sequence[str], value: Value) -> list[str]:
    """Option ids of the shop's data in the words of the value: the options themselves, or their categories."""
    return _categories(entry, option_ids) if value.precision is Precision.CATEGORY else list(option_ids)


def _categories(entry: Entry, option_ids: Sequence[str]) -> list[str]:
    options = [entry.option(option_id) for option_id in option_ids]
    return [option.category for option in options if option is not None and option.category is not None]


def _words(value: Value) -> set[str]:
    return set(value.value) if isinstance(value.value, tuple) else {str(value.value)}

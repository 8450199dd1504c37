"""The lists of an export as tables: which columns each has. The forms that are not plain JSON are written from these.

They follow :mod:`vault.portability.shapes`, so that a new kind of record, or a new member, comes along by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from vault.core.errors import ChoiceError
from vault.core.value import value_from_json
from vault.core.value_check import check_value
from vault.core.wording import describe, in_language
from vault.portability import shapes
from vault.portability.later_records import LATER

if TYPE_CHECKING:
    from vault.core.catalogue import Catalogue
    from vault.portability.shapes import Shape

LANGUAGES: Final = ("en", "nl")
"""Those that names of preferences are written in."""


@dataclass(frozen=True)
class Table:
    """The columns of one list, each with its form as in :class:`vault.portability.shapes.Member`, or ``list``.

    What is ``absent`` where it says nothing is left out of its record; all else is then null.
    """

    columns: Mapping[str, str]
    absent: frozenset[str] = frozenset()


def _table(shape: Shape) -> Table:
    return Table({name: member.form for name, member in shape.members.items()}, shape.later)


def _items() -> Table:
    """As :func:`vault.portability.shapes.write_item` writes one."""
    table = _table(shapes.ITEM)
    return Table({**table.columns, "also": "list", "token": "text"}, table.absent | {"also"})


TABLES: Final[Mapping[str, Table]] = {
    "preferences": _table(shapes.PREFERENCE),
    "preference_history": _table(shapes.CHANGE),
    "shops": _table(shapes.SHOP),
    "consents": _table(shapes.CONSENT),
    "items": _items(),
    "receipts": _table(shapes.RECEIPT),
    "journal": _table(shapes.ENTRY),
    **{name: _table(shape) for name, shape in LATER.items()},
}
"""By the names that :func:`vault.portability.export_json.document` has for them."""

OWN: Final[Mapping[str, tuple[str, ...]]] = {
    "preferences": ("key",),
    "shops": ("host",),
    "consents": ("id",),
    "items": ("jti",),
    "receipts": ("id",),
    "journal": ("seq",),
    "brand_sizes": ("id",),
    "people": ("id",),
    "people_preferences": ("person", "key"),
    "wishes": ("id",),
    "letters": ("id",),
    "letter_events": ("letter", "seq"),
    "takeout_mappings": ("fingerprint",),
    "imported_facts": ("source", "seq"),
}
"""What a record of a list is known by, where it is."""
REFERS: Final[Mapping[str, Mapping[str, str]]] = {
    "consents": {"host": "shops"},
    "items": {"consent": "consents"},
    "receipts": {"host": "shops", "consent": "consents"},
    "people_preferences": {"person": "people"},
    "wishes": {"person": "people"},
    "letters": {"host": "shops"},
    "letter_events": {"letter": "letters"},
}
"""Which columns of a list name a record of another."""


def name_of(catalogue: Catalogue, key: object, language: str) -> str | None:
    """What a preference is called, or None for one that the catalogue does not know."""
    entry = catalogue.entries.get(key) if isinstance(key, str) else None
    return None if entry is None else in_language(entry.label, language)


def words_of(catalogue: Catalogue, key: object, value: Any, language: str) -> str | None:
    """A value of the file as a person reads it, or None where the catalogue has no words for it."""
    entry = catalogue.entries.get(key) if isinstance(key, str) else None
    if entry is None or value is None:
        return None
    try:
        found = value_from_json(value)
        check_value(entry, found)
    except ChoiceError:  # kept under another catalogue
        return None
    return describe(entry, found, language)

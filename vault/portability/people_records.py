"""The records of an export that the first programs did not have: people, their preferences, wishes, brands.

They are in the file only where there are any, so that older programs read the files of customers without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vault.core.errors import ChoiceError, StorageError
from vault.core.value import Precision
from vault.core.value_check import check_value
from vault.portability.shapes import BRAND_SIZE, FLAG, LINE, MOMENT, NOTE, VALUE, Member, Shape, maybe, text
from vault.storage.people import MAX_NICKNAME, Person, PersonPreference
from vault.storage.wishes import MAX_SEEN, MAX_WHAT, PriceBand, Wish

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from vault.core.catalogue import Catalogue
    from vault.portability.export_json import Export

LATER: Final[Mapping[str, Shape]] = {
    "brand_sizes": BRAND_SIZE,
    "people": Shape(Person, {"id": LINE, "nickname": text(MAX_NICKNAME), "note": NOTE, "made_at": MOMENT}),
    "people_preferences": Shape(PersonPreference, {"person": LINE, "key": LINE, "value": VALUE, "updated_at": MOMENT}),
    "wishes": Shape(
        Wish,
        {
            "id": LINE,
            "what": text(MAX_WHAT),
            "note": NOTE,
            "seen": maybe(text(MAX_SEEN)),
            "price": maybe(Member(str, PriceBand)),
            "person": maybe(LINE),
            "done": FLAG,
            "made_at": MOMENT,
        },
    ),
}
"""Members of the file, and of :class:`Export`, by name."""


def check_people(export: Export, catalogue: Catalogue, latest: datetime) -> None:
    """Raise :class:`StorageError` ``export_malformed`` unless a vault could have written this by ``latest``."""
    people = {each.id for each in export.people}
    kept = {(each.person, each.key) for each in export.people_preferences}
    _require(len(people) == len(export.people), "people")
    _require(len(kept) == len(export.people_preferences), "people_preferences")
    _require(len({each.id for each in export.wishes}) == len(export.wishes), "wishes")
    _require(len({each.id for each in export.brand_sizes}) == len(export.brand_sizes), "brand_sizes")
    _require(all(each.updated_at <= latest for each in export.brand_sizes), "brand_sizes")
    _require(people >= {person for person, _ in kept}, "people_preferences.person")
    _require(people >= {each.person for each in export.wishes if each.person is not None}, "wishes.person")
    moments = [each.made_at for each in export.people] + [each.made_at for each in export.wishes]
    moments += [each.updated_at for each in export.people_preferences]
    _require(all(moment <= latest for moment in moments), "people")
    for each in export.people_preferences:
        entry = catalogue.entries.get(each.key)
        try:
            if entry is not None:
                check_value(entry, each.value)
        except ChoiceError as problem:
            raise StorageError("export_malformed", where=each.key) from problem
        _require(each.value.precision is Precision.EXACT, each.key)


def _require(holds: bool, where: str) -> None:
    if not holds:
        raise StorageError("export_malformed", where=where)

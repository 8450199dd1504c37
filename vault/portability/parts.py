"""Which parts of an export go along: what a person ticks, in as few words as they have for it."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from vault.portability.export_json import Export


class Part(StrEnum):
    """One part. Each has its words in ``resources/messages`` under ``parts``."""

    PREFERENCES = "preferences"
    """With their history, sizes at brands, settings, and what was learnt from shops' files."""
    SHOPS = "shops"
    """What they hold, what happened, receipts and letters. One part: each proves the other, and none comes in alone."""
    PEOPLE = "people"
    WISHES = "wishes"
    """Those for people go along with the people only, whom they name."""


EVERY_PART: Final = frozenset(Part)
HOLDS: Final[Mapping[Part, frozenset[str]]] = {
    Part.PREFERENCES: frozenset(
        {
            "preferences",
            "changes",
            "brand_sizes",
            "settings",
            "takeout_mappings",
            "refused_suggestions",
            "imported_facts",
        }
    ),
    Part.SHOPS: frozenset({"shops", "consents", "items", "receipts", "journal", "letters", "letter_events"}),
    Part.PEOPLE: frozenset({"people", "people_preferences"}),
    Part.WISHES: frozenset({"wishes"}),
}
"""The kinds of records in each part, by the names of :class:`Export`; a test holds that each kind is in one."""


def only(export: Export, parts: Collection[Part]) -> Export:
    """The export with nothing in what is not one of ``parts``."""
    emptied: dict[str, Any] = {
        kind: {} if kind == "settings" else () for part in EVERY_PART.difference(parts) for kind in HOLDS[part]
    }
    if Part.PEOPLE not in parts and Part.WISHES in parts:
        emptied["wishes"] = tuple(wish for wish in export.wishes if wish.person is None)
    return replace(export, **emptied)

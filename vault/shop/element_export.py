"""What a page needs to write answers down as an export that a vault imports (``resources/schema/export.schema.json``).

The page adds ``made_at`` and the answers themselves: what somebody only saves is sent nowhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from vault import __version__
from vault.core.catalogue import Catalogue
from vault.core.value import Json
from vault.shop.element_questions import Question

_LISTS = ("preference_history", "shops", "consents", "items", "receipts", "journal")


def export_parts(catalogue: Catalogue, asked: Sequence[Question]) -> dict[str, Json]:
    """``file`` has the members of an export of nothing else, and ``preference`` those that each preference has.

    ``keys`` has the catalogue key of each question that a vault could keep the answer of, by the question's id; of
    several about one key it is the first.
    """
    keys: dict[str, str] = {}
    for each in asked:
        if each.exact and each.item.key not in keys.values():
            keys[each.item.id] = each.item.key
    return {
        "file": {
            "format": "preference-vault-export",
            "version": 1,
            "program": __version__,
            "catalogue": catalogue.version,
            "sealed": False,
            "settings": {},
            **{name: [] for name in _LISTS},
        },
        "preference": {"level_raised": None, "most_precise": None, "note": None},
        "keys": dict(keys),
    }

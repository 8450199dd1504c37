"""What the columns of an unknown file are, remembered by its header."""

from __future__ import annotations

import pytest

from vault.storage import takeout_mappings
from vault.storage.connection import Database
from vault.storage.takeout_mappings import MAX_MAPPING, TakeoutMapping

from .conftest import NOON

ONE = TakeoutMapping("ab12", {"title": 3, "date_form": "dd-mm-yyyy"}, NOON)


def test_a_mapping_is_kept_changed_and_forgotten(database: Database) -> None:
    other, changed = TakeoutMapping("00ff", {"title": 1}, NOON), TakeoutMapping("ab12", {"title": 4}, NOON)
    with database.transaction() as transaction:
        for each in (ONE, other):
            takeout_mappings.put(transaction, each)
        assert takeout_mappings.mappings(transaction) == [other, ONE]
        takeout_mappings.put(transaction, changed)
        assert takeout_mappings.mapping(transaction, "ab12") == changed
        takeout_mappings.remove(transaction, "ab12")
        takeout_mappings.remove(transaction, "none")
        assert takeout_mappings.mapping(transaction, "ab12") is None
        assert takeout_mappings.mappings(transaction) == [other]


def test_what_no_export_would_take_is_not_kept(database: Database) -> None:
    with pytest.raises(ValueError, match="too large"), database.transaction() as transaction:
        takeout_mappings.put(transaction, TakeoutMapping("ab12", {"title": "x" * MAX_MAPPING}, NOON))

"""Sizes at brands in the database: kept, changed, forgotten, in their order."""

from __future__ import annotations

from datetime import UTC, datetime

from vault.storage import brand_sizes
from vault.storage.brand_sizes import BrandSize
from vault.storage.connection import Database

NOON = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)
SHOES = BrandSize(1, "clothing.shoe_size", "Groenekom", "43.5", "falls small", NOON)


def test_a_size_is_kept_changed_and_forgotten(database: Database) -> None:
    shirt = BrandSize(2, "clothing.top_size", "Lumen & Linnen", "L", "", NOON)
    with database.transaction() as transaction:
        assert brand_sizes.next_id(transaction) == 1
        brand_sizes.put(transaction, shirt)
        brand_sizes.put(transaction, SHOES)
        assert brand_sizes.next_id(transaction) == 3
    with database.read() as reader:
        assert brand_sizes.brand_sizes(reader) == [SHOES, shirt]
    other = BrandSize(1, "clothing.shoe_size", "Groenekom", "44", "", NOON)
    with database.transaction() as transaction:
        brand_sizes.put(transaction, other)
        brand_sizes.remove(transaction, 2)
        brand_sizes.remove(transaction, 7)
        assert brand_sizes.brand_sizes(transaction) == [other]


def test_a_representation_says_no_size() -> None:
    assert "Groenekom" not in repr(SHOES)
    assert "43.5" not in repr(SHOES)

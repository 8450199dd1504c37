"""What is never suggested again: one value, or any of a preference, each once."""

from __future__ import annotations

from datetime import timedelta

from vault.core.value import Value
from vault.storage import refused_suggestions
from vault.storage.connection import Database
from vault.storage.refused_suggestions import RefusedSuggestion

from .conftest import NOON

KEY = "clothing.shoe_size"
SIZE, OTHER = Value("42", system="EU"), Value("43", system="EU")
ONE, ANY = RefusedSuggestion(KEY, SIZE, NOON), RefusedSuggestion(KEY, None, NOON)


def test_a_value_is_refused_once_and_with_its_first_date(database: Database) -> None:
    with database.transaction() as transaction:
        for each in (ONE, RefusedSuggestion(KEY, SIZE, NOON + timedelta(1))):
            refused_suggestions.put(transaction, each)
        assert refused_suggestions.refused_suggestions(transaction) == [ONE]
        assert refused_suggestions.is_refused(transaction, KEY, SIZE)
        assert not refused_suggestions.is_refused(transaction, KEY, OTHER)
        assert not refused_suggestions.is_refused(transaction, "clothing.fit", SIZE)


def test_a_preference_is_refused_with_all_its_values(database: Database) -> None:
    with database.transaction() as transaction:
        for each in (ANY, ANY, ONE):
            refused_suggestions.put(transaction, each)
        assert refused_suggestions.refused_suggestions(transaction) == [ANY, ONE]
        assert refused_suggestions.is_refused(transaction, KEY, OTHER)
        refused_suggestions.remove(transaction, KEY, None)
        assert not refused_suggestions.is_refused(transaction, KEY, OTHER)
        refused_suggestions.remove(transaction, KEY, SIZE)
        assert refused_suggestions.refused_suggestions(transaction) == []


def test_a_representation_says_no_value() -> None:
    assert "42" not in repr(ONE)

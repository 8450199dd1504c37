"""What the export holds, what it leaves behind, and that nothing of the vault was forgotten."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from tests.unit.core.catalogue_values import shipped
from tests.unit.portability.conftest import DISCLOSURE, NOON, ON_ITS_WAY, PRIVATE_KEY, TOKEN
from vault import bundled
from vault.core.sensitivity import Level
from vault.core.value import Json, Value
from vault.portability import shapes
from vault.portability.export_json import LEFT_BEHIND, TAKEN, Export, collect, is_sealed, to_bytes
from vault.portability.later_records import LATER
from vault.storage import consents, letters, preferences, refused_suggestions
from vault.storage.connection import Database

SCHEMA = json.loads(bundled.read("schema/export.schema.json"))
COLUMNS = {
    "preference": {*shapes.PREFERENCE.members, "id"},
    "preference_history": {*shapes.CHANGE.members, "id"},
    "brand_size": set(LATER["brand_sizes"].members),
    "setting": {"key", "value"},
    "shop": {*shapes.SHOP.members, "pairwise_key"},
    "consent": set(shapes.CONSENT.members),
    "consent_item": {*shapes.ITEM.members, "also"},
    "token": {"jti", "jwt", "disclosure"},
    "receipt": set(shapes.RECEIPT.members),
    "journal": set(shapes.ENTRY.members),
    "person": set(LATER["people"].members),
    "person_preference": set(LATER["people_preferences"].members),
    "wish": set(LATER["wishes"].members),
    "letter": set(LATER["letters"].members),
    "letter_event": set(LATER["letter_events"].members),
    "takeout_mapping": set(LATER["takeout_mappings"].members),
    "refused_suggestion": set(LATER["refused_suggestions"].members),
    "imported_fact": set(LATER["imported_facts"].members),
}
"""Every column of the tables that go along. Row numbers, private keys and disclosures are named, and do not."""


def taken(database: Database, *, sealed: bool = True) -> Export:
    return collect(database, shipped(), made_at=NOON, program="0", include_sealed=sealed)


def written(database: Database, *, sealed: bool = True) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(to_bytes(taken(database, sealed=sealed)))
    return found


def tables(database: Database) -> set[str]:
    with database.read() as reader:
        rows = reader.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")
    names = {str(row["name"]) for row in rows}
    shadows = {name for name in names if name.startswith("preference_search_")}
    return {name for name in names - shadows if not name.startswith("sqlite_")}


def test_every_table_goes_along_or_says_why_not(database: Database) -> None:
    assert tables(database) == TAKEN.keys() | LEFT_BEHIND.keys()
    assert not TAKEN.keys() & LEFT_BEHIND.keys()


def test_every_column_of_a_table_goes_along(database: Database) -> None:
    assert COLUMNS.keys() == TAKEN.keys()
    for table, columns in COLUMNS.items():
        with database.read() as reader:
            found = {str(row["name"]) for row in reader.rows(f"PRAGMA table_info({table})")}
        assert found == columns, table


def test_the_customer_of_these_tests_is_in_every_table(full: Database) -> None:
    for table in tables(full):
        with full.read() as reader:
            assert reader.row(f"SELECT 1 FROM {table}") is not None, table
    found = written(full)
    for member in TAKEN.values():
        assert found[member], member


def test_file_is_as_its_schema_says(full: Database) -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    validator.check_schema(SCHEMA)
    validator.validate(written(full))
    validator.validate(written(full, sealed=False))


@pytest.mark.parametrize(
    "name", ["preferences", "preference_history", "shops", "consents", "items", "receipts", "journal"]
)
def test_schema_allows_no_other_member(full: Database, name: str) -> None:
    found = written(full)
    found[name][0]["more"] = 1
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(found)


def test_keys_disclosures_and_letters_stay_behind(full: Database) -> None:
    data = to_bytes(taken(full))
    for secret in (PRIVATE_KEY, PRIVATE_KEY.hex().encode(), DISCLOSURE.encode(), ON_ITS_WAY):
        assert secret not in data


def test_sealed_values_go_only_when_asked(full: Database) -> None:
    without, sealed = taken(full, sealed=False), taken(full)
    assert [each.key for each in without.preferences] == ["clothing.shoe_size"]
    assert {each.key for each in without.changes} == {"clothing.shoe_size"}
    assert {each.key for each in sealed.preferences} > {"health.foot_health", "media.sports"}
    assert b"insoles" in to_bytes(sealed)
    assert b"insoles" not in to_bytes(without)
    assert b"running_road" not in to_bytes(without)
    assert without.journal == sealed.journal


def test_what_was_sealed_once_stays_behind_with_all_its_history(full: Database) -> None:
    key, walking = "media.sports", Value(("walking",))
    with full.transaction() as transaction:
        preferences.set_preference(transaction, preferences.Preference(key, walking, NOON), key)
    found = taken(full, sealed=False)
    assert key not in {each.key for each in (*found.preferences, *found.changes)}
    with full.transaction() as transaction:
        preferences.remove_preference(transaction, key, NOON)
        preferences.remove_preference(transaction, "health.foot_health", NOON)
    found = taken(full, sealed=False)
    assert {each.key for each in found.changes} == {"clothing.shoe_size"}
    for value in (b"walking", b"running_road", b"insoles"):
        assert value not in to_bytes(found)


@pytest.mark.parametrize(
    ("key", "value", "raised", "sealed"),
    [
        ("clothing.shoe_size", Value("43", system="EU"), None, False),
        ("clothing.shoe_size", Value("43", system="EU"), Level.PERSONAL, False),
        ("clothing.shoe_size", Value("43", system="EU"), Level.SEALED, True),
        ("clothing.shoe_size", None, None, False),
        ("health.foot_health", None, None, True),
        ("of_a_later.catalogue", Value("43"), None, True),
    ],
)
def test_what_counts_as_sealed(key: str, value: Value | None, raised: Level | None, sealed: bool) -> None:
    assert is_sealed(shipped(), key, value, raised) is sealed


def test_representation_shows_numbers_only(full: Database) -> None:
    shown = repr(taken(full))
    assert "preferences=3" in shown
    assert "insoles" not in shown


def test_lost_token_is_damage(full: Database) -> None:
    from vault.core.errors import StorageError

    with full.transaction() as transaction:
        transaction.execute("DELETE FROM token")
        assert consents.token(transaction, TOKEN) is None
    with pytest.raises(StorageError, match="database_damaged"):
        taken(full)


def test_what_was_imported_is_a_line_each(full: Database) -> None:
    lines = to_bytes(taken(full)).decode("utf-8").splitlines()
    assert [json.loads(line.strip(" ,"))["seq"] for line in lines if '"source"' in line] == [1, 2]


FEET = "health.foot_health"


@pytest.mark.parametrize(
    "facts",
    [
        {"keys": ["clothing.shoe_size", FEET]},
        {"keys": ["media.sports"]},  # the customer raised it
        {"keys": ["of_a_later.catalogue"]},
        {"items": [{"key": FEET}]},
        {FEET: "wrong"},
    ],
)
def test_a_letter_about_something_sealed_goes_only_when_asked(full: Database, facts: dict[str, Json]) -> None:
    letter = letters.Letter("l2", letters.LetterKind.ERASURE, {"name": "Kade"}, "en", facts, NOON)
    with full.transaction() as transaction:
        letters.put_letter(transaction, letter)
        letters.add_event(transaction, "l2", NOON, letters.LetterEventKind.REFUSED)
    assert [each.id for each in taken(full).letters] == ["l1", "l2"]
    without = taken(full, sealed=False)
    assert ([each.id for each in without.letters], [each.letter for each in without.letter_events]) == (["l1"], ["l1"])


def test_a_refused_suggestion_of_something_sealed_goes_only_when_asked(full: Database) -> None:
    with full.transaction() as transaction:
        refused_suggestions.put(transaction, refused_suggestions.RefusedSuggestion(FEET, None, NOON))
    assert FEET in {each.key for each in taken(full).refused_suggestions}
    assert {each.key for each in taken(full, sealed=False).refused_suggestions} == {"clothing.shoe_size"}

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vault.core.sensitivity import Level
from vault.core.value import Precision, Value
from vault.storage.connection import Database
from vault.storage.preferences import (
    Change,
    Preference,
    add_change,
    history,
    preference,
    preferences,
    put,
    remove_preference,
    search,
    search_keys,
    set_preference,
)

from .conftest import NOON

SHOE = Preference(
    "clothing.shoe_size", Value("43", system="EU"), NOON, Level.PERSONAL, Precision.RANGE, "left is a bit wider"
)
GENRES = Preference("media.novel_genres", Value(("crime", "poetry")), NOON)
OFF = Preference("contact.email", Value(value=False), NOON)


@pytest.fixture
def filled(database: Database) -> Database:
    with database.transaction() as transaction:
        set_preference(transaction, SHOE, "Schoenmaat Shoe size 43 EU")
        set_preference(transaction, GENRES, "Romans: misdaad, poëzie, Café noir")
        set_preference(transaction, OFF, 'Mail: nooit 100% "zeker"')
    return database


def found(database: Database, text: str) -> list[str]:
    with database.read() as reader:
        keys = [each.key for each in search(reader, text)]
        assert sorted(search_keys(reader, text)) == keys
        return keys


def test_preferences_come_back_as_they_were(filled: Database) -> None:
    with filled.read() as reader:
        assert preferences(reader) == [SHOE, OFF, GENRES]
        assert preference(reader, SHOE.key) == SHOE
        assert preference(reader, "home.style") is None


def test_a_repr_shows_no_value_and_no_note(filled: Database) -> None:
    with filled.read() as reader:
        shown = repr(preferences(reader)) + repr(history(reader))
    assert "43" not in shown
    assert "wider" not in shown


def test_setting_again_replaces_and_remembers(filled: Database) -> None:
    later = NOON + timedelta(days=1)
    with filled.transaction() as transaction:
        set_preference(transaction, Preference(SHOE.key, Value("44", system="EU"), later), "Schoenmaat 44")
    with filled.read() as reader:
        assert preference(reader, SHOE.key) == Preference(SHOE.key, Value("44", system="EU"), later)
        assert history(reader, SHOE.key) == [
            Change(SHOE.key, NOON, SHOE.value, SHOE.level_raised, SHOE.most_precise, SHOE.note),
            Change(SHOE.key, later, Value("44", system="EU")),
        ]
        assert len(history(reader)) == 4
    assert found(filled, "schoenmaat") == [SHOE.key]
    assert found(filled, "schoenmaat 43") == []


def test_removing_is_remembered_and_forgets_the_words(filled: Database) -> None:
    later = NOON + timedelta(days=1)
    with filled.transaction() as transaction:
        assert remove_preference(transaction, SHOE.key, later)
        assert not remove_preference(transaction, SHOE.key, later)
    with filled.read() as reader:
        assert preference(reader, SHOE.key) is None
        assert history(reader, SHOE.key)[-1] == Change(SHOE.key, later, None)
        assert len(history(reader, SHOE.key)) == 2
        row = reader.row("SELECT count(*) AS many FROM preference_search")
    assert row is not None
    assert row["many"] == 2
    assert found(filled, "schoenmaat") == []


def test_removed_words_leave_the_index_itself(filled: Database) -> None:
    def index() -> str:
        with filled.read() as reader:
            blocks = reader.rows("SELECT hex(block) AS block FROM preference_search_data")
        return "".join(row["block"] for row in blocks)

    with filled.transaction() as transaction:
        set_preference(transaction, SHOE, "xxxx")
    assert b"xxx".hex().upper() in index()
    with filled.transaction() as transaction:
        remove_preference(transaction, SHOE.key, NOON)
    assert b"xxx".hex().upper() not in index()


def test_an_import_brings_its_own_history(database: Database) -> None:
    with database.transaction() as transaction:
        put(transaction, SHOE, "Schoenmaat")
        add_change(transaction, Change(SHOE.key, NOON, Value("42")))
    with database.read() as reader:
        assert history(reader) == [Change(SHOE.key, NOON, Value("42"))]
        assert preferences(reader) == [SHOE]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("schoen", [SHOE.key]),
        ("MAAT", [SHOE.key]),
        ("maat 43", [SHOE.key]),
        ("43", [SHOE.key]),
        ("4", [SHOE.key]),
        ("maat 44", []),
        ("cafe", [GENRES.key]),
        ("CAFÉ", [GENRES.key]),
        ("poezie", [GENRES.key]),
        ("", [SHOE.key, OFF.key, GENRES.key]),
        ("  ", [SHOE.key, OFF.key, GENRES.key]),
        ("%", [OFF.key]),
        ('"zeker"', [OFF.key]),
        ('" OR words:*', []),
        ("oit OR oenm", []),
        ("a" * 10_000, []),
    ],
)
def test_search_finds_every_word_also_inside_longer_ones(filled: Database, text: str, keys: list[str]) -> None:
    assert found(filled, text) == keys


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.text(max_size=30))
def test_any_text_can_be_searched_for(filled: Database, text: str) -> None:
    assert set(found(filled, text)) <= {SHOE.key, GENRES.key, OFF.key}

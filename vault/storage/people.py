"""People the customer buys for, and their sizes and likes. They have a nickname and nothing that a register has."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vault.core.clock import from_text, to_text
from vault.core.value import Value, value_from_json
from vault.storage.canonical import canonical

if TYPE_CHECKING:
    from datetime import datetime

    from vault.storage.connection import Reader, Row, Transaction

MAX_NICKNAME = 40
"""Characters; it stands in a narrow list."""


@dataclass(frozen=True)
class Person:
    """One person. ``id`` is random and means nothing outside this vault."""

    id: str
    nickname: str = field(repr=False)
    made_at: datetime
    note: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class PersonPreference:
    """One size or like of a person, exact."""

    person: str
    key: str
    value: Value = field(repr=False)
    updated_at: datetime


def put_person(transaction: Transaction, person: Person) -> None:
    """Keep a person, or change one with this id."""
    transaction.execute(
        "INSERT INTO person (id, nickname, note, made_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET nickname = excluded.nickname, note = excluded.note",
        (person.id, person.nickname, person.note, to_text(person.made_at)),
    )


def remove_person(transaction: Transaction, person_id: str) -> None:
    """Forget a person with their preferences and wishes."""
    transaction.execute("DELETE FROM person WHERE id = ?", (person_id,))


def person(reader: Reader, person_id: str) -> Person | None:
    """The person with this id, or None."""
    row = reader.row("SELECT * FROM person WHERE id = ?", (person_id,))
    return None if row is None else _person(row)


def people(reader: Reader) -> list[Person]:
    """Everybody, in the order they were added."""
    return [_person(row) for row in reader.rows("SELECT * FROM person ORDER BY made_at, rowid")]


def put_preference(transaction: Transaction, preference: PersonPreference) -> None:
    """Keep a person's preference in place of an earlier one. The person must be there."""
    transaction.execute(
        "INSERT INTO person_preference (person, key, value, updated_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (person, key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at",
        (
            preference.person,
            preference.key,
            canonical(preference.value.to_json()).decode("utf-8"),
            to_text(preference.updated_at),
        ),
    )


def remove_preference(transaction: Transaction, person_id: str, key: str) -> None:
    """Forget one preference of a person."""
    transaction.execute("DELETE FROM person_preference WHERE person = ? AND key = ?", (person_id, key))


def preferences(reader: Reader, person_id: str | None = None) -> list[PersonPreference]:
    """The preferences of one person, or of all, by person and key."""
    rows = reader.rows(
        "SELECT * FROM person_preference WHERE :person IS NULL OR person = :person ORDER BY person, key",
        {"person": person_id},
    )
    return [_preference(row) for row in rows]


def _person(row: Row) -> Person:
    return Person(row["id"], row["nickname"], from_text(row["made_at"]), row["note"])


def _preference(row: Row) -> PersonPreference:
    value = value_from_json(json.loads(row["value"]))
    return PersonPreference(row["person"], row["key"], value, from_text(row["updated_at"]))
